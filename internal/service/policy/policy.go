// Package policy implements zerotrust_policy: security and routing policies.
package policy

import (
	"context"
	"errors"
	"fmt"

	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Forms returns what the provider serves of policies.
func Forms() life.Forms {
	kind := life.New(noun())
	forms := kind.Forms()
	forms.Resource = func() resource.Resource { return &policyResource{kind.NewResource()} }
	return forms
}

func noun() life.Noun[edge.Policy] {
	return life.Noun[edge.Policy]{
		Words:       life.Words{Title: "Policy", Titles: "Policies"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Policy] { return c.Policies.Objects },
		Description: "A security or routing policy. If somebody else changed it after the plan, the apply fails and overwrites nothing. Destroying it sets its status to deleted, or to suspended if the service refuses that, with a warning.",
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"filter_selector_display_names":  dsschema.MapAttribute{MarkdownDescription: "Display names by selector of the filters.", Computed: true, ElementType: types.StringType},
				"parent_app_control_policy_uuid": dsschema.StringAttribute{MarkdownDescription: "App control policy that made the policy, and changes it.", Computed: true},
				"policy_event_type":              dsschema.Int64Attribute{MarkdownDescription: "Kind of event. A number whose meaning the vendor does not publish.", Computed: true},
			}
		},
		Key:       "name",
		KeyTitle:  "Name",
		ReadsOne:  "Reads one policy, by its id or its name.",
		ReadsMany: "Reads the policies of the account, or those that apply to an app or a user. The policies that an app control policy makes are left out; the data source of one policy reads them by id.",
		Lists:     "Finds the policies of the account, or those that apply to an app or a user. The policies that an app control policy makes are left out.",
		Found:     "The policies, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only policies of this name."},
			{Name: "app_id", Description: "Only policies that apply to the app of this id.", Parameter: "appid", Selector: true},
			{Name: "user_id", Description: "Only policies that apply to the user of this id.", Parameter: "userid", Selector: true},
		},
		PlanChange: planWorkflow,
		// The children of an app control policy are managed by it.
		Owned: func(p edge.Policy) bool { return p.ParentAppControlPolicyUUID != "" },
		ImportFound: func(p edge.Policy) string {
			if p.ParentAppControlPolicyUUID == "" {
				return ""
			}
			return fmt.Sprintf("The policy %q belongs to the app control policy %q, which makes and changes it. Import that one as zerotrust_app_control_policy instead.", p.UUID, p.ParentAppControlPolicyUUID)
		},
		Creates: func(ctx context.Context, c *life.Creating[edge.Policy]) (edge.Policy, error) {
			return c.Client.Policies.Create(ctx, c.Wanted, c.Plan.Text("workflow_name").ValueString())
		},
		Remembers: updateTime,
	}
}

// planWorkflow plans the workflow that a name stands for: unknown when the name is new, else the one found before.
func planWorkflow(ctx context.Context, p *life.Planning) {
	switch name := p.Plan.Text("workflow_name"); {
	case name.IsNull():
	case name.Equal(p.State.Text("workflow_name")):
		p.Set(ctx, "workflow_uuid", p.State.Text("workflow_uuid"))
	default:
		p.Set(ctx, "workflow_uuid", types.StringUnknown())
	}
}

// policyResource has an optimistic lock, and a name that the service never answers.
type policyResource struct{ *life.Resource }

// Read implements resource.Resource. The name of the workflow stays in state as long as the workflow is the one that was
// found by it.
func (r *policyResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var before, now types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("workflow_uuid"), &before)...)
	r.Resource.Read(ctx, req, resp)
	if resp.State.Raw.IsNull() || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.GetAttribute(ctx, path.Root("workflow_uuid"), &now)...)
	if !flex.Same(now, before) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workflow_name"), types.StringNull())...)
	}
}

// Update implements resource.Resource, under the lock.
func (r *policyResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	plan, state := r.Decode(req.Plan.Raw, &resp.Diagnostics), r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if plan.Text("workflow_uuid").IsUnknown() {
		workflow, err := client.Workflows.Find(ctx, plan.Text("workflow_name").ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", r.Title, state.ID(), err)
			return
		}
		plan["workflow_uuid"] = types.StringValue(workflow.UUID)
	}
	change, patch := life.Expand[edge.Policy](r.Kind, plan, state)
	write := lock{kind: r.Kind, policies: client.Policies, state: state, plan: plan, verb: "Update"}
	state = plan
	if !patch.IsEmpty() {
		updated, ok := write.run(ctx, req.Private, &resp.Diagnostics, func(expected int64) (edge.Policy, error) {
			return client.Policies.Update(ctx, plan.ID(), change, patch.Clear, expected)
		})
		if !ok {
			return
		}
		resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, updated)...)
		state = r.Flatten(updated, plan)
		if !flex.Same(state["workflow_uuid"], plan["workflow_uuid"]) {
			state["workflow_name"] = types.StringNull()
		}
	}
	r.Finish(ctx, req, resp, client, plan, state)
}

// Delete implements resource.Resource, under the lock.
func (r *policyResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	state := r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	write := lock{kind: r.Kind, policies: client.Policies, state: state, verb: "Delete"}
	write.run(ctx, req.Private, &resp.Diagnostics, func(expected int64) (edge.Policy, error) {
		err := client.Policies.Delete(ctx, state.ID(), expected)
		if errors.Is(err, edge.ErrSuspended) {
			r.Deleted(&resp.Diagnostics, state, err)
			err = nil
		}
		return edge.Policy{}, err
	})
}
