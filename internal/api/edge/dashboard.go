package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Dashboard is the contract's Dashboard: a page of cards. Zero values are left out of requests.
type Dashboard struct {
	UUID               string   `json:"uuid,omitempty"`
	Name               string   `json:"name,omitempty"`
	Description        string   `json:"description,omitempty"`
	Icon               string   `json:"icon,omitempty"`
	Data               string   `json:"data,omitempty"`
	Tags               []string `json:"tags,omitempty"`
	Status             Status   `json:"status,omitempty"`
	AccountName        string   `json:"account_name,omitempty"`
	CreateTime         api.Time `json:"create_time,omitempty"`
	CreatorUUID        string   `json:"creator_uuid,omitempty"`
	CreatorDisplayName string   `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time `json:"update_time,omitempty"`
	UpdaterUUID        string   `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string   `json:"updater_display_name,omitempty"`
}

func (d Dashboard) identifier() string { return d.UUID }
func (d Dashboard) status() Status     { return d.Status }
func (d Dashboard) label() string      { return d.Name }
func (d Dashboard) created() api.Time  { return d.CreateTime }
func (d Dashboard) updated() api.Time  { return d.UpdateTime }

type dashboardRequest struct {
	UUID               string    `json:"uuid,omitempty"`
	Dashboard          Dashboard `json:"dashboard"`
	AttributesToDelete []string  `json:"attributes_to_delete,omitempty"`
}

// Dashboards are the calls about dashboards.
type Dashboards struct{ *Objects[Dashboard] }

func newDashboards(c *Client, cfg Config) *Dashboards {
	return &Dashboards{newObjects(c, cfg, kind[Dashboard]{
		create: opCreateDashboard, get: opGetDashboard, list: opQueryDashboards, update: opUpdateDashboard, delete: opDeleteDashboard, member: "dashboards",
		creating: func(dashboard Dashboard) any { return dashboardRequest{Dashboard: dashboard} },
		updating: func(id string, change Dashboard, toClear []string) any {
			return dashboardRequest{UUID: id, Dashboard: change, AttributesToDelete: toClear}
		},
	})}
}
