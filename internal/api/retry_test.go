package api_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestRetryRules(t *testing.T) {
	t.Parallel()
	const again, no = 2, 1
	// Virtual time begins at midnight UTC of this day, and the service's clock is two hours ahead.
	const date, dateIn9, dateIn90 = "Sat, 01 Jan 2000 02:00:00 GMT", "Sat, 01 Jan 2000 02:00:09 GMT", "Sat, 01 Jan 2000 02:01:30 GMT"
	tests := map[string]struct {
		status       int
		header       []string
		post         int // attempts of a request that is not idempotent
		get          int // attempts of one that is
		wait, longer time.Duration
		asked        time.Duration
	}{
		"429":                           {status: 429, post: again, get: again, longer: time.Second},
		"429 seconds":                   {status: 429, header: []string{"Retry-After", "7"}, post: again, get: again, wait: 7 * time.Second, longer: 700 * time.Millisecond, asked: 7 * time.Second},
		"429 date of another clock":     {status: 429, header: []string{"Retry-After", dateIn9, "Date", date}, post: again, get: again, wait: 9 * time.Second, longer: 900 * time.Millisecond, asked: 9 * time.Second},
		"429 date without a clock":      {status: 429, header: []string{"Retry-After", "Sat, 01 Jan 2000 00:00:05 GMT"}, post: again, get: again, wait: 5 * time.Second, longer: 500 * time.Millisecond, asked: 5 * time.Second},
		"429 past date":                 {status: 429, header: []string{"Retry-After", "Fri, 31 Dec 1999 23:00:00 GMT"}, post: again, get: again, longer: time.Second},
		"429 zero":                      {status: 429, header: []string{"Retry-After", "0"}, post: again, get: again, longer: time.Second},
		"429 not a time":                {status: 429, header: []string{"Retry-After", "soon"}, post: again, get: again, longer: time.Second},
		"429 negative":                  {status: 429, header: []string{"Retry-After", "-5"}, post: again, get: again, longer: time.Second},
		"429 sixty":                     {status: 429, header: []string{"Retry-After", "60"}, post: again, get: again, wait: time.Minute, longer: 6 * time.Second, asked: time.Minute},
		"429 too long":                  {status: 429, header: []string{"Retry-After", "61"}, post: no, get: no, asked: 61 * time.Second},
		"429 too long date":             {status: 429, header: []string{"Retry-After", dateIn90, "Date", date}, post: no, get: no, asked: 90 * time.Second},
		"429 absurd":                    {status: 429, header: []string{"Retry-After", "99999999999999999999"}, post: no, get: no, asked: 1<<63 - 1},
		"429 overflows as a duration":   {status: 429, header: []string{"Retry-After", "9223372037"}, post: no, get: no, asked: 1<<63 - 1},
		"503":                           {status: 503, post: no, get: again, longer: time.Second},
		"503 not a time":                {status: 503, header: []string{"Retry-After", "later"}, post: no, get: again, longer: time.Second},
		"503 seconds":                   {status: 503, header: []string{"Retry-After", "3"}, post: again, get: again, wait: 3 * time.Second, longer: 300 * time.Millisecond, asked: 3 * time.Second},
		"503 zero":                      {status: 503, header: []string{"Retry-After", "0"}, post: again, get: again, longer: time.Second},
		"503 too long":                  {status: 503, header: []string{"Retry-After", "3600"}, post: no, get: no, asked: time.Hour},
		"500":                           {status: 500, post: no, get: again, longer: time.Second},
		"500 does not name a time":      {status: 500, header: []string{"Retry-After", "7"}, post: no, get: again, longer: time.Second},
		"501":                           {status: 501, post: no, get: no},
		"502":                           {status: 502, post: no, get: again, longer: time.Second},
		"504":                           {status: 504, post: no, get: again, longer: time.Second},
		"520 of a content network":      {status: 520, post: no, get: again, longer: time.Second},
		"400":                           {status: 400, post: no, get: no},
		"401":                           {status: 401, post: no, get: no},
		"403":                           {status: 403, post: no, get: no},
		"404":                           {status: 404, post: no, get: no},
		"405":                           {status: 405, post: no, get: no},
		"408":                           {status: 408, post: no, get: no},
		"409":                           {status: 409, post: no, get: no},
		"412":                           {status: 412, post: no, get: no},
		"422":                           {status: 422, post: no, get: no},
		"400 with a time is still over": {status: 400, header: []string{"Retry-After", "7"}, post: no, get: no},
		"600":                           {status: 600, post: no, get: no},
	}
	for name, tt := range tests {
		for _, idempotent := range []bool{false, true} {
			want, r := tt.post, post("/things")
			if idempotent {
				want, r = tt.get, get("/things")
			}
			t.Run(name+map[bool]string{true: "/idempotent", false: "/not idempotent"}[idempotent], func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					c, network := offline(t, func(n int, r *http.Request) (*http.Response, error) {
						if n > 1 {
							return respond(r, 200, `{}`)
						}
						return respond(r, tt.status, `{}`, tt.header...)
					})
					start := time.Now()
					err := c.Do(t.Context(), r, nil)
					elapsed := time.Since(start)
					if network.count() != want {
						t.Fatalf("%d attempts, want %d", network.count(), want)
					}
					if want == again {
						if err != nil {
							t.Fatal(err)
						}
						if elapsed < tt.wait || elapsed > tt.wait+tt.longer {
							t.Errorf("waited %s, want %s and up to %s more", elapsed, tt.wait, tt.longer)
						}
						return
					}
					e := asError(t, err)
					if elapsed != 0 {
						t.Errorf("waited %s for nothing", elapsed)
					}
					if e.Status != tt.status || e.RetryAfter != tt.asked || e.Attempts != 1 || !e.Sent {
						t.Errorf("got %+v", *e)
					}
					if tt.asked > 0 {
						contains(t, e.Error(), "asks to wait "+tt.asked.String())
					}
				})
			})
		}
	}
}

func TestLastAnswerIsShownAfterAllAttempts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, network := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			return respond(r, 502, "upstream "+string(rune('0'+n)), "X-Request-Id", "id-"+string(rune('0'+n)))
		})
		start := time.Now()
		e := asError(t, c.Do(t.Context(), get("/things/7"), nil))
		if network.count() != 5 || e.Attempts != 5 || e.Status != 502 || e.Message != "upstream 5" || e.RequestID != "id-5" {
			t.Errorf("got %+v after %d attempts", *e, network.count())
		}
		if waited := time.Since(start); waited > 15*time.Second {
			t.Errorf("waited %s, more than 1+2+4+8 s", waited)
		}
		want := "Test Service: GET /things/7: status 502 bad gateway: upstream 5 (request id id-5, 5 attempts)"
		if e.Error() != want {
			t.Errorf("got %q, want %q", e, want)
		}
	})
}

func TestNothingWasSent(t *testing.T) {
	t.Parallel()
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	tests := map[string]struct {
		err      error
		attempts int
	}{
		"connection refused": {refused, 5},
		"resolver trouble":   {&net.OpError{Op: "dial", Err: &net.DNSError{Err: "server misbehaving", IsTemporary: true}}, 5},
		"handshake":          {errors.New("remote error: tls: internal error"), 5},
		"no such host":       {&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c, network := offline(t, func(int, *http.Request) (*http.Response, error) { return nil, tt.err })
				err := c.Do(t.Context(), post("/things"), nil)
				e := asError(t, err)
				if network.count() != tt.attempts || e.Attempts != tt.attempts || e.Sent || e.Status != 0 || api.Ambiguous(err) {
					t.Errorf("got %+v after %d attempts", *e, network.count())
				}
				if !errors.Is(err, tt.err) {
					t.Errorf("%v does not wrap its cause", err)
				}
			})
		})
	}
}

// One attempt in doubt leaves the whole request in doubt; attempts that were refused do not.
func TestAmbiguous(t *testing.T) {
	t.Parallel()
	reset := func(r *http.Request) (*http.Response, error) {
		wrote(r)
		return nil, &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	}
	refuse := func(*http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	}
	status := func(status int, header ...string) func(*http.Request) (*http.Response, error) {
		return func(r *http.Request) (*http.Response, error) { return respond(r, status, `{`, header...) }
	}
	type step = func(*http.Request) (*http.Response, error)
	tests := map[string]struct {
		request api.Request
		steps   []step
		want    bool
		status  int
	}{
		"reset":                         {post("/x"), []step{reset}, true, 0},
		"refused":                       {post("/x"), []step{refuse}, false, 0},
		"429, then refused":             {post("/x"), []step{status(429), refuse}, false, 0},
		"429 only":                      {post("/x"), []step{status(429)}, false, 429},
		"429, then reset":               {post("/x"), []step{status(429), reset}, true, 0},
		"503 that asks, then 409":       {post("/x"), []step{status(503, "Retry-After", "1"), status(409)}, true, 409},
		"500":                           {post("/x"), []step{status(500)}, true, 500},
		"501":                           {post("/x"), []step{status(501)}, false, 501},
		"400":                           {post("/x"), []step{status(400)}, false, 400},
		"a redirect":                    {post("/x"), []step{status(303, "Location", "/y")}, true, 303},
		"unreadable":                    {post("/x"), []step{status(201)}, true, 201},
		"502 of a PUT, then a conflict": {get("/x"), []step{status(502), status(412)}, true, 412},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
					return tt.steps[min(n, len(tt.steps))-1](r)
				})
				err := c.Do(t.Context(), tt.request, &struct{}{})
				if api.Ambiguous(err) != tt.want || api.StatusOf(err) != tt.status {
					t.Errorf("ambiguous %t, status %d: %v", api.Ambiguous(err), api.StatusOf(err), err)
				}
			})
		})
	}
	t.Run("made by others", func(t *testing.T) {
		t.Parallel()
		for _, tt := range []struct {
			e    *api.Error
			want bool
		}{
			{&api.Error{}, false},
			{&api.Error{Sent: true}, true},
			{&api.Error{Sent: true, Status: 200}, true},
			{&api.Error{Sent: true, Status: 502}, true},
			{&api.Error{Sent: true, Status: 501}, false},
			{&api.Error{Sent: true, Status: 404}, false},
		} {
			if api.Ambiguous(tt.e) != tt.want {
				t.Errorf("%+v: got %t", *tt.e, !tt.want)
			}
		}
		if api.Ambiguous(nil) || api.Ambiguous(context.Canceled) {
			t.Error("other errors tell nothing")
		}
	})
}

func TestEveryWaitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	errOver := fmt.Errorf("the time of the operation is over: %w", context.DeadlineExceeded)
	slow := func(_ int, r *http.Request) (*http.Response, error) {
		wrote(r)
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	tests := map[string]struct {
		answer func(int, *http.Request) (*http.Response, error)
		change func(*api.Config)
		before func(*testing.T, *api.Client)
		sent   bool
		says   string // what the call was waiting for
	}{
		"backoff": {says: "to repeat the request", answer: func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 500, "") }, sent: true,
			change: func(c *api.Config) { c.RetryWait, c.MaxRetries = 30*time.Second, 1000 }},
		"pause": {says: "as long as the service asked for (Retry-After, 1m0s)", answer: func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 429, "", "Retry-After", "60") }, sent: true},
		"pause of somebody else": {says: "as long as the service asked for (Retry-After, 1m0s)", answer: func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 429, "", "Retry-After", "60") },
			before: func(t *testing.T, c *api.Client) {
				go func() { _ = c.Do(t.Context(), post("/first"), nil) }()
				synctest.Wait()
			}},
		"slot": {says: "for other requests to end (max_concurrent_requests)", answer: slow, change: func(c *api.Config) { c.MaxConcurrentRequests, c.RequestTimeout = 1, time.Hour },
			before: func(t *testing.T, c *api.Client) {
				go func() { _ = c.Do(t.Context(), post("/first"), nil) }()
				synctest.Wait()
			}},
		"rate": {says: "for its turn (requests_per_second)", answer: slow, change: func(c *api.Config) { c.RequestsPerSecond, c.RequestTimeout = 0.01, time.Hour },
			before: func(t *testing.T, c *api.Client) {
				go func() { _ = c.Do(t.Context(), post("/first"), nil) }()
				synctest.Wait()
			}},
		"answer": {says: "for the answer", answer: slow, change: func(c *api.Config) { c.RequestTimeout = time.Hour }, sent: true},
	}
	for name, tt := range tests {
		for cause, bound := range map[string]func(context.Context) (context.Context, context.CancelFunc){
			"canceled": func(ctx context.Context) (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(ctx)
				time.AfterFunc(2*time.Second, cancel)
				return ctx, cancel
			},
			"deadline": func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeout(ctx, 2*time.Second)
			},
			"deadline with a cause": func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeoutCause(ctx, 2*time.Second, errOver)
			},
		} {
			t.Run(name+"/"+cause, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					change := tt.change
					if change == nil {
						change = func(*api.Config) {}
					}
					c, _ := offline(t, tt.answer, change)
					if tt.before != nil {
						tt.before(t, c)
					}
					ctx, cancel := bound(t.Context())
					defer cancel()
					start := time.Now()
					err := c.Do(ctx, get("/second"), nil)
					if waited := time.Since(start); waited != 2*time.Second {
						t.Errorf("returned after %s", waited)
					}
					want := map[string]error{"canceled": context.Canceled, "deadline": context.DeadlineExceeded, "deadline with a cause": errOver}[cause]
					if e := asError(t, err); !errors.Is(err, want) || e.Sent != tt.sent || e.Waiting != tt.says {
						t.Errorf("got %v, sent %t, waiting %q", err, e.Sent, e.Waiting)
					}
				})
			})
		}
	}
	t.Run("before anything", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		c, network := offline(t, slow)
		if e := asError(t, c.Do(ctx, get("/x"), nil)); !errors.Is(e, context.Canceled) || e.Sent || e.Attempts != 0 || network.count() != 0 {
			t.Errorf("got %+v", *e)
		}
	})
}
