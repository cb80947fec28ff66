package flex

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.SetTypable                    = SetType{}
	_ basetypes.SetValuableWithSemanticEquals = SetValue{}
	_ xattr.ValidateableAttribute             = SetValue{}
)

// SetType is a set that is validated and compared in a time that grows with its elements, and not with their square as that
// of the plugin framework. It embeds the framework's value instead of its type, whose Validate compares every pair.
type SetType struct{ basetypes.SetTypable }

// NewSetType returns the type of sets of an element type.
func NewSetType(element attr.Type) SetType {
	return SetType{basetypes.SetType{ElemType: element}}
}

// SetValue is a value of SetType.
type SetValue struct {
	basetypes.SetValue
	compared *bool // see SetSemanticEquals; nil: nobody asks
}

// Equal implements attr.Type.
func (t SetType) Equal(o attr.Type) bool {
	other, ok := o.(SetType)
	return ok && t.SetTypable.Equal(other.SetTypable)
}

// String implements attr.Type.
func (t SetType) String() string { return "flex." + t.SetTypable.String() }

// ValueType implements attr.Type.
func (t SetType) ValueType(context.Context) attr.Value { return SetValue{} }

// ElementType implements attr.TypeWithElementType, by which the framework makes values of elements.
func (t SetType) ElementType() attr.Type {
	plain, _ := t.SetTypable.(basetypes.SetType)
	return plain.ElementType()
}

// WithElementType implements attr.TypeWithElementType.
func (t SetType) WithElementType(element attr.Type) attr.TypeWithElementType {
	return NewSetType(element)
}

type wire struct{}

// OnTheWire returns the context in which sets have the type that the protocol gives them, for the schema that Terraform is told.
func OnTheWire(ctx context.Context) context.Context { return context.WithValue(ctx, wire{}, true) }

// TerraformType implements attr.Type. Within the provider a set of texts or numbers is a list: the framework compares raw
// values of sets by every pair of elements, several times in a plan and an apply, and those of lists by position. The protocol
// writes both alike, and Terraform sorts the elements of a set.
func (t SetType) TerraformType(ctx context.Context) tftypes.Type {
	element := t.ElementType().TerraformType(ctx)
	if ctx.Value(wire{}) == nil && isPrimitive(element) {
		return tftypes.List{ElementType: element}
	}
	return tftypes.Set{ElementType: element}
}

func isPrimitive(typ tftypes.Type) bool { return typ.Is(tftypes.String) || typ.Is(tftypes.Number) }

// ApplyTerraform5AttributePathStep implements attr.Type, for elements by position and by value.
func (t SetType) ApplyTerraform5AttributePathStep(step tftypes.AttributePathStep) (any, error) {
	if _, position := step.(tftypes.ElementKeyInt); position && isPrimitive(t.ElementType().TerraformType(context.Background())) {
		return t.ElementType(), nil
	}
	return t.SetTypable.ApplyTerraform5AttributePathStep(step)
}

// ValueFromTerraform implements attr.Type.
func (t SetType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	if list, ok := in.Type().(tftypes.List); ok {
		var err error
		if in, err = retyped(in, tftypes.Set{ElementType: list.ElementType}); err != nil {
			return nil, err
		}
	}
	value, err := t.SetTypable.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	plain, ok := value.(basetypes.SetValue)
	if !ok {
		return nil, fmt.Errorf("a set is a %T", value)
	}
	return SetValue{plain, new(bool)}, nil
}

// Of returns a set of this type.
func (t SetType) Of(plain basetypes.SetValue) SetValue { return SetValue{SetValue: plain} }

// ValueFromSet implements basetypes.SetTypable.
func (t SetType) ValueFromSet(_ context.Context, in basetypes.SetValue) (basetypes.SetValuable, diag.Diagnostics) {
	return SetValue{SetValue: in}, nil
}

// retyped returns the null, the unknown or the elements of a collection as one of another type with the same elements.
func retyped(in tftypes.Value, typ tftypes.Type) (tftypes.Value, error) {
	switch {
	case !in.IsKnown():
		return tftypes.NewValue(typ, tftypes.UnknownValue), nil
	case in.IsNull():
		return tftypes.NewValue(typ, nil), nil
	}
	var elements []tftypes.Value
	err := in.As(&elements)
	return tftypes.NewValue(typ, elements), err
}

// ToTerraformValue implements attr.Value.
func (v SetValue) ToTerraformValue(ctx context.Context) (tftypes.Value, error) {
	raw, err := v.SetValue.ToTerraformValue(ctx)
	if typ := v.Type(ctx).TerraformType(ctx); err == nil && !typ.Equal(raw.Type()) {
		return retyped(raw, typ)
	}
	return raw, err
}

// Type implements attr.Value.
func (v SetValue) Type(ctx context.Context) attr.Type { return NewSetType(v.ElementType(ctx)) }

// Equal implements attr.Value.
func (v SetValue) Equal(o attr.Value) bool {
	other, ok := o.(SetValue)
	return ok && equalSets(v.SetValue, other.SetValue)
}

// SetSemanticEquals implements basetypes.SetValuableWithSemanticEquals. After a read, a create and an update the framework compares
// what was in state with what is to be there, and where the sets differ, each element with each other, in case that elements
// have a meaning of their own in which they are equal. None of this provider has, so that prior, a copy made for this
// comparison, has no elements to offer from here on.
func (v SetValue) SetSemanticEquals(_ context.Context, prior basetypes.SetValuable) (bool, diag.Diagnostics) {
	before, ok := prior.(SetValue)
	if !ok || v.Equal(before) {
		return ok, nil
	}
	if before.compared != nil {
		*before.compared = true
	}
	return false, nil
}

// ToSetValue implements basetypes.SetValuable.
func (v SetValue) ToSetValue(ctx context.Context) (basetypes.SetValue, diag.Diagnostics) {
	if v.compared != nil && *v.compared {
		return basetypes.NewSetValue(v.ElementType(ctx), nil)
	}
	return v.SetValue, nil
}

// ValidateAttribute implements xattr.ValidateableAttribute: it refuses elements that are there twice.
func (v SetValue) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	if v.IsNull() || v.IsUnknown() {
		return
	}
	seen := index{}
	for _, element := range v.Elements() {
		if !seen.add(element) && !isPartlyUnknown(element) {
			resp.Diagnostics.AddAttributeError(req.Path, "Duplicate Set Element", fmt.Sprintf("This attribute contains duplicate values of: %s", element))
		}
	}
}

// equalSets says whether two sets have equal elements.
func equalSets(a, b basetypes.SetValue) bool {
	ctx := context.Background()
	known := func(s basetypes.SetValue) bool { return !s.IsNull() && !s.IsUnknown() }
	if !known(a) || !known(b) || len(a.Elements()) != len(b.Elements()) || !a.ElementType(ctx).Equal(b.ElementType(ctx)) {
		return !(known(a) && known(b)) && a.Equal(b) // cheap: there are no elements to compare
	}
	all := index{}
	for _, element := range b.Elements() {
		all.add(element)
	}
	return !slices.ContainsFunc(a.Elements(), func(v attr.Value) bool { return !all.has(v) })
}

func distinct(values []attr.Value) []attr.Value {
	unique, seen := make([]attr.Value, 0, len(values)), index{}
	for _, v := range values {
		if seen.add(v) {
			unique = append(unique, v)
		}
	}
	return unique
}

// index holds values by a text that equal ones have in common.
type index map[string][]attr.Value

func (x index) has(v attr.Value) bool { return slices.ContainsFunc(x[textOf(v)], v.Equal) }

// add says whether the value was not there yet.
func (x index) add(v attr.Value) bool {
	text := textOf(v)
	if slices.ContainsFunc(x[text], v.Equal) {
		return false
	}
	x[text] = append(x[text], v)
	return true
}

// textOf returns a text that is the same for equal values, also for sets in another order. Others may have it, too.
func textOf(v attr.Value) string {
	switch v := v.(type) {
	case basetypes.ObjectValue:
		return textOfMembers(v.Attributes())
	case basetypes.MapValue:
		return textOfMembers(v.Elements())
	case basetypes.ListValue:
		return "[" + strings.Join(Map(v.Elements(), textOf), ",") + "]"
	case basetypes.SetValuable:
		set, _ := v.ToSetValue(context.Background())
		texts := Map(set.Elements(), textOf)
		slices.Sort(texts)
		return "(" + strings.Join(texts, ",") + ")"
	}
	return v.String()
}

func textOfMembers(members map[string]attr.Value) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(members)) {
		fmt.Fprintf(&b, "%q:%s,", name, textOf(members[name]))
	}
	return b.String()
}

// isPartlyUnknown says whether a value, or one within it, is unknown: two of these need not be the same.
func isPartlyUnknown(v attr.Value) bool {
	value, err := v.ToTerraformValue(context.Background())
	return err != nil || !value.IsFullyKnown()
}
