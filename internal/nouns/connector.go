package nouns

import (
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func connector() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_connector", Kind: mockapi.KindConnector, Title: "Connector", Titles: "Connectors", List: "connectors",
		Key: "name", LookedUpBy: "name", ID: "unique_name", Fixed: true,
		Minimal: `{"unique_name":"c-1","name":"n"}`, Changed: `{"unique_name":"c-1","name":"m","tags":["a","b"]}`,
		Creates: "createConnector", Reads: "getConnector", Lists: "queryConnectors", Updates: "updateConnector", Deletes: "deleteConnector",
		Undocumented: []string{"updateConnector", "deleteConnector"}, Ends: lifetest.LeftBehind,
		Unmatched: []string{"access_token", "certificate_pem", "expire_time_sec"},
		Arguments: []lifetest.Argument{
			lifetest.Replacing(lifetest.Argument{Name: "unique_name", Before: `"c-before"`, After: `"c-after"`}),
			lifetest.Text("description"), lifetest.Texts("external_addr"), lifetest.Texts("tags"), hidden(lifetest.Number("tcp_on_layer_three_vpn", `1`, `2`)), lifetest.Status(),
		},
		Also: mockapi.Object{
			"uuid": "u1", "current_server_time": 7, "refs": []any{"app:a"}, "ref_display_names": mockapi.Object{"app:a": "A"}, "coordinates": mockapi.Object{"region": "eu", "latitude": 47.5},
			"desired_releases": []any{mockapi.Object{"supervisor_id": "s", "release": mockapi.Object{"version": "2"}}},
			"instances":        []any{mockapi.Object{"instance_id": "i", "status": []any{"up"}, "commands": []any{mockapi.Object{"command_type": 1, "args": mockapi.Object{"a": "b"}}}}},
			"routes":           mockapi.Object{"layer4_routes": []any{mockapi.Object{"host_pattern": "*", "port": 22, "tags": mockapi.Object{"t": "u"}}}},
		},
		Shown: `"uuid":"u1","current_server_time":"1970-01-01T00:00:07Z","refs":["app:a"],"ref_display_names":{"app:a":"A"},"certificate_pem":"*","config":"*","instances":"*","routes":"*",` +
			`"coordinates":{"region":"eu","latitude":47.5,"longitude":0},"desired_releases":[{"supervisor_id":"s","release":{"version":"2"}}]`,
		Objects: []mockapi.Object{{"unique_name": "o3", "name": "twice"}, {"unique_name": "o2", "name": "twice"}},
		Filters: named(),
		Refused: map[string][]string{
			`{}`:                                             {`error at AttributeName("unique_name"): Missing Configuration`},
			`{"unique_name":""}`:                             {`error at AttributeName("unique_name"): Invalid Id`},
			`{"unique_name":".."}`:                           {`error at AttributeName("unique_name"): Invalid Id`},
			`{"unique_name":" c"}`:                           {`error at AttributeName("unique_name")`, "blanks around it"},
			`{"unique_name":"c","tags":[""]}`:                {`error at AttributeName("tags")`},
			`{"unique_name":"c","status":"DELETED"}`:         {`error at AttributeName("status")`},
			`{"unique_name":"c","tcp_on_layer_three_vpn":3}`: {`error at AttributeName("tcp_on_layer_three_vpn")`, `0, 1, 2`},
			`{"unique_name":"c","config":{"dns_resolver":{"ips":[null]}}}`: {`error at AttributeName("config").AttributeName("dns_resolver").AttributeName("ips")`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Accepted:       []string{`{"unique_name":"${unknown}","config":{"dns_resolver":"${unknown}","internal_addr":["10.0.0.1"]}}`, `{"unique_name":"a/b ä"}`},
		Generate: func(b *lifetest.Block) {
			b.Set("unique_name", lifetest.Quote(fmt.Sprintf("c-%d", b.Index)))
			b.Strings("name", "description")
			b.Sets("external_addr", "tags")
			b.Optional("tcp_on_layer_three_vpn", b.Among(edge.TriStateBoolValues()...), "0")
			b.Status()
			b.Unset("config")
		},
		Canary: `
resource "zerotrust_connector" "c" {
  provider    = zerotrust.undocumented
  unique_name = "berlin-1"
  description = "stage ${var.stage}"
}
`,
	}
}
