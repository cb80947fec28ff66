package token

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
)

const description = "An API token. `secret` and `login_url` are kept in state, where they are sensitive. Destroying it revokes it: its status becomes `SUSPENDED`, and the service keeps listing it."

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          argument.ID("token"),
		"name":        argument.Name("Name of the token."),
		"description": argument.String("Description."),
		// The list, which is the only way to read a token, knows no other states: a token in one would look gone.
		"status": argument.StatusAmong(edge.StatusActive.Name(), edge.StatusSuspended.Name()),
		"role": argument.Int64("Role of the token, one of "+argument.Values(edge.UserRoleValues())+"; the vendor does not publish their meaning. "+
			"It may not exceed the role of the caller. Without a value, or with `0`, the token has the role of its creator. Never read back.",
			int64validator.OneOf(edge.UserRoleValues()...)),
		"user_uuid": argument.String("Id of the user who owns the token; without a value the calling user. A change replaces the token. Never read back."),
		"ttl_sec": argument.Int64("Lifetime in seconds. A token with a lifetime works only once. Without a value the token lasts until it is revoked. A change replaces the token. Never read back.",
			int64validator.AtLeast(0)),
		"rotation": schema.StringAttribute{
			MarkdownDescription: "Any text, such as a date or a counter. A change creates a successor of the token and revokes the old one. Removing it does not.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"secret":    onceShown("The API token itself."),
		"login_url": onceShown("Address that logs in with the token."),
	}
}

func onceShown(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Shown by the service once, when the token is created, and kept in state. Null after an import.",
		Computed:            true,
		Sensitive:           true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}
