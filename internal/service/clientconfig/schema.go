package clientconfig

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
)

const description = "Settings of the client on the devices of the sessions that `session_filter` selects. Destroying it sets its status to deleted, or to suspended if the service refuses that, with a warning."

// flags are the settings with three values.
func flags() map[string]string {
	return map[string]string{
		"browser_performance_inspection":     "Whether the performance of the sites in `browser_performance_inspection_domains` is measured. Default: false.",
		"browser_request_inspection":         "Whether requests of browsers are inspected, to add context such as the tab. Default: true.",
		"client_use_eg_upstream_dns":         "Whether the client resolves names by the resolver of the service. macOS only. Default: false.",
		"disconnect_allowed":                 "Whether users may disconnect.",
		"disconnect_justification_required":  "Whether users who disconnect must give a reason of five characters or more. Default: false.",
		"enable_always_on_vpn":               "Whether the client is always on: its menu has no entries to disconnect and to quit. Default: false.",
		"enable_auto_updates":                "Whether the client downloads updates by itself and installs them when it starts. Default: false.",
		"enable_browser_proxy":               "Whether the client sets the proxy of browsers. Without it, the client is a VPN of layers 3 and 4. Default: true.",
		"enable_guest_user_mode":             "Whether guests may use the client. The vendor says that it needs an API token of guest users.",
		"enable_manual_updates":              "Whether users may look for updates. Default: true.",
		"enable_sensor_data":                 "Whether the client reports the time between two inputs of the user. Default: true.",
		"enable_transparent_proxy":           "Whether TCP is redirected by a transparent proxy of layer 4. Without it, the client is a VPN of layer 3. Default: true.",
		"enable_transparent_sso":             "Whether clients on machines of an Azure AD domain log in by themselves.",
		"mac_install_root_ca":                "Whether a certificate for inspection is made on macOS if there is none.",
		"should_fail_open":                   "Whether the internet stays reachable if the gateway is not. Default: true.",
		"show_cellular_confirmation":         "Whether users are asked before diagnostics go through a cellular network. iOS only.",
		"show_popover_automatically":         "Whether notifications open the client's window. Default: true.",
		"wifi_only_if_location_permission":   "Whether data about the WiFi is collected only if the user permits the location. Default: false.",
		"windows_install_per_device_root_ca": "Whether a certificate for inspection is installed on each Windows device. Default: false.",
	}
}

func attributes() map[string]schema.Attribute {
	texts := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	all := map[string]schema.Attribute{
		"id":                                     argument.ID("client configuration"),
		"name":                                   argument.Name("Display name."),
		"description":                            argument.String("Description."),
		"priority":                               argument.ServerInt64("Order among client configurations. The vendor does not publish its direction.", false),
		"session_filter":                         argument.Filter("Sessions that the configuration is for."),
		"status":                                 argument.Status(),
		"browser_performance_inspection_domains": argument.Set("Domains whose performance is measured.", types.StringType, texts),
		"client_ca_uuid":                         argument.String("Id of the CA certificate that issues the identities which the client looks for in the key store of the system."),
		"disconnect_interval_minutes":            argument.Set("Minutes for which users may choose to disconnect, each as a text.", types.StringType, texts),
		"dns_search_domains":                     argument.TextList("Search domains, in their order. Default: those of the network.", stringvalidator.LengthAtLeast(1)),
		"installer_cert_thumbprint":              argument.String("Thumbprint of the certificate that signs the installers of automatic updates. The vendor says that `enable_auto_updates` needs it on Windows."),
		"log_level": argument.ServerInt64("Log level of the client, one of "+argument.Values(edge.ClientLogLevelValues())+". The vendor does not publish their meaning.", false,
			int64validator.OneOf(edge.ClientLogLevelValues()...)),
		"policy_location":                argument.String("Message that the client shows."),
		"post_login_redirect_url":        argument.String("Address that users are sent to 30 seconds after a login."),
		"proxy_exclusion_domains":        argument.Set("Domains and networks that pass by the proxy. Default: those of the platform.", types.StringType, texts),
		"session_refresh_interval_hours": argument.ServerInt64("Hours between two refreshes of the session with Azure AD. Windows only. Default: 6.", false, int64validator.AtLeast(0)),
		"update_channels":                argument.Set("Channels of updates.", types.StringType, texts),
		generate:                         argument.Bool("Whether the service makes the API token of guest users. Turning it off leaves the token as it is in the service. Never read back."),
		generated: schema.StringAttribute{
			MarkdownDescription: "API token of guest users that the service has made. Null without `generate_guest_user_api_token`, and after an import.",
			Computed:            true, Sensitive: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		string(given): schema.StringAttribute{
			MarkdownDescription: "API token of guest users. Write-only: it is sent with a create and with each new `guest_user_api_token_wo_version`, and kept in no plan and no state.",
			Optional:            true, Sensitive: true, WriteOnly: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRoot(given.VersionName()))},
		},
		given.VersionName(): given.Version(),
	}
	for name, text := range flags() {
		all[name] = argument.ServerInt64(text+" One of "+argument.Values(edge.TriStateBoolValues())+".", false, int64validator.OneOf(edge.TriStateBoolValues()...))
	}
	return all
}

func answers() map[string]dsschema.Attribute {
	return map[string]dsschema.Attribute{
		"filter_selector_display_names": argument.ShownMap("Display names by selector of the filter."),
		"creator_uuid":                  argument.ShownText("Id of the user who created the configuration."),
		"create_time":                   argument.ShownTime("When the configuration was created."),
		"update_time":                   argument.ShownTime("When the configuration was changed last."),
	}
}
