// Package dataexport implements zerotrust_data_export: exports of log data to S3 buckets.
package dataexport

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
)

var (
	_ resource.ResourceWithConfigure   = (*exportResource)(nil)
	_ resource.ResourceWithIdentity    = (*exportResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*exportResource)(nil)
	_ resource.ResourceWithImportState = (*exportResource)(nil)
)

// noun is what diagnostics call the object, and plural many of them.
const (
	noun   = "Data Export"
	plural = "data exports"
)

// NewResource returns the managed resource zerotrust_data_export.
func NewResource() resource.Resource { return &exportResource{} }

type exportResource struct{ conns.Resource[edge.Client] }

func (r *exportResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_export"
}

func (r *exportResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: argument.Timed(attributes())}
}

func (r *exportResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity("data export")
}

// ModifyPlan plans the validation, and replaces an export whose destination changes.
func (r *exportResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.DeferPlan(ctx, req, resp)
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("validated"), planValidated(plan, state))...)
	if req.State.Raw.IsNull() {
		return
	}
	for _, a := range []struct {
		name           string
		planned, prior types.String
	}{
		{"s3_bucket_name", plan.S3BucketName, state.S3BucketName}, {"s3_bucket_account_id", plan.S3BucketAccountID, state.S3BucketAccountID},
	} {
		if a.planned.IsUnknown() || !flex.Same(a.planned, a.prior) {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(a.name))
		}
	}
	if client := r.Configured(); len(resp.RequiresReplace) > 0 && !client.AllowsUndocumented() {
		diags.Replaced(&resp.Diagnostics, noun, plural, state.S3BucketName.ValueString())
	}
}

// planValidated plans a validation, also where nothing else changes, as long as none has succeeded.
func planValidated(plan, state model) types.Bool {
	switch {
	case plan.Validate.IsUnknown():
		return types.BoolUnknown()
	case !plan.Validate.ValueBool():
		return types.BoolNull()
	case !state.Validated.ValueBool(), !plan.DataExportTypes.Equal(state.DataExportTypes):
		return types.BoolUnknown()
	}
	return state.Validated
}

func (r *exportResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	answer, err := client.CreateDataExport(ctx, expand(plan))
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.S3BucketName), err)
		return
	}
	plan.Validated = types.BoolNull()
	if plan.Validate.ValueBool() {
		plan.Validated = types.BoolValue(false)
	}
	state := flatten(answer, plan)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	if plan.Validate.ValueBool() {
		// An error in a create taints the export. The next apply would replace it, and since nothing deletes exports, it
		// would leave one more in the service each time. So it is a warning here, and state says that the validation is
		// still to come: the next plan has it made by an update, whose errors taint nothing.
		var failed diag.Diagnostics
		if validate(ctx, client, state.ID, &failed) {
			resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("validated"), true)...)
		}
		for _, d := range failed {
			resp.Diagnostics.AddWarning(d.Summary(), d.Detail()+"\n\nThe export exists and is in state. The next apply validates it again.")
		}
	}
	resp.Diagnostics.Append(planned.CheckCreate(req.Plan, &resp.State, "data export")...)
}

// validate has the service write a test file to the bucket, and says whether it could.
func validate(ctx context.Context, client *edge.Client, id types.String, d *diag.Diagnostics) bool {
	err := client.ValidateDataExport(ctx, id.ValueString())
	if err != nil {
		diags.API(d, "Validate", noun, id.ValueString(), err)
	}
	return err == nil
}

func (r *exportResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	found, err := client.GetDataExport(ctx, id.ValueString())
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

func (r *exportResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	validates := plan.Validated.IsUnknown() && plan.Validate.ValueBool()
	if plan.Validated.IsUnknown() {
		plan.Validated = types.BoolNull()
	}
	if validates {
		plan.Validated = types.BoolValue(false)
	}
	if plan.DataExportTypes.Equal(state.DataExportTypes) {
		state = plan
	} else {
		updated, err := client.UpdateDataExport(ctx, state.ID.ValueString(), flex.Int64s(plan.DataExportTypes))
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state = flatten(updated, plan)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, argument.IdentityModel{ID: state.ID})...)
	if validates && validate(ctx, client, state.ID, &resp.Diagnostics) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("validated"), true)...)
	}
	resp.Diagnostics.Append(planned.CheckUpdate(req.Plan, &resp.State, "data export")...)
}

func (r *exportResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	name, id := state.S3BucketName.ValueString(), state.ID.ValueString()
	if !client.AllowsUndocumented() {
		diags.LeftBehind(&resp.Diagnostics, noun, plural, name, id, nil)
		return
	}
	err := client.DeleteDataExport(ctx, id)
	switch {
	case errors.Is(err, edge.ErrNotDeleted):
		diags.LeftBehind(&resp.Diagnostics, noun, plural, name, id, err)
	case err != nil:
		diags.API(&resp.Diagnostics, "Delete", noun, id, err)
	}
}

func (r *exportResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
}
