// Package access implements zerotrust_access: which users may reach which apps.
package access

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
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
	_ resource.ResourceWithConfigure   = (*accessResource)(nil)
	_ resource.ResourceWithIdentity    = (*accessResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*accessResource)(nil)
	_ conns.PlansUnchanged             = (*accessResource)(nil)
	_ conns.ReadsUnchanged             = (*accessResource)(nil)
	_ resource.ResourceWithImportState = (*accessResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "Access"

// NewResource returns the managed resource zerotrust_access.
func NewResource() resource.Resource { return &accessResource{} }

type accessResource struct{ conns.Resource[edge.Client] }

func (r *accessResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access"
}

func (r *accessResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An access rule: every selected user may reach every selected app.\n\n" +
			"Destroying the rule sets its status to deleted. If the service refuses that, the rule is suspended instead, and a warning says so.",
		Attributes: argument.Timed(attributes()),
	}
}

// members is the rule for lists that have an additive form as well.
const members = " A list that is set is managed as a whole, also when it is empty; one that is not set may get its members from `zerotrust_access_member`."

func attributes() map[string]schema.Attribute {
	selectors := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	return map[string]schema.Attribute{
		"id":                 argument.ID("access rule"),
		"description":        argument.String("Description."),
		"app_list":           argument.ServerSet("App selectors. The vendor does not publish their format; the example takes app ids."+members, false, types.StringType, selectors),
		"user_list":          argument.ServerSet("User selectors, such as `group:engineering`."+members, false, types.StringType, selectors),
		"access_type":        argument.Int64("Kind of access, one of "+argument.Values(edge.AccessTypeValues())+". The vendor does not publish their meaning.", int64validator.OneOf(edge.AccessTypeValues()...)),
		"allow_guest_access": argument.Bool("Whether guests may use the rule."),
		"revoked_user_list":  argument.ServerSet("Users whose access was taken away. Set by an update right after the rule is created.", true, types.StringType, selectors),
		"end_time":           argument.ServerInt64("End of validity, in milliseconds since 1970; `0` for none. Set by an update right after the rule is created.", true, int64validator.AtLeast(0)),
		"status":             argument.Status(),
		"integration_id":     argument.String("Integration that the rule was synchronised from; empty for local rules."),
		"create_time":        argument.CreateTime(),
		"creator_uuid":       argument.CreatorUUID(),
	}
}

func (r *accessResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("access rule")
}

// ModifyPlan notes which lists are managed here as a whole.
func (r *accessResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !plan.ID.IsUnknown() {
		r.claim(plan.ID.ValueString(), !config.UserList.IsNull(), !config.AppList.IsNull())
	}
}

// PlanUnchanged implements conns.PlansUnchanged: a rule that does not change claims its lists as well.
func (r *accessResource) PlanUnchanged(ctx context.Context, object conns.Unchanged) bool {
	var id string
	if !r.CanPlan(ctx, object) || object.State["id"].As(&id) != nil {
		return false
	}
	userList, appList := object.Config["user_list"], object.Config["app_list"]
	r.claim(id, !userList.IsNull(), !appList.IsNull())
	return true
}

// claim has additional members of the lists that are configured refused (zerotrust_access_member).
func (r *accessResource) claim(id string, userList, appList bool) {
	claims := r.Claims()
	if claims == nil {
		return
	}
	if userList {
		claims.Claim(id, "user_list")
	}
	if appList {
		claims.Claim(id, "app_list")
	}
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func serverDefaults() []string {
	return []string{"app_list", "end_time", "revoked_user_list", "status", "user_list"}
}

// Create makes the rule, saves it, and sets what only an update takes.
func (r *accessResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(plan, model{})
	wanted.RevokedUserList, wanted.EndTime = nil, 0
	created, err := client.CreateAccess(ctx, wanted)
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, "", err)
		return
	}
	state := flatten(created, plan)
	r.claim(state.ID.ValueString(), !plan.UserList.IsNull(), !plan.AppList.IsNull())
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)

	if change, patch := expand(completed(state, plan), state); !patch.IsEmpty() {
		updated, err := client.UpdateAccess(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Complete", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "access rule")...)
}

// completed is a created rule with the planned values of what only an update takes.
func completed(created, plan model) model {
	if !plan.RevokedUserList.IsUnknown() {
		created.RevokedUserList = plan.RevokedUserList
	}
	if !plan.EndTime.IsUnknown() {
		created.EndTime = plan.EndTime
	}
	return created
}

func (r *accessResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.ReadAccess(ctx, id.ValueString())
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
func (r *accessResource) ReadUnchanged(ctx context.Context, object conns.Stored) bool {
	client := r.CanRead(ctx, object)
	var prior model
	if client == nil || !flex.FillModel(ctx, object.State, object.Types, &prior) || prior.CreateTime.IsNull() {
		return false
	}
	found, ok := client.ListedAccess(prior.ID.ValueString())
	if !ok {
		return false
	}
	state := flatten(found, prior)
	return flex.EqualModels(&state, &prior)
}

func (r *accessResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
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
		updated, err := client.UpdateAccess(ctx, state.ID.ValueString(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	resp.Diagnostics.Append(private.RememberConfigured(ctx, resp.Private, req.Config, serverDefaults()...)...)
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "access rule")...)
}

func (r *accessResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.ID.ValueString()
	err := client.DeleteAccess(ctx, id)
	switch {
	case errors.Is(err, edge.ErrSuspended):
		diags.Suspended(&resp.Diagnostics, noun, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *accessResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
