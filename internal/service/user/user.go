// Package user implements the data sources zerotrust_user and zerotrust_users: who selectors such as user:<id> select.
package user

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes users, which are only read.
func Noun() life.Noun[edge.User] {
	return life.Noun[edge.User]{
		Words:    life.Words{Title: "User", Titles: "Users"},
		Objects:  func(c *edge.Client) *edge.Objects[edge.User] { return c.Users.Objects },
		Answers:  answers,
		Key:      "display_name",
		KeyTitle: "Display name",
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
			{Name: "datasource", Description: "Only users of one of these origins, as the service writes them.", Parameter: "datasource", Several: true},
		},
	}
}

func answers() map[string]schema.Attribute {
	return map[string]schema.Attribute{
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
