// Package dashboard implements zerotrust_dashboard: pages of the console.
package dashboard

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes dashboards.
func Noun() life.Noun[edge.Dashboard] {
	return life.Noun[edge.Dashboard]{
		Words:       life.Words{Title: "Dashboard", Titles: "Dashboards"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Dashboard] { return c.Dashboards.Objects },
		Description: "A dashboard of the console, which arranges cards. A change of any argument replaces it, and a destroyed or replaced dashboard stays in the service, with a warning: no source documents an update or a deletion.",
		Attributes:  attributes,
		Key:         "name",
		KeyTitle:    "Name",
		ReadsOne:    "Reads one dashboard, by its id or its name.",
		ReadsMany:   "Reads the dashboards of the account, or those that the service finds by the filters.",
		Lists:       "Finds the dashboards of the account, or those that the filters select.",
		Found:       "The dashboards, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only dashboards of this name."},
			{Name: "tag", Description: "Only dashboards with this tag.", Parameter: "tag"},
			{
				Name: "status", Description: "Only dashboards in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
			{Name: "data_source", Description: "Only dashboards of one of these origins, as the service writes them.", Parameter: "datasource", Several: true},
		},
		Ends:     life.LeftBehind,
		Replaced: true,
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          argument.ID("dashboard"),
		"name":        argument.Name("Display name."),
		"description": argument.String("Description."),
		"icon":        argument.String("Icon."),
		"data":        argument.String("Cards of the dashboard and their places, usually as JSON. Another layout of the same JSON is no change."),
		"tags":        argument.Set("Free labels, by which dashboards are found.", types.StringType, setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"status":      argument.Status(),
	}
}
