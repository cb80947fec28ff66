package edge

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Token is the contract's Token: an API token. Zero values are left out of requests.
type Token struct {
	UUID               string     `json:"uuid,omitempty"`
	Name               string     `json:"name,omitempty"`
	Description        string     `json:"description,omitempty"`
	Status             Status     `json:"status,omitempty"`
	Secret             api.Secret `json:"secret,omitempty"`    // create answer only
	LoginURL           api.Secret `json:"login_url,omitempty"` // may embed credentials
	CreatorRole        api.Int64  `json:"creator_role,omitempty"`
	ExpireTimeSec      api.Int64  `json:"expire_time_sec,omitempty"` // epoch or duration: not stated
	Algo               string     `json:"algo,omitempty"`
	ViewPIILogOnly     bool       `json:"view_pii_log_only,omitempty"`
	AccountUUID        string     `json:"account_uuid,omitempty"`
	AccountLocation    string     `json:"account_location,omitempty"`
	AccountShard       string     `json:"account_shard,omitempty"`
	BackendShard       string     `json:"backend_shard,omitempty"`
	AccountName        string     `json:"account_name,omitempty"`
	CreateTime         api.Time   `json:"create_time,omitempty"`
	CreatorUUID        string     `json:"creator_uuid,omitempty"`
	CreatorDisplayName string     `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time   `json:"update_time,omitempty"`
	UpdaterUUID        string     `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string     `json:"updater_display_name,omitempty"`
}

// NewToken is the contract's CreateTokenRequest. Role, UserUUID and TTLSec are never answered.
type NewToken struct {
	Name        string    `json:"name,omitempty"`
	Description string    `json:"description,omitempty"`
	Status      Status    `json:"status,omitempty"`
	Role        api.Int64 `json:"role,omitempty"`
	UserUUID    string    `json:"user_uuid,omitempty"`
	TTLSec      api.Int64 `json:"ttl_sec,omitempty"` // seconds; above 0 the token works only once
}

// TokenUpdate is the contract's UpdateTokenRequest: fields that are set are changed, those in AttributesToDelete cleared.
type TokenUpdate struct {
	UUID               string    `json:"uuid,omitempty"`
	Name               string    `json:"name,omitempty"`
	Description        string    `json:"description,omitempty"`
	Status             Status    `json:"status,omitempty"`
	Role               api.Int64 `json:"role,omitempty"`
	AttributesToDelete []string  `json:"attributes_to_delete,omitempty"`
}

func (t Token) identifier() string { return t.UUID }
func (t Token) status() Status     { return t.Status }
func (t Token) label() string      { return t.Name }
func (t Token) created() api.Time  { return t.CreateTime }
func (t Token) updated() api.Time  { return t.UpdateTime }

// Tokens are the calls about tokens. No operation reads one: the list of active and suspended tokens does.
type Tokens struct{ *Objects[Token] }

func newTokens(c *Client, cfg Config) *Tokens {
	return &Tokens{newObjects(c, cfg, kind[Token]{
		create: opCreateToken, list: opQueryTokens, update: opUpdateToken, member: "tokens", all: url.Values{"get_all": {"true"}},
		writes: []string{opCreateTemporaryAccessToken},
	})}
}

// Create implements the contract's createToken. Only its answer holds the secret: after an ambiguous failure another
// token is created, and what the first request may have made is told. See api.Create.
func (t *Tokens) Create(ctx context.Context, token NewToken) (Token, error) {
	return typed[Token](t.calls.createAs(ctx, making{
		wanted: Token{Name: token.Name}, body: token, recordAs: token, neverAnswered: []string{"role", "user_uuid", "ttl_sec"}, secretAnswered: true,
	}))
}

// Update implements the contract's updateToken, whose request has a form of its own.
func (t *Tokens) Update(ctx context.Context, id string, in TokenUpdate) (Token, error) {
	in.UUID = id
	return typed[Token](t.calls.update(ctx, id, in, Token{Name: in.Name, Description: in.Description, Status: in.Status}, in.AttributesToDelete))
}

// Revoke suspends a token by the contract's updateToken: the list knows no deleted ones. A token that the list does
// not hold is revoked already; one that stays active, whatever the answer was, is an error.
func (t *Tokens) Revoke(ctx context.Context, id string) error {
	updated, err := t.Update(ctx, id, TokenUpdate{Status: StatusSuspended})
	if err == nil && updated.revoked() {
		return nil
	}
	if err != nil && !api.IsNotFound(err) {
		return err
	}
	listed, listErr := typed[Token](t.calls.getNow(ctx, id)) // a 404 may be that of a wrong route, so the list has the last word
	switch {
	case api.IsNotFound(listErr):
		return nil
	case listErr != nil:
		return fmt.Errorf("confirming that the token is revoked: %w", listErr)
	case listed.revoked():
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("the service accepted %s, but the token is still %s", t.calls.client.routes[opUpdateToken], cmp.Or(listed.Status.Name(), "in use"))
}

func (t Token) revoked() bool { return t.Status == StatusSuspended || t.Status == StatusDeleted }

// CreateTemporary implements the contract's createTemporaryAccessToken: a token to view the log of a user,
// which ends by itself after ttl seconds. No list holds it, so it is not repeated after an ambiguous failure.
func (t *Tokens) CreateTemporary(ctx context.Context, userUUID string, ttlSec int64) (Token, error) {
	body := struct {
		UserUUID string    `json:"user_uuid,omitempty"`
		TTLSec   api.Int64 `json:"ttl_sec,omitempty"`
	}{userUUID, api.Int64(ttlSec)}
	return typed[Token](create(ctx, t.calls.client, opCreateTemporaryAccessToken, making{wanted: Token{}, body: body, recordAs: body}, nil))
}
