package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Status is the contract's EnumStatus. It is sent as a number and read as a number or a name.
type Status int64

// The states of an object.
const (
	StatusInit      Status = 1
	StatusActive    Status = 2
	StatusSuspended Status = 3
	StatusDeleted   Status = 4
)

// StatusNames returns the names a practitioner may set, in the order of their numbers.
func StatusNames() []string { return []string{"INIT", "ACTIVE", "SUSPENDED"} }

const deletedName = "DELETED"

// StatusOf returns the status of a name, or 0 if no status has it.
func StatusOf(name string) Status {
	return Status(slices.Index(append(StatusNames(), deletedName), name) + 1)
}

// Name returns the published name, the number of a status that has none, and nothing for 0, which is an absent status.
func (s Status) Name() string {
	switch {
	case s == 0:
		return ""
	case s >= StatusInit && s <= StatusDeleted:
		return append(StatusNames(), deletedName)[s-1]
	}
	return strconv.FormatInt(int64(s), 10)
}

// UnmarshalJSON reads the number or the name.
func (s *Status) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		var name string
		if json.Unmarshal(data, &name) == nil && StatusOf(name) != 0 {
			*s = StatusOf(name)
			return nil
		}
	}
	var number api.Int64
	if err := number.UnmarshalJSON(data); err != nil {
		return fmt.Errorf("status %s is neither a number nor one of INIT, ACTIVE, SUSPENDED, DELETED", data)
	}
	*s = Status(number)
	return nil
}

// errDeleted marks an object that can still be read, with the status DELETED.
var errDeleted = errors.New("the object has the status DELETED")

// gone is the answer for an object that is still readable with the status DELETED.
func (c *Client) gone(operation string) error {
	return c.unusable(operation, http.StatusNotFound, errDeleted)
}

// mismatch is the error for an answer about something other than what was asked.
func (c *Client) mismatch(operation, got, want string) error {
	if got == "" {
		return c.unusable(operation, http.StatusOK, errors.New("the answer holds no uuid"))
	}
	return c.unusable(operation, http.StatusOK, fmt.Errorf("the answer is about %q, not %q", got, want))
}

// unusable is the error for an answer that arrived in good order and still is not what the call needs.
func (c *Client) unusable(operation string, status int, err error) *api.Error {
	route := c.routes[operation]
	return &api.Error{
		Service: serviceName, Operation: operation, Method: route.Method, Route: route.Path,
		Status: status, Attempts: 1, Sent: true, Err: err,
	}
}
