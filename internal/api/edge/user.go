package edge

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"

// User is the contract's User, which holds no personal data. Zero values are left out of requests.
type User struct {
	UUID                      string            `json:"uuid,omitempty"`
	DisplayName               string            `json:"display_name,omitempty"`
	Role                      api.Int64         `json:"role,omitempty"`
	Status                    Status            `json:"status,omitempty"`
	Location                  string            `json:"location,omitempty"`
	Tags                      []string          `json:"tags,omitempty"`
	MFAStatus                 api.Int64         `json:"mfa_status,omitempty"`
	IDPMFAStatus              api.Int64         `json:"idp_mfa_status,omitempty"`
	SourceUserID              string            `json:"source_user_id,omitempty"`
	IntegrationID             string            `json:"integration_id,omitempty"`
	IntegrationToSourceUserID map[string]string `json:"integration_to_source_user_id,omitempty"`
	RecordUpdateTime          api.Time          `json:"record_update_time,omitempty"`
	DataSource                api.Text          `json:"data_source,omitempty"`
	AccountName               string            `json:"account_name,omitempty"`
	CreateTime                api.Time          `json:"create_time,omitempty"`
	UpdateTime                api.Time          `json:"update_time,omitempty"`
}

func (u User) identifier() string { return u.UUID }
func (u User) status() Status     { return u.Status }
func (u User) label() string      { return u.DisplayName }
func (u User) created() api.Int64 { return api.Int64(u.CreateTime) }
func (u User) updated() api.Int64 { return api.Int64(u.UpdateTime) }

// Users are the calls about users.
type Users struct{ *Objects[User] }

func newUsers(c *Client, cfg Config) *Users {
	return &Users{newObjects(c, cfg, kind[User]{get: opGetUser, list: opQueryUsers, member: "users"})}
}
