package apptego

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/coder/websocket"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// The types of messages about builds (contract x-websocket). Messages of other types are passed over.
const (
	BuildProgress = "build_progress"
	BuildComplete = "build_complete"
)

// maxMessage is the largest message that is read, in bytes.
const maxMessage = 1 << 20

// ErrNoWebSocketEndpoint is a Config without a WebSocketEndpoint where one is needed.
var ErrNoWebSocketEndpoint = errors.New("the provider configuration has no apptego.websocket_endpoint (or the environment variable ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT): " +
	"the vendor gives each tenant an endpoint of its own, and no call tells it")

// BuildMessage is the contract's WsBuildProgress or WsBuildComplete.
type BuildMessage struct {
	Type          string    `json:"type"`
	StartTime     api.Int64 `json:"start_time"` // Unix seconds
	Version       string    `json:"version"`
	Platform      string    `json:"platform"`
	StatusMessage string    `json:"status_message"` // of BuildProgress
	Success       bool      `json:"success"`        // of BuildComplete
}

// SocketError is a WebSocket that could not be opened, or one that was lost. It holds neither ticket nor URL.
type SocketError struct {
	Status int   // of the answer that is no WebSocket; 0 if there was none
	Err    error // cause; nil for an answer
}

// Error says what happened in the words of a practitioner.
func (e *SocketError) Error() string {
	switch {
	case e.refusesTicket():
		return fmt.Sprintf("the WebSocket endpoint refused the ticket (%d %s): it may have been used, or have ended, or apptego.tenant_id is not its tenant", e.Status, http.StatusText(e.Status))
	case e.Status != 0:
		return fmt.Sprintf("the WebSocket endpoint answered %d %s and no connection: check apptego.websocket_endpoint (ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT)", e.Status, http.StatusText(e.Status))
	}
	return "no connection to the WebSocket endpoint: " + e.Err.Error()
}

// Unwrap returns Err.
func (e *SocketError) Unwrap() error { return e.Err }

func (e *SocketError) refusesTicket() bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
}

// passing says whether another ticket, or some time, may help.
func (e *SocketError) passing() bool {
	return e.Status == 0 || e.Status >= 500 || e.Status == http.StatusTooManyRequests || e.refusesTicket()
}

// WebSocketURL returns the address at which a ticket opens the WebSocket of the tenant. It holds the ticket. Without a
// Config.WebSocketEndpoint it is ErrNoWebSocketEndpoint.
func (c *Client) WebSocketURL(ticket api.Secret) (api.Secret, error) {
	if c.socket == nil {
		return "", ErrNoWebSocketEndpoint
	}
	u := *c.socket
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += "ticket=" + url.QueryEscape(ticket.Value()) + "&tenant=" + url.QueryEscape(c.tenant)
	return api.Secret(u.String()), nil
}

// ListenForBuilds opens the WebSocket of the tenant and hands over each message about a build, until heard says that it wants
// no more. Delivery is best effort: what is sent while no connection stands is not sent again. A connection that is lost, or
// that cannot be opened for a passing reason, is told to lost and opened again with a new ticket; after as many failures in a
// row as requests are repeated, the last one is returned. When ctx ends, so does ListenForBuilds, with the cause.
func (c *Client) ListenForBuilds(ctx context.Context, heard func(BuildMessage) (more bool), lost func(error)) error {
	upgrader := c.http.Upgrader("openWebSocket", "websocket_endpoint")
	for failures, try := 0, 0; ; try++ {
		opened, err := c.listen(ctx, upgrader, func(m BuildMessage) bool {
			try = 0
			return heard(m)
		})
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return api.Ended(ctx)
		case opened:
			failures = 0
		default:
			socket, isSocket := errors.AsType[*SocketError](err)
			if !isSocket || !socket.passing() || failures >= c.http.Retries() {
				return err
			}
			failures++
		}
		lost(err)
		if c.http.Wait(ctx, try) != nil {
			return api.Ended(ctx)
		}
	}
}

// listen opens one connection and reads it until heard wants no more.
func (c *Client) listen(ctx context.Context, upgrader *http.Client, heard func(BuildMessage) bool) (opened bool, err error) {
	ticket, err := c.CreateWebSocketTicket(ctx)
	if err != nil {
		return false, err
	}
	address, err := c.WebSocketURL(ticket)
	if err != nil {
		return false, err
	}
	options := &websocket.DialOptions{HTTPClient: upgrader, HTTPHeader: http.Header{"User-Agent": {c.userAgent}}}
	conn, resp, err := websocket.Dial(ctx, address.Value(), options) //nolint:bodyclose // the library closes it
	if err != nil {
		return false, socketError(resp, err)
	}
	defer func() { _ = conn.CloseNow() }()
	conn.SetReadLimit(maxMessage)
	for {
		_, text, err := conn.Read(ctx)
		if status := websocket.CloseStatus(err); status != -1 {
			return true, &SocketError{Err: fmt.Errorf("the service closed it with the code %d", status)} // its reason is any text
		}
		if err != nil {
			return true, &SocketError{Err: errors.New("it broke")}
		}
		var m BuildMessage
		if api.Unmarshal(text, &m) != nil || m.Type != BuildProgress && m.Type != BuildComplete {
			continue
		}
		m.StatusMessage = api.Redact(m.StatusMessage, ticket)
		if !heard(m) {
			return true, nil
		}
	}
}

// socketError keeps of a failed handshake what holds no URL: the URL holds the ticket.
func socketError(resp *http.Response, err error) error {
	if resp != nil {
		return &SocketError{Status: resp.StatusCode}
	}
	if failure, ok := errors.AsType[*url.Error](err); ok {
		return &SocketError{Err: failure.Err}
	}
	return &SocketError{Err: errors.New("the handshake failed")}
}
