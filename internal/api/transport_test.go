package api_test

import (
	"context"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestRedirect_toAnotherScheme: the same host without TLS, or on another port, does not get the token.
func TestRedirect_toAnotherScheme(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"http://service.example.com/y", "https://service.example.com:8443/y", "https://user@service.example.com.example.net/y", "//other.example.com/y"} {
		c, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/y" {
				t.Errorf("%s: sent to %s with %q", to, r.URL, r.Header.Get("Authorization"))
			}
			return respond(r, 302, "", "Location", to)
		})
		moved := get("/x")
		moved.Header = http.Header{"Authorization": {"Bearer abcdef"}}
		if err := c.Do(t.Context(), moved, nil); api.StatusOf(err) != 302 || network.count() != 1 {
			t.Errorf("%s: %v after %d requests", to, err, network.count())
		}
	}
}

// TestRequestsPerSecond_givenBack: who gives up while it waits for its turn leaves the turn to others.
func TestRequestsPerSecond_givenBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 200, "{}") },
			func(cfg *api.Config) { cfg.RequestsPerSecond = 1 })
		if err := c.Do(t.Context(), get("/x"), nil); err != nil {
			t.Error(err)
		}
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var waiting sync.WaitGroup
		for range 20 {
			waiting.Go(func() {
				if err := c.Do(ctx, get("/x"), nil); err == nil || !strings.Contains(err.Error(), "requests_per_second") {
					t.Errorf("who gave up got %v", err)
				}
			})
		}
		waiting.Wait()
		if err := c.Do(t.Context(), get("/x"), nil); err != nil || network.count() != 2 {
			t.Errorf("%v after %d requests", err, network.count())
		}
		if took := time.Since(start); took > time.Second+time.Millisecond {
			t.Errorf("the next one waited %s, want one second", took)
		}
	})
}

// wire is a network within the process, for tests in virtual time.
type wire struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once // of closed
	dialTime time.Duration
	dials    atomic.Int32
	dead     [2]atomic.Bool // the connections that carry nothing any more, by their number
}

func newWire() *wire { return &wire{accepted: make(chan net.Conn), closed: make(chan struct{})} }

func (w *wire) dial(context.Context, string, string) (net.Conn, error) {
	n := int(w.dials.Add(1)) - 1
	time.Sleep(w.dialTime)
	ours, theirs := net.Pipe()
	w.accepted <- theirs
	if n < len(w.dead) {
		return mortal{ours, &w.dead[n]}, nil
	}
	return ours, nil
}

// Accept implements net.Listener.
func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.accepted:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (w *wire) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

// Addr implements net.Listener.
func (w *wire) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

// mortal is a connection that swallows what is sent once it is dead.
type mortal struct {
	net.Conn
	dead *atomic.Bool
}

func (m mortal) Write(p []byte) (int, error) {
	if m.dead.Load() {
		return len(p), nil
	}
	return m.Conn.Write(p)
}

// TestConnections_perHost: there are no more than requests at once, also when a connection becomes free while others are
// dialled.
func TestConnections_perHost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		w.dialTime = time.Second
		server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/long" {
				time.Sleep(3 * time.Second)
			}
		})}
		go func() { _ = server.Serve(w) }()
		cfg := config("http://127.0.0.1:1", func(cfg *api.Config) { cfg.MaxConcurrentRequests = 2 })
		base := api.TransportTrusting(cfg, nil).(*http.Transport)
		base.DialContext = w.dial
		c, err := api.NewWithTransport(cfg, base)
		if err != nil {
			t.Fatal(err)
		}
		var asking sync.WaitGroup
		ask := func(route string) {
			asking.Go(func() {
				if err := c.Do(t.Context(), get(route), nil); err != nil {
					t.Error(err)
				}
			})
		}
		ask("/short") // dials until 1.0 s
		time.Sleep(500 * time.Millisecond)
		ask("/long") // dials until 1.5 s, but takes the first connection at 1.0 s
		time.Sleep(700 * time.Millisecond)
		ask("/short") // at 1.2 s, while the second connection is being dialled
		asking.Wait()
		time.Sleep(10 * time.Second)
		if n := w.dials.Load(); n != 2 {
			t.Errorf("%d connections for two requests at once", n)
		}
		base.CloseIdleConnections()
		_ = server.Close()
	})
}

// TestHTTP2_deadConnection: all requests share one connection. When it is dead, a ping shows it before their timeout.
func TestHTTP2_deadConnection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.ProtoMajor != 2 {
				t.Errorf("over %s", r.Proto)
			}
			_, _ = io.WriteString(w, `{}`)
		}))
		_ = server.Listener.Close()
		server.Listener, server.EnableHTTP2 = w, true
		server.Config.ErrorLog = quiet()
		server.StartTLS()
		roots := x509.NewCertPool()
		roots.AddCert(server.Certificate())
		cfg := config("https://example.com")
		base := api.TransportTrusting(cfg, roots).(*http.Transport)
		base.DialContext, base.Proxy = w.dial, nil
		c, err := api.NewWithTransport(cfg, base)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Do(t.Context(), get("/x"), nil); err != nil {
			t.Fatal(err)
		}
		w.dead[0].Store(true)
		start := time.Now()
		if err := c.Do(t.Context(), get("/x"), nil); err != nil || w.dials.Load() != 2 {
			t.Errorf("%v with %d connections", err, w.dials.Load())
		}
		if took := time.Since(start); took < 10*time.Second || took > 20*time.Second {
			t.Errorf("the dead connection was given up after %s", took)
		}
		base.CloseIdleConnections()
		server.Close()
	})
}
