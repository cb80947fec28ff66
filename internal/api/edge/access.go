package edge

import (
	"context"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Access is the contract's Access: every selected user may reach every selected app. Zero values are left out of requests.
type Access struct {
	UUID             string    `json:"uuid,omitempty"`
	AccessType       api.Int64 `json:"access_type,omitempty"`
	AllowGuestAccess bool      `json:"allow_guest_access,omitempty"`
	AppList          []string  `json:"app_list,omitempty"`
	UserList         []string  `json:"user_list,omitempty"`
	RevokedUserList  []string  `json:"revoked_user_list,omitempty"` // update only
	EndTime          api.Int64 `json:"end_time,omitempty"`          // update only
	Description      string    `json:"description,omitempty"`
	IntegrationID    string    `json:"integration_id,omitempty"`
	Status           Status    `json:"status,omitempty"`
	DataSource       api.Text  `json:"data_source,omitempty"`
	AccountName      string    `json:"account_name,omitempty"`
	CreateTime       api.Int64 `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID      string    `json:"creator_uuid,omitempty"`
	UpdateTime       api.Int64 `json:"update_time,omitempty"` // epoch milliseconds
}

func (a Access) identifier() string { return a.UUID }
func (a Access) status() Status     { return a.Status }
func (a Access) label() string      { return "" }
func (a Access) created() api.Int64 { return a.CreateTime }

type updateAccessRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	Access             Access   `json:"access"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// CreateAccess implements the contract's createAccess, which takes no end_time and no revoked_user_list. After an
// ambiguous failure the rule is looked for: see api.Create.
func (c *Client) CreateAccess(ctx context.Context, access Access) (Access, error) {
	return create(ctx, c, making[Access]{operation: opCreateAccess, wanted: access, body: access, list: c.ListAccesses, read: c.GetAccess})
}

// GetAccess implements the contract's getAccess.
func (c *Client) GetAccess(ctx context.Context, id string) (Access, error) {
	return get(ctx, c, opGetAccess, id, nil, c.ListAccesses)
}

// AppliesTo selects rules and policies by what they apply to. Zero values select everything.
type AppliesTo struct{ AppID, UserID string }

// query returns the parameters, both of which are required: empty ones select everything.
func (a AppliesTo) query() url.Values { return url.Values{"appid": {a.AppID}, "userid": {a.UserID}} }

// ListAccesses returns every rule (contract queryAccesses).
func (c *Client) ListAccesses(ctx context.Context) ([]Access, error) {
	return c.QueryAccesses(ctx, AppliesTo{})
}

// QueryAccesses implements the contract's queryAccesses, which has no paging.
func (c *Client) QueryAccesses(ctx context.Context, filter AppliesTo) ([]Access, error) {
	var answer struct {
		Accesses []Access `json:"accesses"`
	}
	err := c.do(ctx, call{operation: opQueryAccesses, query: filter.query(), idempotent: true}, &answer)
	return live(answer.Accesses), err
}

// UpdateAccess implements the contract's updateAccess: the fields of access that are set are changed, those named in
// toClear are cleared.
func (c *Client) UpdateAccess(ctx context.Context, id string, access Access, toClear []string) (Access, error) {
	return update[Access](ctx, c, opUpdateAccess, id, updateAccessRequest{UUID: id, Access: access, AttributesToDelete: toClear})
}

// DeleteAccess sets the status DELETED by the contract's updateAccess. If the service refuses, the rule is suspended and
// the error wraps ErrSuspended.
func (c *Client) DeleteAccess(ctx context.Context, id string) error {
	return retire(func(status Status) (Status, error) {
		updated, err := c.UpdateAccess(ctx, id, Access{Status: status}, nil)
		return updated.Status, err
	}, func() error {
		_, err := c.GetAccess(ctx, id)
		return err
	})
}
