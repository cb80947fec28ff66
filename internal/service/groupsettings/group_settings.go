// Package groupsettings implements zerotrust_group_settings: what is set of a group that is there already.
package groupsettings

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// Noun describes the settings of groups.
func Noun() life.Noun[edge.Group] {
	return life.Noun[edge.Group]{
		Words:       life.Words{Title: "Group Settings", Titles: "Group Settings", One: "group", Many: "groups"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Group] { return c.Groups.Objects },
		Description: "Settings of a group that exists, such as one of an identity provider. Creating this resource takes over the group and sets only what is configured. Destroying it leaves the group as it is.",
		Attributes:  attributes,
		Label:       "name",
		Unlisted:    true,
		Unread:      true,
		Ends:        life.Forgotten,
		Whole:       settings(),
		PlanChange:  leave,
		Creates:     adopt,
	}
}

func settings() []string { return []string{"name", "description", "status", "tags"} }

// leave leaves what is removed from the configuration as it is: a group that was there before must not lose its name for that.
func leave(ctx context.Context, p *life.Planning) {
	for _, name := range settings() {
		if p.State != nil && p.Config[name].IsNull() && !p.State[name].IsNull() {
			p.Set(ctx, name, p.State[name])
		}
	}
}

func attributes() map[string]schema.Attribute {
	const unset = " Without a value it is left alone, also when it is removed from the configuration."
	text := func(description string, v validator.String) schema.StringAttribute {
		a := argument.ServerString("", v)
		a.MarkdownDescription = description + unset
		return a
	}
	tags := argument.ServerSet("", false, types.StringType, setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)))
	tags.MarkdownDescription = "Tags of the group." + unset
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "Id of the group. A change takes over another group and forgets this one.", Required: true, Validators: []validator.String{managed.Addressable{}},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
		"name":        text("Name of the group. The service does not keep names unique.", stringvalidator.LengthAtLeast(1)),
		"description": text("Description.", stringvalidator.LengthAtLeast(1)),
		"status":      text("State of the group: `INIT`, `ACTIVE` or `SUSPENDED`.", stringvalidator.OneOf(edge.StatusNames()...)),
		"tags":        tags,
	}
}

// adopt takes over a group: it sets what is configured, and tells what that overwrites.
func adopt(ctx context.Context, c *life.Creating[edge.Group]) (edge.Group, error) {
	id := c.Plan.ID()
	before, err := c.Client.Groups.Get(ctx, id)
	if err != nil {
		return before, err
	}
	if reflect.ValueOf(c.Wanted).IsZero() { // nothing is configured, so that nothing is to be set
		return before, nil
	}
	var lost []string
	overwrites := func(name string, was, will string) {
		if was != "" && will != "" && was != will {
			lost = append(lost, fmt.Sprintf("%s %q", name, was))
		}
	}
	overwrites("name", before.Name, c.Wanted.Name)
	overwrites("description", before.Description, c.Wanted.Description)
	overwrites("status", before.Status.Name(), c.Wanted.Status.Name())
	if len(c.Wanted.Tags) > 0 {
		overwrites("tags", strings.Join(slices.Sorted(slices.Values(before.Tags)), ", "), strings.Join(c.Wanted.Tags, ", "))
	}
	if len(lost) > 0 {
		c.Diagnostics.AddWarning("Existing Group Changed", fmt.Sprintf("The group %q (%s) was there before and is managed now. The configuration has overwritten its %s.", before.Name, id, strings.Join(lost, ", its ")))
	}
	return c.Client.Groups.Update(ctx, id, c.Wanted, nil)
}
