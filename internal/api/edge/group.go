package edge

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"

// Group is the contract's Group: a group of users, whose members no operation shows. Zero values are left out of requests.
type Group struct {
	UUID                 string    `json:"uuid,omitempty"`
	Name                 string    `json:"name,omitempty"` // not unique: a synchronized group may have the name of another
	Description          string    `json:"description,omitempty"`
	Status               Status    `json:"status,omitempty"`
	Tags                 []string  `json:"tags,omitempty"`
	IntegrationID        string    `json:"integration_id,omitempty"`
	DataSource           api.Text  `json:"data_source,omitempty"`
	UserCount            api.Int64 `json:"user_count,omitempty"`
	SubGroupCount        api.Int64 `json:"sub_group_count,omitempty"`
	MembershipUpdateTime api.Time  `json:"membership_update_time,omitempty"`
	ProfileUpdateTime    api.Time  `json:"profile_update_time,omitempty"`
	AccountName          string    `json:"account_name,omitempty"`
	CreateTime           api.Time  `json:"create_time,omitempty"`
	UpdateTime           api.Time  `json:"update_time,omitempty"`
}

func (g Group) identifier() string { return g.UUID }
func (g Group) status() Status     { return g.Status }
func (g Group) label() string      { return g.Name }
func (g Group) created() api.Time  { return g.CreateTime }
func (g Group) updated() api.Time  { return g.UpdateTime }

// Groups are the calls about groups.
type Groups struct{ *Objects[Group] }

func newGroups(c *Client, cfg Config) *Groups {
	return &Groups{newObjects(c, cfg, kind[Group]{get: opGetGroup, list: opQueryGroups, member: "groups"})}
}
