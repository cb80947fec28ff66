package flex_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func own(t testing.TB, element attr.Type, values ...attr.Value) flex.SetValue {
	t.Helper()
	v, d := flex.NewSetType(element).ValueFromSet(t.Context(), types.SetValueMust(element, values))
	s, ok := v.(flex.SetValue)
	if d.HasError() || !ok {
		t.Fatal(d, v)
	}
	return s
}

// nested is an object of a set, a list, a map and a number, as filters are.
func nested(n float64, texts ...string) attr.Value {
	elements := flex.Map(texts, func(s string) attr.Value { return types.StringValue(s) })
	members := map[string]attr.Value{
		"all": types.SetValueMust(types.StringType, elements), "list": types.ListValueMust(types.StringType, elements[:1]),
		"map": types.MapValueMust(types.StringType, map[string]attr.Value{"a": elements[0]}), "n": types.Float64Value(n),
	}
	kinds := map[string]attr.Type{}
	for name, v := range members {
		kinds[name] = v.Type(context.Background())
	}
	return types.ObjectValueMust(kinds, members)
}

// TestSetValue_equal: it agrees with the framework's set, which compares every pair.
func TestSetValue_equal(t *testing.T) {
	t.Parallel()
	a, b, null, unknown := types.StringValue("a"), types.StringValue("b"), types.StringNull(), types.StringUnknown()
	one, other := nested(1, "x", "y"), nested(1, "y", "z")
	object := one.Type(t.Context())
	sets := map[string][]attr.Value{
		"ab": {a, b}, "ba": {b, a}, "a": {a}, "none": {}, "null": {null}, "unknown": {unknown}, "the text of null": {types.StringValue("<null>")}, "aa": {a, a},
	}
	for first, x := range sets {
		for second, y := range sets {
			want := types.SetValueMust(types.StringType, x).Equal(types.SetValueMust(types.StringType, y))
			if got := own(t, types.StringType, x...).Equal(own(t, types.StringType, y...)); got != want {
				t.Errorf("%s and %s are equal: %t, want %t", first, second, got, want)
			}
		}
	}
	mirrored := nested(1, "x", "y").(types.Object)
	all := mirrored.Attributes()
	all["all"] = types.SetValueMust(types.StringType, []attr.Value{types.StringValue("y"), types.StringValue("x")})
	same := types.ObjectValueMust(mirrored.AttributeTypes(t.Context()), all)
	if !own(t, object, one, other).Equal(own(t, object, other, same)) || own(t, object, one).Equal(own(t, object, nested(2, "x", "y"))) {
		t.Error("objects with sets in another order differ, or others do not")
	}
	if own(t, types.StringType, a).Equal(types.SetValueMust(types.StringType, []attr.Value{a})) || own(t, types.StringType).Equal(own(t, types.Int64Type)) {
		t.Error("values of different types are equal")
	}
	if got := flex.SetOfValues(object, []attr.Value{one, same, other}); len(got.Elements()) != 2 {
		t.Errorf("%d distinct objects, want 2", len(got.Elements()))
	}
}

// TestSetType: what the framework asks of a type.
func TestSetType(t *testing.T) {
	t.Parallel()
	kind := flex.NewSetType(types.StringType)
	for _, v := range []types.Set{types.SetNull(types.StringType), types.SetUnknown(types.StringType), set("a", "b")} {
		raw, err := v.ToTerraformValue(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, err := kind.ValueFromTerraform(t.Context(), raw)
		if again, _ := kind.ValueFromSet(t.Context(), v); err != nil || !got.Equal(again) || !got.Type(t.Context()).Equal(kind) {
			t.Errorf("%s: %s, %v", v, got, err)
		}
	}
	if kind.Equal(flex.NewSetType(types.Int64Type)) || kind.Equal(types.SetType{ElemType: types.StringType}) || !kind.ElementType().Equal(types.StringType) {
		t.Error("types are mixed up")
	}
}

// TestSetValue_duplicates: one error for each, but for what is not known yet.
func TestSetValue_duplicates(t *testing.T) {
	t.Parallel()
	a, b, unknown := types.StringValue("a"), types.StringValue("b"), types.StringUnknown()
	for name, c := range map[string]struct {
		values []attr.Value
		errors int
	}{
		"distinct": {[]attr.Value{a, b}, 0}, "twice": {[]attr.Value{a, b, a}, 1}, "unknown": {[]attr.Value{unknown, unknown}, 0}, "none": {nil, 0},
	} {
		var resp xattr.ValidateAttributeResponse
		own(t, types.StringType, c.values...).ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("users")}, &resp)
		if resp.Diagnostics.ErrorsCount() != c.errors {
			t.Errorf("%s: %v", name, resp.Diagnostics)
		}
	}
}

func users(n int) []attr.Value {
	all := make([]attr.Value, n)
	for i := range all {
		all[i] = types.StringValue(fmt.Sprintf("user:%d@example.com", i))
	}
	return all
}

// BenchmarkSet compares 3,000 elements: the framework's set beside ours, and SetOfValues.
func BenchmarkSet(b *testing.B) {
	there, back := users(3000), users(3000)
	slices.Reverse(back)
	theirs, theirsBack := types.SetValueMust(types.StringType, there), types.SetValueMust(types.StringType, back)
	ours, oursBack := own(b, types.StringType, there...), own(b, types.StringType, back...)
	raw, err := ours.ToTerraformValue(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for name, run := range map[string]func(){
		"equal/framework":      func() { theirs.Equal(theirsBack) },
		"equal/flex":           func() { ours.Equal(oursBack) },
		"duplicates/framework": func() { types.SetType{ElemType: types.StringType}.Validate(b.Context(), raw, path.Root("x")) },
		"duplicates/flex": func() {
			ours.ValidateAttribute(b.Context(), xattr.ValidateAttributeRequest{}, &xattr.ValidateAttributeResponse{})
		},
		"distinct": func() { flex.SetOfValues(types.StringType, there) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run()
			}
		})
	}
}

// TestSetValue_semanticEquals: a set is as before, or else has nothing that the framework could compare element by element.
func TestSetValue_semanticEquals(t *testing.T) {
	t.Parallel()
	typ := flex.NewSetType(types.StringType)
	made := func(elements ...string) flex.SetValue {
		var values []tftypes.Value
		for _, e := range elements {
			values = append(values, tftypes.NewValue(tftypes.String, e))
		}
		value, err := typ.ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, values))
		if err != nil {
			t.Fatal(err)
		}
		return value.(flex.SetValue)
	}
	for name, c := range map[string]struct {
		before, now flex.SetValue
		equal       bool
		left        int // elements of the set before that are offered afterwards
	}{
		"the same in another order": {made("a", "b"), made("b", "a"), true, 2},
		"another element":           {made("a", "b"), made("a", "c"), false, 0},
		"one more":                  {made("a"), made("a", "b"), false, 0},
		"one less":                  {made("a", "b"), made(), false, 0},
	} {
		equal, said := c.now.SetSemanticEquals(t.Context(), c.before)
		offered, saidOfIt := c.before.ToSetValue(t.Context())
		if said.HasError() || saidOfIt.HasError() || equal != c.equal || len(offered.Elements()) != c.left {
			t.Errorf("%s: %v, with %d elements left; %v %v", name, equal, len(offered.Elements()), said, saidOfIt)
		}
		if kept, _ := c.now.ToSetValue(t.Context()); len(kept.Elements()) != len(c.now.Elements()) {
			t.Errorf("%s: the new set has lost elements", name)
		}
	}
}
