// Package workflow implements zerotrust_workflow: approval workflows that policies run.
package workflow

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planned"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

var (
	_ resource.ResourceWithConfigure   = (*workflowResource)(nil)
	_ resource.ResourceWithIdentity    = (*workflowResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*workflowResource)(nil)
	_ conns.PlansUnchanged             = (*workflowResource)(nil)
	_ conns.ReadsUnchanged             = (*workflowResource)(nil)
	_ resource.ResourceWithImportState = (*workflowResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "Workflow"

// NewResource returns the managed resource zerotrust_workflow.
func NewResource() resource.Resource { return &workflowResource{} }

type workflowResource struct{ conns.Resource[edge.Client] }

func (r *workflowResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_workflow"
}

func (r *workflowResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An approval workflow, such as asking a group for temporary access. A policy runs it by its `workflow_uuid`.\n\n" +
			"Destroying the workflow sets its status to deleted. If the service refuses that, the workflow is suspended instead, and a warning says so.",
		Attributes: argument.Timed(attributes()),
	}
}

func (r *workflowResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("workflow")
}

// ModifyPlan defers what cannot be planned yet.
func (r *workflowResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
}

// PlanUnchanged implements conns.PlansUnchanged: ModifyPlan looks at no workflow.
func (r *workflowResource) PlanUnchanged(ctx context.Context, object conns.Unchanged) bool {
	return r.CanPlan(ctx, object)
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string {
	return []string{"actions", "answers", "approval_ttl_sec", "execution_ttl_sec", "status"}
}

// Create makes the workflow, saves it, and sets the status, which only an update takes.
func (r *workflowResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	wanted.Status = 0
	created, err := client.CreateWorkflow(ctx, wanted)
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		return
	}
	state := flatten(created, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)

	if !plan.Status.IsUnknown() && !plan.Status.Equal(state.Status) {
		updated, err := client.UpdateWorkflow(ctx, created.UUID, edge.Workflow{Status: edge.StatusOf(plan.Status.ValueString())}, nil)
		if err != nil {
			diags.API(&resp.Diagnostics, "Complete", noun, created.UUID, err)
			return
		}
		state = flatten(updated, plan)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "workflow")...)
}

func (r *workflowResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if r.DeferRead(req, resp) {
		return
	}
	ctx, done := r.BeginRead(ctx, req.State, &resp.Diagnostics)
	defer done()
	var prior model
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := prior.ID
	if prior.CreateTime.IsNull() { // only an import knows nothing but the id
		prior = imported()
	}
	found, err := client.ReadWorkflow(ctx, id.ValueString())
	if api.IsNotFound(err) {
		diags.Gone(ctx, resp, noun, id.ValueString(), err)
		return
	}
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, id.ValueString(), err)
		return
	}
	state := flatten(found, prior)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: id})...)
}

// ReadUnchanged implements conns.ReadsUnchanged.
func (r *workflowResource) ReadUnchanged(ctx context.Context, object conns.Stored) bool {
	client := r.CanRead(ctx, object)
	var prior model
	if client == nil || !flex.FillModel(ctx, object.State, object.Types, &prior) || prior.CreateTime.IsNull() {
		return false
	}
	found, ok := client.ListedWorkflow(prior.ID.ValueString())
	if !ok {
		return false
	}
	state := flatten(found, prior)
	return flex.EqualModels(&state, &prior)
}

func (r *workflowResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if change, patch := expand(plan, state); patch.IsEmpty() {
		state = plan
	} else {
		updated, err := client.UpdateWorkflow(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "workflow")...)
}

func (r *workflowResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.ID.ValueString()
	err := client.DeleteWorkflow(ctx, id)
	switch {
	case errors.Is(err, edge.ErrSuspended):
		diags.Suspended(&resp.Diagnostics, noun, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *workflowResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
