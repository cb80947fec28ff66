package edge_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// remembering starts a service with a memory.
func remembering(t *testing.T, options mockapi.Options) (*mockapi.Mock, string) {
	t.Helper()
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.Edge())
	t.Cleanup(server.Close)
	return mock, server.URL
}

// parallel calls f from many goroutines at once and returns what went wrong.
func parallel(n int, f func() error) error {
	errs := make([]error, n)
	begin := make(chan struct{})
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			<-begin
			errs[i] = f()
		})
	}
	close(begin)
	group.Wait()
	return errors.Join(errs...)
}

func TestSession_isLazyAndShared(t *testing.T) {
	t.Parallel()
	const many = 40
	// The wait makes sure that all calls have begun before the first login is answered.
	mock, url := remembering(t, mockapi.Options{Latency: 20 * time.Millisecond})
	app := mock.Put(mockapi.KindApp, mockapi.Object{"name": "git"})
	c := client(t, url)
	if n := len(mock.Journal()); n != 0 {
		t.Errorf("%d requests before the first call", n)
	}
	read := func() error { _, err := c.Apps.Get(t.Context(), app); return err }
	if err := parallel(many, read); err != nil {
		t.Fatal(err)
	}
	if logins, reads := mock.Count("tokenLogin"), mock.Count("getApp"); logins != 1 || reads != many {
		t.Errorf("%d calls made %d logins and %d reads", many, logins, reads)
	}

	mock.ExpireSessions()
	mock.ResetJournal()
	if err := parallel(many, read); err != nil {
		t.Fatalf("after the session has ended: %v", err)
	}
	if logins := mock.Count("tokenLogin"); logins != 1 {
		t.Errorf("%d refused calls made %d logins", many, logins)
	}
	if reads := mock.Count("getApp"); reads <= many || reads > 2*many {
		t.Errorf("%d refused calls made %d reads: each must be repeated once, and only if it was refused", many, reads)
	}
	for _, e := range mock.Violations() {
		t.Errorf("%s %s: %s", e.Method, e.Path, e.Violation)
	}
}

// TestSession_credentials: the API token goes to the login and nowhere else.
func TestSession_credentials(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{
		"GET /api/v1/token_login": {{body: `{"token":"jwt-1"}`}},
		"GET /api/v1/apps":        {{body: `{"apps":[]}`}},
	})
	c := client(t, s.url, func(cfg *edge.Config) { cfg.Account = "a&b c" })
	if _, err := c.Apps.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantCalls(t, s, "GET /api/v1/token_login?account=a%26b+c", "GET /api/v1/apps")
	if got := s.exchanges(); got[0].token != "Bearer edge-api-token" || got[1].token != "Bearer jwt-1" {
		t.Errorf("the credentials are %q and %q", got[0].token, got[1].token)
	}
}

// TestSession_refusedForEver: one renewal, one repetition, and the error of the service.
func TestSession_refusedForEver(t *testing.T) {
	t.Parallel()
	refused := []reply{{status: 401, body: `{"message":"the session jwt-2 is unknown"}`}}
	s := start(t, map[string][]reply{
		"GET /api/v1/token_login": {{body: `{"token":"jwt-1"}`}, {body: `{"token":"jwt-2"}`}},
		"GET /api/v1/apps":        refused, "GET /api/v1/policies": refused,
	})
	c := client(t, s.url)
	_, err := c.Apps.List(t.Context())
	if !api.IsUnauthorized(err) {
		t.Errorf("the error is %v", err)
	}
	if strings.Contains(err.Error(), "jwt-2") {
		t.Errorf("the error shows the session: %v", err)
	}
	wantCalls(t, s, "GET /api/v1/token_login?account=acme", "GET /api/v1/apps", "GET /api/v1/token_login?account=acme", "GET /api/v1/apps")
}

func TestSession_bearerNeverLogsIn(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"GET /api/v1/apps": {{status: 401}}})
	if _, err := s.client().Apps.List(t.Context()); !api.IsUnauthorized(err) {
		t.Errorf("the error is %v", err)
	}
	wantCalls(t, s, "GET /api/v1/apps")
}

func TestSession_loginFails(t *testing.T) {
	t.Parallel()
	const login = "GET /api/v1/token_login"
	for name, c := range map[string]struct {
		reply
		says   string
		status int
	}{
		"refused": {
			reply{403, `{"message":"unknown API token edge-api-token"}`},
			`logging in to account "acme": Lacework Edge: GET /api/v1/token_login: status 403 forbidden: unknown API token [redacted]`, 403,
		},
		"unauthorized":      {reply{401, `{"message":"who?"}`}, `logging in to account "acme": Lacework Edge: ` + login + `: status 401 unauthorized: who?`, 401},
		"no token":          {reply{200, `{"ttl_sec":60}`}, `logging in to account "acme": the answer holds no session token`, 0},
		"not JSON":          {reply{200, `welcome`}, `logging in to account "acme": Lacework Edge: ` + login, 200},
		"route not there":   {reply{404, ``}, `logging in to account "acme": the login is answered by not found`, 0},
		"ttl is no number":  {reply{200, `{"token":"jwt","ttl_sec":"soon"}`}, `logging in to account "acme": Lacework Edge: ` + login, 200},
		"server is in pain": {reply{500, `{"message":"oh"}`}, `logging in to account "acme": Lacework Edge: ` + login + `: status 500 internal server error: oh (2 attempts)`, 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{login: {c.reply}})
			_, err := client(t, s.url).Apps.List(t.Context())
			if err == nil || !strings.HasPrefix(err.Error(), c.says) || api.StatusOf(err) != c.status {
				t.Errorf("the error is\n  %v, want\n  %s", err, c.says)
			}
			for _, call := range s.calls() {
				if !strings.HasPrefix(call, login) {
					t.Errorf("a call was made without a session: %s", call)
				}
			}
		})
	}
}

// TestSession_loginIsNotThere: a 404 to the login is no answer about an object, which would be dropped from state.
func TestSession_loginIsNotThere(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"GET /api/v1/apps": {{}}, "GET /api/v1/access": {{}}})
	c := client(t, s.url, allowUndocumented)
	_, getErr := c.Apps.Get(t.Context(), id)
	_, updateErr := c.Accesses.Update(t.Context(), id, edge.Access{}, nil)
	for name, err := range map[string]error{
		"Apps.Get": getErr, "Accesses.Update": updateErr, "Accesses.Delete": c.Accesses.Delete(t.Context(), id), "Apps.Delete": c.Apps.Delete(t.Context(), id),
		"Policies.Delete": c.Policies.Delete(t.Context(), id, 1),
	} {
		var route *edge.RouteError
		if err == nil || api.IsNotFound(err) || !errors.As(err, &route) || route.Operation != "tokenLogin" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSession_loginRecovers: a login that is refused is remembered, since the credential stays the same; one that fails is not.
func TestSession_loginRecovers(t *testing.T) {
	t.Parallel()
	for status, recovers := range map[int]bool{400: true, 401: false, 403: false} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{
				"GET /api/v1/token_login": {{status: status}, {body: `{"token":"jwt"}`}},
				"GET /api/v1/apps":        {{}},
			})
			c := client(t, s.url)
			if _, err := c.Apps.List(t.Context()); api.StatusOf(err) != status {
				t.Errorf("the first call: %v", err)
			}
			if _, err := c.Apps.List(t.Context()); (err == nil) != recovers || err != nil && api.StatusOf(err) != status {
				t.Errorf("the second call: %v", err)
			}
		})
	}
}

// TestSession_cancelledWaiter: who cancels gets out at once, even the one whose call began the login; the others get
// the session.
func TestSession_cancelledWaiter(t *testing.T) {
	t.Parallel()
	arrived, release := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path != "/api/v1/token_login" {
			fmt.Fprint(w, `{"apps":[]}`)
			return
		}
		close(arrived) // twice would be a second login, and panic
		<-release
		fmt.Fprint(w, `{"token":"jwt"}`)
	}))
	t.Cleanup(server.Close)
	c := client(t, server.URL)
	list := func(ctx context.Context) <-chan error {
		result := make(chan error, 1)
		go func() {
			_, err := c.Apps.List(ctx)
			result <- err
		}()
		return result
	}
	ctx, cancel := context.WithCancel(t.Context())
	impatient := list(ctx)
	<-arrived
	patient := list(t.Context())
	cancel()
	if err := <-impatient; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled call ends with %v", err)
	}
	close(release)
	if err := <-patient; err != nil {
		t.Errorf("the other call ends with %v", err)
	}
}

func TestClient_printsNoToken(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"GET /api/v1/token_login": {{body: `{"token":"jwt-of-this-session"}`}}, "GET /api/v1/apps": {{}}})
	c := client(t, s.url)
	if _, err := c.Apps.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		text := fmt.Sprintf(format, c) + fmt.Sprintf(format, *c)
		for _, secret := range []string{"edge-api-token", "jwt-of-this-session"} {
			if strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
				t.Errorf("%s shows %s: %s", format, secret, text)
			}
		}
	}
}
