package nouns

import (
	"fmt"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func filter(name, after string) lifetest.Argument {
	return lifetest.Argument{
		Name: name, Before: `{"include_any":[{"all":["app:wiki"]}]}`, After: after,
		Zeros: []string{`{}`, `{"include_any":[]}`, `{"include_any":[],"exclude_any":[]}`},
	}
}

func policy() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_policy", Kind: mockapi.KindPolicy, Title: "Policy", Titles: "Policies", List: "policies", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","action":2,"app_filter":{"include_any":[{"all":["app:x"]}]}}`,
		Creates: "createPolicy", Reads: "getPolicy", Lists: "queryPolicies", Updates: "updatePolicy", Deletes: "updatePolicy", Ends: lifetest.Retired,
		WrapUpdate: "policy", Unmatched: []string{"expected_update_time"},
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Number("type", `2`, `1`), lifetest.Number("action", `2`, `301`),
			filter("app_filter", `{"include_any":[{"all":["appgroup:pci","domain:example.com","a:b"]},{"all":["app:wiki"]},{"all":["os:linux","group:c"]}],"exclude_any":[{"all":["host:x"]},{"all":["host:y"]}]}`),
			filter("session_filter", `{"include_any":[{"all":["group:eng","os:macos","posture_ge:high"]}],"exclude_any":[{"all":["country:CH","country:DE"]}]}`),
			lifetest.Number("priority", `7`, `100`), lifetest.Flag("allow_guest_access"),
			{Name: "constraints", Before: `{"max_sessions":"6"}`, After: `{"max_sessions":"5","note":""}`, Zeros: []string{`{}`}},
			{Name: "mitm_settings", Before: `{"fail_close":false}`, After: `{"fail_close":true}`, Zeros: []string{`{}`, `{"fail_close":false}`}},
			lifetest.Text("workflow_uuid"), lifetest.Text("metadata"), lifetest.Text("integration_id"), lifetest.Status(),
		},
		Also:  mockapi.Object{"policy_event_type": 1},
		Shown: `"policy_event_type":1`, NeverShown: []string{"workflow_name", "parent_app_control_policy_uuid"},
		Objects: twins(mockapi.Object{}), Filters: named(), RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}, `{"user_id":""}`: {`at AttributeName("user_id")`}},
		Refused: map[string][]string{
			`{"name":"n","type":5}`: {`error at AttributeName("type")`}, `{"name":"n","action":5}`: {`error at AttributeName("action")`}, `{"name":""}`: {`error at AttributeName("name")`},
			`{"name":"n","priority":-1}`: {`error at AttributeName("priority")`}, `{"name":"n","priority":2147483648}`: {`error at AttributeName("priority")`},
			`{"name":"n","status":"DELETED"}`: {`error at AttributeName("status")`}, `{"name":"n","workflow_name":""}`: {`error at AttributeName("workflow_name")`},
			`{"name":"n","workflow_name":"w","workflow_uuid":"u"}`:                  {`error at AttributeName("workflow_name")`, `"workflow_uuid" cannot be specified when "workflow_name" is specified`},
			`{"name":"n","app_filter":{"include_any":[{"all":["pci"]}]}}`:           {`error at AttributeName("app_filter")`, "is not a tag in the form key:value"},
			`{"name":"n","session_filter":{"exclude_any":[{"all":["os:"]}]}}`:       {`error at AttributeName("session_filter")`},
			`{"name":"n","session_filter":{"exclude_any":[{"all":[":macos"]}]}}`:    {`error at AttributeName("session_filter")`},
			`{"name":"n","app_filter":{"exclude_any":[{"all":[]}]}}`:                {`error at AttributeName("app_filter")`},
			`{"name":"n","app_filter":{"exclude_any":[{}]}}`:                        {`error at AttributeName("app_filter")`},
			`{"name":"n","app_filter":{"exclude_any":[{"all":["os:macos",null]}]}}`: {`error at AttributeName("app_filter")`},
			`{"name":"n","app_filter":{"exclude_any":[null]}}`:                      {`error at AttributeName("app_filter").AttributeName("exclude_any")`},
			`{"name":"n","constraints":{"max":null}}`:                               {`error at AttributeName("constraints")`},
		},
		Accepted: []string{
			`{"name":"n","type":4,"action":500}`, `{"name":"n","app_filter":{"include_any":[{"all":["url_in:https://example.com/a b","group:Domain Admins"]}]}}`,
			`{"name":"${unknown}","session_filter":{"include_any":"${unknown}","exclude_any":[{"all":"${unknown}"},{"all":["${unknown}"]},"${unknown}"]},
		"constraints":{"max":"${unknown}"},"mitm_settings":{"fail_close":"${unknown}"},"workflow_name":"${unknown}"}`,
		},
		Kills: []lifetest.Kill{{First: `{"name":"n","priority":5,"app_filter":{"include_any":[{"all":["app:b","app:a"]}]}}`, Second: `{"name":"n","priority":6}`}},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "workflow_uuid", "metadata", "integration_id")
			b.Unset("workflow_name")
			b.Optional("type", b.Among(edge.PolicyTypeValues()...), "0")
			b.Optional("action", b.Among(edge.PolicyActionValues()...), "0")
			b.Optional("priority", b.Code, "0")
			b.Bools("allow_guest_access")
			groups := b.Some(func() string { return "{ all = " + b.Some(b.Tag)() + " }" })
			for _, name := range []string{"app_filter", "session_filter"} {
				b.Optional(name, b.Object(func(filter *lifetest.Block) {
					filter.Optional("include_any", groups, "[]")
					filter.Optional("exclude_any", groups, "[]")
				}), "{}")
			}
			b.Optional("mitm_settings", b.Object(func(settings *lifetest.Block) { settings.Bools("fail_close") }), "{}")
			b.Optional("constraints", func() string {
				var entries strings.Builder
				for i := range 1 + b.IntN(3) {
					fmt.Fprintf(&entries, "    %s = %s\n", lifetest.Quote(fmt.Sprintf("%s%d", b.Raw(), i)), b.Text())
				}
				return "{\n" + entries.String() + "}"
			}, "{}")
			b.Status()
		},
		Canary: `
resource "zerotrust_policy" "p" {
  provider    = zerotrust.bearer
  name        = "policy"
  description = "stage ${var.stage}"
}
`,
	}
}
