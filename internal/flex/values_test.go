package flex_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// TestRead: what comes from the service, after each spelling of absence.
func TestRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ got, want attr.Value }{
		"text":              {flex.String("a", types.StringNull()), types.StringValue("a")},
		"no text":           {flex.String("", types.StringNull()), types.StringNull()},
		"no text, empty":    {flex.String("", types.StringValue("")), types.StringValue("")},
		"text or null":      {flex.StringOrNull(""), types.StringNull()},
		"flag":              {flex.Bool(true, types.BoolNull()), types.BoolValue(true)},
		"no flag":           {flex.Bool(false, types.BoolNull()), types.BoolNull()},
		"no flag, false":    {flex.Bool(false, types.BoolValue(false)), types.BoolValue(false)},
		"flag taken back":   {flex.Bool(false, types.BoolValue(true)), types.BoolNull()},
		"numbers":           {flex.Int64SetValue([]api.Int64{2, 1, 2}), flex.Int64SetValue([]api.Int64{1, 2})},
		"map":               {flex.Mirror(flex.StringMapValue(map[string]string{"a": ""}), types.Map{}, types.MapNull(types.StringType)), stringMap(map[string]string{"a": ""})},
		"no map":            {flex.Mirror(flex.StringMapValue(nil), types.Map{}, types.MapNull(types.StringType)), types.MapNull(types.StringType)},
		"no map, empty":     {flex.Mirror(flex.StringMapValue(nil), stringMap(nil), types.MapNull(types.StringType)), stringMap(nil)},
		"set without twins": {flex.SetOfValues(types.BoolType, []attr.Value{types.BoolValue(true), types.BoolValue(true)}), types.SetValueMust(types.BoolType, []attr.Value{types.BoolValue(true)})},
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
}

// TestSend: what goes to the service is sorted, so that equal sets give equal requests, and holds nothing unknown.
func TestSend(t *testing.T) {
	t.Parallel()
	texts := types.SetValueMust(types.StringType, []attr.Value{types.StringValue("b"), types.StringUnknown(), types.StringValue("a"), types.StringNull()})
	if got := flex.Strings(texts); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("texts: %v", got)
	}
	numbers := types.SetValueMust(types.Int64Type, []attr.Value{types.Int64Value(10), types.Int64Value(9), types.Int64Unknown()})
	if got := flex.Int64s(numbers); !slices.Equal(got, []api.Int64{9, 10}) {
		t.Errorf("numbers: %v", got)
	}
	for _, s := range []types.Set{types.SetNull(types.StringType), types.SetUnknown(types.StringType), set(), {}} {
		if got := flex.Strings(s); len(got) != 0 {
			t.Errorf("%s gives %v", s, got)
		}
	}
	m := types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringValue("1"), "b": types.StringUnknown()})
	if got := flex.StringElements(m); !maps.Equal(got, map[string]string{"a": "1"}) {
		t.Errorf("map: %v", got)
	}
	if got := flex.Elements(numbers, func(v types.String) string { return v.ValueString() }); got != nil {
		t.Errorf("elements of another type: %v", got)
	}
}

func TestMember(t *testing.T) {
	t.Parallel()
	o := object(types.StringValue("a"), types.BoolNull())
	if got := flex.Member[types.String](o, "text"); got.ValueString() != "a" {
		t.Errorf("text is %s", got)
	}
	for name, got := range map[string]types.String{
		"a member of another type": flex.Member[types.String](o, "flag"), "no member": flex.Member[types.String](o, "none"),
		"a null object": flex.Member[types.String](types.ObjectNull(memberTypes()), "text"), "an empty model": flex.Member[types.String](types.Object{}, "text"),
	} {
		if !got.IsNull() {
			t.Errorf("%s is %s", name, got)
		}
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	if got := flex.Map([]int{1, 2}, func(n int) string { return string(rune('a' + n)) }); !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("mapped to %v", got)
	}
	if got := flex.Map(nil, func(int) int { return 0 }); got == nil || len(got) != 0 {
		t.Errorf("nothing mapped to %v", got)
	}
}
