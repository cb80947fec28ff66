// Package app implements zerotrust_app: a private or public application.
package app

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/attr"
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
	_ resource.ResourceWithConfigure   = (*appResource)(nil)
	_ resource.ResourceWithIdentity    = (*appResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*appResource)(nil)
	_ conns.PlansUnchanged             = (*appResource)(nil)
	_ conns.ReadsUnchanged             = (*appResource)(nil)
	_ resource.ResourceWithImportState = (*appResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "App"

// NewResource returns the managed resource zerotrust_app.
func NewResource() resource.Resource { return &appResource{} }

type appResource struct{ conns.Resource[edge.Client] }

func (r *appResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app"
}

func (r *appResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A private or public application that accesses and policies refer to.\n\n" +
			"The vendor documents no update and no deletion of an app. So a change of any argument replaces the app, and a destroyed app stays in the service: " +
			"a warning names it. With `allow_undocumented_operations` in the provider configuration both are tried by unverified calls, and what they did is verified by reading the app again.",
		Attributes: argument.Timed(attributes()),
	}
}

func (r *appResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("app")
}

// ModifyPlan replaces an app that changes, unless undocumented updates are allowed.
func (r *appResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	// Most apps of a large state do not change, and decoding them is what a plan of them costs.
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.Plan.Raw.Equal(req.State.Raw) {
		return
	}
	var plan, state, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Zero is as good as nothing to the service, so what an import found there is left alone in this case as well.
	for name, values := range map[string]struct{ configured, prior attr.Value }{
		"host_match_type":    {config.HostMatchType, state.HostMatchType},
		"verify_server_cert": {config.VerifyServerCert, state.VerifyServerCert},
		"ref_matches":        {config.RefMatches, state.RefMatches},
	} {
		zero := !values.configured.IsNull() && !values.configured.IsUnknown() && flex.IsZero(values.configured)
		if zero && !flex.IsZero(values.prior) && !private.WasConfigured(ctx, req.Private, name) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), values.prior)...)
		}
	}
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if r.undocumented() {
		if config.RefMatches.IsNull() && !flex.IsZero(plan.RefMatches) && !flex.Same(plan.Refs, state.Refs) {
			// Found by an import and never configured: the service computes them anew from the references.
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("ref_matches"), types.SetUnknown(refMatchType()))...)
		}
		return
	}
	_, patch := expand(plan, state)
	for _, name := range patch.Changed {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(name))
	}
	if len(patch.Changed) > 0 {
		resp.Diagnostics.AddWarning("Replaced App Stays in the Service", "No deletion of apps is documented, so an app that is replaced is created anew and the old one stays in the service "+
			"until somebody deletes it there. Set edge.allow_undocumented_operations to have apps updated in place by an undocumented call.")
	}
}

// PlanUnchanged implements conns.PlansUnchanged: ModifyPlan looks at apps that change only.
func (r *appResource) PlanUnchanged(ctx context.Context, object conns.Unchanged) bool {
	return r.CanPlan(ctx, object)
}

func (r *appResource) undocumented() bool {
	client := r.Configured()
	return client != nil && client.AllowsUndocumented()
}

func (r *appResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	created, err := client.CreateApp(ctx, wanted)
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		return
	}
	state := flatten(created, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "app")...)
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string {
	return []string{"host_match_type", "ref_matches", "status", "verify_server_cert"}
}

func (r *appResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.ReadApp(ctx, id.ValueString())
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
func (r *appResource) ReadUnchanged(ctx context.Context, object conns.Stored) bool {
	client := r.CanRead(ctx, object)
	var prior model
	if client == nil || !flex.FillModel(ctx, object.State, object.Types, &prior) || prior.CreateTime.IsNull() {
		return false
	}
	found, ok := client.ListedApp(prior.ID.ValueString())
	if !ok {
		return false
	}
	state := flatten(found, prior)
	return flex.EqualModels(&state, &prior)
}

// Update is reached with undocumented updates allowed, or by a change that the service cannot tell (null to zero).
func (r *appResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if plan.RefMatches.IsUnknown() {
		state.RefMatches = plan.RefMatches // not configured: nothing that an update clears
	}
	if change, patch := expand(plan, state); patch.IsEmpty() {
		state = plan
	} else {
		updated, err := client.UpdateApp(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "app")...)
}

func (r *appResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
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
		diags.LeftBehind(&resp.Diagnostics, noun, "apps", name, id, nil)
		return
	}
	err := client.DeleteApp(ctx, id)
	switch {
	case errors.Is(err, edge.ErrNotDeleted):
		diags.LeftBehind(&resp.Diagnostics, noun, "apps", name, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *appResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
