package flex

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Members returns what an object or a map holds, also one of a dynamic value, and whether it is one.
func Members(value attr.Value) (map[string]attr.Value, bool) {
	switch v := value.(type) {
	case types.Dynamic:
		return Members(v.UnderlyingValue())
	case types.Object:
		return v.Attributes(), !v.IsNull()
	case types.Map:
		return v.Elements(), !v.IsNull()
	}
	return nil, false
}

// Plain returns a known value as package json encodes it, with every digit of a number. Null is nil.
func Plain(value attr.Value) any {
	if value == nil || value.IsNull() {
		return nil
	}
	if members, ok := Members(value); ok {
		plain := map[string]any{}
		for name, member := range members {
			plain[name] = Plain(member)
		}
		return plain
	}
	switch v := value.(type) {
	case types.Dynamic:
		return Plain(v.UnderlyingValue())
	case types.String:
		return v.ValueString()
	case types.Bool:
		return v.ValueBool()
	case types.Number:
		return json.Number(v.ValueBigFloat().Text('f', -1))
	case collection:
		return Map(v.Elements(), Plain)
	}
	return nil
}
