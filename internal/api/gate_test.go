package api_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestAttemptTimeout(t *testing.T) {
	t.Parallel()
	hang := func(r *http.Request) error {
		<-r.Context().Done()
		return r.Context().Err()
	}
	connect := func(r *http.Request) {
		trace := httptrace.ContextClientTrace(r.Context())
		trace.GetConn("service.example.com:443")
		trace.GotConn(httptrace.GotConnInfo{})
	}
	tests := map[string]struct {
		answer    func(int, *http.Request) (*http.Response, error)
		post, get int // attempts
		status    int
		sent      bool
		message   string
	}{
		"no connection": {func(_ int, r *http.Request) (*http.Response, error) { return nil, hang(r) },
			3, 3, 0, false, "no answer within 30s: no connection"},
		"stuck while it sends": {func(_ int, r *http.Request) (*http.Response, error) { connect(r); return nil, hang(r) },
			1, 3, 0, true, "no answer within 30s"},
		"no answer": {func(_ int, r *http.Request) (*http.Response, error) { connect(r); wrote(r); return nil, hang(r) },
			1, 3, 0, true, "no answer within 30s"},
		"half an answer": {func(_ int, r *http.Request) (*http.Response, error) {
			resp, err := respond(r, 200, "")
			resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"name":`), readerFunc(func([]byte) (int, error) { return 0, hang(r) })))
			return resp, err
		}, 1, 3, 200, true, "no complete answer within 30s"},
	}
	for name, tt := range tests {
		for want, r := range map[int]api.Request{tt.get: get("/x"), -tt.post: post("/x")} {
			t.Run(name+"/"+r.Method, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var log attempts
					c, network := offline(t, tt.answer, func(cfg *api.Config) { cfg.MaxRetries, cfg.RequestTimeout, cfg.Log = 2, 0, log.log })
					err := c.Do(t.Context(), r, nil)
					e := asError(t, err)
					contains(t, err.Error(), tt.message)
					if n := network.count(); n != max(want, -want) || e.Attempts != n || e.Status != tt.status || e.Sent != tt.sent || api.Ambiguous(err) != tt.sent {
						t.Errorf("got %+v", *e)
					}
					if errors.Is(err, context.DeadlineExceeded) {
						t.Error("looks like the deadline of the caller")
					}
					for _, a := range log.all {
						if a.Err != "timeout" || a.Duration != 30*time.Second {
							t.Errorf("logged %+v", a)
						}
					}
				})
			})
		}
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestConcurrencyLimit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ limit, want int32 }{{1, 1}, {3, 3}, {0, 10}, {-1, 10}} {
		synctest.Test(t, func(t *testing.T) {
			var now, most atomic.Int32
			c, network := offline(t, func(n int, r *http.Request) (*http.Response, error) {
				atMost(&most, now.Add(1))
				defer now.Add(-1)
				time.Sleep(time.Second)
				if n%3 == 0 {
					return respond(r, 502, "")
				}
				return respond(r, 200, "{}")
			}, func(cfg *api.Config) { cfg.MaxConcurrentRequests = int(tt.limit) })
			var group sync.WaitGroup
			for range 40 {
				group.Go(func() { _ = c.Do(t.Context(), get("/x"), nil) })
			}
			group.Wait()
			if most.Load() != tt.want || network.count() < 40 {
				t.Errorf("limit %d: %d at once", tt.limit, most.Load())
			}
		})
	}
}

func TestWaitingRetryHoldsNoSlot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/slow" && n == 1 {
				return respond(r, 500, "")
			}
			return respond(r, 200, "{}")
		}, func(cfg *api.Config) { cfg.MaxConcurrentRequests, cfg.RetryWait = 1, 1000*time.Hour })
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := c.Do(t.Context(), get("/slow"), nil); err != nil {
				t.Error(err)
			}
		}()
		synctest.Wait()
		start := time.Now()
		for range 5 {
			if err := c.Do(t.Context(), get("/fast"), nil); err != nil {
				t.Error(err)
			}
		}
		if waited := time.Since(start); waited != 0 {
			t.Errorf("the others waited %s", waited)
		}
		select {
		case <-done:
			t.Error("the first request did not wait")
		default:
		}
		<-done
	})
}

func TestRetryAfterPausesEverybody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const asked = 20 * time.Second
		begin := time.Now()
		var mu sync.Mutex
		sentAt := map[time.Duration]int{}
		c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			mu.Lock()
			sentAt[time.Since(begin)]++
			mu.Unlock()
			if n == 1 {
				time.Sleep(time.Second)
				return respond(r, 429, "", "Retry-After", "20")
			}
			return respond(r, 200, "{}")
		}, func(cfg *api.Config) { cfg.MaxConcurrentRequests = 1 })
		var group sync.WaitGroup
		do := func() {
			if err := c.Do(t.Context(), post("/x"), nil); err != nil {
				t.Error(err)
			}
		}
		for range 10 { // one has the slot, nine queue for it
			group.Go(do)
		}
		for range 10 { // begin during the pause
			group.Go(func() { time.Sleep(10 * time.Second); do() })
		}
		group.Wait()
		starts := 0
		for at := range sentAt {
			if at == 0 {
				continue
			}
			starts++
			if at < time.Second+asked || at > time.Second+asked+asked/10 {
				t.Errorf("a request went out after %s", at)
			}
		}
		if starts < 15 {
			t.Errorf("%d of 20 requests began in moments of their own", starts)
		}
	})
}

// refusedOnce is a client whose first request is answered 429 with a Retry-After in seconds.
func refusedOnce(t *testing.T, seconds string) *api.Client {
	t.Helper()
	c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
		if n == 1 {
			return respond(r, 429, "", "Retry-After", seconds)
		}
		return respond(r, 200, "{}")
	})
	return c
}

// TestPaused_lastsAsLongAsItsWaits: each request adds a wait of its own to the pause, of up to a tenth. Until these are over,
// a new request may be quicker than one that was told to wait, but who asks must not take the one that waits for slow.
func TestPaused_lastsAsLongAsItsWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const longest, moment = 22 * time.Second, time.Millisecond
		c := refusedOnce(t, "20")
		if c.Paused() {
			t.Error("paused before anything was asked")
		}
		done := make(chan error)
		go func() { done <- c.Do(t.Context(), get("/x"), nil) }()
		time.Sleep(longest - moment) // time is virtual here
		if !c.Paused() {
			t.Error("not paused while the request may still wait")
		}
		begun := time.Now()
		if err := c.Do(t.Context(), get("/y"), nil); err != nil || time.Since(begun) > 0 {
			t.Errorf("a new request: %v after %s", err, time.Since(begun))
		}
		time.Sleep(moment)
		if err := <-done; err != nil || c.Paused() {
			t.Errorf("in the end: %v, paused %t", err, c.Paused())
		}
	})
}

func TestLongPauseOfOneRequestHoldsBackNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := refusedOnce(t, "86400")
		if err := c.Do(t.Context(), get("/quota"), nil); !api.IsRateLimited(err) {
			t.Errorf("got %v", err)
		}
		start := time.Now()
		if err := c.Do(t.Context(), get("/other"), nil); err != nil || time.Since(start) != 0 {
			t.Errorf("got %v after %s", err, time.Since(start))
		}
	})
}

func TestRequestsPerSecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			if at, earliest := time.Since(start), time.Duration(n-1)*200*time.Millisecond; at < earliest-time.Microsecond {
				t.Errorf("request %d after %s", n, at)
			}
			return respond(r, 200, "{}")
		}, func(cfg *api.Config) { cfg.RequestsPerSecond = 5 })
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if err := c.Do(t.Context(), get("/x"), nil); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

func TestOneLogLinePerAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log attempts
		c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Second)
			if n == 1 {
				return respond(r, 500, "", "X-Request-Id", "one tok3n\x01")
			}
			return respond(r, 200, "{}", "X-Amzn-Requestid", "two")
		}, func(cfg *api.Config) { cfg.Log, cfg.Secrets = log.log, []string{"tok3n"} })
		r := get("/things/{id}")
		r.PathParams = map[string]string{"id": "7"}
		if err := c.Do(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
		want := api.Attempt{Service: "Test Service", Operation: "getThing", Method: "GET", Route: "/things/{id}",
			Status: 500, Attempt: 1, Duration: 2 * time.Second, RequestID: `one [redacted]\x01`}
		if len(log.all) != 2 || log.all[0] != want || log.all[1].RequestID != "two" || log.all[1].Attempt != 2 {
			t.Errorf("got %+v", log.all)
		}
	})
}

func TestLogNamesClasses(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"no such host":       &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "s3cr3t.example.com", IsNotFound: true}},
		"timeout":            &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded},
		"connection refused": &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED},
		"connection reset":   fmt.Errorf("write: %w", syscall.EPIPE),
		"connection closed":  io.EOF,
		"tls":                &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
		"network error":      errors.New("s3cr3t"),
	} {
		var log attempts
		c, _ := offline(t, func(int, *http.Request) (*http.Response, error) { return nil, err },
			func(cfg *api.Config) { cfg.Log, cfg.MaxRetries = log.log, 0 })
		if err := c.Do(t.Context(), get("/x"), nil); err == nil || len(log.all) != 1 || log.all[0].Err != want {
			t.Errorf("want %q, got %+v, %v", want, log.all, err)
		}
	}
}
