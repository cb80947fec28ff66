// Package workflow implements zerotrust_workflow: approval workflows that policies run.
package workflow

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes workflows.
func Noun() life.Noun[edge.Workflow] {
	return life.Noun[edge.Workflow]{
		Words:   life.Words{Title: "Workflow", Titles: "Workflows"},
		Objects: func(c *edge.Client) *edge.Objects[edge.Workflow] { return c.Workflows.Objects },
		Description: "An approval workflow, such as asking a group for temporary access. A policy runs it by its `workflow_uuid`.\n\n" +
			"Destroying the workflow sets its status to deleted. If the service refuses that, the workflow is suspended instead, and a warning says so.",
		Attributes: attributes,
		Answers: func() map[string]schema.Attribute {
			return map[string]schema.Attribute{
				"recipient_display_names": schema.MapAttribute{MarkdownDescription: "Display names by recipient.", Computed: true, ElementType: types.StringType},
			}
		},
		Key:        "name",
		KeyTitle:   "Name",
		ReadsOne:   "Reads one workflow, by its id or its name.",
		ReadsMany:  "Reads the workflows of the account, or those of a name.",
		Lists:      "Finds the workflows of the account, or those of a name.",
		Found:      "The workflows, by name and id.",
		Filters:    []life.Filter{{Name: "name", Description: "Only workflows of this name."}},
		UpdateOnly: []string{"status"},
	}
}
