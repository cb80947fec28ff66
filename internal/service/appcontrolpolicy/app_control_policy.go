// Package appcontrolpolicy implements zerotrust_app_control_policy: what users may do within apps.
package appcontrolpolicy

import (
	"context"
	"math"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes app control policies.
func Noun() life.Noun[edge.AppControlPolicy] {
	return life.Noun[edge.AppControlPolicy]{
		Words:       life.Words{Title: "App Control Policy", Titles: "App Control Policies", One: "app control policy", Many: "app control policies"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.AppControlPolicy] { return c.AppControlPolicies.Objects },
		Description: "An app control policy: what users may do within apps, such as copy, paste, upload, download and print. Removing an argument replaces the policy. Destroying it sets its status to deleted, or to suspended if the service refuses that, with a warning.",
		Attributes:  attributes,
		Answers:     answers,
		Key:         "name",
		KeyTitle:    "Name",
		ReadsOne:    "Reads one app control policy, by its id or its name.",
		ReadsMany:   "Reads the app control policies of the account, or those that the filters select.",
		Lists:       "Finds the app control policies of the account, or those that the filters select.",
		Found:       "The app control policies, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only app control policies of this name."},
			{
				Name: "status", Description: "Only app control policies in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
		},
		Unclearable: true,
		UpdateOnly:  []string{"status"},
		Creates:     create,
	}
}

// create begins with a status that a create takes. One that is to be suspended begins as INIT, so that it is never active.
func create(ctx context.Context, c *life.Creating[edge.AppControlPolicy]) (edge.AppControlPolicy, error) {
	c.Wanted.Status = edge.StatusOf(c.Plan.Text("status").ValueString())
	if c.Wanted.Status == edge.StatusSuspended {
		c.Wanted.Status = edge.StatusInit
	}
	return c.Client.AppControlPolicies.Create(ctx, c.Wanted)
}

func attributes() map[string]schema.Attribute {
	code := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description + " A number whose meaning the vendor does not publish.", Required: true,
			Validators: []validator.Int64{int64validator.Between(1, math.MaxInt32)},
		}
	}
	status := argument.Status()
	status.MarkdownDescription += " The service takes no `SUSPENDED` on creation, so it is set by an update right after it."
	return map[string]schema.Attribute{
		"id":             argument.ID("app control policy"),
		"name":           argument.Name("Display name."),
		"description":    argument.String("Description."),
		"app_filter":     argument.Filter("Selects apps. It must match together with `session_filter`."),
		"session_filter": argument.Filter("Selects sessions and users. It must match together with `app_filter`."),
		"policy_event_actions": argument.SetNested("What happens at each event.", schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"event_type": code("Event: copy, paste, upload, download or print."), "action": code("What happens at the event."),
		}}),
		"status": status,
	}
}

func answers() map[string]dsschema.Attribute {
	code := func(description string) dsschema.Attribute {
		return dsschema.Int64Attribute{MarkdownDescription: description + " A number whose meaning the vendor does not publish.", Computed: true}
	}
	return map[string]dsschema.Attribute{
		"policy_event_actions": dsschema.ListNestedAttribute{
			MarkdownDescription: "What happens at each event.", Computed: true,
			NestedObject: dsschema.NestedAttributeObject{Attributes: map[string]dsschema.Attribute{
				"event_type": code("Event."), "action": code("What happens at the event."),
				"policy_uuid": dsschema.StringAttribute{MarkdownDescription: "Id of the policy that the service made for the event.", Computed: true},
			}},
		},
		"child_policy_uuids":            argument.ShownTexts("Ids of the policies that the service made for the events."),
		"filter_selector_display_names": dsschema.MapAttribute{MarkdownDescription: "Display names by selector of the filters.", Computed: true, ElementType: types.StringType},
	}
}
