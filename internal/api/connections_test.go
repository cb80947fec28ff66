package api_test

import (
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestCertificates(t *testing.T) {
	t.Parallel()
	t.Run("not trusted", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = quiet()
		server.StartTLS()
		t.Cleanup(server.Close)
		var log attempts
		c := clientFor(t, server.URL, func(cfg *api.Config) { cfg.Log = log.log })
		err := c.Do(t.Context(), get("/x"), nil)
		if e := asError(t, err); e.Attempts != 1 || e.Sent || len(log.all) != 1 || log.all[0].Err != "tls" {
			t.Errorf("got %+v, %+v", *e, log.all)
		}
		contains(t, err.Error(), "certificate")
		if _, ok := errors.AsType[x509.UnknownAuthorityError](err); !ok {
			t.Error("the cause is lost")
		}
	})
	t.Run("no TLS at all", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = quiet()
		server.Start()
		t.Cleanup(server.Close)
		c := clientFor(t, strings.Replace(server.URL, "http:", "https:", 1))
		err := c.Do(t.Context(), get("/x"), nil)
		if e := asError(t, err); e.Attempts != 1 || e.Sent {
			t.Errorf("got %+v", *e)
		}
	})
}

func TestConnectionsAreReused(t *testing.T) {
	t.Parallel()
	big := `{"name":"` + strings.Repeat("x", 100<<10) + `"}`
	for name, status := range map[string]int{"answers": 200, "errors": 400} {
		want := status
		if status == 200 {
			want = 0 // no error
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var connections, most, now atomic.Int32
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				atMost(&most, now.Add(1))
				defer now.Add(-1)
				_, _ = io.Copy(io.Discard, r.Body)
				w.WriteHeader(status)
				_, _ = io.WriteString(w, big)
			}))
			server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
				if s == http.StateNew {
					connections.Add(1)
				}
			}
			server.Start()
			t.Cleanup(server.Close)
			c := clientFor(t, server.URL)
			var group sync.WaitGroup
			for range 10 {
				group.Go(func() {
					for range 20 {
						if err := c.Do(t.Context(), post("/x"), nil); api.StatusOf(err) != want {
							t.Errorf("got %v", err)
						}
					}
				})
			}
			group.Wait()
			if connections.Load() > 10 || most.Load() > 10 {
				t.Errorf("%d connections, %d requests at once", connections.Load(), most.Load())
			}
		})
	}
}

func TestHTTP2(t *testing.T) {
	t.Parallel()
	var over2 atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor == 2 {
			over2.Add(1)
		}
		_, _ = io.WriteString(w, `{}`)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	cfg := config(server.URL, func(cfg *api.Config) { cfg.MaxConcurrentRequests = 3 })
	c, err := api.NewWithTransport(cfg, api.TransportTrusting(cfg, roots))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 10 {
		group.Go(func() {
			for range 10 {
				if err := c.Do(t.Context(), post("/x"), &struct{}{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if over2.Load() != 100 {
		t.Errorf("%d of 100 requests over HTTP/2", over2.Load())
	}
	// A connection that went away must not keep its place among the connections.
	server.CloseClientConnections()
	for range 10 {
		if err := c.Do(t.Context(), get("/x"), nil); err != nil {
			t.Error(err)
		}
	}
}

func atMost(most *atomic.Int32, n int32) {
	for {
		old := most.Load()
		if n <= old || most.CompareAndSwap(old, n) {
			return
		}
	}
}
