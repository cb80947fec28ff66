package validators

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// TagError is what is wrong with a tag. It says which half it is about.
type TagError struct {
	Key  bool // or else the value
	text string
}

func (e *TagError) Error() string { return e.text }

// CheckTag says what is wrong with a tag of Lacework Edge, which is written key:value. The vendor documents no escaping, so what
// could be read as something else is refused; the list of keys is open, so other keys of their form pass (see KnownKey).
func CheckTag(key, value string) error {
	switch {
	case !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(key):
		return &TagError{true, "a key begins with a lower-case letter and holds only lower-case letters, digits and underscores, for example \"group\""}
	case value == "":
		return &TagError{false, "the value of a tag must not be empty"}
	case strings.TrimSpace(value) != value:
		return &TagError{false, "the value of a tag must not begin or end with white space"}
	case strings.ContainsFunc(value, unicode.IsControl):
		return &TagError{false, "the value of a tag must not hold control characters such as line breaks"}
	}
	return nil
}

// KnownKey says whether a key is among those that the vendor lists for filters, or names what a list of selectors holds.
func KnownKey(key string) bool {
	return slices.Contains([]string{
		"anomalous", "anonymous_user", "app", "appgroup", "browser", "browser_version", "classification", "client_ip", "connector", "country", "country_in",
		"device_activation_lock_enabled", "device_risk", "disk_encryption_enabled", "domain", "event_review", "group", "host", "idp_attr", "network", "os",
		"os_version", "port", "posture", "posture_ge", "posture_le", "role", "url_in", "user", "webapp",
	}, key)
}

// Tag accepts a tag, such as "group:engineering". A key that the vendor does not list is a warning.
func Tag() validator.String { return selector{tag: true} }

// Selector accepts an element of a list of users, apps or recipients: a tag, or an id, which has no colon.
func Selector() validator.String { return selector{} }

type selector struct{ tag bool }

func (s selector) Description(context.Context) string {
	if s.tag {
		return "a tag in the form key:value, such as group:engineering"
	}
	return "a tag in the form key:value, such as group:engineering, or an id"
}

func (s selector) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (s selector) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	text := req.ConfigValue.ValueString()
	key, value, isTag := strings.Cut(text, ":")
	var err error
	switch {
	case isTag:
		err = CheckTag(key, value)
	case s.tag:
		err = errors.New("it has no colon")
	case text == "":
		err = errors.New("it is empty")
	case strings.TrimSpace(text) != text || strings.ContainsFunc(text, unicode.IsControl):
		err = errors.New("an id must not begin or end with white space, nor hold control characters")
	}
	switch {
	case err != nil:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Value", fmt.Sprintf("%s: %q is not %s: %s.", req.Path, text, s.Description(ctx), err))
	case isTag && !KnownKey(key):
		resp.Diagnostics.AddAttributeWarning(req.Path, "Key Not Listed by the Vendor", fmt.Sprintf("%s: the vendor's list of keys does not have %q, the key of %q. It is sent as it is: if it is misspelt, it selects nothing.", req.Path, key, text))
	}
}
