package api

import (
	"crypto/x509"
	"net/http"
)

// NewWithTransport is New over another transport, such as one without a network.
func NewWithTransport(cfg Config, base http.RoundTripper) (*Client, error) {
	return newClient(cfg, base)
}

// TransportTrusting is the transport of New that trusts further certificates.
func TransportTrusting(cfg Config, roots *x509.CertPool) http.RoundTripper {
	t := newTransport(concurrency(cfg)).(*http.Transport)
	t.TLSClientConfig.RootCAs = roots
	return t
}

// LimitBody changes how much of an answer is read, in bytes.
func LimitBody(c *Client, n int) { c.retrying.HTTPClient.Transport.(*gate).maxBody = n }
