package gate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// echo is an answer, and which of what was sent it repeats with another value.
type echo struct {
	ConnectionLogReceipt
	members map[string]any
}

// UnmarshalJSON implements json.Unmarshaler.
func (e *echo) UnmarshalJSON(data []byte) error {
	if err := api.Unmarshal(data, &e.ConnectionLogReceipt); err != nil {
		return err
	}
	e.members = members(data)
	return nil
}

// members returns the members of a JSON object, with numbers as they are written. Anything else has none.
func members(data []byte) map[string]any {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var object map[string]any
	_ = decoder.Decode(&object)
	return object
}

// differing returns the paths of what was sent and is answered with another value, sorted. What the answer leaves out says
// nothing, and neither does a member that the service fills in.
func differing(sent, answered map[string]any, at string) []string {
	var paths []string
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		value, found := answered[name]
		inner, nested := sent[name].(map[string]any)
		other, both := value.(map[string]any)
		switch {
		case !found || sent[name] == nil:
		case nested && both:
			paths = append(paths, differing(inner, other, at+name+".")...)
		case !same(sent[name], value):
			paths = append(paths, at+name)
		}
	}
	return paths
}

// same compares as the service may write a value: a moment in another zone, a number with other digits or as a text, an
// address in its short form, a text without the white space around it, null for what is empty.
func same(sent, answered any) bool {
	list, isList := sent.([]any)
	others, areList := answered.([]any)
	if isList && areList {
		return slices.EqualFunc(list, others, same)
	}
	a, b := scalar(sent), scalar(answered)
	if a == b {
		return true
	}
	if left, err := strconv.ParseFloat(a, 64); err == nil {
		right, err := strconv.ParseFloat(b, 64)
		return err == nil && left == right
	}
	if left, err := netip.ParseAddr(a); err == nil {
		right, err := netip.ParseAddr(b)
		return err == nil && left == right
	}
	left, err := time.Parse(time.RFC3339, a)
	right, unreadable := time.Parse(time.RFC3339, b)
	return err == nil && unreadable == nil && left.Equal(right)
}

// scalar is the text of a value; null and what is empty have none.
func scalar(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		if len(v) == 0 {
			return ""
		}
	case map[string]any:
		if len(v) == 0 {
			return ""
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(fmt.Sprint(value), "\r\n", "\n"))
}
