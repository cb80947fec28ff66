package notificationchannel

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
)

const description = "A destination of alert notifications, such as a Slack channel.\n\n" +
	"The vendor documents no update and no deletion of a channel. So a change of any argument that the service stores replaces the channel, and a destroyed channel stays in the service: " +
	"a warning names it. With `allow_undocumented_operations` in the provider configuration both are tried by unverified calls, and what they did is verified by reading the channel again.\n\n" +
	"A channel that needs an authorization is created with `oauth_code_wo`, a code that works only once. It is sent once, when the channel is created, and kept in no plan and no state. " +
	"Whatever replaces the channel needs a new code, and the plan fails without one; a new `oauth_code_wo_version` replaces the channel. " +
	"After an import the version is null: adding one then only records it."

// fieldAttributes are the attributes that the data sources have as well.
func fieldAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          argument.ID("notification channel"),
		"name":        argument.Name("Display name."),
		"description": argument.String("Description."),
		"type": argument.Int64("Kind of channel, one of "+argument.Values(edge.ChannelTypeValues())+". The vendor does not publish their meaning.",
			int64validator.OneOf(edge.ChannelTypeValues()...)),
		"recipients": argument.Set("Recipients, whose meaning depends on `type`. Channels that users choose for themselves take tags of users, such as `user:alice`.", types.StringType,
			setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"status":       argument.Status(),
		"create_time":  argument.CreateTime(),
		"creator_uuid": argument.CreatorUUID(),
	}
}

func attributes() map[string]schema.Attribute {
	all := fieldAttributes()
	all["oauth_code_wo"] = schema.StringAttribute{
		MarkdownDescription: "Authorization code that the service exchanges for an access token; it works only once. " +
			"Write-only: it is sent when the channel is created, and kept in no plan and no state.",
		Optional: true, Sensitive: true, WriteOnly: true,
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.AlsoRequires(path.MatchRoot("oauth_code_wo_version")),
		},
	}
	all["oauth_code_wo_version"] = schema.Int64Attribute{
		MarkdownDescription: "Version of `oauth_code_wo`: raise it when there is a new code, which replaces the channel. The code itself may be removed from the configuration once it was sent.",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(0)},
	}
	all["redirect_uri"] = argument.String("Redirect address that belongs to `oauth_code_wo`, and is sent with it. Never read back; a change by itself is only recorded.")
	all["resolve_display_names"] = argument.Bool("Whether the answer to the create resolves the names of the recipients. Never read back; a change by itself is only recorded.")
	return all
}
