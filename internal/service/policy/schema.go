package policy

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func attributes() map[string]schema.Attribute {
	workflowName := schema.StringAttribute{
		MarkdownDescription: "Name of the workflow to run, instead of `workflow_uuid`; exactly one workflow must have it. It is looked up when it is set or changed, and `workflow_uuid` then holds what was found.",
		Optional:            true,
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.ConflictsWith(path.MatchRoot("workflow_uuid")),
		},
	}
	return map[string]schema.Attribute{
		"id":                 argument.ID("policy"),
		"name":               argument.Name("Display name."),
		"description":        argument.String("Description."),
		"type":               argument.Int64("Policy family, one of "+argument.Values(edge.PolicyTypeValues())+". The vendor does not publish their meaning.", int64validator.OneOf(edge.PolicyTypeValues()...)),
		"action":             argument.Int64("What happens when all conditions match, one of "+argument.Values(edge.PolicyActionValues())+". The vendor does not publish their meaning.", int64validator.OneOf(edge.PolicyActionValues()...)),
		"app_filter":         filter("Selects resources. It must match together with `session_filter`."),
		"session_filter":     filter("Selects sessions and users. It must match together with `app_filter`."),
		"priority":           argument.Int64("Tie breaker between routing policies: the smaller number wins.", int64validator.Between(0, 1<<31-1)),
		"allow_guest_access": argument.Bool("Whether the policy applies to guests."),
		"constraints":        argument.StringMap("Constraints by name. The vendor does not publish the names."),
		"mitm_settings": argument.SingleNested("Settings of TLS inspection.", map[string]schema.Attribute{
			"fail_close": argument.Bool("Whether traffic that cannot be inspected is refused."),
		}),
		"workflow_uuid":  argument.String("Id of the workflow to run, for the actions that run one. Conflicts with `workflow_name`."),
		"workflow_name":  workflowName,
		"metadata":       argument.String("Metadata for internal use of the service."),
		"integration_id": argument.String("Integration that the policy was synchronised from; empty for local policies."),
		"status":         argument.Status(),
		"create_time":    argument.CreateTime(),
		"creator_uuid":   argument.CreatorUUID(),
	}
}

func filter(description string) schema.SingleNestedAttribute {
	group := schema.NestedAttributeObject{
		Validators: []validator.Object{hasTags{}},
		Attributes: map[string]schema.Attribute{
			"all": schema.SetAttribute{
				MarkdownDescription: "Required. Tags in the form `key:value`, such as `group:engineering` or `os:macos`, all of which must match.",
				Optional:            true, // see hasTags
				ElementType:         types.StringType,
				CustomType:          flex.NewSetType(types.StringType),
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1),
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^[^:\s]+:\S`), "must be a tag in the form key:value, such as group:engineering")),
				},
			},
		},
	}
	return argument.SingleNested(description, map[string]schema.Attribute{
		"include_any": argument.SetNested("The filter matches when all tags of any of these groups match.", group),
		"exclude_any": argument.SetNested("The filter does not match when all tags of any of these groups match.", group),
	})
}

// hasTags refuses a group without tags. It stands in for a required argument, because the framework reports one as missing
// when a whole group is not known yet.
type hasTags struct{}

func (hasTags) Description(context.Context) string               { return "a group needs all" }
func (v hasTags) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (hasTags) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || !flex.Member[attr.Value](req.ConfigValue, "all").IsNull() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path.AtName("all"), "Missing Tags", "A group of a filter needs all, the tags that must match.")
}
