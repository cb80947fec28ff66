package notificationchannel

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

const description = "A destination of alert notifications, such as a Slack channel. A change of any argument replaces it, and a destroyed or replaced channel stays in the service, with a warning: no source documents an update or a deletion."

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          argument.ID("notification channel"),
		"name":        argument.Name("Display name."),
		"description": argument.String("Description."),
		"type": argument.Int64("Kind of channel, one of "+argument.Values(edge.ChannelTypeValues())+". The vendor does not publish their meaning.",
			int64validator.OneOf(edge.ChannelTypeValues()...)),
		"recipients": argument.Set("Recipients, whose meaning depends on `type`. Channels that users choose for themselves take tags of users, such as `user:alice`.", types.StringType,
			setvalidator.ValueStringsAre(validators.Selector())),
		"status": argument.Status(),
		"oauth_code_wo": schema.StringAttribute{
			MarkdownDescription: "Authorization code that the service exchanges for an access token; it works only once. " +
				"Write-only: it is sent when the channel is created, and kept in no plan and no state. " +
				"Without `oauth_code_wo_version`, another code replaces the channel. It may be removed from the configuration once it was sent.",
			Optional: true, Sensitive: true, WriteOnly: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"oauth_code_wo_version": schema.Int64Attribute{
			MarkdownDescription: "Version of `oauth_code_wo`: with it, a change of the code alone is none, and another version replaces the channel. " +
				"Needed for a channel that was imported, and for a value that differs in each run. To set it for the code that was sent is only recorded.",
			Optional:   true,
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
		"redirect_uri":          argument.String("Redirect address that belongs to `oauth_code_wo`, and is sent with it. Never read back; a change by itself is only recorded."),
		"resolve_display_names": argument.Bool("Whether the answer to the create resolves the names of the recipients. Never read back; a change by itself is only recorded."),
	}
}
