// Package connectionlog implements zerotrust_device_app_connection_log: a connection event in the append-only log of
// Zequenze GATE, as a managed resource and as an action.
package connectionlog

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

var (
	_ resource.ResourceWithConfigure      = (*logResource)(nil)
	_ resource.ResourceWithIdentity       = (*logResource)(nil)
	_ resource.ResourceWithValidateConfig = (*logResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*logResource)(nil)
	_ managed.PlansUnchanged              = (*logResource)(nil)
	_ resource.ResourceWithImportState    = (*logResource)(nil)
)

const noun = "Connection Event"

// NewResource returns the managed resource zerotrust_device_app_connection_log.
func NewResource() resource.Resource { return &logResource{} }

type logResource struct{ managed.Base[gate.Client] }

type identityModel struct {
	ID types.String `tfsdk:"id"`
}

func (r *logResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_device_app_connection_log"
}

func (r *logResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A connection event between a device and an application, registered in the append-only log of Zequenze GATE. A change of the event sends another one. Destroying it only removes it from state.",
		Attributes:          argument.Timed(attributes()),
	}
}

func (r *logResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{Description: "Id of the log entry.", RequiredForImport: true},
	}}
}

func (r *logResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		config.validate(&resp.Diagnostics)
	}
}

// ModifyPlan waits for a provider configuration that is not known yet, where the CLI allows it.
func (r *logResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
}

// PlanUnchanged implements managed.PlansUnchanged: ModifyPlan looks at no event.
func (r *logResource) PlanUnchanged(ctx context.Context, object managed.Unchanged) bool {
	return r.CanPlan(ctx, object)
}

// Create sends the event. A repetition may be a second event: see gate.Delivery.
func (r *logResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if plan.validate(&resp.Diagnostics); resp.Diagnostics.HasError() {
		return // what was unknown at plan is known now
	}
	receipt, err := plan.send(ctx, client)
	if err != nil {
		plan.fail(&resp.Diagnostics, err)
		return
	}
	plan.warn(&resp.Diagnostics, receipt)
	plan.ID, plan.CreatedAt = types.StringValue(string(receipt.ID)), flex.StringOrNull(receipt.CreatedAt)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityModel{ID: plan.ID})...)
}

// Read keeps what is in state: the log cannot be read.
func (r *logResource) Read(_ context.Context, _ resource.ReadRequest, resp *resource.ReadResponse) {
	managed.KeepIdentity(resp)
}

// Update is reached by what says nothing about the event, such as the timeouts: every other argument replaces, since an event
// that is in the log cannot change.
func (r *logResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityModel{ID: plan.ID})...)
}

// Delete forgets the event.
func (r *logResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var id types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.AddWarning(noun+" Stays in the Log",
		"The log is append-only, so the event "+id.ValueString()+" was only forgotten: it is no longer in state, and it stays in the log of the service.")
}

// ImportState refuses: an import would bring in an event without arguments, and the next apply would replace it, which
// sends the event a second time.
func (r *logResource) ImportState(_ context.Context, _ resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resp.Diagnostics.AddError("Unable to Import "+noun, "An event of the connection log cannot be imported: the service has no call that reads the log, so nothing of the event could be known, "+
		"and the next apply would send it again. Leave events that are in the log already out of the configuration.")
}
