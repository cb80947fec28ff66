package api_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// serve starts a server and returns a client for it whose retries wait next to nothing.
func serve(t *testing.T, h http.HandlerFunc, change ...func(*api.Config)) *api.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientFor(t, server.URL, change...)
}

func clientFor(t *testing.T, endpoint string, change ...func(*api.Config)) *api.Client {
	t.Helper()
	c, err := api.New(config(endpoint, change...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func config(endpoint string, change ...func(*api.Config)) api.Config {
	cfg := api.Config{
		Service:    "Test Service",
		Endpoint:   endpoint,
		UserAgent:  "test/1.0",
		MaxRetries: 4,
		RetryWait:  time.Millisecond,
	}
	for _, f := range change {
		f(&cfg)
	}
	return cfg
}

// network is a transport without a network, for tests in virtual time. It gets the number of the request, from 1.
type network struct {
	mu     sync.Mutex
	n      int
	answer func(n int, r *http.Request) (*http.Response, error)
}

func (f *network) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	f.n++
	n := f.n
	f.mu.Unlock()
	return f.answer(n, r)
}

func (f *network) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

// offline returns a client over answer, with the waits of the real one.
func offline(t *testing.T, answer func(n int, r *http.Request) (*http.Response, error), change ...func(*api.Config)) (*api.Client, *network) {
	t.Helper()
	f := &network{answer: answer}
	cfg := config("https://service.example.com", change...)
	if len(change) == 0 {
		cfg.RetryWait = 0
	}
	c, err := api.NewWithTransport(cfg, f)
	if err != nil {
		t.Fatal(err)
	}
	return c, f
}

// wrote tells the client that the request went out.
func wrote(r *http.Request) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil {
		trace.WroteHeaders()
	}
}

func respond(r *http.Request, status int, body string, header ...string) (*http.Response, error) {
	wrote(r)
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{
		StatusCode: status, Status: strconv.Itoa(status), Header: h, Request: r,
		ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

func get(route string) api.Request {
	return api.Request{Operation: "getThing", Method: http.MethodGet, Route: route, Idempotent: true}
}

func post(route string) api.Request {
	return api.Request{Operation: "createThing", Method: http.MethodPost, Route: route, Body: map[string]string{"name": "x"}}
}

func asError(t *testing.T, err error) *api.Error {
	t.Helper()
	e, ok := errors.AsType[*api.Error](err)
	if !ok {
		t.Fatalf("got %T (%v), want an *api.Error", err, err)
	}
	return e
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q does not contain %q", text, p)
		}
	}
}

// attempts collects what a client logs.
type attempts struct {
	mu  sync.Mutex
	all []api.Attempt
}

func (a *attempts) log(_ context.Context, at api.Attempt) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, at)
}

// quiet is for servers whose complaints are what a test is about.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
