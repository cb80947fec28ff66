package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// AppControlPolicy is the contract's AppControlPolicy: what users may do within apps. The service makes a policy of its own
// for each event. Zero values are left out of requests.
type AppControlPolicy struct {
	UUID               string                  `json:"uuid,omitempty"`
	Name               string                  `json:"name,omitempty"`
	Description        string                  `json:"description,omitempty"`
	AppFilter          *Filter                 `json:"app_filter,omitempty"`
	SessionFilter      *Filter                 `json:"session_filter,omitempty"`
	PolicyEventActions []AppControlEventAction `json:"policy_event_actions,omitempty"`
	Status             Status                  `json:"status,omitempty"` // a create takes INIT and ACTIVE
	ChildPolicyUUIDs   []string                `json:"child_policy_uuids,omitempty"`

	FilterSelectorDisplayNames map[string]string `json:"filter_selector_display_names,omitempty"`
	AccountName                string            `json:"account_name,omitempty"`
	CreateTime                 api.Time          `json:"create_time,omitempty"`
	CreatorUUID                string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName         string            `json:"creator_display_name,omitempty"`
	UpdateTime                 api.Time          `json:"update_time,omitempty"`
	UpdaterUUID                string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName         string            `json:"updater_display_name,omitempty"`
}

// AppControlEventAction is the contract's AppControlPolicyEventAction: what happens at an event.
type AppControlEventAction struct {
	EventType  api.Int64 `json:"event_type,omitempty"`
	Action     api.Int64 `json:"action,omitempty"`
	PolicyUUID string    `json:"policy_uuid,omitempty"` // read only
}

func (p AppControlPolicy) identifier() string { return p.UUID }
func (p AppControlPolicy) status() Status     { return p.Status }
func (p AppControlPolicy) label() string      { return p.Name }
func (p AppControlPolicy) created() api.Time  { return p.CreateTime }
func (p AppControlPolicy) updated() api.Time  { return p.UpdateTime }

// AppControlPolicies are the calls about app control policies. An update clears nothing.
type AppControlPolicies struct{ *Objects[AppControlPolicy] }

func newAppControlPolicies(c *Client, cfg Config) *AppControlPolicies {
	return &AppControlPolicies{newObjects(c, cfg, kind[AppControlPolicy]{
		create: opCreateAppControlPolicy, get: opGetAppControlPolicy, list: opQueryAppControlPolicies, update: opUpdateAppControlPolicy,
		member: "app_control_policies", outdates: []string{opQueryPolicies}, // which hold its child policies
		updating: func(id string, change AppControlPolicy, _ []string) any {
			change.UUID = id
			return change
		},
		retiring: func(status Status) AppControlPolicy { return AppControlPolicy{Status: status} },
	})}
}
