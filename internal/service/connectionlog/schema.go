package connectionlog

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/dynamicplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/float64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// The forms of a body.
const (
	formFlat      = "flat"
	formEnveloped = "enveloped"
)

// eventAttributes are the arguments that the managed resource and the action have in common.
func eventAttributes() map[string]schema.Attribute {
	timestamp := text("Moment of the connection in RFC 3339; it is sent in UTC. Needed unless `raw` is set.")
	timestamp.Validators = []validator.String{validators.RFC3339()}
	address := text("IP address of the device, IPv4 or IPv6.")
	address.Validators = []validator.String{validators.IPAddress()}
	raw := text("The event as the text of a JSON object, for fields that the other arguments do not have: it is sent as it is, in the chosen form. Conflicts with all other arguments that describe the event.")
	raw.Validators = []validator.String{validators.JSONObject()}
	return map[string]schema.Attribute{
		"device_id":       text("Id of the device. Needed unless `raw` is set."),
		"application_id":  text("Id of the application. Needed unless `raw` is set."),
		"connection_type": text("What happened, for example `established`; in the form `enveloped` the medium, for example `wifi`. Needed in the form `flat` unless `raw` is set."),
		"status":          text("Outcome, for example `success`; in the form `enveloped` for example `connected`. Needed in the form `flat` unless `raw` is set."),
		"timestamp":       timestamp,
		"ip_address":      address,
		"user_agent":      text("User agent of the application. Form `flat` only."),
		"duration": schema.Float64Attribute{
			MarkdownDescription: "Duration of the connection; left out while it lasts. The vendor states no unit. Form `flat` only.", Optional: true,
			PlanModifiers: []planmodifier.Float64{float64planmodifier.RequiresReplace()},
		},
		"metadata": schema.DynamicAttribute{
			MarkdownDescription: "Further details: an object with any keys. The vendor names `location`, `network_type`, `protocol`, `session_id` (texts) and `signal_strength` (a number). " +
				"Keep personal data out. In the form `enveloped` only `signal_strength` has a place.",
			Optional: true, PlanModifiers: []planmodifier.Dynamic{dynamicplanmodifier.RequiresReplaceIf(
				func(_ context.Context, req planmodifier.DynamicRequest, resp *dynamicplanmodifier.RequiresReplaceIfFuncResponse) {
					resp.RequiresReplace = !sameDetails(req.PlanValue, req.StateValue)
				}, "", "")},
		},
		"data_transferred": schema.Int64Attribute{
			MarkdownDescription: "Amount of data. The vendor states no unit. Form `enveloped` only.", Optional: true,
			Validators: []validator.Int64{int64validator.AtLeast(0)}, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
		},
		"raw": raw,
		"at_least_once": schema.BoolAttribute{
			MarkdownDescription: "Whether the event is sent again if the answer is lost. It may then be in the log twice, which a warning says. Default `false`: the event may be missing, and an error says so.",
			Optional:            true,
		},
		"form": schema.StringAttribute{
			MarkdownDescription: "Form of the request body: `flat`, or `enveloped`, an earlier one that wraps the event in a JSON text. Default `flat`.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString(formFlat),
			Validators:    []validator.String{stringvalidator.OneOf(formFlat, formEnveloped)},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
	}
}

func attributes() map[string]schema.Attribute {
	all := eventAttributes()
	computed := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Computed: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	all["id"] = computed("Id of the log entry: a number or a text in the API, kept as text. If the service accepts an event without naming it, the id begins with `unnamed-`.")
	all["created_at"] = computed("When the service took the entry, as it writes it.")
	all["triggers"] = schema.MapAttribute{
		MarkdownDescription: "Any values: a change of one sends the event again.", Optional: true, ElementType: types.StringType,
		Validators: []validator.Map{mapvalidator.NoNullValues()}, PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()},
	}
	return all
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// validate checks what arguments must and must not be set together. What is unknown passes.
func (e event) validate(d *diag.Diagnostics) {
	if !e.Raw.IsNull() {
		for _, a := range e.arguments() {
			if !a.value.IsNull() {
				d.AddAttributeError(path.Root(a.name), "Conflicting Arguments", fmt.Sprintf("%s cannot be set together with raw, which holds the whole event.", a.name))
			}
		}
		return
	}
	needed := []string{"device_id", "application_id", "timestamp"}
	if e.flat() && !e.Form.IsUnknown() {
		needed = append(needed, "connection_type", "status")
	}
	for _, a := range e.arguments() {
		switch {
		case a.value.IsNull() && slices.Contains(needed, a.name):
			d.AddAttributeError(path.Root(a.name), "Missing Argument", fmt.Sprintf("%s is needed in the form %s, unless raw holds the whole event.", a.name, e.form()))
		case a.value.IsNull() || e.Form.IsUnknown():
		case e.flat() && a.name == "data_transferred", !e.flat() && slices.Contains([]string{"user_agent", "duration"}, a.name):
			d.AddAttributeError(path.Root(a.name), "Argument of the Other Form", fmt.Sprintf("%s has no place in the form %s. The argument raw can send any field.", a.name, e.form()))
		case a.name == "metadata":
			e.checkMetadata(d)
		}
	}
}

type named struct {
	name  string
	value attr.Value
}

// arguments are those that raw stands for.
func (e event) arguments() []named {
	return []named{
		{"application_id", e.ApplicationID}, {"connection_type", e.ConnectionType}, {"data_transferred", e.DataTransferred},
		{"device_id", e.DeviceID}, {"duration", e.Duration}, {"ip_address", e.IPAddress}, {"metadata", e.Metadata},
		{"status", e.Status}, {"timestamp", e.Timestamp}, {"user_agent", e.UserAgent},
	}
}
