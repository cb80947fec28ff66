package life

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values are the attributes of an object by name, each a value of the type of its attribute.
type Values map[string]attr.Value

// Text returns a text; null if there is none.
func (v Values) Text(name string) types.String { return valueOf[types.String](v, name) }

// Number returns a number; null if there is none.
func (v Values) Number(name string) types.Int64 { return valueOf[types.Int64](v, name) }

// Flag returns a flag; null if there is none.
func (v Values) Flag(name string) types.Bool { return valueOf[types.Bool](v, name) }

func valueOf[V attr.Value](v Values, name string) V {
	value, _ := v[name].(V)
	return value
}

// ID returns the id of the object.
func (v Values) ID() string { return v.Text("id").ValueString() }

// or returns an attribute, or its null if there is none.
func (v Values) or(name string, null attr.Value) attr.Value {
	if value := v[name]; value != nil {
		return value
	}
	return null
}

// equal says whether both have equal attributes.
func (v Values) equal(other Values) bool {
	for name, value := range v {
		if !value.Equal(other[name]) {
			return false
		}
	}
	return len(v) == len(other)
}

// raw returns the attributes as one object.
func (v Values) raw(typ tftypes.Type, d *diag.Diagnostics) tftypes.Value {
	members := make(map[string]tftypes.Value, len(v))
	for name, value := range v {
		member, err := value.ToTerraformValue(context.Background())
		if err != nil {
			d.AddAttributeError(path.Root(name), "Unable to Keep Value", "This is a bug in the provider, please report it: "+err.Error())
		}
		members[name] = member
	}
	if d.HasError() {
		return tftypes.NewValue(typ, nil)
	}
	return tftypes.NewValue(typ, members)
}

func decode(raw tftypes.Value, attributes map[string]attr.Type, d *diag.Diagnostics) Values {
	if raw.IsNull() {
		return nil
	}
	var members map[string]tftypes.Value
	if err := raw.As(&members); err != nil {
		d.AddError("Unable to Read Attributes", "This is a bug in the provider, please report it: "+err.Error())
		return nil
	}
	values, err := valuesOf(members, attributes)
	if err != nil {
		d.AddError("Unable to Read Attributes", "This is a bug in the provider, please report it: "+err.Error())
	}
	return values
}

func valuesOf(members map[string]tftypes.Value, attributes map[string]attr.Type) (Values, error) {
	values := make(Values, len(attributes))
	for name, typ := range attributes {
		member, found := members[name]
		if !found {
			continue
		}
		value, err := typ.ValueFromTerraform(context.Background(), member)
		if err != nil {
			return nil, err
		}
		values[name] = value
	}
	return values, nil
}
