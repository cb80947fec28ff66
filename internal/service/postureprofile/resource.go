// Package postureprofile implements zerotrust_posture_profile: what devices of a platform must meet to count as healthy.
package postureprofile

import (
	"context"
	"errors"
	"slices"

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
)

var (
	_ resource.ResourceWithConfigure   = (*profileResource)(nil)
	_ resource.ResourceWithIdentity    = (*profileResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*profileResource)(nil)
	_ conns.PlansUnchanged             = (*profileResource)(nil)
	_ conns.ReadsUnchanged             = (*profileResource)(nil)
	_ resource.ResourceWithImportState = (*profileResource)(nil)
)

// noun and plural are what diagnostics call the object, and several.
const (
	noun   = "Posture Profile"
	plural = "posture profiles"
)

// fixed is the argument that only a create takes.
const fixed = "platform"

// NewResource returns the managed resource zerotrust_posture_profile.
func NewResource() resource.Resource { return &profileResource{} }

type profileResource struct{ conns.Resource[edge.Client] }

func (r *profileResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_posture_profile"
}

func (r *profileResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A set of posture attributes that devices of one platform must meet, and the value of the session tag `posture` that they get for it.\n\n" +
			"The vendor documents no deletion of posture profiles, so a destroyed one stays in the service, as does one that is replaced because `platform` changes: a warning names it. " +
			"With `allow_undocumented_operations` in the provider configuration a deletion is tried by an unverified call, and what it did is verified by reading the posture profile again.",
		Attributes: argument.Timed(attributes()),
	}
}

func (r *profileResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("posture profile")
}

// ModifyPlan replaces a posture profile when what only a create takes changes, and says that the old one stays.
func (r *profileResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.Plan.Raw.Equal(req.State.Raw) {
		return
	}
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if _, patch := expand(plan, state); !slices.Contains(patch.Changed, fixed) {
		return
	}
	resp.RequiresReplace = append(resp.RequiresReplace, path.Root(fixed))
	if !r.Configured().AllowsUndocumented() {
		diags.Replaced(&resp.Diagnostics, noun, plural, state.Name.ValueString())
	}
}

// PlanUnchanged implements conns.PlansUnchanged: ModifyPlan looks at posture profiles that change only.
func (r *profileResource) PlanUnchanged(ctx context.Context, object conns.Unchanged) bool {
	return r.CanPlan(ctx, object)
}

func (r *profileResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	created, err := client.CreatePostureProfile(ctx, wanted)
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		return
	}
	state := flatten(created, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "posture profile")...)
}

func (r *profileResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.ReadPostureProfile(ctx, id.ValueString())
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
func (r *profileResource) ReadUnchanged(ctx context.Context, object conns.Stored) bool {
	client := r.CanRead(ctx, object)
	var prior model
	if client == nil || !flex.FillModel(ctx, object.State, object.Types, &prior) || prior.CreateTime.IsNull() {
		return false
	}
	found, ok := client.ListedPostureProfile(prior.ID.ValueString())
	if !ok {
		return false
	}
	state := flatten(found, prior)
	return flex.EqualModels(&state, &prior)
}

func (r *profileResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
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
		updated, err := client.UpdatePostureProfile(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "posture profile")...)
}

func (r *profileResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	name, id := state.Name.ValueString(), state.ID.ValueString()
	if !client.AllowsUndocumented() {
		diags.LeftBehind(&resp.Diagnostics, noun, plural, name, id, nil)
		return
	}
	err := client.DeletePostureProfile(ctx, id)
	switch {
	case errors.Is(err, edge.ErrNotDeleted):
		diags.LeftBehind(&resp.Diagnostics, noun, plural, name, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *profileResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
