package planmodifiers

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// ServerDefault plans an argument for which the service may choose a value when it is not configured. What is in state is
// kept; but an argument that the last apply saw in the configuration and that is gone now is given back to the service.
// It is for arguments at the root of a schema, named by private.RememberConfigured.
type ServerDefault struct {
	// Shown says whether state shows what the service chose, so that it is unknown until then. Otherwise an argument that
	// is not configured stays null (flex.Managed), and nothing is unknown.
	Shown bool
	// Usual is what the service is sure to choose, nil if nobody knows: then an argument that has it and is removed keeps it.
	Usual attr.Value
	// Passing is a value that the service changes by itself, nil if there is none.
	Passing attr.Value
}

// Description says what happens without a value.
func (ServerDefault) Description(context.Context) string {
	return "Without a value the service chooses one."
}

// MarkdownDescription is as Description.
func (m ServerDefault) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

// choose returns the planned value of an argument that is not configured. Usual is nil if nobody knows what the service chooses.
func choose[T attr.Value](ctx context.Context, r private.Reader, name string, create bool, state, given T, usual attr.Value) T {
	if create || (private.WasConfigured(ctx, r, name) && !flex.IsZero(state) && (usual == nil || !usual.Equal(state))) {
		return given
	}
	return state
}

// PlanModifyString implements planmodifier.String.
func (m ServerDefault) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	given := types.StringNull()
	if m.Shown {
		given = types.StringUnknown()
	}
	if req.ConfigValue.IsNull() {
		resp.PlanValue = choose(ctx, req.Private, req.Path.String(), req.State.Raw.IsNull(), req.StateValue, given, m.Usual)
	}
}

// PlanModifyInt64 implements planmodifier.Int64.
func (m ServerDefault) PlanModifyInt64(ctx context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	given := types.Int64Null()
	if m.Shown {
		given = types.Int64Unknown()
	}
	if req.ConfigValue.IsNull() {
		resp.PlanValue = choose(ctx, req.Private, req.Path.String(), req.State.Raw.IsNull(), req.StateValue, given, m.Usual)
	}
}

// PlanModifySet implements planmodifier.Set.
func (m ServerDefault) PlanModifySet(ctx context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	given := types.SetNull(req.ConfigValue.ElementType(ctx))
	if m.Shown {
		given = types.SetUnknown(req.ConfigValue.ElementType(ctx))
	}
	if req.ConfigValue.IsNull() {
		resp.PlanValue = choose(ctx, req.Private, req.Path.String(), req.State.Raw.IsNull(), req.StateValue, given, m.Usual)
	}
}

// PlanModifyList implements planmodifier.List.
func (m ServerDefault) PlanModifyList(ctx context.Context, req planmodifier.ListRequest, resp *planmodifier.ListResponse) {
	given := types.ListNull(req.ConfigValue.ElementType(ctx))
	if m.Shown {
		given = types.ListUnknown(req.ConfigValue.ElementType(ctx))
	}
	if req.ConfigValue.IsNull() {
		resp.PlanValue = choose(ctx, req.Private, req.Path.String(), req.State.Raw.IsNull(), req.StateValue, given, m.Usual)
	}
}
