package edge

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
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
	CreateTime         api.Int64  `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID        string     `json:"creator_uuid,omitempty"`
	CreatorDisplayName string     `json:"creator_display_name,omitempty"`
	UpdateTime         api.Int64  `json:"update_time,omitempty"` // epoch milliseconds
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
func (t Token) created() api.Int64 { return t.CreateTime }

// CreateToken implements the contract's createToken. Only its answer holds the secret: after an ambiguous failure another
// token is created, and what the first request may have made is told. See api.Create.
func (c *Client) CreateToken(ctx context.Context, token NewToken) (Token, error) {
	return create(ctx, c, making[Token]{
		operation: opCreateToken, wanted: Token{Name: token.Name}, body: token, recordAs: token,
		neverAnswered: []string{"role", "user_uuid", "ttl_sec"}, list: c.ListTokens, read: c.GetToken, secretAnswered: true,
	})
}

// GetToken finds a token in the list (contract queryTokens), since no read by id exists. Its absence gives an error that
// api.IsNotFound accepts.
func (c *Client) GetToken(ctx context.Context, id string) (Token, error) {
	return pick(ctx, c, opQueryTokens, id, c.ListTokens)
}

// ListTokens implements the contract's queryTokens for active and suspended tokens; it has no paging.
func (c *Client) ListTokens(ctx context.Context) ([]Token, error) {
	var answer struct {
		Tokens []Token `json:"tokens"`
	}
	err := c.do(ctx, call{operation: opQueryTokens, query: url.Values{"get_all": {"true"}}, idempotent: true}, &listed{"tokens", &answer})
	return live(answer.Tokens), err
}

// UpdateToken implements the contract's updateToken.
func (c *Client) UpdateToken(ctx context.Context, id string, in TokenUpdate) (Token, error) {
	in.UUID = id
	return update[Token](ctx, c, opUpdateToken, id, in)
}

// RevokeToken suspends a token by the contract's updateToken: the list knows no deleted ones. A token that the list does
// not hold is revoked already; one that stays active, whatever the answer was, is an error.
func (c *Client) RevokeToken(ctx context.Context, id string) error {
	updated, err := c.UpdateToken(ctx, id, TokenUpdate{Status: StatusSuspended})
	if err == nil && updated.revoked() {
		return nil
	}
	if err != nil && !api.IsNotFound(err) {
		return err
	}
	listed, listErr := c.GetToken(ctx, id) // a 404 may be that of a wrong route, so the list has the last word
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
	return fmt.Errorf("the service accepted %s, but the token is still %s", c.routes[opUpdateToken], cmp.Or(listed.Status.Name(), "in use"))
}

func (t Token) revoked() bool { return t.Status == StatusSuspended || t.Status == StatusDeleted }

// CreateTemporaryAccessToken implements the contract's createTemporaryAccessToken: a token to view the log of a user,
// which ends by itself after ttl seconds. No list holds it, so it is not repeated after an ambiguous failure.
func (c *Client) CreateTemporaryAccessToken(ctx context.Context, userUUID string, ttlSec int64) (Token, error) {
	body := struct {
		UserUUID string    `json:"user_uuid,omitempty"`
		TTLSec   api.Int64 `json:"ttl_sec,omitempty"`
	}{userUUID, api.Int64(ttlSec)}
	return create(ctx, c, making[Token]{operation: opCreateTemporaryAccessToken, body: body, recordAs: body})
}

// listFailure is the error of a list that is the only way to read an object: a 404 says that the route is wrong, and must
// not be taken for the absence of the object.
func (c *Client) listFailure(operation string, err error) error {
	if !api.IsNotFound(err) {
		return err
	}
	return &RouteError{
		Operation: operation, Route: c.routes[operation], Err: err,
		problem: "the list of such objects, the only way to read one, is answered by not found",
	}
}

// pick finds an object in a list that is the only way to read it. Its absence gives an error that api.IsNotFound accepts.
// Since this API leaves out what is empty, {} is a list without objects, and the contract gives no way to tell it from an
// answer that has lost its content. So an empty list is asked for once more before everything that is managed looks gone.
func pick[T object](ctx context.Context, c *Client, operation, id string, list func(context.Context) ([]T, error)) (T, error) {
	var zero T
	absent := "the list does not hold the object"
	for again := range 2 {
		listed, err := list(ctx)
		if err != nil {
			return zero, c.listFailure(operation, err)
		}
		for _, o := range listed {
			if o.identifier() == id {
				return o, nil
			}
		}
		if len(listed) > 0 {
			break
		}
		if again == 1 {
			absent = "the list holds no object at all, also when it is asked for again"
		}
	}
	return zero, c.unusable(operation, http.StatusNotFound, errors.New(absent))
}
