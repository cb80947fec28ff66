// Package policy implements zerotrust_policy: security and routing policies.
package policy

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

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
	_ resource.ResourceWithConfigure   = (*policyResource)(nil)
	_ resource.ResourceWithIdentity    = (*policyResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*policyResource)(nil)
	_ conns.PlansUnchanged             = (*policyResource)(nil)
	_ conns.ReadsUnchanged             = (*policyResource)(nil)
	_ resource.ResourceWithImportState = (*policyResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "Policy"

// NewResource returns the managed resource zerotrust_policy.
func NewResource() resource.Resource { return &policyResource{} }

type policyResource struct{ conns.Resource[edge.Client] }

func (r *policyResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policy"
}

func (r *policyResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A security or routing policy.\n\n" +
			"Updates and deletions are made under the optimistic lock of the service: if somebody else changed the policy after it was read for the plan, " +
			"nothing is overwritten, and the error shows what is different now.\n\n" +
			"Destroying the policy sets its status to deleted. If the service refuses that, the policy is suspended instead, and a warning says so.",
		Attributes: argument.Timed(attributes()),
	}
}

func (r *policyResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("policy")
}

// ModifyPlan plans the workflow that a name stands for: unknown when the name is new, else the one found before.
func (r *policyResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.Plan.Raw.IsNull() {
		return
	}
	var name, priorName, prior types.String
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("workflow_name"), &name)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("workflow_name"), &priorName)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("workflow_uuid"), &prior)...)
	}
	switch {
	case resp.Diagnostics.HasError() || name.IsNull():
	case name.Equal(priorName):
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("workflow_uuid"), prior)...)
	default:
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("workflow_uuid"), types.StringUnknown())...)
	}
}

// PlanUnchanged implements conns.PlansUnchanged: a name that did not change keeps the workflow that state has.
func (r *policyResource) PlanUnchanged(ctx context.Context, object conns.Unchanged) bool {
	return r.CanPlan(ctx, object)
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string { return []string{"status"} }

func (r *policyResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	created, err := client.CreatePolicy(ctx, wanted, plan.WorkflowName.ValueString())
	if err != nil {
		report(&resp.Diagnostics, "Create", diags.Named(plan.Name), err)
		return
	}
	state := flatten(created, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(rememberUpdateTime(ctx, resp.Private, created)...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "policy")...)
}

// report adds the error of a call. That a workflow could not be found by its name belongs to that argument.
func report(d *diag.Diagnostics, verb, object string, err error) {
	if name, ok := errors.AsType[*edge.WorkflowNameError](err); ok {
		d.AddAttributeError(path.Root("workflow_name"), "Unable to Find Workflow", name.Error()+".")
		return
	}
	diags.API(d, verb, noun, object, err)
}

func (r *policyResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.ReadPolicy(ctx, id.ValueString())
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
	resp.Diagnostics.Append(rememberUpdateTime(ctx, resp.Private, found)...)
}

// ReadUnchanged implements conns.ReadsUnchanged.
func (r *policyResource) ReadUnchanged(ctx context.Context, object conns.Stored) bool {
	client := r.CanRead(ctx, object)
	var prior model
	if client == nil || !flex.FillModel(ctx, object.State, object.Types, &prior) || prior.CreateTime.IsNull() {
		return false
	}
	found, ok := client.ListedPolicy(prior.ID.ValueString())
	if !ok || !rememberedUpdateTime(ctx, object.Private, found) {
		return false
	}
	state := flatten(found, prior)
	return flex.EqualModels(&state, &prior)
}

func (r *policyResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.ID.ValueString()
	if plan.WorkflowUUID.IsUnknown() {
		workflow, err := client.FindWorkflow(ctx, plan.WorkflowName.ValueString())
		if err != nil {
			report(&resp.Diagnostics, "Update", id, err)
			return
		}
		plan.WorkflowUUID = types.StringValue(workflow.UUID)
	}
	change, patch := expand(plan, state)
	if patch.IsEmpty() {
		resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	} else {
		write := lock{client: client, id: id, state: state, plan: &plan, verb: "Update"}
		updated, ok := write.run(ctx, req.Private, &resp.Diagnostics, func(expected int64) (edge.Policy, error) {
			return client.UpdatePolicy(ctx, id, change, patch.Clear, expected)
		})
		if !ok {
			return
		}
		resp.Diagnostics.Append(rememberUpdateTime(ctx, resp.Private, updated)...)
		answered := flatten(updated, plan)
		resp.Diagnostics.Append(resp.State.Set(ctx, &answered)...)
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "policy")...)
}

func (r *policyResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.ID.ValueString()
	write := lock{client: client, id: id, state: state, verb: "Delete"}
	var suspended error
	write.run(ctx, req.Private, &resp.Diagnostics, func(expected int64) (edge.Policy, error) {
		err := client.DeletePolicy(ctx, id, expected)
		if errors.Is(err, edge.ErrSuspended) {
			suspended = err
			return edge.Policy{}, nil
		}
		return edge.Policy{}, err
	})
	if suspended != nil {
		diags.Suspended(&resp.Diagnostics, noun, id, suspended)
	}
}

func (r *policyResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
