package life

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// Action describes an action.
type Action struct {
	Type, Description string // of the action; the type is without the prefix of the provider
	Argument, Object  string // the argument that takes the id of the object, and what it is: "data export"
	Verb, Title       string // of an error: "Validate", "Data Export"
	// Run carries the action out. What it reports is shown as progress.
	Run func(ctx context.Context, client *edge.Client, id string, report func(string)) error
	// Arguments are those beside Argument, if there are any. An action that has some, or that is about no one object (its
	// Argument is ""), is carried out by Invokes in place of Run.
	Arguments map[string]schema.Attribute
	Invokes   func(context.Context, *Invocation) error
}

// Invocation is an action that is being carried out.
type Invocation struct {
	Client    *edge.Client
	ID        string // of the object
	Arguments Values
	Report    func(string)
	// Unclear is told if it is not certain whether the service has carried out what failed; "": the action may be repeated.
	Unclear string
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
	attributes := map[string]schema.Attribute{}
	maps.Copy(attributes, a.told.Arguments)
	if a.told.Argument != "" {
		attributes[a.told.Argument] = schema.StringAttribute{
			MarkdownDescription: "Id of the " + a.told.Object + ".", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	resp.Schema = schema.Schema{MarkdownDescription: a.told.Description, Attributes: attributes}
}

// Reporting returns what shows progress of an action, and a context whose calls show what they wait for.
func Reporting(ctx context.Context, resp *action.InvokeResponse) (context.Context, func(string)) {
	report := func(message string) { resp.SendProgress(action.InvokeProgressEvent{Message: message}) }
	return api.WatchWaits(ctx, func(operation, waiting string) { report("Waiting " + waiting + ": " + operation + ".") }), report
}

// CarriedOut takes a success without a body for what it is: the service has done what it was asked for, and does not say what
// came of it. An error would have it asked again.
func CarriedOut(err error, report func(string)) (told bool, failure error) {
	if !api.IsEmptyAnswer(err) {
		return err == nil, err
	}
	report("The service has carried it out, and answered nothing that says what came of it.")
	return false, nil
}

func (a *objectAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	known := map[string]attr.Type{a.told.Argument: types.StringType}
	for name, attribute := range a.told.Arguments {
		known[name] = attribute.GetType()
	}
	arguments := decode(req.Config.Raw, known, &resp.Diagnostics)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, report := Reporting(ctx, resp)
	in := &Invocation{Client: client, ID: arguments.Text(a.told.Argument).ValueString(), Arguments: arguments, Report: report}
	run := a.told.Invokes
	if run == nil {
		run = func(ctx context.Context, in *Invocation) error { return a.told.Run(ctx, in.Client, in.ID, in.Report) }
	}
	if _, err := CarriedOut(run(ctx, in), report); err != nil {
		diags.Stateless(&resp.Diagnostics, a.told.Verb, a.told.Title, in.ID, err)
		if in.Unclear != "" && api.Ambiguous(err) {
			resp.Diagnostics.AddWarning("Outcome Is Not Certain", in.Unclear)
		}
	}
}
