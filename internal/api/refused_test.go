package api_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestProxy_refuses: what a proxy answers to CONNECT is told at the first try if no other would change it, and nothing was sent.
func TestProxy_refuses(t *testing.T) {
	t.Parallel()
	for status, attempts := range map[int]int{http.StatusProxyAuthRequired: 1, http.StatusForbidden: 1, http.StatusBadGateway: 3} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
			t.Cleanup(proxy.Close)
			address, err := url.Parse(proxy.URL)
			if err != nil {
				t.Fatal(err)
			}
			cfg := config("https://edge.acme.example")
			cfg.MaxRetries = 2
			transport := api.TransportTrusting(cfg, nil).(*http.Transport)
			transport.Proxy = http.ProxyURL(address)
			c, err := api.NewWithTransport(cfg, transport)
			if err != nil {
				t.Fatal(err)
			}
			failure := asError(t, c.Do(t.Context(), post("/things"), nil))
			var refused *api.ProxyError
			if !errors.As(failure, &refused) || refused.Status != status {
				t.Errorf("the error is %v", failure)
			}
			if failure.Attempts != attempts || failure.Sent || api.Ambiguous(failure) {
				t.Errorf("%d attempts, want %d; sent %t", failure.Attempts, attempts, failure.Sent)
			}
		})
	}
}

// TestTLS_refused: the other end ends the handshake, which with TLS 1.3 comes after the client has written its request.
func TestTLS_refused(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]*tls.Config{
		"no client certificate":          {ClientAuth: tls.RequireAnyClientCert},
		"no client certificate, TLS 1.2": {ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12},
		"old TLS":                        {MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.NotFoundHandler())
			server.TLS, server.Config.ErrorLog = settings, quiet()
			server.StartTLS()
			t.Cleanup(server.Close)
			roots := x509.NewCertPool()
			roots.AddCert(server.Certificate())
			cfg := config(server.URL)
			cfg.MaxRetries = 2
			c, err := api.NewWithTransport(cfg, api.TransportTrusting(cfg, roots))
			if err != nil {
				t.Fatal(err)
			}
			failure := asError(t, c.Do(t.Context(), post("/things"), nil))
			if !api.IsTLSRefused(failure) || failure.Attempts != 1 || failure.Sent || api.Ambiguous(failure) {
				t.Errorf("%v: %d attempts, sent %t", failure, failure.Attempts, failure.Sent)
			}
		})
	}
}
