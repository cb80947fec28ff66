package meaning

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What stands for a value that must not or cannot be shown.
const (
	Hidden  = "(sensitive value)"
	Unknown = "(known after apply)"
)

// Value is what a plan tells of one argument, or of a part of it.
type Value struct {
	raw     any    // as encoding/json decodes it, with json.Number
	unknown any    // true, or the same shape with true where something is unknown
	hidden  any    // true, or the same shape with true where something is sensitive
	name    string // that the configuration gives to a number
}

// NewValue makes a value of the three trees that a plan has of it. Each may be nil.
func NewValue(raw, unknown, hidden any) Value {
	return Value{raw: raw, unknown: unknown, hidden: hidden}
}

// Named is the value with the name that the configuration gives it, which is shown with a number.
func (v Value) Named(name string) Value {
	v.name = name
	return v
}

// IsHidden says whether the whole value is sensitive.
func (v Value) IsHidden() bool { return v.hidden == true }

// IsUnknown says whether nothing of the value is known before the apply.
func (v Value) IsUnknown() bool { return v.unknown == true }

// HasUnknown says whether a part of the value is unknown.
func (v Value) HasUnknown() bool { return holdsTrue(v.unknown) }

// IsNull says whether there is no value, nor will be one.
func (v Value) IsNull() bool { return v.raw == nil && !v.HasUnknown() }

// IsZero says whether the value is what the services take for none: absent, false, 0, "" or empty.
func (v Value) IsZero() bool {
	if v.HasUnknown() {
		return false
	}
	switch raw := v.raw.(type) {
	case nil:
		return true
	case bool:
		return !raw
	case string:
		return raw == ""
	case json.Number:
		n, err := raw.Float64()
		return err == nil && n == 0
	case []any:
		return len(raw) == 0
	case map[string]any:
		for name := range raw {
			if !v.At(name).IsZero() {
				return false
			}
		}
		return true
	}
	return false
}

// Exact returns a known text as it is, sensitive or not: for comparing, never for showing.
func (v Value) Exact() (text string, known bool) {
	if v.HasUnknown() {
		return "", false
	}
	text, known = v.raw.(string)
	return text, known
}

// Is says whether the value is this known text.
func (v Value) Is(text string) bool {
	exact, known := v.Exact()
	return known && exact == text
}

// Int returns a known whole number. A number beyond the range of int64 is none.
func (v Value) Int() (n int64, known bool) {
	number, ok := v.raw.(json.Number)
	if !ok || v.HasUnknown() {
		return 0, false
	}
	if n, err := strconv.ParseInt(number.String(), 10, 64); err == nil {
		return n, true
	}
	f, err := number.Float64()
	if err != nil || f != float64(int64(f)) || f >= 1<<63 || f < -1<<63 {
		return 0, false
	}
	return int64(f), true
}

// True says whether the value is known to be true.
func (v Value) True() bool { return v.raw == true && !v.HasUnknown() }

// milliseconds is the smallest number of a time that counts milliseconds; below, numbers count seconds.
const milliseconds = 100_000_000_000

// Time returns a known moment: text in RFC 3339, or a number of seconds or milliseconds since 1970. Zero is none.
func (v Value) Time() (at time.Time, known bool) {
	if text, ok := v.Exact(); ok {
		at, err := time.Parse(time.RFC3339, strings.TrimSpace(text))
		return at.UTC(), err == nil
	}
	switch n, ok := v.Int(); {
	case !ok || n == 0:
		return time.Time{}, false
	case n >= milliseconds:
		return time.UnixMilli(n).UTC(), true
	default:
		return time.Unix(n, 0).UTC(), true
	}
}

// At returns a member of an object, or a null value.
func (v Value) At(name string) Value {
	return Value{raw: member(v.raw, name), unknown: part(v.unknown, name), hidden: part(v.hidden, name)}
}

// Elements returns the elements of a list or a set. Where some are sensitive, all are: what was changed may have moved them.
func (v Value) Elements() []Value {
	list, _ := v.raw.([]any)
	unknown, _ := v.unknown.([]any)
	hidden := any(holdsTrue(v.hidden) && v.IsList())
	elements := make([]Value, max(len(list), len(unknown)))
	for i := range elements {
		elements[i] = Value{hidden: hidden}
		if i < len(list) {
			elements[i].raw = list[i]
		}
		if i < len(unknown) {
			elements[i].unknown = unknown[i]
		} else if v.unknown == true {
			elements[i].unknown = true
		}
	}
	return elements
}

// IsList says whether the value is a list or a set.
func (v Value) IsList() bool {
	_, list := v.raw.([]any)
	_, unknown := v.unknown.([]any)
	return list || unknown
}

// Keys returns the names of the members of an object, in order.
func (v Value) Keys() []string {
	names := map[string]bool{}
	for _, tree := range []any{v.raw, v.unknown} {
		object, _ := tree.(map[string]any)
		for name := range object {
			names[name] = true
		}
	}
	keys := make([]string, 0, len(names))
	for name := range names {
		keys = append(keys, name)
	}
	slices.Sort(keys)
	return keys
}

// Same says whether two values are the same, for the services, which take absent, zero and empty for one. Unknown is the same
// as nothing. The order of elements does not count.
func (v Value) Same(other Value) bool {
	if v.HasUnknown() || other.HasUnknown() {
		return false
	}
	return v.IsZero() && other.IsZero() || reflect.DeepEqual(canonical(v.raw), canonical(other.raw))
}

// Text returns what may be shown of the value, in one line of text.
func (v Value) Text() string {
	switch {
	case v.IsHidden():
		return Hidden
	case v.IsUnknown():
		return Unknown
	}
	switch raw := v.raw.(type) {
	case nil:
		if v.HasUnknown() {
			return Unknown
		}
		return "nothing"
	case string:
		return raw
	case bool:
		return strconv.FormatBool(raw)
	case json.Number:
		if v.name != "" {
			return v.name + " (" + raw.String() + ")"
		}
		return raw.String()
	case []any:
		texts := v.Texts()
		if len(texts) == 0 {
			return "nothing"
		}
		return strings.Join(texts, ", ")
	case map[string]any:
		var members []string
		for _, key := range v.Keys() {
			if m := v.At(key); !m.IsZero() {
				members = append(members, key+" = "+m.Text())
			}
		}
		if len(members) == 0 {
			return "nothing"
		}
		return "{" + strings.Join(members, ", ") + "}"
	}
	return "nothing"
}

// Texts returns what may be shown of the elements, sorted, each once.
func (v Value) Texts() []string {
	if v.IsHidden() {
		return []string{Hidden}
	}
	var texts []string
	for _, element := range v.Elements() {
		texts = append(texts, element.Text())
	}
	slices.SortFunc(texts, Natural)
	return slices.Compact(texts)
}

// Natural compares two texts, numbers in them by their value.
func Natural(a, b string) int {
	m, errA := strconv.ParseInt(a, 10, 64)
	n, errB := strconv.ParseInt(b, 10, 64)
	if errA == nil && errB == nil && m != n {
		if m < n {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

func member(tree any, name string) any {
	object, _ := tree.(map[string]any)
	return object[name]
}

// part is member for a tree of marks, where true marks everything below.
func part(tree any, name string) any {
	if tree == true {
		return true
	}
	return member(tree, name)
}

func holdsTrue(tree any) bool {
	switch t := tree.(type) {
	case bool:
		return t
	case []any:
		return slices.ContainsFunc(t, holdsTrue)
	case map[string]any:
		for _, m := range t {
			if holdsTrue(m) {
				return true
			}
		}
	}
	return false
}

// canonical brings a value to one form: lists sorted by their JSON, members that are zero left out.
func canonical(tree any) any {
	switch t := tree.(type) {
	case []any:
		sorted := make([]string, len(t))
		for i, element := range t {
			raw, err := json.Marshal(canonical(element))
			if err != nil {
				return tree // it came from JSON, so it is never reached
			}
			sorted[i] = string(raw)
		}
		slices.Sort(sorted)
		return sorted
	case map[string]any:
		kept := map[string]any{}
		for name, m := range t {
			if !(Value{raw: m}).IsZero() {
				kept[name] = canonical(m)
			}
		}
		return kept
	case json.Number:
		if f, err := t.Float64(); err == nil && f == float64(int64(f)) {
			if n, known := (Value{raw: t}).Int(); known {
				return json.Number(strconv.FormatInt(n, 10))
			}
		}
	}
	return tree
}
