package connectionlog

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
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
	arguments := eventAttributes()
	raw := text("The event as the text of a JSON object, which is sent as it is in the chosen form, or an array of such objects: each is an event of its own, sent in their order until one fails. " +
		"Conflicts with all other arguments that describe the event.")
	raw.Validators = []validator.String{validators.JSONObjects()}
	arguments["raw"] = raw
	resp.Schema = schema.Schema{
		MarkdownDescription: "Sends a connection event between a device and an application to the append-only log of Zequenze GATE, or several of them. " +
			"A call whose outcome is not certain is repeated only with `at_least_once`.",
		Attributes: argument.Invoked(arguments),
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
	ctx, told := conns.Told(ctx, &resp.Diagnostics)
	defer told()
	batch := config.batch()
	for i, e := range batch {
		receipt, err := e.send(ctx, client)
		if err != nil {
			e.fail(&resp.Diagnostics, err)
			if len(batch) > 1 {
				resp.Diagnostics.AddAttributeWarning(path.Root("raw"), "Batch Ended Early",
					fmt.Sprintf("Element %d of the array failed. The %d before it are in the log, and the %d after it were not sent.", i, i, len(batch)-i-1))
			}
			return
		}
		e.warn(&resp.Diagnostics, receipt)
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The connection event is in the log as %s.", receipt.ID)})
	}
}

// batch returns the events of an array in raw, or else the event itself. No source prints a form for several events in one
// request, although the vendor advises it, so each is a request.
func (e event) batch() []event {
	var elements []json.RawMessage
	if json.Unmarshal([]byte(e.Raw.ValueString()), &elements) != nil || len(elements) == 0 {
		return []event{e}
	}
	events := make([]event, len(elements))
	for i, element := range elements {
		events[i] = e
		events[i].Raw = types.StringValue(string(element))
	}
	return events
}
