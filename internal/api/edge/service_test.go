package edge_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// exchange is one request as the service saw it.
type exchange struct {
	call  string // method, escaped path and query
	body  string // compact JSON
	token string // of the Authorization header
}

// reply is what the service answers. Zero is 200 with an empty object, "-" no body.
type reply struct {
	status int
	body   string
}

// service answers by "METHOD /path", and 404 for everything else. Several replies are given in turn, the last for ever.
type service struct {
	t       *testing.T
	url     string
	mu      sync.Mutex
	replies map[string][]reply
	seen    []exchange
}

func start(t *testing.T, replies map[string][]reply) *service {
	t.Helper()
	s := &service{t: t, replies: replies}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Error(err)
	}
	call := r.Method + " " + r.URL.EscapedPath()
	s.mu.Lock()
	e := exchange{call: call, body: string(body), token: r.Header.Get("Authorization")}
	if r.URL.RawQuery != "" {
		e.call += "?" + r.URL.RawQuery
	}
	s.seen = append(s.seen, e)
	answer := reply{status: http.StatusNotFound, body: `{"message":"no such thing"}`}
	if all := s.replies[call]; len(all) > 0 {
		answer = all[0]
		if len(all) > 1 {
			s.replies[call] = all[1:]
		}
	}
	s.mu.Unlock()
	if answer.status == 0 {
		answer.status = http.StatusOK
	}
	switch answer.body {
	case "":
		answer.body = "{}"
	case "-":
		answer.body = ""
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	fmt.Fprint(w, answer.body)
}

// calls returns the requests so far, without their bodies.
func (s *service) calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := make([]string, len(s.seen))
	for i, e := range s.seen {
		calls[i] = e.call
	}
	return calls
}

func (s *service) exchanges() []exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.seen)
}

// client returns a client with a session, so that it does not log in.
func (s *service) client(change ...func(*edge.Config)) *edge.Client {
	s.t.Helper()
	return client(s.t, s.url, append([]func(*edge.Config){func(c *edge.Config) {
		c.Auth, c.APIToken = edge.AuthBearer, "session-jwt"
	}}, change...)...)
}

func client(t testing.TB, endpoint string, change ...func(*edge.Config)) *edge.Client {
	t.Helper()
	cfg := edge.Config{
		HTTP:    api.Config{Endpoint: endpoint, RetryWait: time.Millisecond, MaxRetries: 1, MaxConcurrentRequests: 50},
		Account: "acme", APIToken: "edge-api-token", Auth: edge.AuthTokenLogin,
	}
	for _, f := range change {
		f(&cfg)
	}
	c, err := edge.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func allowUndocumented(c *edge.Config) { c.AllowUndocumented = true }

func wantCalls(t *testing.T, s *service, want ...string) {
	t.Helper()
	if got := s.calls(); !slices.Equal(got, want) {
		t.Errorf("the requests were\n  %q, want\n  %q", got, want)
	}
}

// sameJSON compares two JSON texts whatever their spaces and the order of their members.
func sameJSON(t *testing.T, got, want string) bool {
	t.Helper()
	var g, w any
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		t.Errorf("%q: %v", got, err)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Errorf("%q: %v", want, err)
	}
	a, _ := json.Marshal(g)
	b, _ := json.Marshal(w)
	return string(a) == string(b)
}
