package dataexport

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ action.ActionWithConfigure = (*validateAction)(nil)

// NewValidateAction returns the action zerotrust_data_export_validate.
func NewValidateAction() action.Action { return &validateAction{} }

type validateAction struct{ conns.Action[edge.Client] }

type validateModel struct {
	DataExportID types.String `tfsdk:"data_export_id"`
}

func (a *validateAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_export_validate"
}

func (a *validateAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Validates a data export: the service writes a test file to its bucket. Fails if it cannot, for example because the bucket policy is missing.",
		Attributes: map[string]schema.Attribute{
			"data_export_id": schema.StringAttribute{
				MarkdownDescription: "Id of the data export.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

func (a *validateAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config validateModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := config.DataExportID.ValueString()
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("Having a test file written for the data export %s.", id)})
	if err := client.DataExports.Validate(ctx, id); err != nil {
		diags.API(&resp.Diagnostics, "Validate", "Data Export", id, err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The data export %s is valid.", id)})
}
