package argument

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// How long an operation may take when its timeout is not configured.
const (
	DefaultWriteTimeout = 20 * time.Minute
	DefaultReadTimeout  = 10 * time.Minute
)

// Timed returns the attributes of a managed resource with timeouts added: all managed resources have them, and nothing else
// that is made from their attributes, such as an action, does.
func Timed(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	timed := maps.Clone(attributes)
	timed["timeouts"] = schema.SingleNestedAttribute{
		MarkdownDescription: "How long each operation on the object may take, over all its requests, repetitions and waits. A change of a timeout alone sends nothing to the service.",
		Optional:            true,
		CustomType:          timeoutsType(),
		PlanModifiers:       []planmodifier.Object{knownTimeout{}},
		Attributes: map[string]schema.Attribute{
			"create": timeout("Limit of the creation.", DefaultWriteTimeout),
			"read":   timeout("Limit of a refresh.", DefaultReadTimeout),
			"update": timeout("Limit of an update.", DefaultWriteTimeout),
			"delete": timeout("Limit of the deletion, which uses the value that was applied last.", DefaultWriteTimeout),
		},
	}
	return timed
}

func timeout(description string, otherwise time.Duration) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("%s A duration such as `30s`, `5m` or `1h30m`. Default `%.0fm`.", description, otherwise.Minutes()),
		Optional:            true,
		Validators:          []validator.String{timeoutDuration{}},
		PlanModifiers:       []planmodifier.String{knownTimeout{}},
	}
}

func timeoutsType() timeouts.Type {
	return timeouts.Type{ObjectType: types.ObjectType{AttrTypes: map[string]attr.Type{
		"create": types.StringType, "read": types.StringType, "update": types.StringType, "delete": types.StringType,
	}}}
}

// NoTimeouts is the value of timeouts that nobody configured, as after an import. The zero value of its type will not do:
// it lacks the types of its members, and no state takes it.
func NoTimeouts() timeouts.Value {
	return timeouts.Value{Object: types.ObjectNull(timeoutsType().AttrTypes)}
}

// timeoutDuration refuses what is no duration, and what leaves no time.
type timeoutDuration struct{}

func (timeoutDuration) Description(context.Context) string {
	return "a duration above zero with its unit, such as 30s, 5m or 1h30m"
}

func (v timeoutDuration) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v timeoutDuration) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if d, err := time.ParseDuration(req.ConfigValue.ValueString()); err != nil || d <= 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Timeout", fmt.Sprintf("%s must be %s, got %q.", req.Path, v.Description(ctx), req.ConfigValue.ValueString()))
	}
}

// knownTimeout refuses a timeout that is known only after apply. Validation comes too early for that: there even input
// variables are unknown.
type knownTimeout struct{}

func (knownTimeout) Description(context.Context) string { return "must be known when the plan is made" }

func (m knownTimeout) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

// KeepsKnown implements planmodifiers.KeepsKnown.
func (knownTimeout) KeepsKnown() {}

func (knownTimeout) PlanModifyObject(_ context.Context, req planmodifier.ObjectRequest, resp *planmodifier.ObjectResponse) {
	refuseUnknown(req.ConfigValue, req.Path, &resp.Diagnostics)
}

func (knownTimeout) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	refuseUnknown(req.ConfigValue, req.Path, &resp.Diagnostics)
}

func refuseUnknown(configured attr.Value, at path.Path, d *diag.Diagnostics) {
	if configured.IsUnknown() {
		d.AddAttributeError(at, "Timeout Not Known", fmt.Sprintf("%s is known only after apply, but it limits what the apply does. Give it a value that is known when the plan is made.", at))
	}
}
