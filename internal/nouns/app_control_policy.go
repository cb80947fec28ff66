package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func appControlPolicy() lifetest.Noun {
	status := lifetest.Status()
	status.First = `1`
	return lifetest.Noun{
		TypeName: "zerotrust_app_control_policy", Kind: mockapi.KindAppControlPolicy, Title: "App Control Policy", Titles: "App Control Policies",
		List: "app_control_policies", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d","app_filter":{"include_any":[{"all":["app:x"]}]}}`,
		Creates: "createAppControlPolicy", Reads: "getAppControlPolicy", Lists: "queryAppControlPolicies", Updates: "updateAppControlPolicy", Deletes: "updateAppControlPolicy",
		Ends: lifetest.Retired, Unclearable: true,
		Arguments: []lifetest.Argument{
			lifetest.Text("description"),
			filter("app_filter", `{"include_any":[{"all":["appgroup:pci"]},{"all":["app:wiki","os:linux"]}],"exclude_any":[{"all":["host:x"]}]}`),
			filter("session_filter", `{"include_any":[{"all":["group:eng","os:macos"]}],"exclude_any":[{"all":["country:CH"]}]}`),
			{
				Name: "policy_event_actions", Before: `[{"event_type":1,"action":2}]`, Zeros: []string{`[]`},
				After: `[{"event_type":1,"action":3},{"event_type":4,"action":2},{"event_type":2,"action":2}]`,
			},
			status,
		},
		Shown:   `"child_policy_uuids":["o1-1","o1-2","o1-4"],"policy_event_actions":"*","filter_selector_display_names":"*"`,
		Objects: append(twins(mockapi.Object{}), mockapi.Object{"uuid": "o4", "name": "z", "status": 1}),
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"name":"twice"}`, Found: "o2 o3"},
			{Config: `{"status":["SUSPENDED","INIT"]}`, Found: "o1 o4", Query: "status=INIT%2CSUSPENDED"}, {Config: `{"status":["INIT"],"name":"once"}`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}, `{"status":["GONE"]}`: {`at AttributeName("status")`}},
		Refused: map[string][]string{
			`{"name":""}`: {`error at AttributeName("name")`}, `{"name":"n","status":"DELETED"}`: {`error at AttributeName("status")`},
			`{"name":"n","app_filter":{"include_any":[{"all":["pci"]}]}}`:       {`error at AttributeName("app_filter")`, "is not a tag in the form key:value"},
			`{"name":"n","policy_event_actions":[null]}`:                        {`error at AttributeName("policy_event_actions")`},
			`{"name":"n","policy_event_actions":[{"event_type":1}]}`:            {`error at AttributeName("policy_event_actions")`, "action"},
			`{"name":"n","policy_event_actions":[{"event_type":0,"action":1}]}`: {`error at AttributeName("policy_event_actions")`, "between 1 and"},
		},
		Accepted: []string{`{"name":"${unknown}","app_filter":"${unknown}","policy_event_actions":"${unknown}"}`},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description")
			groups := b.Some(func() string { return "{ all = " + b.Some(b.Tag)() + " }" })
			for _, name := range []string{"app_filter", "session_filter"} {
				b.Optional(name, b.Object(func(filter *lifetest.Block) {
					filter.Optional("include_any", groups, "[]")
					filter.Optional("exclude_any", groups, "[]")
				}), "{}")
			}
			b.Optional("policy_event_actions", b.Some(b.Object(func(event *lifetest.Block) {
				event.Set("event_type", b.Code())
				event.Set("action", b.Code())
			})), "[]")
			b.Status()
		},
		Canary: `
resource "zerotrust_app_control_policy" "p" {
  name        = "app control"
  description = "stage ${var.stage}"
}
`,
	}
}
