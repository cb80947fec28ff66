package main

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestLimit(t *testing.T) {
	t.Parallel()
	now := time.Unix(1000, 0)
	l := &limit{perMinute: 2}
	for i, want := range []bool{true, true, false} {
		if _, ok := l.take(now); ok != want {
			t.Errorf("request %d: accepted %t, want %t", i, ok, want)
		}
	}
	if wait, _ := l.take(now.Add(20 * time.Second)); wait != 40*time.Second {
		t.Errorf("told to wait %s, want the rest of the minute", wait)
	}
	if _, ok := l.take(now.Add(time.Minute)); !ok {
		t.Error("the next minute accepts nothing")
	}
	used := &limit{perMinute: 2, spent: 1}
	if _, ok := used.take(now); !ok {
		t.Error("what is left of a window is refused")
	}
	if wait, ok := used.take(now); ok || wait != restOfWindow {
		t.Errorf("a window that is used up: accepted %t, told to wait %s", ok, wait)
	}
}

func TestProcess(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][2]string{
		"/p3/edge/api/v1/apps": {"/edge/api/v1/apps", "p3"},
		"/edge/api/v1/apps":    {"/edge/api/v1/apps", ""},
		"/policies/1":          {"/policies/1", ""},
		"/p":                   {"/p", ""},
	} {
		if rest, name := process(path); rest != want[0] || name != want[1] {
			t.Errorf("%s: %q of %q", path, rest, name)
		}
	}
}

func TestService_remembersAndCounts(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(false)
	t.Cleanup(s.server.Close)
	s.reset(mock)
	e := estate{parts: []part{{noun: app(), count: 1}}}
	mock.Put(mockapi.KindApp, mockapi.Object{"uuid": app().id(0), "name": "a"})
	if err := s.remember(e); err != nil {
		t.Fatal(err)
	}
	s.begin(0, &limit{perMinute: 3})
	token := mock.IssueSession()
	get := func(path string) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+token)
		s.ServeHTTP(w, r)
		return w.Code
	}
	for path, want := range map[string]int{
		"/edge/api/v1/apps/" + app().id(0): http.StatusOK, "/p1/edge/api/v1/apps": http.StatusOK, "/edge/api/v1/workflows": http.StatusOK,
	} {
		if got := get(path); got != want {
			t.Errorf("%s is answered by %d", path, got)
		}
	}
	if got := get("/p2/edge/api/v1/apps"); got != http.StatusTooManyRequests {
		t.Errorf("beyond the limit: %d", got)
	}
	seen, err := s.end()
	if err != nil {
		t.Fatal(err)
	}
	if seen.requests["getApp"] != 1 || seen.requests["queryApps"] != 1 || seen.requests["queryWorkflows"] != 1 || seen.total() != 4 || seen.refused["p2"] != 1 || seen.concurrency != 1 {
		t.Errorf("load: %+v", seen)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	set, err := parse([]string{"-short", "-cases", "tenant"}, t.Output())
	if err != nil || set.runs != 1 || !set.cases.MatchString(caseTenant10) || set.objects != 250 || set.latency != 50*time.Millisecond {
		t.Errorf("settings %+v, error %v", set, err)
	}
	if whole, err := parse(nil, t.Output()); err != nil || whole.runs != 3 || whole.objects != 1000 {
		t.Errorf("settings %+v, error %v", whole, err)
	}
	for _, args := range [][]string{{"-n", "5"}, {"-cases", "("}, {"more"}} {
		if _, err := parse(args, t.Output()); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}

// TestUsual: how the caller has Go collect garbage changes no figure.
func TestUsual(t *testing.T) {
	t.Parallel()
	got := usual([]string{"GOGC=1000", "PATH=/bin", "GOMEMLIMIT=1GiB", "GOFLAGS=-mod=mod", "GOGCX=1"})
	if want := []string{"PATH=/bin", "GOFLAGS=-mod=mod", "GOGCX=1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
