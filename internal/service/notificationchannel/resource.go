// Package notificationchannel implements zerotrust_notification_channel: destinations of alert notifications.
package notificationchannel

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
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planned"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

var (
	_ resource.ResourceWithConfigure   = (*channelResource)(nil)
	_ resource.ResourceWithIdentity    = (*channelResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*channelResource)(nil)
	_ resource.ResourceWithImportState = (*channelResource)(nil)
)

// noun is what diagnostics call the object, and plural many of them.
const (
	noun   = "Notification Channel"
	plural = "notification channels"
)

// NewResource returns the managed resource zerotrust_notification_channel.
func NewResource() resource.Resource { return &channelResource{} }

type channelResource struct{ conns.Resource[edge.Client] }

func (r *channelResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_notification_channel"
}

func (r *channelResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: argument.Timed(attributes())}
}

func (r *channelResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("notification channel")
}

// ModifyPlan replaces a channel that changes, unless undocumented updates are allowed, and one for which there is a new
// code, which no update takes. Whatever creates a channel needs a code that was not used before.
func (r *channelResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan, state, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		requireCode(ctx, req.Private, config, &resp.Diagnostics)
		return
	}
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	client := r.Configured()
	if _, patch := expand(plan, state); !client.AllowsUndocumented() {
		for _, name := range patch.Changed {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(name))
		}
	}
	if newVersion(ctx, req.Private, plan.OAuthCodeWOVersion, state.OAuthCodeWOVersion) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("oauth_code_wo_version"))
	}
	if len(resp.RequiresReplace) == 0 {
		return
	}
	requireCode(ctx, req.Private, config, &resp.Diagnostics)
	if !client.AllowsUndocumented() {
		diags.Replaced(&resp.Diagnostics, noun, plural, state.Name.ValueString())
	}
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string { return []string{"status"} }

func (r *channelResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...) // the code lives only here
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	created, err := client.CreateNotificationChannel(ctx, wanted, authorization(plan, config))
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		explainCode(config, err, &resp.Diagnostics)
		return
	}
	state := flatten(created, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, ownKey, true)...)
	if !config.OAuthCodeWO.IsNull() {
		resp.Diagnostics.Append(private.StoreDigest(ctx, resp.Private, sentKey, config.OAuthCodeWO.ValueString())...)
	}
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "notification channel")...)
}

func (r *channelResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.GetNotificationChannel(ctx, id.ValueString())
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

// Update is reached with undocumented updates allowed, or by a change that the service is not told.
func (r *channelResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
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
		updated, err := client.UpdateNotificationChannel(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "notification channel")...)
}

func (r *channelResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
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
	err := client.DeleteNotificationChannel(ctx, id)
	switch {
	case errors.Is(err, edge.ErrNotDeleted):
		diags.LeftBehind(&resp.Diagnostics, noun, plural, name, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *channelResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
