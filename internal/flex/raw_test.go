package flex_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// raw makes a value of a type. A collection is a []any, an object a map[string]any.
func raw(typ attr.Type, from any) tftypes.Value {
	is := typ.TerraformType(context.Background())
	switch from := from.(type) {
	case []any:
		of, _ := typ.(attr.TypeWithElementType)
		return tftypes.NewValue(is, flex.Map(from, func(element any) tftypes.Value { return raw(of.ElementType(), element) }))
	case map[string]any:
		of, _ := typ.(attr.TypeWithAttributeTypes)
		members := map[string]tftypes.Value{}
		for name, member := range of.AttributeTypes() {
			members[name] = raw(member, from[name])
		}
		return tftypes.NewValue(is, members)
	}
	return tftypes.NewValue(is, from)
}

// TestEqualRaw: it is what the library says of values as the protocol has them, which takes longer.
func TestEqualRaw(t *testing.T) {
	t.Parallel()
	unknown := any(tftypes.UnknownValue)
	texts, numbers := flex.NewSetType(types.StringType), flex.NewSetType(types.Int64Type)
	object := types.ObjectType{AttrTypes: map[string]attr.Type{"ref": types.StringType, "tags": texts}}
	one := func(ref any, tags ...any) any { return map[string]any{"ref": ref, "tags": tags} }
	for name, c := range map[string]struct {
		typ    attr.Type
		values []any
		equal  int // how many pairs of different values are equal: those in another order
	}{
		"text":            {types.StringType, []any{"x", "y", "", nil, unknown}, 0},
		"list":            {types.ListType{ElemType: types.StringType}, []any{[]any{"x", "y"}, []any{"y", "x"}, []any{"x"}, []any{}, nil, unknown, []any{unknown}, []any{nil}}, 0},
		"set of texts":    {texts, []any{[]any{"x", "y"}, []any{"y", "x"}, []any{"x", "z"}, []any{"x"}, []any{}, nil, unknown, []any{"x", unknown}, []any{unknown, "x"}, []any{"x", nil}, []any{"null"}}, 2},
		"set of numbers":  {numbers, []any{[]any{1, 20}, []any{20, 1}, []any{1}, []any{}, nil}, 1},
		"object":          {object, []any{one("r", "x", "y"), one("r", "y", "x"), one("s", "x", "y"), one("r", "x"), one("r", unknown), one(nil, "x", "y"), nil, unknown}, 1},
		"set of objects":  {flex.NewSetType(object), []any{[]any{one("r", "x", "y"), one("s")}, []any{one("s"), one("r", "y", "x")}, []any{one("r", "x", "y")}, []any{}, nil}, 1},
		"list of objects": {types.ListType{ElemType: object}, []any{[]any{one("r", "x", "y"), one("s")}, []any{one("r", "y", "x"), one("s")}, []any{one("s"), one("r", "x", "y")}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal := 0
			for i := range c.values {
				for j := range c.values {
					a, b := raw(c.typ, c.values[i]), raw(c.typ, c.values[j])
					x, y := flex.WireValue(t.Context(), c.typ, a), flex.WireValue(t.Context(), c.typ, b)
					got := flex.EqualRaw(t.Context(), c.typ, a, b)
					if got != x.Equal(y) {
						t.Errorf("%t of %s and %s", got, x, y)
					}
					if got && i < j {
						equal++
					}
				}
			}
			if equal != c.equal {
				t.Errorf("%d pairs of different values are equal, want %d", equal, c.equal)
			}
		})
	}
}

// TestSetType_onTheWire: within the provider a set of plain values is compared by position, which takes a time that grows with
// its elements; Terraform is told that it is a set.
func TestSetType_onTheWire(t *testing.T) {
	t.Parallel()
	set, list := tftypes.Set{ElementType: tftypes.String}, tftypes.List{ElementType: tftypes.String}
	texts := flex.NewSetType(types.StringType)
	object := types.ObjectType{AttrTypes: map[string]attr.Type{"tags": texts}}
	if within, told := texts.TerraformType(t.Context()), texts.TerraformType(flex.OnTheWire(t.Context())); !within.Equal(list) || !told.Equal(set) {
		t.Errorf("a set of texts is %s, and Terraform is told that it is %s", within, told)
	}
	objects := flex.NewSetType(object).TerraformType(flex.OnTheWire(t.Context()))
	if want := (tftypes.Set{ElementType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{"tags": set}}}); !objects.Equal(want) {
		t.Errorf("Terraform is told that a set of objects is %s", objects)
	}
	for _, from := range []any{[]any{"y", "x"}, []any{}, []any{tftypes.UnknownValue}, nil, tftypes.UnknownValue} {
		within := raw(texts, from)
		told := flex.WireValue(t.Context(), texts, within)
		if !told.Type().Equal(set) {
			t.Errorf("Terraform is told %s", told)
		}
		for _, in := range []tftypes.Value{within, told} {
			value, err := texts.ValueFromTerraform(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			if back, err := value.ToTerraformValue(t.Context()); err != nil || !back.Equal(within) {
				t.Errorf("%s becomes %s, %v", in, back, err)
			}
		}
	}
	for step, found := range map[tftypes.AttributePathStep]bool{
		tftypes.ElementKeyInt(3): true, tftypes.ElementKeyString("x"): false, tftypes.AttributeName("x"): false,
	} {
		if got, err := texts.ApplyTerraform5AttributePathStep(step); (err == nil) != found || found && got != types.StringType {
			t.Errorf("at %v: %v, %v", step, got, err)
		}
	}
	if got, err := texts.ApplyTerraform5AttributePathStep(tftypes.ElementKeyValue(tftypes.NewValue(tftypes.String, "x"))); err != nil || got != types.StringType {
		t.Errorf("at an element: %v, %v", got, err)
	}
}

// BenchmarkEqualRaw compares two sets of 3,000 elements.
func BenchmarkEqualRaw(b *testing.B) {
	texts := flex.NewSetType(types.StringType)
	elements := make([]any, 3000)
	for i := range elements {
		elements[i] = fmt.Sprintf("user:employee-%d", i)
	}
	forward := raw(texts, elements)
	slices.Reverse(elements)
	backward := raw(texts, elements)
	forwardTold, backwardTold := flex.WireValue(b.Context(), texts, forward), flex.WireValue(b.Context(), texts, backward)
	for name, equal := range map[string]func() bool{
		"own":     func() bool { return flex.EqualRaw(b.Context(), texts, forward, backward) },
		"library": func() bool { return forwardTold.Equal(backwardTold) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if !equal() {
					b.Fatal("they differ")
				}
			}
		})
	}
}
