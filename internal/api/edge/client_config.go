package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// ClientConfig is the contract's ClientConfig: settings of the client on devices. Which of 1 and 2 is true of its three-valued
// flags is not published. Zero values are left out of requests.
type ClientConfig struct {
	UUID                                string     `json:"uuid,omitempty"`
	Name                                string     `json:"name,omitempty"`
	Description                         string     `json:"description,omitempty"`
	Priority                            api.Int64  `json:"priority,omitempty"`
	SessionFilter                       *Filter    `json:"session_filter,omitempty"`
	Status                              Status     `json:"status,omitempty"`
	BrowserPerformanceInspection        api.Int64  `json:"browser_performance_inspection,omitempty"`
	BrowserPerformanceInspectionDomains []string   `json:"browser_performance_inspection_domains,omitempty"`
	BrowserRequestInspection            api.Int64  `json:"browser_request_inspection,omitempty"`
	ClientCAUUID                        string     `json:"client_ca_uuid,omitempty"`
	ClientUseEGUpstreamDNS              api.Int64  `json:"client_use_eg_upstream_dns,omitempty"`
	DisconnectAllowed                   api.Int64  `json:"disconnect_allowed,omitempty"`
	DisconnectIntervalMinutes           []string   `json:"disconnect_interval_minutes,omitempty"`
	DisconnectJustificationRequired     api.Int64  `json:"disconnect_justification_required,omitempty"`
	DNSSearchDomains                    []string   `json:"dns_search_domains,omitempty" order:"kept"`
	EnableAlwaysOnVPN                   api.Int64  `json:"enable_always_on_vpn,omitempty"`
	EnableAutoUpdates                   api.Int64  `json:"enable_auto_updates,omitempty"`
	EnableBrowserProxy                  api.Int64  `json:"enable_browser_proxy,omitempty"`
	EnableGuestUserMode                 api.Int64  `json:"enable_guest_user_mode,omitempty"`
	EnableManualUpdates                 api.Int64  `json:"enable_manual_updates,omitempty"`
	EnableSensorData                    api.Int64  `json:"enable_sensor_data,omitempty"`
	EnableTransparentProxy              api.Int64  `json:"enable_transparent_proxy,omitempty"`
	EnableTransparentSSO                api.Int64  `json:"enable_transparent_sso,omitempty"`
	GuestUserAPIToken                   api.Secret `json:"guest_user_api_token,omitempty"` // of the answer that generated it
	InstallerCertThumbprint             string     `json:"installer_cert_thumbprint,omitempty"`
	LogLevel                            api.Int64  `json:"log_level,omitempty"`
	MacInstallRootCA                    api.Int64  `json:"mac_install_root_ca,omitempty"`
	PolicyLocation                      string     `json:"policy_location,omitempty"`
	PostLoginRedirectURL                string     `json:"post_login_redirect_url,omitempty"`
	ProxyExclusionDomains               []string   `json:"proxy_exclusion_domains,omitempty"`
	SessionRefreshIntervalHours         api.Int64  `json:"session_refresh_interval_hours,omitempty"`
	ShouldFailOpen                      api.Int64  `json:"should_fail_open,omitempty"`
	ShowCellularConfirmation            api.Int64  `json:"show_cellular_confirmation,omitempty"`
	ShowPopoverAutomatically            api.Int64  `json:"show_popover_automatically,omitempty"`
	UpdateChannels                      []string   `json:"update_channels,omitempty"`
	WifiOnlyIfLocationPermission        api.Int64  `json:"wifi_only_if_location_permission,omitempty"`
	WindowsInstallPerDeviceRootCA       api.Int64  `json:"windows_install_per_device_root_ca,omitempty"`

	FilterSelectorDisplayNames map[string]string `json:"filter_selector_display_names,omitempty"`
	AccountName                string            `json:"account_name,omitempty"`
	CreateTime                 api.Time          `json:"create_time,omitempty"`
	CreatorUUID                string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName         string            `json:"creator_display_name,omitempty"`
	UpdateTime                 api.Time          `json:"update_time,omitempty"`
	UpdaterUUID                string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName         string            `json:"updater_display_name,omitempty"`

	// GuestToken is sent if it is set. No record holds it.
	GuestToken GuestToken `json:"-"`
}

// GuestToken is what a request says of the API token of guest users: which one it is, or that the service makes one.
type GuestToken struct {
	Given    api.Secret
	Generate bool
}

func (c ClientConfig) identifier() string { return c.UUID }
func (c ClientConfig) status() Status     { return c.Status }
func (c ClientConfig) label() string      { return c.Name }
func (c ClientConfig) created() api.Time  { return c.CreateTime }
func (c ClientConfig) updated() api.Time  { return c.UpdateTime }

type clientConfigRequest struct {
	ClientConfig
	UUID                      string   `json:"uuid,omitempty"`
	GenerateGuestUserAPIToken bool     `json:"generate_guest_user_api_token,omitempty"`
	AttributesToDelete        []string `json:"attributes_to_delete,omitempty"`
}

// ClientConfigs are the calls about client configurations. No operation lists them: what a request whose answer was lost has
// made cannot be looked for, and an answer of 404 cannot be confirmed.
type ClientConfigs struct{ *Objects[ClientConfig] }

func newClientConfigs(c *Client, cfg Config) *ClientConfigs {
	request := func(id string, config ClientConfig, toClear []string) any {
		config.GuestUserAPIToken = config.GuestToken.Given // and not what an answer has shown
		return clientConfigRequest{ClientConfig: config, UUID: id, GenerateGuestUserAPIToken: config.GuestToken.Generate, AttributesToDelete: toClear}
	}
	return &ClientConfigs{newObjects(c, cfg, kind[ClientConfig]{
		create: opCreateClientConfig, get: opGetClientConfig, update: opUpdateClientConfig,
		creating: func(config ClientConfig) any { return request("", config, nil) }, updating: request,
		retiring: func(status Status) ClientConfig { return ClientConfig{Status: status} },
		secrets:  func(change ClientConfig) []string { return []string{change.GuestToken.Given.Value()} },
		once:     func(c *ClientConfig) { c.GuestUserAPIToken = "" },
	})}
}
