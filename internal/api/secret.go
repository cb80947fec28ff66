package api

import (
	"fmt"
	"log/slog"
)

const redacted = "[redacted]"

// Secret is a credential or key. Printing and encoding it in any way gives a placeholder; only Value and the body of a
// request give the text.
type Secret string

// Value returns the text.
func (s Secret) Value() string { return string(s) }

// String returns a placeholder, also for an empty secret, so that not even its presence shows.
func (Secret) String() string { return redacted }

// GoString returns a placeholder.
func (Secret) GoString() string { return redacted }

// Format prints a placeholder for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue returns a placeholder.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON gives a placeholder: an answer that is encoded for a log or a file tells nothing.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
