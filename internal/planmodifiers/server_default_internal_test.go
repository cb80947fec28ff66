package planmodifiers

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// memory is a private state. The one of the framework cannot be made outside of it.
type memory string

func (m memory) GetKey(context.Context, string) ([]byte, diag.Diagnostics) { return []byte(m), nil }

// TestChoose: an argument that nobody configures is left alone, and one that was taken out of the configuration is given
// back to the service.
func TestChoose(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	given := types.StringUnknown()
	for name, c := range map[string]struct {
		memory      memory
		create      bool
		state, want types.String
	}{
		"create":                          {``, true, types.StringNull(), given},
		"never configured":                {`["other"]`, false, text("ACTIVE"), text("ACTIVE")},
		"never configured, nothing there": {`[]`, false, types.StringNull(), types.StringNull()},
		"taken out":                       {`["other","status"]`, false, text("SUSPENDED"), given},
		"taken out, nothing there":        {`["status"]`, false, types.StringNull(), types.StringNull()},
		"taken out, zero":                 {`["status"]`, false, text(""), text("")},
		"taken out, as usual":             {`["status"]`, false, text("USUAL"), text("USUAL")},
		"after an import":                 {``, false, text("ACTIVE"), text("ACTIVE")},
		"a memory nobody can read":        {`{`, false, text("ACTIVE"), text("ACTIVE")},
	} {
		if got := choose(t.Context(), c.memory, "status", c.create, c.state, given, text("USUAL")); !got.Equal(c.want) {
			t.Errorf("%s: planned %s, want %s", name, got, c.want)
		}
	}
}

// TestServerDefault: the three types take the same way, with an unknown value only where state shows what was chosen.
func TestServerDefault(t *testing.T) {
	t.Parallel()
	existing := tfsdk.State{Raw: tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{})}
	none := tfsdk.State{Raw: tftypes.NewValue(tftypes.Object{}, nil)}
	elements := types.SetValueMust(types.StringType, []attr.Value{types.StringValue("a")})
	plan := func(m ServerDefault, state tfsdk.State, configured bool) []attr.Value {
		at := path.Root("argument")
		text := planmodifier.StringResponse{PlanValue: types.StringValue("planned")}
		number := planmodifier.Int64Response{PlanValue: types.Int64Value(5)}
		set := planmodifier.SetResponse{PlanValue: types.SetValueMust(types.StringType, nil)}
		textConfig, numberConfig, setConfig := types.StringNull(), types.Int64Null(), types.SetNull(types.StringType)
		if configured {
			textConfig, numberConfig, setConfig = types.StringValue("planned"), types.Int64Value(5), types.SetValueMust(types.StringType, nil)
		}
		m.PlanModifyString(t.Context(), planmodifier.StringRequest{Path: at, State: state, ConfigValue: textConfig, StateValue: types.StringValue("state")}, &text)
		m.PlanModifyInt64(t.Context(), planmodifier.Int64Request{Path: at, State: state, ConfigValue: numberConfig, StateValue: types.Int64Value(7)}, &number)
		m.PlanModifySet(t.Context(), planmodifier.SetRequest{Path: at, State: state, ConfigValue: setConfig, StateValue: elements}, &set)
		return []attr.Value{text.PlanValue, number.PlanValue, set.PlanValue}
	}
	for name, c := range map[string]struct{ got, want []attr.Value }{
		"create, shown":     {plan(ServerDefault{Shown: true}, none, false), []attr.Value{types.StringUnknown(), types.Int64Unknown(), types.SetUnknown(types.StringType)}},
		"create, not shown": {plan(ServerDefault{}, none, false), []attr.Value{types.StringNull(), types.Int64Null(), types.SetNull(types.StringType)}},
		"left alone":        {plan(ServerDefault{Shown: true}, existing, false), []attr.Value{types.StringValue("state"), types.Int64Value(7), elements}},
		"configured":        {plan(ServerDefault{Shown: true}, none, true), []attr.Value{types.StringValue("planned"), types.Int64Value(5), types.SetValueMust(types.StringType, nil)}},
	} {
		for i := range c.want {
			if !c.got[i].Equal(c.want[i]) {
				t.Errorf("%s: planned %s, want %s", name, c.got[i], c.want[i])
			}
		}
	}
}
