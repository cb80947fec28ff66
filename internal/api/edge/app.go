package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// App is the contract's App: a reference to a private or public application. Zero values are left out of requests.
type App struct {
	UUID                string            `json:"uuid,omitempty"`
	Name                string            `json:"name,omitempty"`
	Description         string            `json:"description,omitempty"`
	Protocol            string            `json:"protocol,omitempty"`
	Host                string            `json:"host,omitempty"`
	Port                api.Int64         `json:"port,omitempty"`
	Path                string            `json:"path,omitempty"`
	RequestHostHeader   string            `json:"request_host_header,omitempty"`
	ReverseProxyName    string            `json:"reverse_proxy_name,omitempty"`
	InternalProtocol    string            `json:"internal_protocol,omitempty"`
	InternalHostPattern string            `json:"internal_host_pattern,omitempty"`
	InternalPort        api.Int64         `json:"internal_port,omitempty"`
	ConnectorUniqueName string            `json:"connector_unique_name,omitempty"`
	HostMatchType       api.Int64         `json:"host_match_type,omitempty"`
	VerifyServerCert    api.Int64         `json:"verify_server_cert,omitempty"`
	Protocols           []api.Int64       `json:"protocols,omitempty"`
	TCPPorts            []api.Int64       `json:"tcp_ports,omitempty"`
	UDPPorts            []api.Int64       `json:"udp_ports,omitempty"`
	TCPPortRanges       []PortRange       `json:"tcp_port_ranges,omitempty"`
	UDPPortRanges       []PortRange       `json:"udp_port_ranges,omitempty"`
	Refs                []string          `json:"refs,omitempty"`
	Tags                []string          `json:"tags,omitempty"`
	RefMatches          []RefMatch        `json:"ref_matches,omitempty"`
	Status              Status            `json:"status,omitempty"`
	IntegrationID       string            `json:"integration_id,omitempty"`
	DataSource          api.Text          `json:"data_source,omitempty"`
	AccountName         string            `json:"account_name,omitempty"`
	RefDisplayNames     map[string]string `json:"ref_display_names,omitempty"`
	CreateTime          api.Time          `json:"create_time,omitempty"`
	CreatorUUID         string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName  string            `json:"creator_display_name,omitempty"`
	UpdateTime          api.Time          `json:"update_time,omitempty"`
	UpdaterUUID         string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName  string            `json:"updater_display_name,omitempty"`
}

// PortRange is the contract's PortRange; both ends belong to it.
type PortRange struct {
	Start api.Int64 `json:"start,omitempty"`
	End   api.Int64 `json:"end,omitempty"`
}

// RefMatch is the contract's AppRefMatch.
type RefMatch struct {
	Ref  string   `json:"ref,omitempty"`
	Tags []string `json:"tags,omitempty"`
}

func (a App) identifier() string { return a.UUID }
func (a App) status() Status     { return a.Status }
func (a App) label() string      { return a.Name }
func (a App) created() api.Time  { return a.CreateTime }
func (a App) updated() api.Time  { return a.UpdateTime }

type appRequest struct {
	UUID               string   `json:"uuid,omitempty"`
	App                App      `json:"app"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Apps are the calls about apps.
type Apps struct{ *Objects[App] }

func newApps(c *Client, cfg Config) *Apps {
	return &Apps{newObjects(c, cfg, kind[App]{
		create: opCreateApp, get: opGetApp, list: opQueryApps, update: opUpdateApp, delete: opDeleteApp, member: "apps",
		creating: func(app App) any { return appRequest{App: app} },
		updating: func(id string, change App, toClear []string) any {
			return appRequest{UUID: id, App: change, AttributesToDelete: toClear}
		},
		writes:   []string{opDeployApp},
		outdates: []string{opQueryAccesses, opQueryPolicies},
	})}
}

// Deploy implements the contract's deployApp: it creates an app together with the policies that open it, which are
// returned. It is not repeated after an ambiguous failure.
func (a *Apps) Deploy(ctx context.Context, app App) (App, []Policy, error) {
	var answer struct {
		App         App      `json:"app"`
		NewPolicies []Policy `json:"new_policies"`
	}
	if err := a.calls.client.do(ctx, call{operation: opDeployApp, body: appRequest{App: app}}, &answer); err != nil {
		return App{}, nil, err
	}
	if answer.App.UUID == "" {
		return App{}, nil, a.calls.client.mismatch(opDeployApp, "", "")
	}
	return answer.App, answer.NewPolicies, nil
}
