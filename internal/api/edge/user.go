package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

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
func (u User) created() api.Time  { return u.CreateTime }
func (u User) updated() api.Time  { return u.UpdateTime }

// UserPII is the contract's UserPii: the personal data of a user. Only a create takes them, and no read shows them.
type UserPII struct {
	Login string `json:"login,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

type createUserRequest struct {
	SendInvitation bool    `json:"send_invitation,omitempty"`
	User           User    `json:"user"`
	UserPII        UserPII `json:"user_pii,omitzero"`
}

// recordedUser is what makes the create of a user this one.
type recordedUser struct {
	User
	UserPII
	SendInvitation bool `json:"send_invitation,omitempty"`
}

type updateUserRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	User               User     `json:"user"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Users are the calls about users.
type Users struct{ *Objects[User] }

func newUsers(c *Client, cfg Config) *Users {
	return &Users{newObjects(c, cfg, kind[User]{
		create: opCreateUser, get: opGetUser, list: opQueryUsers, update: opUpdateUser, member: "users",
		updating: func(id string, change User, toClear []string) any {
			return updateUserRequest{UUID: id, User: change, AttributesToDelete: toClear}
		},
		retiring: func(status Status) User { return User{Status: status} },
		outdates: []string{opQueryAlertConfigs, opQueryNotificationChannels, opQueryPolicies, opQueryWorkflows}, // which show names of users
	})}
}

// Create is that of every kind, with what only a create takes. The service answers the object in a member.
func (u *Users) Create(ctx context.Context, user User, personal UserPII, sendInvitation bool) (User, error) {
	return typed[User](u.calls.createAs(ctx, making{
		wanted: user, body: createUserRequest{SendInvitation: sendInvitation, User: user, UserPII: personal}, member: "user",
		secrets:       []string{personal.Login, personal.Email, personal.Phone},
		recordAs:      recordedUser{User: user, UserPII: personal, SendInvitation: sendInvitation},
		neverAnswered: []string{"login", "email", "phone", "send_invitation"},
	}))
}
