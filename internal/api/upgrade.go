package api

import (
	"net/http"
	"time"
)

// Upgrader returns an HTTP client for connections that become something else, such as a WebSocket: they outlive their request,
// so no limit of concurrent requests counts them. It repeats nothing and follows no redirect, because the request may hold a
// credential. The timeout is that of the handshake, which is logged under the operation and the route.
func (c *Client) Upgrader(operation, route string) *http.Client {
	return &http.Client{
		Transport: upgrade{Client: c, base: newTransport(defaultConcurrency), operation: operation, route: route}, Timeout: c.timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// upgrade logs handshakes.
type upgrade struct {
	*Client
	base             http.RoundTripper
	operation, route string
}

// RoundTrip implements http.RoundTripper.
func (u upgrade) RoundTrip(req *http.Request) (*http.Response, error) {
	start := time.Now()
	resp, err := u.base.RoundTrip(req)
	if u.gate.log == nil {
		return resp, err
	}
	attempt := Attempt{Service: u.service, Operation: u.operation, Method: req.Method, Route: u.route, Attempt: 1, Duration: time.Since(start), Err: class(err)}
	if resp != nil {
		attempt.Status = resp.StatusCode
	}
	u.gate.log(req.Context(), attempt)
	return resp, err
}
