package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Error is the one spelling of failure: an answer outside 2xx, an answer that cannot be read, or no answer. Its texts
// hold no secret that the client was told about, no URL and no control characters.
type Error struct {
	Service, Operation, Method, Route string
	// Account is the tenant that was asked, or empty.
	Account string
	// Status is the status of the last attempt's answer, or 0 if it brought none.
	Status int
	// Message is what the service said.
	Message string
	// Fields are what the service said about single fields, by the field's name.
	Fields map[string][]string
	// RequestID is the service's name for the request, if it gave one.
	RequestID string
	// Excerpt is the beginning (512 bytes) of a body that was not understood, as one line. It is empty for a 2xx answer
	// that looks like JSON or like a token: it may hold a secret that was created just now.
	Excerpt string
	// ContentType is the answer's header, or empty.
	ContentType string
	// RetryAfter is how long the service asked to wait, the last time that it did.
	RetryAfter time.Duration
	// Attempts counts the attempts that were begun, redirects not included.
	Attempts int
	// Inferred says that no document gives the route.
	Inferred bool
	// Sent is false only if it is certain that no attempt reached the service.
	Sent bool
	// Waiting is what the call was waiting for when its context ended, such as "for the answer". Else it is empty.
	Waiting string
	// Err is the cause: the cause of a context that ended, the error of the network or of decoding. Nil for an answer that
	// says it all.
	Err error

	outcome outcome
	outage  *Outage
}

// outcome is what is known about a request that failed.
type outcome int

const (
	outcomeUnknown outcome = iota // an Error that this package did not make: the fields tell
	outcomeClear                  // every attempt was refused or did not reach the service
	outcomeUnclear                // at least one attempt may have been carried out
)

// Error is one line: service, method and route, status, message, request id, attempts.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Service != "" {
		b.WriteString(e.Service + ": ")
	}
	b.WriteString(e.Method + " " + e.Route)
	part := func(s string) {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	if e.Status != 0 {
		part(strings.TrimSpace(fmt.Sprintf("status %d %s", e.Status, strings.ToLower(http.StatusText(e.Status)))))
	}
	part(e.Message)
	for i, name := range slices.Sorted(maps.Keys(e.Fields)) {
		said := name + ": " + strings.Join(e.Fields[name], ", ")
		if i == 0 {
			part(said)
		} else {
			b.WriteString("; " + said)
		}
	}
	if e.Excerpt != "" {
		part(fmt.Sprintf("the answer (%s) begins with %q", cmp.Or(e.ContentType, "no content type"), e.Excerpt))
	}
	if IsRateLimited(e) && e.RetryAfter > 0 {
		asked := "the service asks to wait " + e.RetryAfter.String()
		if e.RetryAfter > maxRetryAfter {
			asked += ", longer than the " + maxRetryAfter.String() + " that are waited at most"
		}
		part(asked)
	}
	if e.Waiting != "" {
		part("while waiting " + e.Waiting)
	}
	if e.Err != nil {
		part(e.Err.Error())
	}
	var notes []string
	if e.RequestID != "" {
		notes = append(notes, "request id "+e.RequestID)
	}
	if e.Attempts > 1 {
		notes = append(notes, strconv.Itoa(e.Attempts)+" attempts")
	}
	if IsRouteRefused(e) {
		notes = append(notes, "the route is inferred")
	}
	if len(notes) > 0 {
		b.WriteString(" (" + strings.Join(notes, ", ") + ")")
	}
	return b.String()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// StatusOf returns the status of an *Error within err, or 0.
func StatusOf(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status
	}
	return 0
}

// IsNotFound reports status 404. On an inferred route that may also mean that the route is wrong: see IsRouteRefused.
func IsNotFound(err error) bool { return StatusOf(err) == http.StatusNotFound }

// IsEmptyAnswer reports a success without a body (204, or 200 and nothing) where the call asks for one: the service has
// carried the request out and does not say what came of it. Read the object and compare it with what was sent.
func IsEmptyAnswer(err error) bool { return errors.Is(err, errNoBody) }

// IsConflict reports status 409 or 412.
func IsConflict(err error) bool {
	status := StatusOf(err)
	return status == http.StatusConflict || status == http.StatusPreconditionFailed
}

// IsUnauthorized reports status 401.
func IsUnauthorized(err error) bool { return StatusOf(err) == http.StatusUnauthorized }

// IsForbidden reports status 403.
func IsForbidden(err error) bool { return StatusOf(err) == http.StatusForbidden }

// IsRateLimited reports status 429, or 503 with a Retry-After.
func IsRateLimited(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && (e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable && e.RetryAfter > 0)
}

// IsRouteRefused reports status 404, 405 or 501 of a route that no document gives.
func IsRouteRefused(err error) bool {
	e, ok := errors.AsType[*Error](err)
	if !ok || !e.Inferred {
		return false
	}
	switch e.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	default:
		return false
	}
}

// Ambiguous reports whether the service may have carried out the request although it failed: it was sent, and an attempt
// brought no answer, one that could not be read, a redirect, or a 5xx other than 501. It stays true when a later attempt
// was refused. Look at the service before you repeat what is not idempotent.
func Ambiguous(err error) bool {
	e, ok := errors.AsType[*Error](err)
	if !ok || !e.Sent {
		return false
	}
	if e.outcome != outcomeUnknown {
		return e.outcome == outcomeUnclear
	}
	return e.Status == 0 || e.Status >= 200 && e.Status <= 299 || unclearStatus(e.Status)
}

func unclearStatus(status int) bool {
	return status >= 300 && status <= 399 || status >= 500 && status != http.StatusNotImplemented
}

var (
	errNoBody  = errors.New("the answer has no body")
	errNull    = errors.New("the answer is null where an object was expected")
	errHTML    = errors.New("the answer is a web page, not one of the service")
	errRefusal = errors.New("the answer refuses the request")
)

// timeoutError is the end of an attempt, not of the caller's context, so it is no context.DeadlineExceeded.
type timeoutError struct {
	limit               time.Duration
	connected, answered bool
}

func (e *timeoutError) Error() string {
	switch {
	case e.answered:
		return fmt.Sprintf("no complete answer within %s", e.limit)
	case e.connected:
		return fmt.Sprintf("no answer within %s", e.limit)
	default:
		return fmt.Sprintf("no answer within %s: no connection", e.limit)
	}
}

func (*timeoutError) Timeout() bool { return true }

// truncatedError is a body that ends early.
type truncatedError struct {
	got  int
	want int64 // -1: not told
}

func (e *truncatedError) Error() string {
	if e.want < 0 {
		return fmt.Sprintf("the answer ends early, after %d bytes", e.got)
	}
	return fmt.Sprintf("the answer ends early, after %d of %d bytes", e.got, e.want)
}

// tooLargeError is a body that is not read to its end, since it would fill the memory.
type tooLargeError struct {
	limit int // bytes
}

func (e *tooLargeError) Error() string {
	return fmt.Sprintf("the answer is larger than %d MiB", e.limit>>20)
}

// class names what went wrong in a log, in words that hold nothing of the request.
func class(err error) string {
	var timeout interface{ Timeout() bool }
	_, truncated := errors.AsType[*truncatedError](err)
	_, tooLarge := errors.AsType[*tooLargeError](err)
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	case truncated:
		return "truncated answer"
	case tooLarge:
		return "answer too large"
	case isConfigurationError(err):
		if _, ok := errors.AsType[*ProxyError](err); ok {
			return "refused by the proxy"
		}
		return "tls"
	case isUnknownHost(err):
		return "no such host"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.Is(err, io.EOF):
		return "connection closed"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "connection reset"
	default:
		return "network error"
	}
}
