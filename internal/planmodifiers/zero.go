// Package planmodifiers holds the plan modifiers that several nouns share.
package planmodifiers

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// Unset plans an optional argument that is not configured: absent, in the spelling that state has for it. The argument
// must be computed as well, or Terraform would not allow the provider to keep a zero value that import found.
type Unset struct{}

// Description returns nothing a practitioner needs to read: the argument behaves as any optional one.
func (Unset) Description(context.Context) string { return "" }

// MarkdownDescription is as Description.
func (Unset) MarkdownDescription(context.Context) string { return "" }

func unset[T attr.Value](config, state T, plan *T, null T) {
	if !config.IsNull() {
		return
	}
	*plan = null
	if flex.IsZero(state) && !state.IsUnknown() {
		*plan = state
	}
}

// PlanModifyString implements planmodifier.String.
func (Unset) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.StringNull())
}

// PlanModifyBool implements planmodifier.Bool.
func (Unset) PlanModifyBool(_ context.Context, req planmodifier.BoolRequest, resp *planmodifier.BoolResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.BoolNull())
}

// PlanModifyInt64 implements planmodifier.Int64.
func (Unset) PlanModifyInt64(_ context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.Int64Null())
}

// PlanModifySet implements planmodifier.Set.
func (Unset) PlanModifySet(ctx context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.SetNull(req.ConfigValue.ElementType(ctx)))
}

// PlanModifyList implements planmodifier.List.
func (Unset) PlanModifyList(ctx context.Context, req planmodifier.ListRequest, resp *planmodifier.ListResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.ListNull(req.ConfigValue.ElementType(ctx)))
}

// PlanModifyMap implements planmodifier.Map.
func (Unset) PlanModifyMap(ctx context.Context, req planmodifier.MapRequest, resp *planmodifier.MapResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.MapNull(req.ConfigValue.ElementType(ctx)))
}

// PlanModifyObject implements planmodifier.Object.
func (Unset) PlanModifyObject(ctx context.Context, req planmodifier.ObjectRequest, resp *planmodifier.ObjectResponse) {
	unset(req.ConfigValue, req.StateValue, &resp.PlanValue, types.ObjectNull(req.ConfigValue.AttributeTypes(ctx)))
}
