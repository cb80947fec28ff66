package app

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ action.ActionWithConfigure = (*deployAction)(nil)

// NewDeployAction returns the action zerotrust_app_deploy.
func NewDeployAction() action.Action { return &deployAction{} }

type deployAction struct{ conns.Action[edge.Client] }

func (a *deployAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_deploy"
}

func (a *deployAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = actionschema.Schema{
		MarkdownDescription: "Deploys an app: the service creates it together with policies that open it, and the action tells their ids. Each invocation creates another app, and a call whose " +
			"outcome is not certain is not repeated. Neither the app nor its policies are managed by Terraform afterwards; import them to have them managed.",
		Attributes: argument.Invoked(attributes()),
	}
}

func (a *deployAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	config := asManaged(ctx, req.Config, &resp.Diagnostics)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := expand(model{fields: config}, model{})
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("Deploying the app %q.", config.Name.ValueString())})
	created, policies, err := client.DeployApp(ctx, wanted)
	if err != nil {
		diags.API(&resp.Diagnostics, "Deploy", noun, diags.Named(config.Name), err)
		if api.Ambiguous(err) {
			resp.Diagnostics.AddWarning("App May Be Deployed", "The service may have created the app and its policies although the call failed. Look for them before the action is invoked again.")
		}
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The app %q is deployed as %s, with %d new policies.", created.Name, created.UUID, len(policies))})
	for _, policy := range policies {
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("New policy %q (%s).", policy.Name, policy.UUID)})
	}
}

// asManaged reads the arguments of the action as those of the managed resource, so that one mapping serves both.
func asManaged(ctx context.Context, config tfsdk.Config, d *diag.Diagnostics) fields {
	managed := schema.Schema{Attributes: attributes()}
	typ := managed.Type().TerraformType(ctx)
	var given map[string]tftypes.Value
	object, ok := typ.(tftypes.Object)
	if err := config.Raw.As(&given); err != nil || !ok {
		d.AddError("Unable to Read Configuration", "This is a bug in the provider, please report it: the configuration is no object.")
		return fields{}
	}
	for name, attribute := range object.AttributeTypes {
		if _, found := given[name]; !found {
			given[name] = tftypes.NewValue(attribute, nil)
		}
	}
	var m fields
	d.Append(tfsdk.Config{Raw: tftypes.NewValue(typ, given), Schema: managed}.Get(ctx, &m)...)
	return m
}
