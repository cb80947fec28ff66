package api

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
)

// Outage is what the calls of one client have in common when none of them can work: the credential is refused, or nothing reaches
// the service. It notes who has been told, so that a thousand objects are not a thousand times the same page. It is safe for
// concurrent use.
type Outage struct{ told, refreshed atomic.Bool }

// Tell notes that the failure is told in full, and says whether it was told before.
func (o *Outage) Tell() (before bool) { return o.told.Swap(true) }

// Fail notes that a refresh has ended with an error, and says whether another one had before: then the plan fails without this.
func (o *Outage) Fail() (before bool) { return o.refreshed.Swap(true) }

// OutageOf returns the outage that err belongs to, or nil if it is about one call only.
func OutageOf(err error) *Outage {
	if shared, ok := errors.AsType[*outageError](err); ok {
		return shared.outage
	}
	if e, ok := errors.AsType[*Error](err); ok && e.meetsAll() {
		return e.outage
	}
	return nil
}

// meetsAll says whether every call of the client must fail in the same way.
func (e *Error) meetsAll() bool {
	if errors.Is(e.Err, context.Canceled) || errors.Is(e.Err, context.DeadlineExceeded) { // of the caller, see Ended
		return false
	}
	return e.Status == http.StatusUnauthorized || e.Status == 0 && !e.Sent && e.Attempts > 0
}

// Shared returns err as one that every call of the client meets, such as that of a login.
func (c *Client) Shared(err error) error { return &outageError{err, &c.outage} }

type outageError struct {
	error
	outage *Outage
}

func (e *outageError) Unwrap() error { return e.error }
