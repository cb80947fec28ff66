// Package user implements zerotrust_user: who selectors such as user:<id> select.
package user

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

const description = "A local user: one that no identity provider brings along. The service never shows `login`, `email` and `phone`: they are kept in state, where they are sensitive, and a change of one replaces the user."

// Noun describes users.
func Noun() life.Noun[edge.User] {
	return life.Noun[edge.User]{
		Words:       life.Words{Title: "User", Titles: "Users"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.User] { return c.Users.Objects },
		Description: description,
		Attributes:  attributes,
		Answers:     answers,
		Key:         "display_name",
		KeyTitle:    "Display name",
		ReadsOne: "Reads one user, by its id or its display name. Display names are not unique: of several users of one name, only the id tells one. " +
			"The service does not answer login, email and phone.",
		ReadsMany: "Reads the users of the account, or those that the service finds by the filters. The service does not answer login, email and phone.",
		Found:     "The users, by display name and id.",
		Filters: []life.Filter{
			{Name: "display_name", Description: "Only users of this display name."},
			{Name: "tag", Description: "Only users with one of these tags.", Parameter: "tag", Several: true},
			{
				Name: "status", Description: "Only users in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
			{Name: "data_source", Description: "Only users of one of these origins, as the service writes them.", Parameter: "datasource", Several: true},
		},
		Lists:        "Finds the users of the account, or those that the filters select.",
		NullImported: personal(),
		PlanChange:   planPersonal,
		Creates:      create,
	}
}

// personal are the arguments that only a create takes, and no answer shows.
func personal() []string { return []string{"login", "email", "phone"} }

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"id":           argument.ID("user"),
		"display_name": argument.Name("Display name."),
		"role": argument.ServerInt64("Role of the user, one of "+argument.Values(edge.UserRoleValues())+". The vendor does not publish their meaning.", false,
			int64validator.OneOf(edge.UserRoleValues()...)),
		"status":   argument.Status(),
		"location": argument.String("Location of the user."),
		"tags": argument.Set("Tags of the user.", types.StringType,
			setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"send_invitation": argument.Bool("Whether the service invites the user when it creates it. Never read back; a change by itself is only recorded."),
	}
	for _, name := range personal() {
		all[name] = schema.StringAttribute{
			MarkdownDescription: map[string]string{"login": "Login", "email": "Email address", "phone": "Phone number"}[name] + " of the user. A change replaces the user. Never read back.",
			Optional:            true, Sensitive: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	return all
}

// ownKey is the key in private state of a user whose personal data Terraform has sent.
const ownKey = "own"

func create(ctx context.Context, c *life.Creating[edge.User]) (edge.User, error) {
	text := func(name string) string { return c.Plan.Text(name).ValueString() }
	created, err := c.Client.Users.Create(ctx, c.Wanted, edge.UserPII{Login: text("login"), Email: text("email"), Phone: text("phone")}, c.Plan.Flag("send_invitation").ValueBool())
	if err == nil {
		c.Diagnostics.Append(private.Store(ctx, c.Private, ownKey, true)...)
	}
	return created, err
}

// planPersonal replaces a user whose personal data changes. Nobody has said what an imported user has.
func planPersonal(ctx context.Context, p *life.Planning) {
	if p.State == nil {
		return
	}
	var own bool
	private.Load(ctx, p.Private, ownKey, &own)
	for _, name := range personal() {
		planned, prior := p.Plan[name], p.State[name]
		switch {
		case planned.Equal(prior), planned.IsNull():
		case prior.IsNull() && !own:
			p.Diagnostics.AddAttributeWarning(path.Root(name), "Argument of an Imported User Not Checked",
				fmt.Sprintf("The service does not say which %[1]s the imported user has, and no update can set it. It is recorded as configured, and only a later change of %[1]s replaces the user.", name))
		default:
			p.Replace(name)
		}
	}
}

func answers() map[string]dsschema.Attribute {
	return map[string]dsschema.Attribute{
		"id":                            argument.ShownText("Id of the user, its `uuid` in the API."),
		"display_name":                  argument.ShownText("Display name. Not unique."),
		"role":                          argument.ShownCode("Role of the user."),
		"status":                        argument.ShownText("State of the user: `INIT`, `ACTIVE`, `SUSPENDED`, or a number that has no published name."),
		"location":                      argument.ShownText("Location of the user."),
		"tags":                          argument.ShownTexts("Tags of the user."),
		"mfa_status":                    argument.ShownCode("State of the second factor of the service."),
		"idp_mfa_status":                argument.ShownCode("State of the second factor of the identity provider."),
		"source_user_id":                argument.ShownText("Id of the user at its identity provider."),
		"integration_id":                argument.ShownText("Id of the integration that the user comes from. Null for a local user."),
		"integration_to_source_user_id": argument.ShownMap("Ids of the user at its identity providers, by integration."),
		"create_time":                   argument.ShownTime("When the user was created."),
		"record_update_time":            argument.ShownTime("When the record was changed last. The vendor deprecates it."),
		"update_time":                   argument.ShownTime("When the user was changed last."),
	}
}
