package app

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
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
		MarkdownDescription: "Deploys an app: the service creates it together with policies that open it, and the action tells their ids. Each invocation creates another app. Terraform manages neither the app nor the policies; import them for that.",
		Attributes:          argument.Invoked(attributes()),
	}
}

func (a *deployAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	kind := life.New(Noun())
	config := kind.Decode(req.Config.Raw, &resp.Diagnostics)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := life.Expand[edge.App](kind, config, nil)
	ctx, report := life.Reporting(ctx, resp)
	report(fmt.Sprintf("Deploying the app %q.", wanted.Name))
	created, policies, err := client.Apps.Deploy(ctx, wanted)
	told, err := life.CarriedOut(err, report)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Deploy", "App", diags.Named(config.Text("name")), err)
		if api.Ambiguous(err) {
			resp.Diagnostics.AddWarning("App May Be Deployed", "The service may have created the app and its policies although the call failed. Look for them before the action is invoked again.")
		}
		return
	}
	if !told {
		return
	}
	report(fmt.Sprintf("The app %q is deployed as %s, with %d new policies.", created.Name, created.UUID, len(policies)))
	for _, policy := range policies {
		report(fmt.Sprintf("New policy %q (%s).", policy.Name, policy.UUID))
	}
}
