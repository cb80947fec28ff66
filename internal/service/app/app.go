// Package app implements zerotrust_app: private and public applications.
package app

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Noun describes apps.
func Noun() life.Noun[edge.App] {
	return life.Noun[edge.App]{
		Words:       life.Words{Title: "App", Titles: "Apps"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.App] { return c.Apps.Objects },
		Description: "A private or public application that accesses and policies refer to. A change of any argument replaces it, and a destroyed or replaced app stays in the service, with a warning: no source documents an update or a deletion.",
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"ref_display_names": dsschema.MapAttribute{MarkdownDescription: "Display names by reference.", Computed: true, ElementType: types.StringType},
			}
		},
		Key:       "name",
		KeyTitle:  "Name",
		ReadsOne:  "Reads one app, by its id or its name.",
		ReadsMany: "Reads the apps of the account, or those that the service finds by the filters.",
		Lists:     "Finds the apps of the account, or those that the filters select.",
		Found:     "The apps, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only apps of this name."},
			{Name: "tag", Description: "Only apps with this tag.", Parameter: "tag"},
			{
				Name: "status", Description: "Only apps in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
			{Name: "data_source", Description: "Only apps of one of these origins, as the service writes them.", Parameter: "datasource", Several: true},
		},
		Ends:         life.LeftBehind,
		Replaced:     true,
		NullImported: []string{"port", "internal_port"},
		PlanChange:   planChosen,
		Derived:      derived,
	}
}

// derived names ref_matches where it holds the references and nothing more, as the service makes it of refs.
func derived(state life.Values) []string {
	refs := map[string]bool{}
	for _, ref := range elementsOf(state["refs"]) {
		if text, ok := ref.(types.String); ok {
			refs[text.ValueString()] = true
		}
	}
	matches := elementsOf(state["ref_matches"])
	for _, match := range matches {
		object, ok := match.(types.Object)
		if !ok || !flex.IsZero(object.Attributes()["tags"]) || !refs[flex.Member[types.String](object, "ref").ValueString()] {
			return nil
		}
	}
	if len(matches) != len(refs) {
		return nil
	}
	return []string{"ref_matches"}
}

func elementsOf(value attr.Value) []attr.Value {
	set, ok := value.(interface{ Elements() []attr.Value })
	if !ok || value.IsNull() || value.IsUnknown() {
		return nil
	}
	return set.Elements()
}

// planChosen plans what the service may choose. Zero is as good as nothing to it, so what an import found there is left
// alone by a configured zero as well.
func planChosen(ctx context.Context, p *life.Planning) {
	if p.State == nil {
		return
	}
	for _, name := range []string{"host_match_type", "verify_server_cert", "ref_matches"} {
		configured, prior := p.Config[name], p.State[name]
		zero := !configured.IsNull() && !configured.IsUnknown() && flex.IsZero(configured)
		if zero && !flex.IsZero(prior) && !private.WasConfigured(ctx, p.Private, name) {
			p.Set(ctx, name, prior)
		}
	}
	if p.Undocumented && p.Config["ref_matches"].IsNull() && !flex.IsZero(p.Plan["ref_matches"]) && !flex.Same(p.Plan["refs"], p.State["refs"]) {
		// Found by an import and never configured: the service computes them anew from the references.
		p.SetUnknown(ctx, "ref_matches")
	}
}
