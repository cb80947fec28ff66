package nouns

import (
	"fmt"
	"math"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func port(name string) lifetest.Argument {
	return lifetest.Argument{Name: name, Before: `1`, After: `65535`} // 0 is refused
}

func ports(name string) lifetest.Argument {
	return lifetest.Numbers(name, `[443]`, `[8443,1,65535]`, `[1,8443,65535]`)
}

func portRanges(name string) lifetest.Argument {
	return lifetest.Numbers(name, `[{"start":1,"end":2}]`, `[{"start":1,"end":3},{"start":9,"end":9},{"start":5,"end":6}]`, "")
}

// hidden is an argument that the service chooses, and that is in no state unless it is configured.
func hidden(a lifetest.Argument) lifetest.Argument {
	a.Free, a.Hidden = true, true
	return a
}

func app() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_app", Kind: mockapi.KindApp, Title: "App", Titles: "Apps", List: "apps", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","host":"i","port":443}`,
		Creates: "createApp", Reads: "getApp", Lists: "queryApps", Updates: "updateApp", Deletes: "deleteApp", Ends: lifetest.LeftBehind,
		Undocumented: []string{"updateApp", "deleteApp"}, Stated: []string{"createApp"}, WrapCreate: "app", WrapUpdate: "app",
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Text("protocol"), lifetest.Text("host"), port("port"), lifetest.Text("path"), lifetest.Text("request_host_header"),
			lifetest.Text("reverse_proxy_name"), lifetest.Text("internal_protocol"), lifetest.Text("internal_host_pattern"), port("internal_port"),
			lifetest.Text("connector_unique_name"), hidden(lifetest.Number("host_match_type", `1`, `2`)), hidden(lifetest.Number("verify_server_cert", `1`, `2`)),
			ports("protocols"), ports("tcp_ports"), ports("udp_ports"), portRanges("tcp_port_ranges"), portRanges("udp_port_ranges"),
			lifetest.Texts("refs"), lifetest.Texts("tags"), lifetest.Text("integration_id"), lifetest.Status(),
			hidden(lifetest.Argument{
				Name: "ref_matches", Zeros: []string{`[]`}, Before: `[{"ref":"a","tags":["x"]}]`, After: `[{"ref":"b","tags":["x","y","z"]},{"ref":"c"},{"ref":"d","tags":["x"]}]`,
			}),
		},
		Shown: `"ref_display_names":{"group:a":"Display name of group:a","group:b":"Display name of group:b","group:c":"Display name of group:c","user:ä":"Display name of user:ä"},"data_source":"1"`,
		Objects: []mockapi.Object{
			{"uuid": "o3", "name": "twice", "tags": []any{"x"}, "status": 3, "data_source": 2}, {"uuid": "o2", "name": "twice", "tags": []any{"x", "y"}},
			{"uuid": "o4", "name": "zz", "status": 1, "data_source": 3}, {"uuid": "o5", "name": "z", "status": 4},
		},
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"name":"twice"}`, Found: "o2 o3"}, {Config: `{"name":"nobody"}`}, {Config: `{"tag":"x"}`, Found: "o2 o3", Query: "tag=x"},
			{Config: `{"tag":"z"}`, Query: "tag=z"}, {Config: `{"status":["ACTIVE"]}`, Found: "o2", Query: "status=ACTIVE"},
			{Config: `{"status":["SUSPENDED","INIT"]}`, Found: "o1 o3 o4", Query: "status=INIT%2CSUSPENDED"},
			{Config: `{"data_source":["3","2"]}`, Found: "o3 o4", Query: "datasource=2%2C3"},
			{Config: `{"tag":"x","status":["ACTIVE","SUSPENDED"],"data_source":["LOCAL"]}`, Found: "o2", Query: "datasource=LOCAL&status=ACTIVE%2CSUSPENDED&tag=x"},
		},
		Doubted: map[string][]string{
			`{"name":"n","tcp_port_ranges":[{"start":1,"end":2},{"start":9,"end":8}]}`: {"The range ends at 8, before it starts at 9."},
			`{"name":"n","udp_port_ranges":[{"start":9,"end":8}]}`:                     {`AttributeName("udp_port_ranges")`, "Invalid Port Range", "The range ends at 8, before it starts at 9."},
		},
		RefusedFilters: map[string][]string{
			`{"tag":""}`: {`at AttributeName("tag")`}, `{"status":[]}`: {`at AttributeName("status")`, "at least 1 elements"}, `{"status":[null]}`: {`at AttributeName("status")`, "null value"},
			`{"status":["DELETED"]}`: {`at AttributeName("status")`, `"SUSPENDED"`}, `{"data_source":[]}`: {`at AttributeName("data_source")`, "at least 1 elements"},
			`{"data_source":[""]}`: {`at AttributeName("data_source")`}, `{"data_source":["MARS"]}`: {"Unable to Read Apps:", `400 Bad Request: datasource: unknown source "MARS"`},
		},
		Refused: map[string][]string{
			`{"name":""}`:                                              {`error at AttributeName("name")`, "string length must be at least 1"},
			`{"name":"n","port":0}`:                                    {`error at AttributeName("port")`, "value must be between 1 and 65535, got: 0"},
			`{"name":"n","port":65536}`:                                {`error at AttributeName("port")`, "value must be between 1 and 65535, got: 65536"},
			`{"name":"n","internal_port":0}`:                           {`error at AttributeName("internal_port")`, "between 1 and 65535, got: 0"},
			`{"name":"n","internal_port":65536}`:                       {`error at AttributeName("internal_port")`, "between 1 and 65535, got: 65536"},
			`{"name":"n","tcp_ports":[1,-1]}`:                          {`error at AttributeName("tcp_ports")`, "between 0 and 65535, got: -1"},
			`{"name":"n","udp_ports":[65536]}`:                         {`error at AttributeName("udp_ports")`, "between 0 and 65535, got: 65536"},
			`{"name":"n","tcp_port_ranges":[{"start":-1,"end":5}]}`:    {"between 0 and 65535, got: -1"},
			`{"name":"n","udp_port_ranges":[{"start":5,"end":65536}]}`: {"between 0 and 65535, got: 65536"},
			`{"name":"n","tcp_port_ranges":[{"start":9}]}`:             {"has no value for end, which is required"},
			`{"name":"n","udp_port_ranges":[{"end":9}]}`:               {"has no value for start, which is required"},
			`{"name":"n","ref_matches":[{"tags":["t"]}]}`:              {"has no value for ref, which is required"},
			`{"name":"n","host_match_type":-1}`:                        {`error at AttributeName("host_match_type")`, "between 0 and 2147483647, got: -1"},
			`{"name":"n","verify_server_cert":2147483648}`:             {`error at AttributeName("verify_server_cert")`, "between 0 and 2147483647, got: 2147483648"},
			`{"name":"n","protocols":[-1]}`:                            {`error at AttributeName("protocols")`, "between 0 and 2147483647, got: -1"},
			`{"name":"n","tags":["a",""]}`:                             {`error at AttributeName("tags")`, "string length must be at least 1"},
			`{"name":"n","refs":[""]}`:                                 {`error at AttributeName("refs")`, "string length must be at least 1"},
			`{"name":"n","ref_matches":[{"ref":""}]}`:                  {`error at AttributeName("ref_matches")`, "string length must be at least 1"},
			`{"name":"n","ref_matches":[{"ref":"r","tags":[]}]}`:       {"set must contain at least 1 elements"},
			`{"name":"n","ref_matches":[{"ref":"r","tags":[""]}]}`:     {"string length must be at least 1"},
			`{"name":"n","tags":["a",null]}`:                           {`error at AttributeName("tags")`, "This attribute contains a null value."},
			`{"name":"n","refs":[null]}`:                               {`error at AttributeName("refs")`, "This attribute contains a null value."},
			`{"name":"n","tcp_ports":[null]}`:                          {`error at AttributeName("tcp_ports")`, "This attribute contains a null value."},
			`{"name":"n","tcp_port_ranges":[null]}`:                    {`error at AttributeName("tcp_port_ranges")`, "This attribute contains a null value."},
			`{"name":"n","ref_matches":[null]}`:                        {`error at AttributeName("ref_matches")`, "This attribute contains a null value."},
			`{"name":"n","ref_matches":[{"ref":"r","tags":[null]}]}`:   {"This attribute contains a null value."},
			`{"name":"n","status":"DELETED"}`:                          {`error at AttributeName("status")`, `value must be one of: ["INIT" "ACTIVE" "SUSPENDED"], got: "DELETED"`},
			`{"name":"n","status":"active"}`:                           {`error at AttributeName("status")`, `got: "active"`},
			`{"name":"n","status":""}`:                                 {`error at AttributeName("status")`, `got: ""`},
		},
		Accepted: []string{
			`{"name":"n","port":1,"internal_port":65535,"tcp_ports":[1,65535],"tcp_port_ranges":[{"start":1,"end":65535},{"start":7,"end":7}],
		"host_match_type":0,"verify_server_cert":2147483647,"protocols":[0]}`,
			`{"name":"n","tags":["${unknown}"],"tcp_ports":["${unknown}",1],"tcp_port_ranges":[{"start":"${unknown}","end":1},{"start":9,"end":"${unknown}"}],
		"ref_matches":[{"ref":"${unknown}","tags":["${unknown}"]},{"ref":"r","tags":"${unknown}"}],"udp_port_ranges":["${unknown}"]}`,
			`{"name":"n","ref_matches":["${unknown}"]}`,
		},
		Kills: []lifetest.Kill{{First: `{"name":"n","host":"h"}`, Second: `{"name":"n","host":"other"}`}},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "protocol", "host", "path", "request_host_header", "reverse_proxy_name", "internal_protocol",
				"internal_host_pattern", "connector_unique_name", "integration_id")
			b.Optional("port", b.Port)
			b.Optional("internal_port", b.Port)
			b.Optional("host_match_type", b.Code, "0")
			b.Optional("verify_server_cert", b.Code, "0")
			b.Optional("protocols", b.Some(b.Code), "[]")
			b.Optional("tcp_ports", b.Some(b.Port), "[]")
			b.Optional("udp_ports", b.Some(b.Port), "[]")
			portRange := func() string {
				start := 1 + b.Int64N(math.MaxUint16)
				return fmt.Sprintf("{ start = %d, end = %s }", start, b.Between(start, math.MaxUint16))
			}
			b.Optional("tcp_port_ranges", b.Some(portRange), "[]")
			b.Optional("udp_port_ranges", b.Some(portRange), "[]")
			b.Sets("refs", "tags")
			b.Optional("ref_matches", b.Some(b.Object(func(match *lifetest.Block) {
				match.Set("ref", b.Text())
				match.Optional("tags", b.Some(b.Text))
			})), "[]")
			b.Status()
		},
		Canary: `
resource "zerotrust_app" "a" {
  name        = "git"
  description = "stage ${var.stage}"
  protocol    = "tcp"
  host        = "git.example.com"
}
`,
	}
}
