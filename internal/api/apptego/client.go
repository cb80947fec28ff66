// Package apptego is a client of the AppTego Management API. It knows nothing of Terraform.
//
// The API is RPC over HTTP: nearly every call, also a read, is a POST. Which calls may be repeated therefore comes from
// the contract (x-read-only, x-idempotent), not from the method.
package apptego

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

const service = "AppTego"

// Config describes one tenant.
type Config struct {
	HTTP        api.Config // Service, Secrets and ErrorBody are filled in by New
	TenantID    string
	TokenKey    string
	TokenSecret api.Secret
	// WebSocketEndpoint is the address of the tenant's notifications, which no call tells; "" if it is not known. See
	// api.ParseWebSocketEndpoint.
	WebSocketEndpoint string
	// ReadBatching lets reads share one list of configurations per version: see ReadIntegrityConfig.
	ReadBatching bool
}

// Client calls the AppTego API for one tenant. It is safe for concurrent use.
type Client struct {
	http   *api.Client
	tenant string
	secret api.Secret
	bearer api.Secret
	socket *url.URL                                  // nil if the endpoint is not known
	shared map[string]*api.Snapshot[IntegrityConfig] // by version; nil without batching

	creator   *api.Creator
	before    *beforehand
	userAgent string
}

// New returns a client. It makes no request.
func New(cfg Config) (*Client, error) {
	bearer := base64.StdEncoding.EncodeToString([]byte(cfg.TokenKey + ":" + cfg.TokenSecret.Value()))
	cfg.HTTP.Service, cfg.HTTP.Account = service, cfg.TenantID
	cfg.HTTP.Secrets = append(cfg.HTTP.Secrets, cfg.TokenSecret.Value(), bearer)
	cfg.HTTP.ErrorBody = errorBody
	cfg.HTTP.Refusal = refusal
	transport, err := api.New(cfg.HTTP)
	if err != nil {
		return nil, err
	}
	var socket *url.URL
	if cfg.WebSocketEndpoint != "" {
		if socket, err = api.ParseWebSocketEndpoint(cfg.WebSocketEndpoint); err != nil {
			return nil, fmt.Errorf("websocket_endpoint: %w", err)
		}
	}
	c := &Client{
		socket: socket, userAgent: cfg.HTTP.UserAgent,
		http: transport, tenant: cfg.TenantID, secret: cfg.TokenSecret, bearer: api.Secret(bearer),
		creator: transport.NewCreator(cfg.TenantID), before: &beforehand{versions: map[string][]string{}},
	}
	if cfg.ReadBatching {
		c.shared = newShared(c)
	}
	return c, nil
}

// Format prints a placeholder for every verb, because a Client holds credentials.
func (Client) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("apptego.Client{[redacted]}")) }

// Secrets returns the credentials of the client. No client has none.
func (c *Client) Secrets() []api.Secret {
	if c == nil {
		return nil
	}
	return []api.Secret{c.secret, c.bearer}
}

type call struct {
	operation, route string
	body             any
	idempotent       bool
	secrets          []string
	issuesSecret     bool
}

// unusable is the error for an answer that arrived in good order and still is not what the call needs.
func (in call) unusable(status int, err error) *api.Error {
	return &api.Error{
		Service: service, Operation: in.operation, Method: http.MethodPost, Route: in.route,
		Status: status, Attempts: 1, Sent: true, Err: err,
	}
}

func (c *Client) do(ctx context.Context, in call, out any) error {
	return c.http.Do(ctx, api.Request{
		Operation:    in.operation,
		Method:       http.MethodPost,
		Route:        in.route,
		Header:       http.Header{"Authorization": {"Bearer " + c.bearer.Value()}, "tenant": {c.tenant}},
		Body:         in.body,
		Idempotent:   in.idempotent,
		Secrets:      in.secrets,
		IssuesSecret: in.issuesSecret,
	}, out)
}

// refusal reads the success flag that some answers bear: anything but true is a failure, even under HTTP 200.
func refusal(body []byte) (message string, refused bool) {
	var flag struct {
		Success *bool `json:"success"`
	}
	if api.Unmarshal(body, &flag) != nil || flag.Success == nil || *flag.Success {
		return "", false
	}
	message, _ = errorBody(body)
	return message, true
}

// errorBody reads the contract's schema ApiError.
func errorBody(body []byte) (string, map[string][]string) {
	var e struct {
		Error   string `json:"error"`
		Message string `json:"message"`
		Detail  string `json:"detail"`
	}
	if api.Unmarshal(body, &e) != nil {
		return "", nil
	}
	for _, text := range []string{e.Error, e.Message, e.Detail} {
		if text != "" {
			return text, nil
		}
	}
	return "", nil
}
