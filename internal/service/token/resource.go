package token

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// tokenResource is rotated: it goes on with another token. Its requests have forms of their own.
type tokenResource struct{ *life.Resource }

// Metadata implements resource.Resource.
func (r *tokenResource) Metadata(ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	r.Resource.Metadata(ctx, req, resp)
	resp.ResourceBehavior.MutableIdentity = true // a rotation goes on with another token
}

// ModifyPlan plans a rotation, and a replacement where no update can do what is wanted.
func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.DeferPlan(ctx, req, resp) || req.State.Raw.IsNull() || req.Plan.Raw.IsNull() {
		return
	}
	p := r.Planning(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	own, left := isOwn(ctx, req.Private), loadUnfinished(ctx, req.Private)
	r.PlanHeld(ctx, p) // a successor leaves more to the service than what is held
	if rotates(p.Plan.Text("rotation"), p.State.Text("rotation"), own, left) {
		planRotation(ctx, p, own)
	}
	planFixed(p, own)
	planLeftovers(p, left)
}

// PlanUnchanged implements managed.PlansUnchanged: what a rotation left is told by each plan.
func (r *tokenResource) PlanUnchanged(context.Context, managed.Unchanged) bool { return false }

// created maps the answer to a create, the only one whose secrets are taken.
func (r *tokenResource) created(t edge.Token, plan life.Values) life.Values {
	state := r.Flatten(t, plan)
	state["secret"] = flex.StringOrNull(t.Secret.Value())
	state["login_url"] = flex.StringOrNull(t.LoginURL.Value())
	return state
}

// newToken says what a create sends.
func newToken(plan life.Values) edge.NewToken {
	return edge.NewToken{
		Name:        plan.Text("name").ValueString(),
		Description: plan.Text("description").ValueString(),
		Status:      edge.StatusOf(plan.Text("status").ValueString()),
		Role:        api.Int64(plan.Number("role").ValueInt64()),
		UserUUID:    plan.Text("user_uuid").ValueString(),
		TTLSec:      api.Int64(plan.Number("ttl_sec").ValueInt64()),
	}
}

// change says what changes from state to plan.
func (r *tokenResource) change(plan, state life.Values) (edge.TokenUpdate, flex.Patch) {
	changed, patch := life.Expand[edge.Token](r.Kind, plan, state)
	u := edge.TokenUpdate{Name: changed.Name, Description: changed.Description, Status: changed.Status}
	patch.Field("role", plan["role"], state["role"], func() { u.Role = api.Int64(plan.Number("role").ValueInt64()) })
	u.AttributesToDelete = patch.Clear
	return u, patch
}

// Create implements resource.Resource.
func (r *tokenResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	plan := r.Decode(req.Plan.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	answer, err := client.Tokens.Create(ctx, newToken(plan))
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", r.Title, diags.Named(plan.Text("name")), err)
		return
	}
	state := r.created(answer, plan)
	r.Save(ctx, &resp.State, resp.Identity, state, &resp.Diagnostics)
	resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, answer)...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, ownKey, true)...)
	// A replacement begins with the private state of the old token, which that one takes care of.
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, unfinished{})...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, false)...)
	r.RememberConfigured(ctx, resp.Private, req.Config, state, &resp.Diagnostics)
	warnWithoutSecret(state, &resp.Diagnostics)
	resp.Diagnostics.Append(managed.CheckCreate(ctx, req.Plan, &resp.State, r.One)...)
}

// warnWithoutSecret says that a token was created which nobody can use: no later answer will hold the secret.
func warnWithoutSecret(m life.Values, d *diag.Diagnostics) {
	if m["secret"].IsNull() {
		d.AddWarning("Token Without Secret", "The service created the token "+m.ID()+" but did not answer its secret, and never shows it again. Replace the token to get another one.")
	}
}

// Read implements resource.Resource. A token that was revoked by a run that did not hear of it is gone, although the service
// still lists it.
func (r *tokenResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	r.Resource.Read(ctx, req, resp)
	if resp.Diagnostics.HasError() || resp.Deferred != nil {
		return
	}
	id := r.Decode(req.State.Raw, &resp.Diagnostics).ID()
	now := r.Decode(resp.State.Raw, &resp.Diagnostics)
	if edge.StatusOf(now.Text("status").ValueString()) == edge.StatusSuspended && wasRevoked(ctx, req.Private) {
		r.Gone(ctx, resp, r.Title, id, errRevoked)
	}
	if resp.State.Raw.IsNull() {
		loadUnfinished(ctx, req.Private).warn(&resp.Diagnostics, "The token that succeeded it is gone, and so is the memory of this one. Revoke it in the console.")
	}
}

// Update changes the token in place, or goes on with a successor; then it revokes what a rotation superseded.
func (r *tokenResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	plan, state := r.Decode(req.Plan.Raw, &resp.Diagnostics), r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	rotation := state["rotation"]
	left := loadUnfinished(ctx, req.Private)
	switch {
	case rotates(plan.Text("rotation"), state.Text("rotation"), isOwn(ctx, req.Private), left):
		answer, err := client.Tokens.Create(ctx, newToken(plan))
		if err != nil {
			diags.API(&resp.Diagnostics, "Create Successor of", r.Title, state.ID(), err)
			return
		}
		left = unfinished{Rotation: plan.Text("rotation").ValueString(), Superseded: append(left.Superseded, state.ID())}
		state = r.created(answer, plan)
		resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, answer)...)
		resp.Diagnostics.Append(private.Store(ctx, resp.Private, ownKey, true)...)
		warnWithoutSecret(state, &resp.Diagnostics)
	default:
		if plan["status"].IsUnknown() && !private.WasConfigured(ctx, req.Private, "status") {
			plan["status"] = state["status"] // unknown because a rotation was possible, not because the argument was removed
		}
		for _, name := range []string{"id", "secret", "login_url"} {
			plan[name] = state[name] // unknown if the rotation was
		}
		change, patch := r.change(plan, state)
		if patch.IsEmpty() {
			plan["status"] = state["status"]
			state = plan
			break
		}
		answer, err := client.Tokens.Update(ctx, state.ID(), change)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", r.Title, state.ID(), err)
			return
		}
		state = r.Flatten(answer, plan)
		resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, answer)...)
	}
	// The successor is saved before the old token is touched.
	finished := state["rotation"]
	if len(left.Superseded) > 0 {
		state["rotation"] = rotation
	}
	r.Save(ctx, &resp.State, resp.Identity, state, &resp.Diagnostics)
	r.RememberConfigured(ctx, resp.Private, req.Config, state, &resp.Diagnostics)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, false)...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	left = revokeSuperseded(ctx, client, left, &resp.Diagnostics)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	if len(left.Superseded) > 0 {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("rotation"), finished)...)
	resp.Diagnostics.Append(managed.CheckUpdate(ctx, req.Plan, &resp.State, r.One)...)
}

// Delete revokes the token, and what a rotation left. The service keeps listing it, as suspended.
func (r *tokenResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	state := r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	left := revokeSuperseded(ctx, client, loadUnfinished(ctx, req.Private), &resp.Diagnostics)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, unfinishedKey, left)...)
	err := client.Tokens.Revoke(ctx, state.ID())
	if err == nil {
		return
	}
	if api.Ambiguous(err) && len(left.Superseded) == 0 && edge.StatusOf(state.Text("status").ValueString()) != edge.StatusSuspended {
		resp.Diagnostics.Append(private.Store(ctx, resp.Private, revokedKey, true)...)
	}
	diags.API(&resp.Diagnostics, "Revoke", r.Title, state.ID(), err)
}
