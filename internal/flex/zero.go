// Package flex converts between Terraform values and Go values, and decides what an update sends.
//
// The Edge API does not know null: a field that is left out, false, 0, "" or empty is the same. A configuration can write
// each of these. So absence has no spelling of its own in state; it keeps the spelling that is there already ("mirrors"
// it), and imports start from zero values, which null and zero configurations both accept without a difference.
package flex

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// IsZero says whether the service stores nothing for a value: null, unknown, false, 0, "", an empty collection, or an
// object of such values.
func IsZero(v attr.Value) bool {
	if v == nil || v.IsNull() || v.IsUnknown() {
		return true
	}
	switch v := v.(type) {
	case types.String:
		return v.ValueString() == ""
	case types.Bool:
		return !v.ValueBool()
	case types.Int64:
		return v.ValueInt64() == 0
	case types.Number:
		return v.ValueBigFloat().Cmp(new(big.Float)) == 0
	case collection:
		return len(v.Elements()) == 0
	case types.Map:
		return len(v.Elements()) == 0
	case types.Object:
		for _, member := range v.Attributes() {
			if !IsZero(member) {
				return false
			}
		}
		return true
	}
	return false
}

// Same says whether two values are the same to the service: equal, both zero, or another spelling of each other (see
// spelled).
func Same(a, b attr.Value) bool {
	if IsZero(a) || IsZero(b) {
		return IsZero(a) == IsZero(b)
	}
	x, ok := a.(types.Object)
	y, same := b.(types.Object)
	if !ok || !same {
		return spelled(a) == spelled(b)
	}
	members := y.Attributes()
	for name, member := range x.Attributes() {
		if !Same(member, members[name]) {
			return false
		}
	}
	return true
}

// Mirror returns what state holds for a value that was read: the value itself, or, for a value that is the same as the one in
// state already, the spelling there. A zero value that state does not have is null.
func Mirror[T attr.Value](read, prior, null T) T {
	switch {
	case !IsZero(read) && !Same(read, prior):
		return read
	case !IsZero(read):
		return prior
	case prior.IsNull() || prior.IsUnknown() || !IsZero(prior):
		return null // typed: the prior null may be that of an empty model
	}
	return prior
}

// Managed is Mirror for an argument that the service may choose by itself: as long as state has no value for it, which to
// the service is null or zero alike, it is not managed, and what was read is left out. An unknown prior takes what was read.
func Managed[T attr.Value](read, prior, null T) T {
	switch {
	case prior.IsUnknown():
		return read
	case prior.IsNull():
		return null // typed: the prior null may be that of an empty model
	case IsZero(prior):
		return prior
	}
	return Mirror(read, prior, null)
}
