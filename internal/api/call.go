package api

import (
	"context"
	"net/http"
	"time"
)

// Attempt describes one attempt for a log. It holds no URL, no header and no body.
type Attempt struct {
	Service, Operation, Method, Route string
	// Status is 0 if no answer arrived.
	Status int
	// Attempt counts from 1 within a call of Do.
	Attempt int
	// Duration is the time from the beginning of the attempt to the last byte of the answer, without the waits before.
	Duration time.Duration
	// RequestID is the service's name for the request, if it gave one.
	RequestID string
	// Err is a short class of what went wrong, such as "timeout", or empty.
	Err string
}

// call is what one call of Do learns over its attempts. Only the goroutine of that call touches it.
type call struct {
	service, operation, route string
	idempotent                bool
	secrets                   func() redactor
	known                     *redactor // what secrets returned

	attempts   int
	sent       bool // an attempt may have reached the service
	outcome    outcome
	retryAfter time.Duration

	// About the last attempt.
	status      int
	requestID   string // as the service sent it: see header
	contentType string // as the service sent it
	written     bool   // this attempt may have reached the service
	askedToWait bool   // it was answered with a Retry-After
	waiting     string // what is waited for now: see Error.Waiting
}

type callKey struct{}

// attemptKey is the key of a func(operation string) bool that is called right before each attempt, by the goroutine that makes
// it. It says whether the attempt outlives its caller: see outlive.
type attemptKey struct{}

// header returns what the service sent in a header as a log or an error may show it.
func (c *call) header(value string) string {
	if value == "" {
		return ""
	}
	return c.redactor().line(value, maxHeaderText)
}

// redactor is made when it is first needed.
func (c *call) redactor() redactor {
	if c.known == nil {
		red := c.secrets()
		c.known = &red
	}
	return *c.known
}

func callFrom(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{secrets: func() redactor { return redactor{} }} // unreachable: all requests come from Do
}

// judge notes what an attempt means for the question whether the request was carried out. One attempt in doubt is
// enough: a refusal of the next one does not undo it.
func (c *call) judge(err error) {
	switch {
	case c.outcome == outcomeUnclear:
	case c.written && (unclearStatus(c.status) || err != nil && !refused(c.status)):
		c.outcome = outcomeUnclear
	default:
		c.outcome = outcomeClear
	}
}

// refused reports a status that says, whatever the rest of the answer, that the request was not carried out.
func refused(status int) bool {
	return status >= 400 && status <= 499 || status == http.StatusNotImplemented
}
