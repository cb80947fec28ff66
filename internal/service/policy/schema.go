package policy

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
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
		"app_filter":         argument.Filter("Selects resources. It must match together with `session_filter`."),
		"session_filter":     argument.Filter("Selects sessions and users. It must match together with `app_filter`."),
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
	}
}
