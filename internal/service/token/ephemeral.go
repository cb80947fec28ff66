package token

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*ephemeralToken)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*ephemeralToken)(nil)
)

const (
	// defaultEphemeralTTL is long enough for most applies, in seconds.
	defaultEphemeralTTL = 3600
	maxEphemeralTTL     = 86400

	// openedKey is the private data that holds the id of the token that was opened, and nothing else of it.
	openedKey = "token_id"
)

// NewEphemeralResource returns the ephemeral resource zerotrust_token.
func NewEphemeralResource() ephemeral.EphemeralResource { return &ephemeralToken{} }

type ephemeralToken struct{ opened }

type ephemeralModel struct {
	openedModel
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Role        types.Int64  `tfsdk:"role"`
	UserUUID    types.String `tfsdk:"user_uuid"`
	TTLSec      types.Int64  `tfsdk:"ttl_sec"`
}

func (e *ephemeralToken) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token"
}

func (e *ephemeralToken) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	all := openedAttributes()
	all["name"] = schema.StringAttribute{
		MarkdownDescription: "Name of the token. Plan and apply each create one, so several may have it at the same time.", Required: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	all["description"] = schema.StringAttribute{MarkdownDescription: "Description.", Optional: true}
	all["role"] = schema.Int64Attribute{
		MarkdownDescription: "Role of the token: " + argument.Values(edge.UserRoleValues()) + ", numbers whose meaning the vendor does not publish. Without a value it has the role of its creator.",
		Optional:            true, Validators: []validator.Int64{int64validator.OneOf(edge.UserRoleValues()...)},
	}
	all["user_uuid"] = schema.StringAttribute{
		MarkdownDescription: "Id of the user whom the token belongs to. Default: the user of the provider.", Optional: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An API token that leaves nothing in plan and state: it is created when it is opened, and revoked when it is closed. Plan and apply open one each. It works for one login, and ends after `ttl_sec` in any case.",
		Attributes:          all,
	}
}

func (e *ephemeralToken) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	if e.DeferOpen(req, resp) {
		return
	}
	var config ephemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := e.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, told := conns.Told(ctx, &resp.Diagnostics)
	defer told()
	created, err := client.Tokens.Create(ctx, edge.NewToken{
		Name: config.Name.ValueString(), Description: config.Description.ValueString(), Role: api.Int64(config.Role.ValueInt64()),
		UserUUID: config.UserUUID.ValueString(), TTLSec: api.Int64(lifetime(config.TTLSec)),
	})
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Open", "Token", diags.Named(config.Name), err)
		return
	}
	config.openedModel = e.open(ctx, client, created, resp)
	resp.Diagnostics.Append(resp.Result.Set(ctx, &config)...)
}

// opened is embedded by the ephemeral resources that are a token.
type opened struct{ conns.Ephemeral[edge.Client] }

type openedModel struct {
	ID            types.String `tfsdk:"id"`
	Secret        types.String `tfsdk:"secret"`
	LoginURL      types.String `tfsdk:"login_url"`
	ExpireTimeSec types.Int64  `tfsdk:"expire_time_sec"`
}

func openedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":     schema.StringAttribute{MarkdownDescription: "Id of the token.", Computed: true},
		"secret": schema.StringAttribute{MarkdownDescription: "The token itself.", Computed: true, Sensitive: true},
		"login_url": schema.StringAttribute{
			MarkdownDescription: "Address to log in with the token; null if the service answers none.", Computed: true, Sensitive: true,
		},
		"expire_time_sec": schema.Int64Attribute{
			MarkdownDescription: "When the token ends, as the service answers it: the vendor does not say whether in Unix seconds or as a duration.", Computed: true,
		},
		"ttl_sec": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Lifetime in seconds, at most %d. Default `%d`.", maxEphemeralTTL, defaultEphemeralTTL), Optional: true,
			Validators: []validator.Int64{int64validator.Between(1, maxEphemeralTTL)},
		},
	}
}

func lifetime(configured types.Int64) int64 {
	if configured.IsNull() {
		return defaultEphemeralTTL
	}
	return configured.ValueInt64()
}

// open remembers a token for closing it, and returns what is told of it. A token without its secret is of no use to
// anybody, so it is revoked at once.
func (o *opened) open(ctx context.Context, client *edge.Client, created edge.Token, resp *ephemeral.OpenResponse) openedModel {
	if created.Secret == "" {
		resp.Diagnostics.AddError("Unable to Open Token", "The service created the token "+created.UUID+", but its answer holds no secret.")
		o.revoke(ctx, client, created.UUID, &resp.Diagnostics)
		return openedModel{}
	}
	resp.Diagnostics.Append(private.Store(ctx, resp.Private, openedKey, created.UUID)...)
	return openedModel{
		ID: types.StringValue(created.UUID), Secret: types.StringValue(created.Secret.Value()), LoginURL: flex.StringOrNull(created.LoginURL.Value()),
		ExpireTimeSec: types.Int64Value(int64(created.ExpireTimeSec)),
	}
}

// Close revokes the token that was opened.
func (o *opened) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	var id string
	if !private.Load(ctx, req.Private, openedKey, &id) {
		return // it was not opened
	}
	client := o.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	o.revoke(ctx, client, id, &resp.Diagnostics)
}

// revoke warns if it fails, because the token ends by itself and what needed it is done.
func (o *opened) revoke(ctx context.Context, client *edge.Client, id string, d *diag.Diagnostics) {
	err := client.Tokens.Revoke(ctx, id)
	if err == nil || api.IsNotFound(err) {
		return
	}
	var failed diag.Diagnostics
	diags.Stateless(&failed, "Revoke", "Token", id, err)
	for _, f := range failed {
		d.AddWarning("Token Not Revoked", "The token ends by itself at the end of its lifetime. Until then it can be used; revoke it in the console if it must not be.\n\n"+f.Detail())
	}
}
