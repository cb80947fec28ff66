package clientconfig

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what client configurations mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_client_config", One: "client configuration", Labels: []string{"name"},
		Sum: func(o meaning.Object) meaning.Sentence {
			if s := meaning.Filter(o.Get("session_filter")); len(s) > 0 {
				return meaning.Say("How the client on a device works, for sessions with ", s, ".")
			}
			return meaning.Say("How the client on a device works, for all sessions.")
		},
		Fields: []meaning.Field{
			{Name: "name", Words: "Name"}, {Name: "priority", Words: "Priority"}, {Name: "enable_always_on_vpn", Words: "Always on"},
			{Name: "should_fail_open", Words: "Passes traffic if the gateway is not reachable"}, {Name: "disconnect_allowed", Words: "Whether users may disconnect"},
			{Name: "enable_guest_user_mode", Words: "Guests"}, {Name: "proxy_exclusion_domains", Words: "Domains that pass by the proxy"}, {Name: "log_level", Words: "Log level"},
		},
		Said: []string{"session_filter"},
		Change: func(c *meaning.Change) {
			if c.Before.Exists() && c.After.Exists() && c.Differs("session_filter") {
				c.Say("It is for other sessions than before.")
			}
		},
		Secret: func(c *meaning.Change) []meaning.Sentence {
			if c.After.Exists() && c.After.Configured("guest_user_api_token_wo") && (c.Created || c.Replaced || c.Differs("guest_user_api_token_wo_version")) {
				return []meaning.Sentence{meaning.Say("An API token for guests is sent to the service.")}
			}
			return nil
		},
	}
}
