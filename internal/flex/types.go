package flex

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Null returns the null of a type.
func Null(typ attr.Type) attr.Value { return primitive(typ, nil) }

// Unknown returns the unknown value of a type.
func Unknown(typ attr.Type) attr.Value { return primitive(typ, tftypes.UnknownValue) }

// Zero returns what the service cannot tell from nothing: a value of a type for which IsZero is true, and which is not null.
func Zero(typ attr.Type) attr.Value {
	switch typ := typ.(type) {
	case attr.TypeWithAttributeTypes:
		members := map[string]tftypes.Value{}
		for name, member := range typ.AttributeTypes() {
			zero, err := Zero(member).ToTerraformValue(context.Background())
			if err != nil {
				panic(err) // a zero of a type always has a form
			}
			members[name] = zero
		}
		return primitive(typ, members)
	case attr.TypeWithElementType:
		if typ.TerraformType(context.Background()).Is(tftypes.Map{}) {
			return primitive(typ, map[string]tftypes.Value{})
		}
		return primitive(typ, []tftypes.Value{})
	}
	switch terraformType := typ.TerraformType(context.Background()); {
	case terraformType.Is(tftypes.String):
		return primitive(typ, "")
	case terraformType.Is(tftypes.Bool):
		return primitive(typ, false)
	default:
		return primitive(typ, 0)
	}
}

// primitive makes a value of a type from what tftypes takes for it.
func primitive(typ attr.Type, from any) attr.Value {
	value, err := typ.ValueFromTerraform(context.Background(), tftypes.NewValue(typ.TerraformType(context.Background()), from))
	if err != nil {
		panic(err) // the callers pass what fits the type
	}
	return value
}
