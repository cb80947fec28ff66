package managed

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// CheckCreate compares the state after a create with the plan. The object exists, so a difference is a warning, and state
// keeps what was planned: an error would taint the object and have it made a second time. The next plan shows the
// difference as drift.
func CheckCreate(ctx context.Context, plan tfsdk.Plan, state *tfsdk.State, noun string) diag.Diagnostics {
	var diags diag.Diagnostics
	differing, planned, answered := compare(ctx, plan, state)
	if len(differing) == 0 {
		return nil
	}
	for _, name := range differing {
		diags.AddAttributeWarning(path.Root(name), "Service Stored Another Value", detail(ctx, noun, name, plan, planned[name], answered[name]))
		answered[name] = planned[name]
	}
	state.Raw = tftypes.NewValue(state.Raw.Type(), answered)
	return diags
}

// CheckUpdate compares the state after an update with the plan. State holds what the service answered.
func CheckUpdate(ctx context.Context, plan tfsdk.Plan, state *tfsdk.State, noun string) diag.Diagnostics {
	var diags diag.Diagnostics
	differing, planned, answered := compare(ctx, plan, state)
	for _, name := range differing {
		diags.AddAttributeError(path.Root(name), "Service Stored Another Value", detail(ctx, noun, name, plan, planned[name], answered[name]))
	}
	return diags
}

// detail shows the difference, which may be one of white space within a long text, but nothing of what is sensitive.
func detail(ctx context.Context, noun, name string, plan tfsdk.Plan, planned, answered tftypes.Value) string {
	text := fmt.Sprintf("The service accepted the %s without an error, but its answer has another value for %s than was sent. "+
		"Either the service normalises or ignores this value, or somebody changed it at the same moment. "+
		"The next plan shows what is stored.", noun, name)
	attribute, ok := plan.Schema.GetAttributes()[name].(schema.Attribute)
	if !ok || holdsSensitive(attribute) {
		return text
	}
	sent, stored := shown(ctx, attribute.GetType(), planned, answered)
	return text + fmt.Sprintf("\n\nSent:   %s\nStored: %s", sent, stored)
}

// compare returns the attributes whose planned value was known and differs from the state, sorted.
func compare(ctx context.Context, plan tfsdk.Plan, state *tfsdk.State) (differing []string, planned, answered map[string]tftypes.Value) {
	if plan.Raw.As(&planned) != nil || state.Raw.As(&answered) != nil {
		return nil, nil, nil
	}
	for name, attribute := range plan.Schema.GetAttributes() {
		if planned[name].IsFullyKnown() && !flex.EqualRaw(ctx, attribute.GetType(), planned[name], answered[name]) {
			differing = append(differing, name)
		}
	}
	slices.SortFunc(differing, strings.Compare)
	return differing, planned, answered
}

// holdsSensitive says whether an attribute, or one within it, is sensitive.
func holdsSensitive(attribute schema.Attribute) bool {
	if attribute.IsSensitive() {
		return true
	}
	nested, _ := Nested(attribute)
	for _, member := range nested {
		if holdsSensitive(member) {
			return true
		}
	}
	return false
}
