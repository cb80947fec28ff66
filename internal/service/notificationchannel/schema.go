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

const description = "A destination of alert notifications, such as a Slack channel.\n\n" +
	"The vendor documents no update and no deletion of a channel. So a change of any argument that the service stores replaces the channel, and a destroyed channel stays in the service: " +
	"a warning names it. With `allow_undocumented_operations` in the provider configuration both are tried by unverified calls, and what they did is verified by reading the channel again.\n\n" +
	"A channel that needs an authorization is created with `oauth_code_wo`, a code that works only once. It is sent once, when the channel is created, and kept in no plan and no state. " +
	"A new code replaces the channel: one in `oauth_code_wo` is found by a salted digest of the last one, or, with `oauth_code_wo_version`, by a new version alone. " +
	"Whatever replaces the channel needs a new code: the plan fails with the code that was used, or with a version and no code, and warns where the new channel will have no authorization any more. " +
	"After an import nobody knows which code the channel was created with, so no code replaces it: set a version, which is then only recorded, and raise it with a new code."

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
