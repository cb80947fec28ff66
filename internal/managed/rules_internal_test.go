package managed

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
)

func terraform(t *testing.T, v attr.Value) tftypes.Value {
	t.Helper()
	value, err := v.ToTerraformValue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestIsZero: what is zero before decoding is zero after it. Unknown values, which are none of its business, are not.
func TestIsZero(t *testing.T) {
	t.Parallel()
	object := map[string]attr.Type{"a": types.BoolType}
	for _, v := range []attr.Value{
		types.StringNull(), types.StringValue(""), types.StringValue("a"), types.BoolNull(), types.BoolValue(false), types.BoolValue(true),
		types.Int64Null(), types.Int64Value(0), types.Int64Value(-1),
		types.SetNull(types.StringType), flex.StringSetValue(nil), flex.StringSetValue([]string{""}),
		types.ListValueMust(types.StringType, nil), types.ListValueMust(types.StringType, []attr.Value{types.StringValue("")}),
		types.MapValueMust(types.StringType, nil), types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringValue("")}),
		types.ObjectNull(object), types.ObjectValueMust(object, map[string]attr.Value{"a": types.BoolValue(false)}),
		types.ObjectValueMust(object, map[string]attr.Value{"a": types.BoolValue(true)}),
	} {
		if got, want := isZero(terraform(t, v)), flex.IsZero(v); got != want {
			t.Errorf("%s: zero: %t, want %t", v, got, want)
		}
	}
	if isZero(terraform(t, types.StringUnknown())) {
		t.Error("an unknown value is zero")
	}
}

// TestHold goes through what may happen to an attribute that the configuration leaves out.
func TestHold(t *testing.T) {
	t.Parallel()
	counted := schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"n": schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(7)},
	}}
	attributes := map[string]schema.Attribute{
		"unset":  argument.String(""),
		"server": argument.ServerInt64("", true),
		"single": argument.SingleNested("", map[string]schema.Attribute{"unset": argument.String("")}),
		"list":   schema.ListNestedAttribute{Optional: true, Computed: true, NestedObject: counted},
		"set":    schema.SetNestedAttribute{Optional: true, NestedObject: counted},
		"id":     argument.ID("thing"),
	}
	rules, ok := rulesOf(t.Context(), attributes, true)
	if !ok {
		t.Fatal("no rules")
	}
	text, number := types.StringValue, types.Int64Value
	single := func(v attr.Value) attr.Value {
		return types.ObjectValueMust(map[string]attr.Type{"unset": types.StringType}, map[string]attr.Value{"unset": v})
	}
	numbers := map[string]attr.Type{"n": types.Int64Type}
	element := func(v attr.Value) []attr.Value {
		return []attr.Value{types.ObjectValueMust(numbers, map[string]attr.Value{"n": v})}
	}
	list := func(v attr.Value) attr.Value {
		return types.ListValueMust(types.ObjectType{AttrTypes: numbers}, element(v))
	}
	set := func(v attr.Value) attr.Value {
		return types.SetValueMust(types.ObjectType{AttrTypes: numbers}, element(v))
	}
	for name, c := range map[string]struct {
		attribute     string
		config, state attr.Value
		removed, want bool
	}{
		"configured":                        {"unset", text("a"), text("a"), false, true},
		"removed":                           {"unset", types.StringNull(), text("a"), false, false},
		"zero after an import":              {"unset", types.StringNull(), text(""), false, true},
		"chosen by the service":             {"server", types.Int64Null(), number(5), false, true},
		"given back to the service":         {"server", types.Int64Null(), number(5), true, false},
		"given back, but zero":              {"server", types.Int64Null(), number(0), true, true},
		"computed":                          {"id", types.StringNull(), text("a"), false, true},
		"object":                            {"single", single(text("a")), single(text("a")), false, true},
		"object, member removed":            {"single", single(types.StringNull()), single(text("a")), false, false},
		"object of zeros":                   {"single", types.ObjectNull(map[string]attr.Type{"unset": types.StringType}), single(text("")), false, true},
		"list":                              {"list", list(number(5)), list(number(5)), false, true},
		"list, default":                     {"list", list(types.Int64Null()), list(number(7)), false, true},
		"list, changed from the default":    {"list", list(types.Int64Null()), list(number(5)), false, false},
		"list, not configured":              {"list", types.ListNull(types.ObjectType{AttrTypes: numbers}), list(number(5)), false, false},
		"set, default":                      {"set", set(types.Int64Null()), set(number(7)), false, true},
		"set, whose elements have no order": {"set", set(number(5)), set(number(5)), false, false},
	} {
		config := map[string]tftypes.Value{c.attribute: terraform(t, c.config)}
		state := map[string]tftypes.Value{c.attribute: terraform(t, c.state)}
		if got := hold(rules, config, state, func(string) bool { return c.removed }); got != c.want {
			t.Errorf("%s: kept: %t", name, got)
		}
	}
}

// TestRulesOf_unknown: what no rule is known for leaves the whole type to the framework.
func TestRulesOf_unknown(t *testing.T) {
	t.Parallel()
	for name, attribute := range map[string]schema.Attribute{
		"a kind of attribute": schema.MapNestedAttribute{Optional: true},
		"a modifier":          schema.SetAttribute{ElementType: types.StringType, PlanModifiers: []planmodifier.Set{setplanmodifier.UseNonNullStateForUnknown()}},
		"a write-only value":  schema.StringAttribute{Optional: true, WriteOnly: true},
		"two conditions":      schema.StringAttribute{PlanModifiers: []planmodifier.String{planmodifiers.Unset{}, planmodifiers.ServerDefault{}}},
		"a remembered member": argument.SingleNested("", map[string]schema.Attribute{"a": argument.ServerInt64("", true)}),
	} {
		if _, ok := rulesOf(t.Context(), map[string]schema.Attribute{"a": attribute}, true); ok {
			t.Errorf("%s has rules", name)
		}
	}
	known := schema.StringAttribute{PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace()}}
	if rules, ok := rulesOf(t.Context(), map[string]schema.Attribute{"a": known}, true); !ok || len(rules) > 0 {
		t.Errorf("%v, %t", rules, ok)
	}
}

func TestReadPrivate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "{}": true, "null": true, `{"configured":"W10="}`: true, `{".import_before_read":"dHJ1ZQ=="}`: true,
		`"text"`: false, `{"a":{}}`: false, `{"a":""}`: false, `{"a":"e30"}`: false, `{"a":"ew=="}`: false,
	} {
		if _, ok := readPrivate([]byte(text)); ok != want {
			t.Errorf("%s: %t", text, ok)
		}
	}
	if p, _ := readPrivate([]byte(`{".import_before_read":"dHJ1ZQ=="}`)); !p.ofFramework() {
		t.Error("the mark of an import is not seen")
	}
}
