package edge

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestSession_renewsBeforeItEnds moves a clock of its own: a session is renewed when 80 % of its time have passed.
func TestSession_renewsBeforeItEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ttl    string
		after  time.Duration
		logins int64
	}{
		"at 80 %":                   {"100", 80 * time.Second, 1},
		"after 80 %":                {"100", 80*time.Second + 1, 2},
		"number as text":            {`"100"`, 81 * time.Second, 2},
		"no end":                    {"0", 1000 * time.Hour, 1},
		"end not told":              {"null", 1000 * time.Hour, 1},
		"before the start":          {"-5", 1000 * time.Hour, 1},
		"68 years":                  {"2147483647", 24 * time.Hour, 1}, // what a service says that means "never"
		"as far as a number goes":   {"9223372036854775807", 24 * time.Hour, 1},
		"a second":                  {"1", 801 * time.Millisecond, 2},
		"the clock was turned back": {"100", -time.Hour, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var logins atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if r.URL.Path == "/api/v1/token_login" {
					fmt.Fprintf(w, `{"token":"jwt-%d","ttl_sec":%s}`, logins.Add(1), c.ttl)
					return
				}
				fmt.Fprint(w, `{}`)
			}))
			t.Cleanup(server.Close)
			client, err := New(Config{HTTP: api.Config{Endpoint: server.URL}, Account: "acme", APIToken: "token"})
			if err != nil {
				t.Fatal(err)
			}
			now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
			client.session.now = func() time.Time { return now }
			for range 2 {
				if _, err := client.Apps.List(t.Context()); err != nil {
					t.Fatal(err)
				}
				now = now.Add(c.after)
			}
			if got := logins.Load(); got != c.logins {
				t.Errorf("%d logins, want %d", got, c.logins)
			}
		})
	}
}
