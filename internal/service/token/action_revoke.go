package token

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

var _ action.ActionWithConfigure = (*revokeAction)(nil)

// NewRevokeAction returns the action zerotrust_token_revoke.
func NewRevokeAction() action.Action { return &revokeAction{} }

type revokeAction struct{ conns.Action[edge.Client] }

type revokeModel struct {
	TokenID types.String `tfsdk:"token_id"`
}

func (a *revokeAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token_revoke"
}

func (a *revokeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Revokes an API token, by suspending it: a token cannot be deleted. A token that does not exist is an error, since the id may be mistaken; one that is revoked already is not. " +
			"If the token is a `zerotrust_token` of the configuration, its next plan shows the changed status.",
		Attributes: map[string]schema.Attribute{
			"token_id": schema.StringAttribute{
				MarkdownDescription: "Id of the token.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

func (a *revokeAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config revokeModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id := config.TokenID.ValueString()
	found, err := client.Tokens.Get(ctx, id)
	if err != nil {
		diags.API(&resp.Diagnostics, "Revoke", "Token", id, err)
		return
	}
	if found.Status == edge.StatusSuspended {
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The token %q (%s) is revoked already.", found.Name, id)})
		return
	}
	if err := client.Tokens.Revoke(ctx, id); err != nil {
		diags.API(&resp.Diagnostics, "Revoke", "Token", id, err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The token %q (%s) is revoked.", found.Name, id)})
}
