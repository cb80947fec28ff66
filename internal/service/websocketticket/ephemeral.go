// Package websocketticket implements zerotrust_apptego_ws_ticket: a ticket for the WebSocket of an AppTego tenant.
package websocketticket

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*ticket)(nil)

// NewEphemeralResource returns the ephemeral resource zerotrust_apptego_ws_ticket.
func NewEphemeralResource() ephemeral.EphemeralResource { return &ticket{} }

// ticket has nothing to close: it works once and ends by itself.
type ticket struct {
	conns.Ephemeral[apptego.Client]
}

type model struct {
	Ticket    types.String `tfsdk:"ticket"`
	URL       types.String `tfsdk:"url"`
	ExpiresAt types.String `tfsdk:"expires_at"`
}

func (e *ticket) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apptego_ws_ticket"
}

func (e *ticket) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A ticket for the WebSocket of the AppTego tenant. It works once, within 30 seconds, and leaves nothing in plan and state. " +
			"Terraform opens it at plan and again at apply, each time as a ticket of its own; use it at once.",
		Attributes: map[string]schema.Attribute{
			"ticket": schema.StringAttribute{MarkdownDescription: "The ticket.", Computed: true, Sensitive: true},
			"url": schema.StringAttribute{
				MarkdownDescription: "The address that the ticket opens: `apptego.websocket_endpoint` of the provider with `ticket` and `tenant` in its query. Null without that setting.",
				Computed:            true, Sensitive: true,
			},
			"expires_at": schema.StringAttribute{MarkdownDescription: "When the ticket ends, in RFC 3339, by the clock of this machine.", Computed: true},
		},
	}
}

func (e *ticket) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	if e.DeferOpen(req, resp) {
		return
	}
	client := e.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	asked := time.Now() // before the service issues it, so that the end is never too late
	issued, err := client.CreateWebSocketTicket(ctx)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Open", "WebSocket Ticket", "", err)
		return
	}
	address := types.StringNull()
	if text, err := client.WebSocketURL(issued); err == nil {
		address = types.StringValue(text.Value())
	}
	resp.Diagnostics.Append(resp.Result.Set(ctx, &model{
		URL: address, Ticket: types.StringValue(issued.Value()), ExpiresAt: types.StringValue(asked.Add(apptego.TicketLifetime).UTC().Format(time.RFC3339)),
	})...)
}
