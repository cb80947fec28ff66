package device

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

var _ action.ActionWithConfigure = (*deleteAction)(nil)

// NewDeleteAction returns the action zerotrust_device_delete.
func NewDeleteAction() action.Action { return &deleteAction{} }

type deleteAction struct{ conns.Action[edge.Client] }

type deleteModel struct {
	Devices []struct {
		ID       types.String `tfsdk:"id"`
		UserUUID types.String `tfsdk:"user_uuid"`
	} `tfsdk:"devices"`
}

func (a *deleteAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_device_delete"
}

func (a *deleteAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	text := func(description string) actionschema.StringAttribute {
		return actionschema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	resp.Schema = actionschema.Schema{
		MarkdownDescription: "Deletes devices, for example lost ones, in one call. A deleted device must be enrolled again before it reaches anything.",
		Attributes: map[string]actionschema.Attribute{"devices": actionschema.ListNestedAttribute{
			MarkdownDescription: "The devices.", Required: true, Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
			NestedObject: actionschema.NestedAttributeObject{Attributes: map[string]actionschema.Attribute{
				"id": text("Id of the device."), "user_uuid": text("Id of the user whose device it is."),
			}},
		}},
	}
}

func (a *deleteAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config deleteModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, report := life.Reporting(ctx, resp)
	devices := make([]edge.DeviceToDelete, len(config.Devices))
	for i, d := range config.Devices {
		devices[i] = edge.DeviceToDelete{UUID: d.ID.ValueString(), UserUUID: d.UserUUID.ValueString()}
		report(fmt.Sprintf("Deleting the device %s of the user %s.", d.ID.ValueString(), d.UserUUID.ValueString()))
	}
	if err := client.DeleteDevices(ctx, devices); err != nil {
		diags.Stateless(&resp.Diagnostics, "Delete", "Devices", "", err)
		return
	}
	report(fmt.Sprintf("The service has deleted %d devices.", len(devices)))
}
