package postureattribute

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// maxProcesses is the vendor's limit of process checks in one attribute.
const maxProcesses = 20

func attributes() map[string]schema.Attribute {
	platform := int64validator.OneOf(edge.PosturePlatformValues()...)
	return map[string]schema.Attribute{
		"id":          argument.ID("posture attribute"),
		"name":        argument.Name("Display name."),
		"description": argument.String("Description."),
		"attribute_type": argument.Int64("Kind of check, one of "+argument.Values(edge.PostureAttributeTypeValues())+
			". The vendor does not publish their meaning. A change replaces the posture attribute.", int64validator.OneOf(edge.PostureAttributeTypeValues()...)),
		"required_processes": argument.SetNested(fmt.Sprintf("Processes, one of which must run for the check to pass. At most %d.", maxProcesses),
			process(platform), setvalidator.SizeAtMost(maxProcesses), distinctProcesses{}),
		"supported_platforms": argument.Set("Platforms that the check is for, each one of "+argument.Values(edge.PosturePlatformValues())+
			". The vendor does not publish their meaning.", types.Int64Type, setvalidator.ValueInt64sAre(platform)),
	}
}

// process says by what a process is recognised. Its members have one spelling of absence each (see processes).
func process(platform validator.Int64) schema.NestedAttributeObject {
	members := map[string]schema.Attribute{
		"platform": schema.Int64Attribute{
			MarkdownDescription: "Platform of the process, one of " + argument.Values(edge.PosturePlatformValues()) + ". The vendor does not publish their meaning. Default `0`.",
			Optional:            true, Computed: true, Default: int64default.StaticInt64(0), Validators: []validator.Int64{platform},
		},
	}
	for name, description := range marks() {
		members[name] = schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	return schema.NestedAttributeObject{Attributes: members, Validators: []validator.Object{recognisable{}}}
}

// marks describes the members by which a process can be recognised.
func marks() map[string]string {
	return map[string]string{
		"process_regex":   "Regular expression that the name of the executable or its full path matches. The service evaluates it; its dialect is not published.",
		"binary_hash":     "Hash of the executable.",
		"bundle_id":       "Bundle id of a macOS app.",
		"cert_thumbprint": "Thumbprint of the certificate that signed the executable.",
		"team_id":         "Apple team id of the developer who signed the executable.",
	}
}

// recognisable refuses a process that nothing but its platform describes: every process, or none, would match.
type recognisable struct{}

func (recognisable) Description(context.Context) string {
	return "at least one of " + strings.Join(slices.Sorted(maps.Keys(marks())), ", ") + " is needed"
}

func (v recognisable) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v recognisable) ValidateObject(ctx context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	for name := range marks() {
		if !flex.Member[types.String](req.ConfigValue, name).IsNull() { // unknown: decided later
			return
		}
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Process Not Described", "Nothing says which process must run: "+v.Description(ctx)+".")
}

// distinctProcesses refuses processes that differ only in how they spell the default platform: the service and the plan
// take them for one.
type distinctProcesses struct{}

func (distinctProcesses) Description(context.Context) string { return "processes must differ" }

func (v distinctProcesses) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (distinctProcesses) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	var known []types.Object
	for _, element := range req.ConfigValue.Elements() {
		o, ok := element.(types.Object)
		if !ok || o.IsNull() || o.IsUnknown() || !fullyKnown(o) {
			continue
		}
		if slices.ContainsFunc(known, func(other types.Object) bool { return flex.Same(o, other) }) {
			resp.Diagnostics.AddAttributeError(req.Path, "Process Listed Twice",
				fmt.Sprintf("Two processes are the same, as platform is 0 where it is left out: %s.", o))
			return
		}
		known = append(known, o)
	}
}

func fullyKnown(o types.Object) bool {
	for _, member := range o.Attributes() {
		if member.IsUnknown() {
			return false
		}
	}
	return true
}
