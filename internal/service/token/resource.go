// Package token implements zerotrust_token: API tokens, and their rotation.
package token

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planned"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

var (
	_ resource.ResourceWithConfigure   = (*tokenResource)(nil)
	_ resource.ResourceWithIdentity    = (*tokenResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*tokenResource)(nil)
	_ resource.ResourceWithImportState = (*tokenResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "Token"

// NewResource returns the managed resource zerotrust_token.
func NewResource() resource.Resource { return &tokenResource{} }

type tokenResource struct{ conns.Resource[edge.Client] }

func (r *tokenResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token"
	resp.ResourceBehavior.MutableIdentity = true // a rotation goes on with another token
}

func (r *tokenResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: argument.Timed(attributes())}
}

func (r *tokenResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("token")
}

// ModifyPlan plans a rotation, and a replacement where no update can do what is wanted.
func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() {
		return
	}
	var plan, state, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	own, left := isOwn(ctx, req.Private), loadUnfinished(ctx, req.Private)
	if rotates(plan.Rotation, state.Rotation, own, left) {
		planRotation(ctx, config, own, resp)
	}
	planFixed(plan, state, own, resp)
	planLeftovers(plan, state, left, &resp.Diagnostics)
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string { return []string{"status"} }

func (r *tokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	answer, err := client.CreateToken(ctx, expand(plan))
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		return
	}
	state := created(answer, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, ownKey, true)...)
	// A replacement begins with the private state of the old token, which that one takes care of.
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, unfinished{})...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, false)...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	warnWithoutSecret(state, &resp.Diagnostics)
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "token")...)
}

// warnWithoutSecret says that a token was created which nobody can use: no later answer will hold the secret.
func warnWithoutSecret(m model, d *diag.Diagnostics) {
	if m.Secret.IsNull() {
		d.AddWarning("Token Without Secret: "+m.ID.ValueString(), "The service created the token but did not answer its secret, and never shows it again. Replace the token to get another one.")
	}
}

func (r *tokenResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.GetToken(ctx, id.ValueString())
	if err == nil && found.Status == edge.StatusSuspended && wasRevoked(ctx, req.Private) {
		err = errRevoked
	}
	if api.IsNotFound(err) || errors.Is(err, errRevoked) {
		diags.Gone(ctx, resp, noun, id.ValueString(), err)
		loadUnfinished(ctx, req.Private).warn(&resp.Diagnostics, "The token that succeeded it is gone, and so is the memory of this one. Revoke it in the console.")
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

// Update changes the token in place, or goes on with a successor; then it revokes what a rotation superseded.
func (r *tokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	rotation := state.Rotation
	left := loadUnfinished(ctx, req.Private)
	switch {
	case rotates(plan.Rotation, state.Rotation, isOwn(ctx, req.Private), left):
		answer, err := client.CreateToken(ctx, expand(plan))
		if err != nil {
			diags.API(&resp.Diagnostics, "Create Successor of", noun, state.ID.ValueString(), err)
			return
		}
		left = unfinished{Rotation: plan.Rotation.ValueString(), Superseded: append(left.Superseded, state.ID.ValueString())}
		state = created(answer, plan)
		resp.Diagnostics.Append(private.Store(ctx, resp.Private, ownKey, true)...)
		warnWithoutSecret(state, &resp.Diagnostics)
	default:
		if plan.Status.IsUnknown() && !private.WasConfigured(ctx, req.Private, "status") {
			plan.Status = state.Status // unknown because a rotation was possible, not because the argument was removed
		}
		plan.ID, plan.Secret, plan.LoginURL = state.ID, state.Secret, state.LoginURL // unknown if the rotation was
		change, patch := expandUpdate(plan, state)
		if patch.IsEmpty() {
			plan.Status, plan.CreateTime, plan.CreatorUUID = state.Status, state.CreateTime, state.CreatorUUID
			state = plan
			break
		}
		answer, err := client.UpdateToken(ctx, state.ID.ValueString(), change)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(answer, plan)
	}
	// The successor is saved before the old token is touched.
	finished := state.Rotation
	if len(left.Superseded) > 0 {
		state.Rotation = rotation
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, false)...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	left = revokeSuperseded(ctx, client, left, &resp.Diagnostics)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	if len(left.Superseded) > 0 {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("rotation"), finished)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "token")...)
}

// Delete revokes the token, and what a rotation left. The service keeps listing it, as suspended.
func (r *tokenResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	left := revokeSuperseded(ctx, client, loadUnfinished(ctx, req.Private), &resp.Diagnostics)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	err := client.RevokeToken(ctx, state.ID.ValueString())
	if err == nil {
		return
	}
	if api.Ambiguous(err) && len(left.Superseded) == 0 && edge.StatusOf(state.Status.ValueString()) != edge.StatusSuspended {
		resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, true)...)
	}
	diags.API(&resp.Diagnostics, "Revoke", noun, state.ID.ValueString(), err)
}

func (r *tokenResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
