package edge

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// RouteError says that a route is probably wrong, although what it answers alone would mean that an object is gone. It
// does not unwrap to that answer, so that nobody takes it for "not found".
type RouteError struct {
	Operation string
	Route     Route
	Err       error // what the service answered
	problem   string
}

func (e *RouteError) Error() string { return e.problem }

// Login says whether it is the route of the login, which every other call waits for.
func (e *RouteError) Login() bool { return e.Operation == opTokenLogin }

// unconfirmed is the error when the list that should confirm a 404 cannot be had. If that is answered by 404 as well, the
// routes are in doubt and not the object.
func (c *Client) unconfirmed(operation string, err error) error {
	const problem = "reading the object by id is answered by not found, and the list of such objects, which should confirm it, failed"
	var failure *api.Error
	if errors.As(err, &failure) && api.IsNotFound(err) {
		return &RouteError{Operation: failure.Operation, Route: c.routes[failure.Operation], Err: err, problem: problem}
	}
	return fmt.Errorf("%s (%s): %w", problem, c.routes[operation], err)
}

// errEmptyList is the error of a list that holds nothing where that may be the fault of its filters.
var errEmptyList = errors.New("the list holds no object at all, which proves nothing: that its empty filters select every object is an assumption, " +
	"and neither the answer to the read nor any other tells that its route is right")

// signed says whether a second sign makes an empty list, or the lack of a list, a proof that an object is gone, beside the 404
// to the read by id: an answer in the service's own form, or one that has shown an object of the kind in this run.
func (o *calls) signed(err error) bool {
	failure, ok := errors.AsType[*api.Error](err)
	return !o.kind.assumed && o.kind.list != "" || ok && failure.Message != "" || o.answered.Load()
}

// unlisted is what an error of a read by id says of a kind that no operation lists: a 404 needs a second sign.
func (o *calls) unlisted(err error) error {
	operation := o.kind.get
	if !api.IsNotFound(err) || errors.Is(err, errDeleted) || o.signed(err) || o.client.routes[operation].Source == SourceDocumented {
		return err
	}
	return &RouteError{
		Operation: operation, Route: o.client.routes[operation], Err: err,
		problem: "reading the object by id is answered by not found, no operation lists such objects, and neither the answer nor any other of this run tells that the route is right",
	}
}

// MissingError is a read that the service refused with 400, of an object that the list does not hold either. Nothing is
// dropped for that: a 400 does not say that the object is gone.
type MissingError struct {
	Operation string // that listed
	Err       error  // what the service answered to the read
}

func (e *MissingError) Error() string { return e.Err.Error() }

// Unwrap returns the answer to the read.
func (e *MissingError) Unwrap() error { return e.Err }

// refused adds to a 400 that the list does not hold the object, if that is so.
func (o *calls) refused(ctx context.Context, id string, err error) error {
	all, listErr := o.List(ctx)
	if _, found := find(all, id); found || listErr != nil {
		return err
	}
	return &MissingError{Operation: o.kind.list, Err: err}
}

// listFailure is the error of a list that is the only way to read an object: a 404 says that the route is wrong, and must
// not be taken for the absence of the object.
func (c *Client) listFailure(operation string, err error) error {
	if !api.IsNotFound(err) {
		return err
	}
	return &RouteError{
		Operation: operation, Route: c.routes[operation], Err: err,
		problem: "the list of such objects, the only way to read one, is answered by not found",
	}
}

// ErrNotDeleted marks an undocumented deletion that the service does not have or does not carry out.
var ErrNotDeleted = errors.New("the object was not deleted")

func (c *Client) requireUndocumented(operation string) error {
	if c.allowUndocumented {
		return nil
	}
	return fmt.Errorf("operation %s is undocumented and not allowed by the configuration", operation)
}

// needsOwnCall is the error of a call that kinds whose requests hold more have a method of their own for.
func (c *Client) needsOwnCall(operation string) error {
	return fmt.Errorf("%s needs more than an object: call the method of its kind", c.routes[operation])
}

// deleteUndocumented tries a candidate operation and confirms by a read, which must find the object gone.
func (o *calls) deleteUndocumented(ctx context.Context, id string) error {
	operation := o.kind.delete
	if err := o.client.requireUndocumented(operation); err != nil {
		return err
	}
	err := o.client.do(ctx, call{operation: operation, id: id, idempotent: true}, nil)
	if err != nil && !api.IsRouteRefused(err) {
		return err
	}
	refused := err
	if ended := o.client.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		_, err = o.getNow(ctx, id)
		return refused != nil, err
	}); ended != nil {
		err = ended
	}
	switch {
	case api.IsNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("confirming that the object is gone: %w", err)
	case refused != nil:
		return fmt.Errorf("%w: %w", ErrNotDeleted, refused)
	}
	return fmt.Errorf("%w: it can still be read after %s", ErrNotDeleted, o.client.routes[operation])
}

// ErrSuspended marks a deletion that the service refused, so that the object was suspended instead.
var ErrSuspended = errors.New("the object was suspended instead of deleted")

// retire deletes an object that has no deletion but a status. A service that refuses the status DELETED, or ignores it,
// gets SUSPENDED; the error then wraps ErrSuspended. set changes the status and returns the one that was answered.
func (o *calls) retire(ctx context.Context, id string, set func(Status) (Status, error)) error {
	answered, err := set(StatusDeleted)
	if err == nil && answered == StatusDeleted {
		return nil
	}
	if _, readErr := o.getNow(ctx, id); api.IsNotFound(readErr) {
		return nil
	}
	switch api.StatusOf(err) {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
	default:
		if err != nil {
			return err
		}
		err = errors.New("the service ignored the status DELETED")
	}
	suspended, suspendErr := set(StatusSuspended)
	switch {
	case suspendErr != nil:
		return suspendErr
	case suspended != StatusSuspended:
		return fmt.Errorf("the service ignored the status SUSPENDED as well, so the object is as it was: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrSuspended, err)
}
