// Package gate is a client of the Zequenze GATE API. It knows nothing of Terraform.
package gate

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

const service = "Zequenze GATE"

// Config describes one organization, which the token decides.
type Config struct {
	HTTP     api.Config // Service, Secrets and ErrorBody are filled in by New
	APIToken api.Secret
}

// Client calls the GATE API. It is safe for concurrent use.
type Client struct {
	http    *api.Client
	token   api.Secret
	creator *api.Creator
}

// New returns a client. It makes no request.
func New(cfg Config) (*Client, error) {
	cfg.HTTP.Service = service
	cfg.HTTP.Secrets = append(cfg.HTTP.Secrets, cfg.APIToken.Value())
	cfg.HTTP.ErrorBody = errorBody
	transport, err := api.New(cfg.HTTP)
	if err != nil {
		return nil, err
	}
	return &Client{http: transport, token: cfg.APIToken, creator: transport.NewCreator("")}, nil
}

// Format prints a placeholder for every verb, because a Client holds credentials.
func (Client) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("gate.Client{[redacted]}")) }

// Secrets returns the credential of the client. No client has none.
func (c *Client) Secrets() []api.Secret {
	if c == nil {
		return nil
	}
	return []api.Secret{c.token}
}

// post sends one creation. Every path of this API ends with a slash: a redirect would drop the body.
func (c *Client) post(ctx context.Context, operation, route string, body, out any) error {
	return c.http.Do(ctx, api.Request{
		Operation: operation,
		Method:    http.MethodPost,
		Route:     route,
		Header:    http.Header{"Authorization": {"Bearer " + c.token.Value()}},
		Body:      body,
	}, out)
}

// errorBody reads the contract's schema Error: one text, or texts by field.
func errorBody(body []byte) (string, map[string][]string) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return "", nil
	}
	fields := map[string][]string{}
	for name, raw := range members {
		if texts := texts(raw); len(texts) > 0 {
			fields[name] = texts
		}
	}
	message := ""
	for _, name := range []string{"detail", "message", "error", "non_field_errors"} { // names of no field; the first one counts
		if message == "" {
			message = strings.Join(fields[name], " ")
		}
		delete(fields, name)
	}
	return message, fields
}

// texts reads a text or a list of texts; anything else gives none.
func texts(raw json.RawMessage) []string {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return list
	}
	var text string
	if json.Unmarshal(raw, &text) == nil && text != "" {
		return []string{text}
	}
	return nil
}
