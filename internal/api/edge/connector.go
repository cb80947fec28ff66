package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Connector is the contract's Connector: what carries traffic to private apps. It is addressed by its unique name. Zero values
// are left out of requests.
type Connector struct {
	UUID               string              `json:"uuid,omitempty"`
	UniqueName         string              `json:"unique_name,omitempty"`
	Name               string              `json:"name,omitempty"`
	Description        string              `json:"description,omitempty"`
	ExternalAddr       []string            `json:"external_addr,omitempty"`
	Tags               []string            `json:"tags,omitempty"`
	TCPOnLayerThreeVPN api.Int64           `json:"tcp_on_layer_three_vpn,omitempty"`
	Config             *ConnectorInstance  `json:"config,omitempty" changes:"alone"`
	Status             Status              `json:"status,omitempty"`
	AccessToken        api.Secret          `json:"access_token,omitempty"` // create answer only
	CertificatePEM     string              `json:"certificate_pem,omitempty"`
	ExpireTimeSec      api.Int64           `json:"expire_time_sec,omitempty"` // epoch or duration: not stated
	Coordinates        *Coordinates        `json:"coordinates,omitempty" changes:"alone"`
	CurrentServerTime  api.Time            `json:"current_server_time,omitempty" changes:"alone"`
	DesiredReleases    []DesiredRelease    `json:"desired_releases,omitempty"`
	Instances          []ConnectorInstance `json:"instances,omitempty" changes:"alone"`
	Routes             *ConnectorRoutes    `json:"routes,omitempty"`
	Refs               []string            `json:"refs,omitempty"`
	RefDisplayNames    map[string]string   `json:"ref_display_names,omitempty"`
	AccountName        string              `json:"account_name,omitempty"`
	CreateTime         api.Time            `json:"create_time,omitempty"`
	CreatorUUID        string              `json:"creator_uuid,omitempty"`
	CreatorDisplayName string              `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time            `json:"update_time,omitempty"`
	UpdaterUUID        string              `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string              `json:"updater_display_name,omitempty"`
}

// ConnectorInstance is the contract's ConnectorInstance: the settings of a connector, and what one of its instances tells.
type ConnectorInstance struct {
	DNSResolver  *DNSResolver       `json:"dns_resolver,omitempty"`
	EnableQUIC   bool               `json:"enable_quic,omitempty"`
	InternalAddr []string           `json:"internal_addr,omitempty"`
	TraceFilter  string             `json:"trace_filter,omitempty"`
	Coordinates  *Coordinates       `json:"coordinates,omitempty"`
	Commands     []ConnectorCommand `json:"commands,omitempty"`
	CurrentTime  api.Time           `json:"current_time,omitempty"`
	InstanceID   string             `json:"instance_id,omitempty"`
	Platform     string             `json:"platform,omitempty"`
	Status       []string           `json:"status,omitempty"`
	SupervisorID string             `json:"supervisor_id,omitempty"`
	TargetTriple string             `json:"target_triple,omitempty"`
	UpdateTime   api.Time           `json:"update_time,omitempty"`
	Version      string             `json:"version,omitempty"`
}

// DNSResolver is the contract's DnsResolver.
type DNSResolver struct {
	IPs []string `json:"ips,omitempty"`
}

// Coordinates is the contract's Coordinates: where something runs.
type Coordinates struct {
	AZ          string  `json:"az,omitempty"`
	ClusterName string  `json:"cluster_name,omitempty"`
	Hostname    string  `json:"hostname,omitempty"`
	Latitude    float64 `json:"latitude,omitempty"`  // degrees
	Longitude   float64 `json:"longitude,omitempty"` // degrees
	Provider    string  `json:"provider,omitempty"`
	Region      string  `json:"region,omitempty"`
}

// ConnectorCommand is the contract's ConnectorCommand.
type ConnectorCommand struct {
	Args        map[string]string `json:"args,omitempty"`
	CommandType api.Int64         `json:"command_type,omitempty"`
	InstanceID  string            `json:"instance_id,omitempty"`
	UpdateTime  api.Time          `json:"update_time,omitempty"`
}

// DesiredRelease is the contract's DesiredRelease: the version that a supervisor is to run.
type DesiredRelease struct {
	Release      *Release `json:"release,omitempty"`
	SupervisorID string   `json:"supervisor_id,omitempty"`
}

// Release is the contract's Release.
type Release struct {
	BinaryURL string `json:"binary_url,omitempty"`
	Version   string `json:"version,omitempty"`
}

// ConnectorRoutes is the contract's ConnectorRoutes: what a connector carries, by layer.
type ConnectorRoutes struct {
	Layer3Routes []Layer3Route `json:"layer3_routes,omitempty"`
	Layer4Routes []Layer4Route `json:"layer4_routes,omitempty"`
	Layer7Routes []Layer7Route `json:"layer7_routes,omitempty"`
}

// Layer3Route is the contract's Layer3Route.
type Layer3Route struct {
	HostPattern string            `json:"host_pattern,omitempty"`
	Name        string            `json:"name,omitempty"`
	Subnet      string            `json:"subnet,omitempty"`
	Tags        map[string]string `json:"tags,omitempty"`
}

// Layer4Route is the contract's Layer4Route.
type Layer4Route struct {
	HostPattern string            `json:"host_pattern,omitempty"`
	Port        api.Int64         `json:"port,omitempty"`
	Protocol    string            `json:"protocol,omitempty"`
	Tags        map[string]string `json:"tags,omitempty"`
}

// Layer7Route is the contract's Layer7Route.
type Layer7Route struct {
	HostPattern string            `json:"host_pattern,omitempty"`
	Port        api.Int64         `json:"port,omitempty"`
	Scheme      string            `json:"scheme,omitempty"`
	Tags        map[string]string `json:"tags,omitempty"`
}

func (c Connector) identifier() string { return c.UniqueName }
func (c Connector) status() Status     { return c.Status }
func (c Connector) label() string      { return c.UniqueName }
func (c Connector) created() api.Time  { return c.CreateTime }
func (c Connector) updated() api.Time  { return c.UpdateTime }

type updateConnectorRequest struct {
	Connector
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Connectors are the calls about connectors. Only the answer to a create holds the access token: after an ambiguous failure
// the connector that the request has made is returned without it, because its unique name stays taken.
type Connectors struct{ *Objects[Connector] }

func newConnectors(c *Client, cfg Config) *Connectors {
	return &Connectors{newObjects(c, cfg, kind[Connector]{
		create: opCreateConnector, get: opGetConnector, list: opQueryConnectors, update: opUpdateConnector, delete: opDeleteConnector,
		member: "connectors", blurred: []string{"config"}, once: func(c *Connector) { c.AccessToken = "" },
		updating: func(id string, change Connector, toClear []string) any {
			change.UniqueName = id
			return updateConnectorRequest{Connector: change, AttributesToDelete: toClear}
		},
	})}
}
