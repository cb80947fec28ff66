package connectionlog

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
)

var (
	_ action.ActionWithConfigure      = (*sendAction)(nil)
	_ action.ActionWithValidateConfig = (*sendAction)(nil)
)

// NewAction returns the action zerotrust_device_app_connection_log.
func NewAction() action.Action { return &sendAction{} }

type sendAction struct{ conns.Action[gate.Client] }

func (a *sendAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_device_app_connection_log"
}

func (a *sendAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Sends a connection event between a device and an application to the append-only log of Zequenze GATE. " +
			"Each invocation is one event; a call whose outcome is not certain is not repeated.",
		Attributes: argument.Invoked(eventAttributes()),
	}
}

func (a *sendAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config event
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		config.validate(&resp.Diagnostics)
	}
}

func (a *sendAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config event
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if config.validate(&resp.Diagnostics); resp.Diagnostics.HasError() {
		return // what was unknown at plan is known now
	}
	receipt, err := config.send(ctx, client)
	if err != nil {
		config.fail(&resp.Diagnostics, err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The connection event is in the log as %s.", receipt.ID)})
}
