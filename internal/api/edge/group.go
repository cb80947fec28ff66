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

type updateGroupRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	Group              Group    `json:"group"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Groups are the calls about groups. The reference prints request and answer of the update the other way round than those of
// every other kind, so its answer proves nothing.
type Groups struct{ *Objects[Group] }

func newGroups(c *Client, cfg Config) *Groups {
	return &Groups{newObjects(c, cfg, kind[Group]{
		get: opGetGroup, list: opQueryGroups, update: opUpdateGroup, member: "groups", unproven: true,
		updating: func(id string, change Group, toClear []string) any {
			return updateGroupRequest{UUID: id, Group: change, AttributesToDelete: toClear}
		},
		outdates: []string{opQueryAlertConfigs, opQueryNotificationChannels, opQueryPolicies, opQueryWorkflows}, // which show names of groups
	})}
}
