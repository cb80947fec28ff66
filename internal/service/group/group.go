// Package group implements the data sources zerotrust_group and zerotrust_groups: who selectors such as group:<id> select.
package group

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes groups, which are only read.
func Noun() life.Noun[edge.Group] {
	return life.Noun[edge.Group]{
		Words:     life.Words{Title: "Group", Titles: "Groups"},
		Objects:   func(c *edge.Client) *edge.Objects[edge.Group] { return c.Groups.Objects },
		Answers:   answers,
		Key:       "name",
		KeyTitle:  "Name",
		ReadsOne:  "Reads one group of users, by its id or its name. Names are not unique: a synchronized group may have the name of another, and then only the id tells them apart.",
		ReadsMany: "Reads the groups of users of the account, or those that the service finds by the filters.",
		Found:     "The groups, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only groups of this name."},
			{
				Name: "status", Description: "Only groups in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
			{Name: "data_source", Description: "Only groups of one of these origins, as the service writes them.", Parameter: "datasource", Several: true},
		},
	}
}

func answers() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                     argument.ShownText("Id of the group, its `uuid` in the API."),
		"name":                   argument.ShownText("Name. Not unique."),
		"description":            argument.ShownText("Description."),
		"status":                 argument.ShownText("State of the group: `INIT`, `ACTIVE`, `SUSPENDED`, or a number that has no published name."),
		"tags":                   argument.ShownTexts("Tags of the group."),
		"integration_id":         argument.ShownText("Id of the integration that the group comes from. Null for a local group."),
		"user_count":             argument.ShownNumber("Number of users in the group."),
		"sub_group_count":        argument.ShownNumber("Number of groups in the group."),
		"membership_update_time": argument.ShownTime("When the members changed last."),
		"profile_update_time":    argument.ShownTime("When the group itself changed last at its origin."),
		"create_time":            argument.ShownTime("When the group was created."),
		"update_time":            argument.ShownTime("When the group was changed last."),
	}
}
