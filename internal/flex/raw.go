package flex

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// EqualRaw says whether two raw values of a type are equal, those of sets in whatever order.
func EqualRaw(ctx context.Context, typ attr.Type, a, b tftypes.Value) bool {
	if a.IsNull() || b.IsNull() || !a.IsKnown() || !b.IsKnown() {
		return a.Equal(b)
	}
	var left, right map[string]tftypes.Value
	switch typ := typ.(type) {
	case attr.TypeWithAttributeTypes:
		if a.As(&left) != nil || b.As(&right) != nil {
			return false
		}
		for name, member := range typ.AttributeTypes() {
			if !EqualRaw(ctx, member, left[name], right[name]) {
				return false
			}
		}
		return true
	case attr.TypeWithElementType:
		x, err := typ.ValueFromTerraform(ctx, a)
		y, otherErr := typ.ValueFromTerraform(ctx, b)
		return err == nil && otherErr == nil && x.Equal(y)
	}
	return a.Equal(b)
}

// WireValue returns a raw value of a type as the protocol has it: sets are sets.
func WireValue(ctx context.Context, typ attr.Type, raw tftypes.Value) tftypes.Value {
	value, err := typ.ValueFromTerraform(ctx, raw)
	if err != nil {
		return raw
	}
	if told, err := value.ToTerraformValue(OnTheWire(ctx)); err == nil {
		return told
	}
	return raw
}
