package api

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxRetryAfter is the longest wait that a service may ask for: a practitioner would rather know than look at an apply
// that stands still.
const maxRetryAfter = 60 * time.Second

// checkRetry is the policy of retryablehttp.
func checkRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	c := callFrom(ctx)
	var again bool
	if err != nil {
		again = c.retryError(err)
	} else {
		again = c.retryStatus(resp.StatusCode)
	}
	if ctx.Err() != nil && (err != nil || again) {
		return false, ctx.Err()
	}
	if again {
		c.waits(ctx, "to repeat the request")
	}
	return again, nil
}

func (c *call) retryStatus(status int) bool {
	switch {
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && c.askedToWait:
		// Refused before it was looked at: repeating it is safe for every method.
		return !c.waitTooLong()
	case status == http.StatusNotImplemented:
		return false
	default:
		return status >= 500 && status <= 599 && c.idempotent
	}
}

func (c *call) retryError(err error) bool {
	_, tooLarge := errors.AsType[*tooLargeError](err)
	switch {
	case tooLarge, c.waitTooLong(), isConfigurationError(err):
		return false
	case c.written:
		return c.idempotent
	case isUnknownHost(err):
		// A resolver may have a bad moment, but it is more likely that the name is misspelt: one more try is enough.
		return c.attempts < 2
	default:
		return true
	}
}

// waitTooLong reports whether the last answer asked for more patience than there is.
func (c *call) waitTooLong() bool { return c.askedToWait && c.retryAfter > maxRetryAfter }

// isConfigurationError reports what no repetition mends: a certificate that is not trusted, no TLS at all or one that the other
// end refuses, or a proxy that refuses to connect.
func isConfigurationError(err error) bool {
	if proxy, ok := errors.AsType[*ProxyError](err); ok {
		return proxy.Status >= 400 && proxy.Status <= 499
	}
	if IsTLSRefused(err) {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	_, notTLS := errors.AsType[tls.RecordHeaderError](err)
	return notTLS || errors.Is(err, http.ErrSchemeMismatch)
}

// ProxyError is the answer of a proxy that does not connect to the service.
type ProxyError struct{ Status int }

func (e *ProxyError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the proxy answered the request to connect (CONNECT) with %d %s", e.Status, http.StatusText(e.Status)))
}

// refusedByProxy gives the answer of a proxy a type: what package http makes of it is a text.
func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{Status: answer.StatusCode}
}

// IsTLSRefused reports that the other end ended the handshake: it lacks a client certificate, say, or wants another version. It
// has seen no request then, even where TLS 1.3 lets a client write before it learns that.
func IsTLSRefused(err error) bool {
	remote, ok := errors.AsType[*net.OpError](err)
	return ok && remote.Op == "remote error" || isOldTLS(err)
}

// isOldTLS reports a service that knows no version of TLS that is safe. Package tls has no type for it.
func isOldTLS(err error) bool {
	return err != nil && strings.Contains(err.Error(), "tls: server selected unsupported protocol version")
}

func isUnknownHost(err error) bool {
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound
}

// backoff returns a random part of a wait that doubles with each attempt ("full jitter": the best spread of callers
// that failed together). When a wait was asked for, the gate makes that one for all calls, and this is nothing on top.
func backoff(first, longest time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if wait, ok := retryAfter(resp, time.Now()); ok && wait > 0 {
			return 0
		}
	}
	wait := longest
	if attempt < 30 && first<<attempt > 0 {
		wait = min(first<<attempt, longest)
	}
	return jitter(wait)
}

// retryAfter returns how long an answer asks to wait, and whether it does.
func retryAfter(resp *http.Response, now time.Time) (time.Duration, bool) {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	value := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if value == "" {
		return 0, false
	}
	if !strings.ContainsFunc(value, func(r rune) bool { return r < '0' || r > '9' }) {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > math.MaxInt64/int64(time.Second) {
			return math.MaxInt64, true // too many digits is a very long time
		}
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	// The date is one of the service's clock, which the answer tells.
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		now = date
	}
	return max(at.Sub(now), 0), true
}
