package main

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A service is the mock as the benchmark serves it: with latency, a limit of requests, and counters. Answers to reads
// may be remembered, so that the time which the mock takes for a long list is not taken for the provider's.
type service struct {
	server *httptest.Server

	mu         sync.Mutex // guards everything below
	mock       *mockapi.Mock
	remembered map[string]answer // by method and path
	latency    time.Duration
	limit      *limit
	load
}

// An answer is remembered.
type answer struct {
	operation string
	body      []byte
}

// A load is what a service had to bear.
type load struct {
	requests    map[string]int // by operation
	refused     map[string]int // answers 429, by process: the first element of the path, if it is "p" and a number
	connections int
	underWay    int
	concurrency int // the most requests that were under way at once
}

// A limit is a number of requests in each minute, in windows that follow one another.
type limit struct {
	perMinute int
	left      int
	end       time.Time
}

// serve starts a service, with TLS and HTTP/2 or without.
func serve(secure bool) *service {
	s := &service{load: load{requests: map[string]int{}, refused: map[string]int{}}}
	s.server = httptest.NewUnstartedServer(s)
	s.server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.connections++
		}
	}
	if secure {
		s.server.EnableHTTP2 = true
		s.server.StartTLS()
	} else {
		s.server.Start()
	}
	return s
}

// environ points the provider at the service. Several processes are told apart by their number.
func (s *service) environ(process int) []string {
	base := s.server.URL
	if process > 0 {
		base += fmt.Sprintf("/p%d", process)
	}
	return s.mock.Environ(base)
}

// certificate writes the certificate of a service with TLS into a file, for SSL_CERT_FILE.
func (s *service) certificate(file string) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.server.Certificate().Raw}), 0o600)
}

// reset gives the service another content and forgets what was remembered.
func (s *service) reset(mock *mockapi.Mock) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mock, s.remembered = mock, nil
}

// begin starts counting.
func (s *service) begin(latency time.Duration, l *limit) {
	s.server.CloseClientConnections()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mock.ResetJournal()
	s.latency, s.limit = latency, l
	s.load = load{requests: map[string]int{}, refused: map[string]int{}}
}

// end returns the load since begin, and an error if a request broke a contract.
func (s *service) end() (load, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	result := s.load
	result.requests = maps.Clone(s.requests)
	for _, e := range s.mock.Journal() {
		result.requests[e.Operation]++
		if e.Violation != "" {
			return result, fmt.Errorf("%s %s broke the contract: %s", e.Method, e.Path, e.Violation)
		}
	}
	return result, nil
}

func (l load) total() int {
	total := 0
	for _, n := range l.requests {
		total += n
	}
	return total
}

// process takes the number of the process off a path.
func process(path string) (rest, name string) {
	first, rest, found := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if found && strings.HasPrefix(first, "p") {
		if _, err := strconv.Atoi(first[1:]); err == nil {
			return "/" + rest, first
		}
	}
	return path, ""
}

// take uses up one request of the limit. Without one left it says when the next window begins.
func (l *limit) take(now time.Time) (wait time.Duration, ok bool) {
	if !now.Before(l.end) {
		l.left, l.end = l.perMinute, now.Add(time.Minute)
	}
	if l.left == 0 {
		return l.end.Sub(now), false
	}
	l.left--
	return 0, true
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, name := process(r.URL.Path)
	r.URL.Path, r.URL.RawPath = path, ""
	mock, known, latency, wait := s.arrive(r, name)
	defer s.leave()
	select {
	case <-time.After(latency):
	case <-r.Context().Done():
		return
	}
	switch {
	case wait > 0:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"message":"too many requests"}`))
	case known != nil:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(known)))
		_, _ = w.Write(known)
	default:
		mock.ServeHTTP(w, r)
	}
}

// arrive counts a request and decides how it is answered: by waiting, by what is remembered, or by the mock.
func (s *service) arrive(r *http.Request, name string) (mock *mockapi.Mock, known []byte, latency, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.underWay++
	s.concurrency = max(s.concurrency, s.underWay)
	if s.limit != nil {
		if left, ok := s.limit.take(time.Now()); !ok {
			s.requests["answered 429"]++
			s.refused[name]++
			return nil, nil, s.latency, left
		}
	}
	if a, ok := s.remembered[r.Method+" "+r.URL.Path]; ok {
		s.requests[a.operation]++
		return s.mock, a.body, s.latency, 0
	}
	return s.mock, nil, s.latency, 0
}

func (s *service) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.underWay--
}

// remember has the mock answer every read of an estate once. From then on the service answers them by itself, until
// reset; what an estate does not manage is in the lists only.
func (s *service) remember(e estate) error {
	routes, err := routes()
	if err != nil {
		return err
	}
	remembered := map[string]answer{}
	ask := func(token, operation, id, query string) error {
		path := "/edge" + strings.ReplaceAll(routes[operation].Path, "{uuid}", id)
		r := httptest.NewRequest(http.MethodGet, path+"?"+query, nil)
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		if s.mock.ServeHTTP(w, r); w.Code != http.StatusOK {
			return fmt.Errorf("%s is answered by %d: %s", operation, w.Code, w.Body)
		}
		remembered["GET "+path] = answer{operation: operation, body: bytes.Clone(w.Body.Bytes())}
		return nil
	}
	token := s.mock.IssueSession()
	for _, p := range e.parts {
		if p.noun.list != "" {
			if err := ask(token, p.noun.list, "", p.noun.query); err != nil {
				return err
			}
		}
		for i := range p.count {
			if p.noun.get == "" {
				break
			}
			if err := ask(token, p.noun.get, p.noun.id(i), ""); err != nil {
				return err
			}
		}
	}
	if err := ask(apiToken, "tokenLogin", "", "account="+account); err != nil {
		return err
	}
	s.mock.ResetJournal()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remembered = remembered
	return nil
}

// memory writes what is remembered into a file for the provider that does no I/O.
func (s *service) memory(file string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]json.RawMessage{}
	for key, a := range s.remembered {
		all[key] = a.body
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}

// What the mock takes by default.
const (
	account  = "acme"
	apiToken = "edge-api-token"
)

// routes are where the provider sends what.
func routes() (map[string]edge.Route, error) {
	config := edge.Config{Account: account, APIToken: apiToken}
	config.HTTP.Endpoint = "https://edge.example.com"
	client, err := edge.New(config)
	if err != nil {
		return nil, err
	}
	return client.Routes(), nil
}
