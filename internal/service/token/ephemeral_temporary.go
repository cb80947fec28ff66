package token

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*temporaryToken)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*temporaryToken)(nil)
)

// NewTemporaryEphemeralResource returns the ephemeral resource zerotrust_temporary_access_token.
func NewTemporaryEphemeralResource() ephemeral.EphemeralResource { return &temporaryToken{} }

type temporaryToken struct{ opened }

type temporaryModel struct {
	openedModel
	UserUUID types.String `tfsdk:"user_uuid"`
	TTLSec   types.Int64  `tfsdk:"ttl_sec"`
}

func (e *temporaryToken) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_temporary_access_token"
}

func (e *temporaryToken) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	all := openedAttributes()
	all["user_uuid"] = schema.StringAttribute{
		MarkdownDescription: "Id of the user whose log is to be viewed.", Required: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "A temporary token to view the log of a user, which holds personal data. It is created when it is opened, ends by itself, and is revoked when it is closed. " +
			"Terraform opens it at plan and again at apply, each time as a token of its own.",
		Attributes: all,
	}
}

func (e *temporaryToken) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	if e.DeferOpen(req, resp) {
		return
	}
	var config temporaryModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := e.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	created, err := client.Tokens.CreateTemporary(ctx, config.UserUUID.ValueString(), lifetime(config.TTLSec))
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Open", "Temporary Access Token", "user "+config.UserUUID.ValueString(), err)
		return
	}
	config.openedModel = e.open(ctx, client, created, resp)
	resp.Diagnostics.Append(resp.Result.Set(ctx, &config)...)
}
