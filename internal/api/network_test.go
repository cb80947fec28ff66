package api_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestConnectionRefusedThenSuccess(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	var log attempts
	var requests atomic.Int32
	c := clientFor(t, "http://"+address, func(cfg *api.Config) {
		cfg.Log = func(ctx context.Context, a api.Attempt) {
			log.log(ctx, a)
			if a.Attempt != 1 {
				return
			}
			again, err := net.Listen("tcp", address)
			if err != nil {
				t.Error(err)
				return
			}
			server := &httptest.Server{Listener: again, Config: &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) })}}
			server.Start()
			t.Cleanup(server.Close)
		}
	})
	if err := c.Do(t.Context(), post("/things"), nil); err != nil {
		t.Fatal(err)
	}
	if requests.Load() != 1 || len(log.all) != 2 || log.all[0].Err != "connection refused" || log.all[1].Status != 200 {
		t.Errorf("%d requests, attempts %+v", requests.Load(), log.all)
	}
}

// raw answers each connection by hand, after it has read the request, or only its first byte.
func raw(t *testing.T, read bool, answer func(n int, conn *net.TCPConn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for n := 1; ; n++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			in := bufio.NewReader(conn)
			_, _ = in.Peek(1)
			if read {
				if r, err := http.ReadRequest(in); err == nil {
					_, _ = io.Copy(io.Discard, r.Body)
				}
			}
			answer(n, conn.(*net.TCPConn))
		}
	}()
	return "http://" + listener.Addr().String()
}

func reset(conn *net.TCPConn) {
	_ = conn.SetLinger(0)
	_ = conn.Close()
}

func TestReset(t *testing.T) {
	t.Parallel()
	const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
	for name, read := range map[string]bool{"before the request was read": false, "after the request was read": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := func(n int, conn *net.TCPConn) {
				if n == 1 {
					reset(conn)
					return
				}
				_, _ = io.WriteString(conn, ok)
				_ = conn.Close()
			}
			t.Run("idempotent", func(t *testing.T) {
				t.Parallel()
				var log attempts
				c := clientFor(t, raw(t, read, answer), func(cfg *api.Config) { cfg.Log = log.log })
				if err := c.Do(t.Context(), get("/things"), nil); err != nil {
					t.Fatal(err)
				}
				if len(log.all) != 2 {
					t.Errorf("attempts %+v", log.all)
				}
			})
			t.Run("not idempotent", func(t *testing.T) {
				t.Parallel()
				c := clientFor(t, raw(t, read, answer))
				err := c.Do(t.Context(), post("/things"), nil)
				if e := asError(t, err); e.Attempts != 1 || !e.Sent || e.Status != 0 || !api.Ambiguous(err) {
					t.Errorf("got %+v", *e)
				}
			})
		})
	}
}

func TestAttemptTimeoutOverNetwork(t *testing.T) {
	t.Parallel()
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // so that the server sees the client go
		<-r.Context().Done()
	}, func(cfg *api.Config) { cfg.RequestTimeout, cfg.MaxRetries = 50*time.Millisecond, 1 })
	err := c.Do(t.Context(), post("/x"), nil)
	contains(t, asError(t, err).Error(), "no answer within 50ms")
	if errors.Is(err, context.DeadlineExceeded) {
		t.Error("looks like the deadline of the caller")
	}
}

func TestCancelWhileTheBodyArrives(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{`)
		_ = http.NewResponseController(w).Flush()
		cancel()
		<-r.Context().Done()
	})
	err := c.Do(ctx, get("/x"), &struct{}{})
	if e := asError(t, err); !errors.Is(err, context.Canceled) || !e.Sent || e.Attempts != 1 {
		t.Errorf("got %+v", *e)
	}
}

func TestTruncatedBody(t *testing.T) {
	t.Parallel()
	cut := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.Header().Set("X-Correlation-Id", "cut")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, `{"message":"half`)
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}
	}
	t.Run("repeated when idempotent", func(t *testing.T) {
		t.Parallel()
		var n atomic.Int32
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if n.Add(1) == 1 {
				cut(200)(w, r)
			}
			_, _ = io.WriteString(w, `{"name":"whole"}`)
		})
		var out struct{ Name string }
		if err := c.Do(t.Context(), get("/x"), &out); err != nil || out.Name != "whole" || n.Load() != 2 {
			t.Errorf("got %+v, %v after %d attempts", out, err, n.Load())
		}
	})
	t.Run("in doubt when not", func(t *testing.T) {
		t.Parallel()
		c := serve(t, cut(201))
		err := c.Do(t.Context(), post("/x"), nil)
		e := asError(t, err)
		if e.Attempts != 1 || e.Status != 201 || e.RequestID != "cut" || !api.Ambiguous(err) {
			t.Errorf("got %+v", *e)
		}
		contains(t, e.Error(), "ends early, after 16 of 100 bytes")
	})
	t.Run("the status of a refusal counts", func(t *testing.T) {
		t.Parallel()
		c := serve(t, cut(403))
		err := c.Do(t.Context(), post("/x"), nil)
		if !api.IsForbidden(err) || api.Ambiguous(err) || asError(t, err).Message != `{"message":"half` {
			t.Errorf("got %v", err)
		}
	})
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1 << 20, 1<<20 + 1} {
		c, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
			resp, err := respond(r, 200, strings.Repeat(" ", size))
			resp.ContentLength = -1
			return resp, err
		})
		api.LimitBody(c, 1<<20)
		err := c.Do(t.Context(), get("/x"), nil)
		if network.count() != 1 { // the same request would bring the same answer
			t.Errorf("%d attempts", network.count())
		}
		if size <= 1<<20 {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		contains(t, asError(t, err).Error(), "larger than 1 MiB")
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(other.Close)
	var posted atomic.Int32
	mux := http.NewServeMux()
	redirect := func(status int, to string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(status)
		}
	}
	mux.HandleFunc("GET /moved", redirect(301, "/moved/"))
	mux.HandleFunc("GET /moved/{$}", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer abcdef" {
			_, _ = io.WriteString(w, `{"name":"found"}`)
		}
	})
	mux.HandleFunc("GET /loop", redirect(302, "/loop"))
	mux.HandleFunc("GET /away", redirect(302, other.URL+"/login?state=s3cr3t#x"))
	mux.HandleFunc("GET /broken", redirect(302, "http://[s3cr3t"))
	mux.HandleFunc("GET /nowhere", redirect(302, ""))
	mux.HandleFunc("POST /create", redirect(307, "/created"))
	mux.HandleFunc("POST /created", func(http.ResponseWriter, *http.Request) { posted.Add(1) })
	mux.HandleFunc("GET /created", func(http.ResponseWriter, *http.Request) { posted.Add(1) })
	mux.HandleFunc("DELETE /thing", redirect(303, "/created"))
	c := serve(t, mux.ServeHTTP)

	var out struct{ Name string }
	moved := get("/moved")
	moved.Header = http.Header{"Authorization": {"Bearer abcdef"}}
	if err := c.Do(t.Context(), moved, &out); err != nil || out.Name != "found" {
		t.Errorf("a read on the same host: got %+v, %v", out, err)
	}
	for _, tt := range []struct{ method, route, says string }{
		{"GET", "/loop", "redirects to " + c.Endpoint().String() + "/loop"},
		{"GET", "/away", "redirects to " + other.URL + "/login, which"},
		{"GET", "/broken", "redirect"},
		{"GET", "/nowhere", "redirect"},
		{"POST", "/create", "redirects to " + c.Endpoint().String() + "/created"},
		{"DELETE", "/thing", "redirects to " + c.Endpoint().String() + "/created"},
	} {
		r := api.Request{Method: tt.method, Route: tt.route, Idempotent: tt.method != "POST", Body: "x"}
		err := c.Do(t.Context(), r, nil)
		if e := asError(t, err); e.Status < 300 || e.Status > 399 || e.Attempts != 1 {
			t.Errorf("%s: got %+v", tt.route, *e)
		}
		contains(t, err.Error(), tt.says)
		if strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%s: %v", tt.route, err)
		}
	}
	if elsewhere.Load() != 0 || posted.Load() != 0 {
		t.Errorf("%d requests went to another host, %d were sent anew", elsewhere.Load(), posted.Load())
	}
}
