package edge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// object is what the generic calls need to know of a noun.
type object interface {
	identifier() string
	status() Status
	label() string      // what people know it by; "" if there is nothing
	created() api.Int64 // epoch milliseconds; 0: not told
}

// get reads one object by its id. An object that is DELETED, and one that neither the id nor the list knows, gives an
// error that api.IsNotFound accepts. A bare 404 is not enough: most read routes are inferred, and a wrong route must not
// make everything that is managed look deleted. So the list is asked as well, and if it has the object, the read is
// tried once more and then reported as it is.
func get[T object](ctx context.Context, c *Client, operation string, id string, query url.Values, list func(context.Context) ([]T, error)) (T, error) {
	var zero T
	read := func() (T, error) {
		var answer T
		err := c.do(ctx, call{operation: operation, uuid: id, query: query, idempotent: true}, &answer)
		switch {
		case err != nil:
			return zero, err
		case answer.identifier() != id:
			return zero, c.mismatch(operation, answer.identifier(), id)
		case answer.status() == StatusDeleted:
			return zero, c.gone(operation)
		}
		return answer, nil
	}
	answer, err := read()
	if !api.IsNotFound(err) || errors.Is(err, errDeleted) || c.routes[operation].Source == SourceDocumented {
		return answer, err
	}
	listed, listErr := list(ctx)
	if listErr != nil {
		return zero, c.unconfirmed(operation, listErr)
	}
	for _, candidate := range listed {
		if candidate.identifier() == id && candidate.status() != StatusDeleted {
			answer, err = read()
			if api.IsNotFound(err) {
				return zero, &RouteError{
					Operation: operation, Route: c.routes[operation], Err: err,
					problem: "the list of such objects holds the object, but reading it by id is answered by not found",
				}
			}
			return answer, err
		}
	}
	return zero, err
}

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

// RouteError says that a route is probably wrong, although what it answers alone would mean that an object is gone. It
// does not unwrap to that answer, so that nobody takes it for "not found".
type RouteError struct {
	Operation string
	Route     Route
	Err       error // what the service answered
	problem   string
}

func (e *RouteError) Error() string { return e.problem }

// update sends an update and checks that the answer is about the same object.
func update[T object](ctx context.Context, c *Client, operation, id string, body any) (T, error) {
	var answer, zero T
	if err := c.do(ctx, call{operation: operation, uuid: id, body: body, idempotent: true}, &answer); err != nil {
		return zero, err
	}
	if answer.identifier() != id {
		return zero, c.mismatch(operation, answer.identifier(), id)
	}
	return answer, nil
}

// live drops the objects that are deleted; lists of this API have no paging, so slices hold them whole.
func live[T object](objects []T) []T {
	kept := make([]T, 0, len(objects))
	for _, o := range objects {
		if o.status() != StatusDeleted {
			kept = append(kept, o)
		}
	}
	return kept
}

// ErrNotDeleted marks an undocumented deletion that the service does not have or does not carry out.
var ErrNotDeleted = errors.New("the object was not deleted")

func (c *Client) requireUndocumented(operation string) error {
	if c.allowUndocumented {
		return nil
	}
	return fmt.Errorf("operation %s is undocumented and not allowed by the configuration", operation)
}

// deleteUndocumented tries a candidate operation and confirms with read, which must find the object gone.
func (c *Client) deleteUndocumented(ctx context.Context, operation, id string, read func() error) error {
	if err := c.requireUndocumented(operation); err != nil {
		return err
	}
	err := c.do(ctx, call{operation: operation, uuid: id, idempotent: true}, nil)
	if err != nil && !api.IsRouteRefused(err) {
		return err
	}
	refused := err
	err = read()
	switch {
	case api.IsNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("confirming that the object is gone: %w", err)
	case refused != nil:
		return fmt.Errorf("%w: %w", ErrNotDeleted, refused)
	}
	return fmt.Errorf("%w: it can still be read after %s", ErrNotDeleted, c.routes[operation])
}

// ErrSuspended marks a deletion that the service refused, so that the object was suspended instead.
var ErrSuspended = errors.New("the object was suspended instead of deleted")

// retire deletes an object that has no deletion but a status. A service that refuses the status DELETED, or ignores it,
// gets SUSPENDED; the error then wraps ErrSuspended. set changes the status and returns the one that was answered.
func retire(set func(Status) (Status, error), read func() error) error {
	answered, err := set(StatusDeleted)
	if err == nil && answered == StatusDeleted {
		return nil
	}
	if readErr := read(); api.IsNotFound(readErr) {
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
	if _, suspendErr := set(StatusSuspended); suspendErr != nil {
		return suspendErr
	}
	return fmt.Errorf("%w: %w", ErrSuspended, err)
}
