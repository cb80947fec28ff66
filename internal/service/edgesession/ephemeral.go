// Package edgesession implements zerotrust_edge_session: the session of the provider, for other tools.
package edgesession

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*edgeSession)(nil)

// NewEphemeralResource returns the ephemeral resource zerotrust_edge_session.
func NewEphemeralResource() ephemeral.EphemeralResource { return &edgeSession{} }

// edgeSession has nothing to close: the session is that of the provider, which other requests go on to use.
type edgeSession struct{ conns.Ephemeral[edge.Client] }

type model struct {
	Token     types.String `tfsdk:"token"`
	ExpiresAt types.String `tfsdk:"expires_at"`
}

func (e *edgeSession) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_edge_session"
}

func (e *edgeSession) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The session with which the provider calls Lacework Edge, for tools and providers that take a session JWT instead of an API token. It leaves nothing in plan and state. Closing it does not end it: it ends by itself.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{MarkdownDescription: "The session JWT, for a header `Authorization: Bearer`. With `auth = \"bearer\"` it is the configured `api_token`.", Computed: true, Sensitive: true},
			"expires_at": schema.StringAttribute{
				MarkdownDescription: "When the session ends, in RFC 3339; null if that is not known, as with `auth = \"bearer\"`.", Computed: true,
			},
		},
	}
}

func (e *edgeSession) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	if e.DeferOpen(req, resp) {
		return
	}
	client := e.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	session, err := client.Session(ctx)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Open", "Edge Session", "", err)
		return
	}
	result := model{Token: types.StringValue(session.Token.Value()), ExpiresAt: types.StringNull()}
	if !session.Ends.IsZero() {
		result.ExpiresAt = types.StringValue(session.Ends.UTC().Format(time.RFC3339))
	}
	resp.Diagnostics.Append(resp.Result.Set(ctx, &result)...)
}
