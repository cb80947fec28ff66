package flex

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// EqualRaw is a.Equal(b) in a time that grows with the elements of their sets of texts, and not with the square of them.
func EqualRaw(a, b tftypes.Value) bool {
	if a.Type() == nil || b.Type() == nil {
		return a.Equal(b)
	}
	var left, right map[string]tftypes.Value
	switch texts, isSet := setOfTexts(a); {
	case isSet:
		others, isSet := setOfTexts(b)
		return isSet && slices.Equal(texts, others)
	case !a.Type().Is(tftypes.Object{}) || !a.Type().Equal(b.Type()) || !a.IsKnown() || !b.IsKnown() || a.IsNull() || b.IsNull():
		return a.Equal(b)
	case a.As(&left) != nil || b.As(&right) != nil:
		return false
	}
	for name, value := range left {
		if !EqualRaw(value, right[name]) {
			return false
		}
	}
	return true
}

// setOfTexts returns the elements of a set of texts, sorted, and whether it is one of which all are known.
func setOfTexts(value tftypes.Value) (texts []string, ok bool) {
	if !value.Type().Is(tftypes.Set{}) || value.IsNull() || !value.IsFullyKnown() {
		return nil, false
	}
	var elements []tftypes.Value
	if value.As(&elements) != nil {
		return nil, false
	}
	texts = make([]string, len(elements))
	for i, element := range elements {
		if element.IsNull() || element.As(&texts[i]) != nil {
			return nil, false
		}
	}
	slices.Sort(texts)
	return texts, true
}
