package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// clientFlags are the settings of clients with three values.
func clientFlags() []string {
	return []string{
		"browser_performance_inspection", "browser_request_inspection", "client_use_eg_upstream_dns", "disconnect_allowed", "disconnect_justification_required",
		"enable_always_on_vpn", "enable_auto_updates", "enable_browser_proxy", "enable_guest_user_mode", "enable_manual_updates", "enable_sensor_data", "enable_transparent_proxy",
		"enable_transparent_sso", "mac_install_root_ca", "should_fail_open", "show_cellular_confirmation", "show_popover_automatically", "wifi_only_if_location_permission",
		"windows_install_per_device_root_ca",
	}
}

// clientConfig is in no list, so that its data source has tests of its own.
func clientConfig() lifetest.Noun {
	texts, sets := []string{"description", "client_ca_uuid", "installer_cert_thumbprint", "policy_location", "post_login_redirect_url"},
		[]string{"browser_performance_inspection_domains", "disconnect_interval_minutes", "proxy_exclusion_domains", "update_channels"}
	n := lifetest.Noun{
		TypeName: "zerotrust_client_config", Kind: mockapi.KindClientConfig, Title: "Client Config", Titles: "Client Configs", One: "client configuration", Many: "client configurations",
		Key: "name", Minimal: `{"name":"n"}`, Changed: `{"name":"m","enable_auto_updates":2,"update_channels":["beta"]}`,
		Creates: "createClientConfig", Reads: "getClientConfig", Updates: "updateClientConfig", Deletes: "updateClientConfig", Ends: lifetest.Retired,
		Unmatched: []string{"guest_user_api_token"},
		Arguments: []lifetest.Argument{
			filter("session_filter", `{"include_any":[{"all":["group:eng","os:macos"]}],"exclude_any":[{"all":["country:CH"]}]}`), lifetest.Status(),
			hidden(lifetest.Number("priority", `1`, `2`)), hidden(lifetest.Number("log_level", `1`, `4`)), hidden(lifetest.Number("session_refresh_interval_hours", `1`, `6`)),
			{Name: "generate_guest_user_api_token", Once: true},
			{Name: "dns_search_domains", Before: `["b"]`, After: `["b","a"]`, Zeros: []string{`[]`}, Ordered: true},
		},
		Refused: map[string][]string{
			`{}`:                                   {`error at AttributeName("name"): Missing Configuration`},
			`{"name":""}`:                          {`error at AttributeName("name")`},
			`{"name":"n","enable_auto_updates":3}`: {`error at AttributeName("enable_auto_updates")`, `0, 1, 2`},
			`{"name":"n","log_level":5}`:           {`error at AttributeName("log_level")`},
			`{"name":"n","session_refresh_interval_hours":-1}`:                              {`error at AttributeName("session_refresh_interval_hours")`},
			`{"name":"n","status":"DELETED"}`:                                               {`error at AttributeName("status")`},
			`{"name":"n","update_channels":[""]}`:                                           {`error at AttributeName("update_channels")`},
			`{"name":"n","dns_search_domains":[null]}`:                                      {`error at AttributeName("dns_search_domains")`},
			`{"name":"n","session_filter":{"include_any":[{}]}}`:                            {`error at AttributeName("session_filter")`},
			`{"name":"n","guest_user_api_token_wo":"t"}`:                                    {"error: Invalid Attribute Combination", "guest_user_api_token_wo_version"},
			`{"name":"n","guest_user_api_token_wo":"","guest_user_api_token_wo_version":1}`: {`error at AttributeName("guest_user_api_token_wo")`},
		},
		Accepted: []string{
			`{"name":"${unknown}","guest_user_api_token_wo":"${unknown}","guest_user_api_token_wo_version":"${unknown}","session_filter":"${unknown}","log_level":"${unknown}"}`,
			`{"name":"n","generate_guest_user_api_token":"${unknown}"}`,
		},
		Kills: []lifetest.Kill{{First: `{"name":"n"}`, Second: `{"name":"n","description":"d"}`, Told: "the service has no way to look whether it was"}},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings(texts...)
			b.Sets(sets...)
			b.Optional("dns_search_domains", b.Some(b.Text), "[]")
			for _, name := range clientFlags() {
				b.Optional(name, b.Among(edge.TriStateBoolValues()...), "0")
			}
			b.Optional("log_level", b.Among(edge.ClientLogLevelValues()...), "0")
			b.Optional("priority", b.Code, "0")
			b.Optional("session_refresh_interval_hours", b.Code, "0")
			group := b.Object(func(o *lifetest.Block) { o.Set("all", b.Some(b.Tag)()) })
			b.Optional("session_filter", b.Object(func(o *lifetest.Block) {
				o.Optional("include_any", b.Some(group), "[]")
				o.Optional("exclude_any", b.Some(group), "[]")
			}), "{}")
			b.Status()
			b.Unset("generate_guest_user_api_token", "false")
			b.Unset("guest_user_api_token_wo_version")
		},
		Canary: `
resource "zerotrust_client_config" "given" {
  name                            = "given"
  description                     = "stage ${var.stage}"
  guest_user_api_token_wo         = var.guest_token
  guest_user_api_token_wo_version = var.stage
}

resource "zerotrust_client_config" "generated" {
  name                          = "generated"
  description                   = "stage ${var.stage}"
  generate_guest_user_api_token = true
}
`,
	}
	for _, name := range texts {
		n.Arguments = append(n.Arguments, lifetest.Text(name))
	}
	for _, name := range sets {
		n.Arguments = append(n.Arguments, lifetest.Texts(name))
	}
	for _, name := range clientFlags() {
		n.Arguments = append(n.Arguments, hidden(lifetest.Number(name, `1`, `2`)))
	}
	return n
}
