// Package alertconfig implements zerotrust_alert_config: rules that raise alerts.
package alertconfig

import (
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes alert rules.
func Noun() life.Noun[edge.AlertConfig] {
	return life.Noun[edge.AlertConfig]{
		Words:       life.Words{Title: "Alert Config", Titles: "Alert Configs"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.AlertConfig] { return c.AlertConfigs.Objects },
		Description: "A rule that raises alerts: what is looked at, and who is told. A change of any argument replaces it, and a destroyed or replaced rule stays in the service, with a warning: no source documents an update or a deletion.",
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"severity_to_assign":             argument.ShownCode("Severity that alerts of the rule get."),
				"condition_filter_display_names": argument.ShownMap("Display names by selector of `condition_filter`."),
				"recipient_display_names":        argument.ShownMap("Display names by recipient."),
			}
		},
		Key:       "name",
		KeyTitle:  "Name",
		ReadsOne:  "Reads one alert rule, by its id or its name. Display names are read by id only.",
		ReadsMany: "Reads the alert rules of the account, or those that the service finds by the filters.",
		Lists:     "Finds the alert rules of the account, or those that the filters select.",
		Found:     "The alert rules, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only alert rules of this name."},
			{
				Name: "status", Description: "Only alert rules in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
		},
		Ends:     life.LeftBehind,
		Replaced: true,
	}
}
