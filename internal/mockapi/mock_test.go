package mockapi_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

type object = mockapi.Object

// fixture is a mock behind a listener, and a client of each service with its own credentials.
type fixture struct {
	t                   *testing.T
	mock                *mockapi.Mock
	url                 string
	edge, appTego, gate client
}

type client struct {
	f      *fixture
	prefix string
	header http.Header
}

type reply struct {
	status int
	header http.Header
	raw    []byte
	body   object
}

func start(t *testing.T, o mockapi.Options) *fixture {
	t.Helper()
	m, err := mockapi.New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	f := &fixture{t: t, mock: m, url: server.URL}
	pair := base64.StdEncoding.EncodeToString([]byte("apptego-key:apptego-secret"))
	f.edge = client{f, "/edge/api/v1", http.Header{"Authorization": {"Bearer " + m.IssueSession()}}}
	f.appTego = client{f, "/apptego/frontend", http.Header{"Authorization": {"Bearer " + pair}, "Tenant": {"tenant-1"}}}
	f.gate = client{f, "/gate/api/v1", http.Header{"Authorization": {"Bearer gate-api-token"}}}
	return f
}

func (c client) with(name, value string) client {
	c.header = c.header.Clone()
	c.header.Del(name)
	if value != "" {
		c.header.Set(name, value)
	}
	return c
}

func (c client) request(method, path string, body any) *http.Request {
	c.f.t.Helper()
	var payload io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		payload = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			c.f.t.Fatal(err)
		}
		payload = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(c.f.t.Context(), method, c.f.url+c.prefix+path, payload)
	if err != nil {
		c.f.t.Fatal(err)
	}
	r.Header = c.header.Clone()
	if body != nil && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// try sends a request and takes whatever comes back.
func (c client) try(method, path string, body any) (reply, error) {
	c.f.t.Helper()
	response, err := http.DefaultClient.Do(c.request(method, path, body))
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return reply{}, err
	}
	r := reply{status: response.StatusCode, header: response.Header, raw: raw}
	_ = json.Unmarshal(raw, &r.body)
	return r, nil
}

// do is try for requests that are answered, with the status that is expected. The answer has to keep to the contract.
func (c client) do(want int, method, path string, body any) object {
	c.f.t.Helper()
	r, err := c.try(method, path, body)
	if err != nil {
		c.f.t.Fatalf("%s %s: %v", method, path, err)
	}
	if r.status != want {
		c.f.t.Fatalf("%s %s: status %d, want %d: %s", method, path, r.status, want, r.raw)
	}
	entry := c.f.entry(r.header.Get("X-Request-Id"))
	if entry.Status != want {
		c.f.t.Errorf("%s %s: the journal has status %d, want %d", method, path, entry.Status, want)
	}
	if entry.Fault == "" {
		if err := c.f.mock.CheckAnswer(entry, r.raw); err != nil {
			c.f.t.Errorf("%s %s: %v\n%s", method, path, err, r.raw)
		}
	}
	return r.body
}

func (f *fixture) entry(requestID string) mockapi.Entry {
	f.t.Helper()
	for _, e := range f.mock.Journal() {
		if e.RequestID == requestID && requestID != "" {
			return e
		}
	}
	f.t.Fatalf("the journal has no request %q", requestID)
	return mockapi.Entry{}
}

// sound fails the test if a request has broken the contract.
func (f *fixture) sound() {
	f.t.Helper()
	for _, e := range f.mock.Violations() {
		f.t.Errorf("%s %s: %s", e.Method, e.Path, e.Violation)
	}
}

// same compares values as JSON.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	w, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(g, w) {
		t.Errorf("%s:\n have %s\n want %s", what, g, w)
	}
}

func TestEndpointsAndEnviron(t *testing.T) {
	t.Parallel()
	m, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "endpoints", m.Endpoints("http://x"), mockapi.Endpoints{
		Edge: "http://x/edge", AppTego: "http://x/apptego", Gate: "http://x/gate/api/v1", WebSocket: "ws://x/apptego/notifications",
	})
	same(t, "environ", m.Environ("http://x"), []string{
		"ZEROTRUST_APPTEGO_ENDPOINT=http://x/apptego",
		"ZEROTRUST_APPTEGO_TENANT_ID=tenant-1",
		"ZEROTRUST_APPTEGO_TOKEN_KEY=apptego-key",
		"ZEROTRUST_APPTEGO_TOKEN_SECRET=apptego-secret",
		"ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT=ws://x/apptego/notifications",
		"ZEROTRUST_EDGE_ACCOUNT=acme",
		"ZEROTRUST_EDGE_API_TOKEN=edge-api-token",
		"ZEROTRUST_EDGE_ENDPOINT=http://x/edge",
		"ZEROTRUST_GATE_API_TOKEN=gate-api-token",
		"ZEROTRUST_GATE_ENDPOINT=http://x/gate/api/v1",
	})
}

func TestServicesAlone(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	for _, test := range []struct {
		handler            http.Handler
		from               client
		method, path, body string
	}{
		{f.mock.Edge(), f.edge, "GET", "/api/v1/apps", ""},
		{f.mock.AppTego(), f.appTego, "POST", "/frontend/app_integrity_settings", `{"version":"staging"}`},
		{f.mock.Gate(), f.gate, "POST", "/api/v1/device_app_connection_log/", `{"device_id":"d","application_id":"a",` +
			`"connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`},
	} {
		r := httptest.NewRequestWithContext(t.Context(), test.method, test.path, strings.NewReader(test.body))
		r.Header = test.from.header.Clone()
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		test.handler.ServeHTTP(w, r)
		if w.Code/100 != 2 {
			t.Errorf("%s %s: status %d: %s", test.method, test.path, w.Code, w.Body)
		}
	}
	f.sound()
}

func TestJournal(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	f := start(t, mockapi.Options{Clock: func() time.Time { return now }})
	f.edge.do(200, "POST", "/apps", `{"app":{"name":"wiki"}}`)
	f.edge.do(200, "GET", "/apps?tag=x", nil)
	f.edge.do(404, "GET", "/apps/a%2Fb", nil)
	entries := f.mock.Journal()
	if len(entries) != 3 || f.mock.Count("createApp") != 1 || f.mock.Count("getApp") != 1 || f.mock.Count("deleteApp") != 0 {
		t.Fatalf("journal: %+v", entries)
	}
	create, query, get := entries[0], entries[1], entries[2]
	if !create.Committed || query.Committed || string(create.Body) != `{"app":{"name":"wiki"}}` || !create.Time.Equal(now) {
		t.Errorf("create: %+v, query: %+v", create, query)
	}
	if create.Seq != 1 || get.Seq != 3 || create.RequestID != "req-000001" || get.Route != "/api/v1/apps/{uuid}" ||
		get.Path != "/edge/api/v1/apps/a%2Fb" || query.Query.Get("tag") != "x" || create.Service != "edge" {
		t.Errorf("entries: %+v", entries)
	}
	f.mock.ResetJournal()
	f.edge.do(200, "GET", "/apps", nil)
	if entries = f.mock.Journal(); len(entries) != 1 || entries[0].Seq != 4 {
		t.Errorf("after a reset: %+v", entries)
	}
}

func TestLatencyEndsWithTheRequest(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{Latency: time.Hour})
	impatient := http.Client{Timeout: 50 * time.Millisecond}
	if response, err := impatient.Do(f.edge.request("GET", "/apps", nil)); err == nil {
		response.Body.Close()
		t.Error("answered within a latency of an hour")
	}
}
