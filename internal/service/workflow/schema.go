package workflow

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// unlimited is the time limit that stands for none.
const unlimited = -1

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                               argument.ID("workflow"),
		"name":                             argument.Name("Display name."),
		"title":                            argument.String("Title shown to the user."),
		"description":                      argument.String("Description."),
		"actions":                          argument.ServerListNested("What the workflow does, in this order. The service's default is a notification.", action()),
		"answers":                          argument.ServerListNested("Answers an approver can give, in this order, and what each triggers. The service's default is `Approve`, `Deny` and `Unsure`.", answer()),
		"default_answer_index":             argument.String("Answer that is assumed when a user replies with a token only. A text in the API, not a number."),
		"approval_ttl_sec":                 limit("Validity of an approval", "one day", 24*time.Hour),
		"execution_ttl_sec":                limit("Time to complete a run", "ten minutes", 10*time.Minute),
		"recipients":                       argument.Set("Approvers, any of whom may approve: tags of users, groups or roles, such as `group:security`.", types.StringType, setvalidator.ValueStringsAre(validators.Selector())),
		"justification_required":           argument.Bool("Whether a justification is required."),
		"requestor_justification_required": argument.Bool("Whether the user who asks must give a justification."),
		"token_required":                   argument.Bool("Whether a token is required."),
		"approver_text_template":           argument.String("Mustache template of the message to approvers."),
		"requestor_text_template":          argument.String("Mustache template of the message to the user who asks."),
		"text_template":                    argument.String("Mustache template of the message. Deprecated by the vendor: use `requestor_text_template` and `approver_text_template`.", deprecated{}),
		"status":                           status(),
	}
}

func status() schema.StringAttribute {
	a := argument.Status()
	a.MarkdownDescription += " The service takes it on updates only, so it is set by an update right after the workflow is created."
	return a
}

func action() schema.NestedAttributeObject {
	code := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description + " A number whose meaning the vendor does not publish. Default `0`.",
			Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
			Validators: []validator.Int64{int64validator.Between(0, math.MaxInt32)},
		}
	}
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"on_object": code("Kind of object that the action is about."),
		"run":       code("What is run."),
		"target": schema.StringAttribute{
			MarkdownDescription: "Target of the action. The vendor does not publish its format. Default empty.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString(""),
		},
	}}
}

func answer() schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"answer": schema.StringAttribute{
			MarkdownDescription: "Text of the answer, as approvers see it.", Required: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"actions": schema.ListNestedAttribute{
			MarkdownDescription: "What the answer triggers, in this order. Default nothing.",
			Optional:            true, Computed: true, NestedObject: action(), Default: listdefault.StaticValue(types.ListValueMust(action().Type(), nil)),
			Validators: []validator.List{listvalidator.NoNullValues()},
		},
	}}
}

// deprecated warns of an argument that is set although the vendor advises against it. A DeprecationMessage would do the same,
// but a CLI leaves such an argument out of the configuration that it generates, and the first apply would clear it.
type deprecated struct{}

func (deprecated) Description(context.Context) string { return "deprecated by the vendor" }

func (v deprecated) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (deprecated) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.ValueString() != "" {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Argument Deprecated by the Vendor",
			"The vendor has deprecated this template. Use requestor_text_template and approver_text_template instead.")
	}
}

func limit(what, standard string, usual time.Duration) schema.Int64Attribute {
	a := argument.ServerInt64(what+", in seconds; `-1` for no limit. `0` is refused: the service replaces it by its default, "+standard+
		", so leave the argument out to have that.", true, timeLimit{standard})
	a.PlanModifiers = []planmodifier.Int64{planmodifiers.ServerDefault{Shown: true, Usual: types.Int64Value(int64(usual.Seconds()))}}
	return a
}

// timeLimit refuses 0, which the service takes for its own default: a configured 0 would never be what is stored.
type timeLimit struct{ standard string }

func (v timeLimit) Description(context.Context) string {
	return fmt.Sprintf("a number of seconds above 0, or %d for no limit; without a value it is %s", unlimited, v.standard)
}

func (v timeLimit) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v timeLimit) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	value := req.ConfigValue.ValueInt64()
	switch {
	case req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || value == unlimited || value > 0:
	case value == 0:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Time Limit",
			fmt.Sprintf("%s is 0, which the service replaces by its default, %s. Leave the argument out to have the default, or set it to %d for no limit.", req.Path, v.standard, unlimited))
	default:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Time Limit",
			fmt.Sprintf("%s is %d. It must be a number of seconds above 0, or %d for no limit.", req.Path, value, unlimited))
	}
}
