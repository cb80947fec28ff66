package life

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// Action describes an action on one object.
type Action struct {
	Type, Description string // of the action; the type is without the prefix of the provider
	Argument, Object  string // the argument that takes the id of the object, and what it is: "data export"
	Verb, Title       string // of an error: "Validate", "Data Export"
	// Run carries the action out. What it reports is shown as progress.
	Run func(ctx context.Context, client *edge.Client, id string, report func(string)) error
}

// New returns the action, to be served.
func (a Action) New() action.Action { return &objectAction{told: a} }

type objectAction struct {
	conns.Action[edge.Client]
	told Action
}

func (a *objectAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + a.told.Type
}

func (a *objectAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: a.told.Description, Attributes: map[string]schema.Attribute{
		a.told.Argument: schema.StringAttribute{
			MarkdownDescription: "Id of the " + a.told.Object + ".", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
	}}
}

func (a *objectAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var id types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(a.told.Argument), &id)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	report := func(message string) { resp.SendProgress(action.InvokeProgressEvent{Message: message}) }
	if err := a.told.Run(ctx, client, id.ValueString(), report); err != nil {
		diags.API(&resp.Diagnostics, a.told.Verb, a.told.Title, id.ValueString(), err)
	}
}
