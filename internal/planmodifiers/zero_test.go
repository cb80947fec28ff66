package planmodifiers_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
)

// plan runs a plan modifier on a planned value that is unknown, as it is for a computed attribute without configuration.
type plan func(ctx context.Context, config, state attr.Value) attr.Value

// kind is one type of attribute with its spellings of absence and a value.
type kind struct {
	plan                       plan
	null, unknown, zero, value attr.Value
}

func kinds() map[string]kind {
	m := planmodifiers.Unset{}
	text := types.StringType
	objectTypes := map[string]attr.Type{"a": text}
	object := func(v attr.Value) types.Object {
		return types.ObjectValueMust(objectTypes, map[string]attr.Value{"a": v})
	}
	return map[string]kind{
		"string": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.StringResponse{PlanValue: types.StringUnknown()}
			m.PlanModifyString(ctx, planmodifier.StringRequest{ConfigValue: config.(types.String), StateValue: state.(types.String)}, &resp)
			return resp.PlanValue
		}, types.StringNull(), types.StringUnknown(), types.StringValue(""), types.StringValue("a")},
		"bool": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.BoolResponse{PlanValue: types.BoolUnknown()}
			m.PlanModifyBool(ctx, planmodifier.BoolRequest{ConfigValue: config.(types.Bool), StateValue: state.(types.Bool)}, &resp)
			return resp.PlanValue
		}, types.BoolNull(), types.BoolUnknown(), types.BoolValue(false), types.BoolValue(true)},
		"int64": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.Int64Response{PlanValue: types.Int64Unknown()}
			m.PlanModifyInt64(ctx, planmodifier.Int64Request{ConfigValue: config.(types.Int64), StateValue: state.(types.Int64)}, &resp)
			return resp.PlanValue
		}, types.Int64Null(), types.Int64Unknown(), types.Int64Value(0), types.Int64Value(1)},
		"set": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.SetResponse{PlanValue: types.SetUnknown(text)}
			m.PlanModifySet(ctx, planmodifier.SetRequest{ConfigValue: config.(types.Set), StateValue: state.(types.Set)}, &resp)
			return resp.PlanValue
		}, types.SetNull(text), types.SetUnknown(text), types.SetValueMust(text, nil), types.SetValueMust(text, []attr.Value{types.StringValue("")})},
		"list": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.ListResponse{PlanValue: types.ListUnknown(text)}
			m.PlanModifyList(ctx, planmodifier.ListRequest{ConfigValue: config.(types.List), StateValue: state.(types.List)}, &resp)
			return resp.PlanValue
		}, types.ListNull(text), types.ListUnknown(text), types.ListValueMust(text, nil), types.ListValueMust(text, []attr.Value{types.StringValue("")})},
		"map": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.MapResponse{PlanValue: types.MapUnknown(text)}
			m.PlanModifyMap(ctx, planmodifier.MapRequest{ConfigValue: config.(types.Map), StateValue: state.(types.Map)}, &resp)
			return resp.PlanValue
		}, types.MapNull(text), types.MapUnknown(text), types.MapValueMust(text, nil), types.MapValueMust(text, map[string]attr.Value{"k": types.StringValue("")})},
		"object": {func(ctx context.Context, config, state attr.Value) attr.Value {
			resp := planmodifier.ObjectResponse{PlanValue: types.ObjectUnknown(objectTypes)}
			m.PlanModifyObject(ctx, planmodifier.ObjectRequest{ConfigValue: config.(types.Object), StateValue: state.(types.Object)}, &resp)
			return resp.PlanValue
		}, types.ObjectNull(objectTypes), types.ObjectUnknown(objectTypes), object(types.StringValue("")), object(types.StringValue("a"))},
	}
}

// TestUnset: what is not configured is planned as absent, in the spelling that state has for it; so a null configuration
// accepts the zero values that an import starts from.
func TestUnset(t *testing.T) {
	t.Parallel()
	for name, k := range kinds() {
		for what, c := range map[string]struct{ config, state, want attr.Value }{
			"create":             {k.null, k.null, k.null},
			"after an import":    {k.null, k.zero, k.zero},
			"removed":            {k.null, k.value, k.null},
			"configured":         {k.value, k.null, k.unknown},
			"configured as zero": {k.zero, k.value, k.unknown},
			"not known yet":      {k.unknown, k.value, k.unknown},
			"state is not known": {k.null, k.unknown, k.null},
		} {
			if got := k.plan(t.Context(), c.config, c.state); !got.Equal(c.want) {
				t.Errorf("%s, %s: planned %s, want %s", name, what, got, c.want)
			}
		}
	}
}

func TestDescriptions(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]planmodifier.Describer{"Unset": planmodifiers.Unset{}, "ServerDefault": planmodifiers.ServerDefault{}} {
		if d.Description(t.Context()) != d.MarkdownDescription(t.Context()) {
			t.Errorf("%s describes itself in two ways", name)
		}
	}
}
