package apptego

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TicketLifetime is how long a WebSocket ticket can be used (contract x-websocket).
const TicketLifetime = 30 * time.Second

// CreateWebSocketTicket implements the contract's createWebSocketTicket. It is repeated after a failure: a ticket that
// nobody got ends by itself within seconds.
func (c *Client) CreateWebSocketTicket(ctx context.Context) (api.Secret, error) {
	in := call{operation: "createWebSocketTicket", route: "/frontend/ws-ticket", body: struct{}{}, idempotent: true, issuesSecret: true}
	var answer struct {
		Ticket api.Secret `json:"ticket"`
	}
	if err := c.do(ctx, in, &answer); err != nil {
		return "", err
	}
	if answer.Ticket == "" {
		return "", in.unusable(http.StatusOK, errors.New("the answer holds no ticket"))
	}
	return answer.Ticket, nil
}
