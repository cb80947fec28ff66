package managed

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// KeepSpelling plans what state has for each argument at the root that is configured in another spelling of it, such as a
// certificate with other line breaks or a moment in another time zone. An import has the spelling of the service, and an update
// that changes nothing there would be a change that people have to review. Same says whether two values are the same to the
// service; it is asked about values that are known, and of which neither is absent (see flex.IsZero).
//
// The protocol allows it: a plan holds either what is configured or what state has.
func KeepSpelling(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, same func(name string, planned, prior attr.Value) bool) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || flex.EqualRaw(ctx, req.Plan.Schema.Type(), req.Plan.Raw, req.State.Raw) {
		return
	}
	var configured, planned, prior map[string]tftypes.Value
	if req.Config.Raw.As(&configured) != nil || req.Plan.Raw.As(&planned) != nil || req.State.Raw.As(&prior) != nil {
		return // objects always are; and nothing is kept of what cannot be read
	}
	for name, attribute := range req.Plan.Schema.GetAttributes() {
		wanted, stored := planned[name], prior[name]
		typ := attribute.GetType()
		if configured[name].IsNull() || flex.EqualRaw(ctx, typ, wanted, stored) || !wanted.IsFullyKnown() {
			continue
		}
		to, err := typ.ValueFromTerraform(ctx, wanted)
		from, otherErr := typ.ValueFromTerraform(ctx, stored)
		if err == nil && otherErr == nil && !flex.IsZero(to) && !flex.IsZero(from) && same(name, to, from) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), from)...)
		}
	}
}
