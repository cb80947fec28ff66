package api

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Reason says why the outcome of a create stays unclear.
type Reason int

// The reasons. What a practitioner can do differs.
const (
	ReasonCancelled Reason = iota // there was no time to look
	ReasonNothing                 // every look found nothing
	ReasonLookup                  // looking failed
	ReasonSeveral                 // several objects may be it
	ReasonUntimed                 // objects like it do not tell when they were made
	ReasonOnce                    // nothing was found, and the request must not be repeated
	ReasonNoLookup                // the service has no way to look
	ReasonHidden                  // the service says that it was made, and shows nothing of it
	ReasonRepeated                // nor has it, and each request may have made an object
)

// UnclearError is a create of which nobody knows whether it made something, or what.
type UnclearError struct {
	Operation string
	Reason    Reason
	// Err is the failure of the create; nil if an earlier run has sent it.
	Err error
	// Sent is when that run sent the create; zero if there is none.
	Sent time.Time
	// Lookup is why looking failed.
	Lookup error
	// IDs are the objects that the reason is about.
	IDs []string
	// Recorded says that an intent record lets the next create look again.
	Recorded bool
}

func (e *UnclearError) Error() string {
	if e.Err != nil {
		return e.Err.Error() // what follows from it is told by whoever shows it
	}
	text := "an earlier run sent the create and did not bring its object into state"
	if len(e.IDs) > 0 {
		text += " (" + strings.Join(e.IDs, ", ") + ")"
	}
	if e.Lookup != nil {
		text += fmt.Sprintf(": %v", e.Lookup)
	}
	return text
}

// Unwrap returns the failure of the create.
func (e *UnclearError) Unwrap() error { return e.Err }

// ExistsError is a create that was refused because the name is taken, by an object that was found.
type ExistsError struct {
	Operation string
	ID        string
	Err       error
}

func (e *ExistsError) Error() string { return e.Err.Error() }

// Unwrap returns the refusal.
func (e *ExistsError) Unwrap() error { return e.Err }

// isTaken says whether the create itself was refused because the object exists already. No source documents a status for
// that.
func (r *creating[T]) isTaken(err error) bool {
	if failure, ok := errors.AsType[*Error](err); !ok || failure.Operation != r.Operation {
		return false // a login before it
	}
	switch StatusOf(err) {
	case http.StatusConflict:
		return true
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusOK:
		return regexp.MustCompile(`(?i)\b(exists?|taken|duplicate|unique|in use)\b`).MatchString(err.Error())
	}
	return false
}
