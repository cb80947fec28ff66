package nouns

import (
	"fmt"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// processes is a posture attribute with n processes.
func processes(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(`{"process_regex":"agent%d"}`, i)
	}
	return `{"name":"a","required_processes":[` + strings.Join(all, ",") + `]}`
}

func postureAttribute() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_posture_attribute", Kind: mockapi.KindPostureAttribute, Title: "Posture Attribute", Titles: "Posture Attributes",
		List: "posture_attributes", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d"}`,
		Creates: "createPostureAttribute", Reads: "getPostureAttribute", Lists: "queryPostureAttributes", Updates: "updatePostureAttribute", Deletes: "deletePostureAttribute",
		Undocumented: []string{"deletePostureAttribute"}, Ends: lifetest.LeftBehind,
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Replacing(lifetest.Number("attribute_type", `1`, `4`)),
			{
				Name: "required_processes", Zeros: []string{`[]`}, Before: `[{"platform":1,"process_regex":"^agentd$"}]`,
				After: `[{"process_regex":"^agentd$"},{"platform":0,"bundle_id":"com.example.agent"},{"platform":2,"process_regex":"a(?=b)","binary_hash":"cafe","bundle_id":"b","cert_thumbprint":"c","team_id":"t"}]`,
				Sent:  `[{"process_regex":"^agentd$"},{"bundle_id":"com.example.agent"},{"platform":2,"process_regex":"a(?=b)","binary_hash":"cafe","bundle_id":"b","cert_thumbprint":"c","team_id":"t"}]`,
				State: `[{"platform":0,"process_regex":"^agentd$"},{"platform":0,"bundle_id":"com.example.agent"},{"platform":2,"process_regex":"a(?=b)","binary_hash":"cafe","bundle_id":"b","cert_thumbprint":"c","team_id":"t"}]`,
			},
			lifetest.Numbers("supported_platforms", `[1]`, `[2,0,3]`, `[0,2,3]`), // 0 is a platform like the others
		},
		Objects: twins(mockapi.Object{}), Filters: named(), RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Refused: map[string][]string{
			`{}`: {`error at AttributeName("name")`}, `{"name":""}`: {`error at AttributeName("name")`},
			`{"name":"a","attribute_type":6}`:           {`error at AttributeName("attribute_type")`, `0, 1, 2, 3, 4, 5`},
			`{"name":"a","supported_platforms":[0,4]}`:  {`error at AttributeName("supported_platforms")`, "must be one of: 0, 1, 2, 3, got: 4"},
			`{"name":"a","supported_platforms":[null]}`: {`error at AttributeName("supported_platforms")`},
			processes(21): {`error at AttributeName("required_processes")`, "at most 20"},
			`{"name":"a","required_processes":[null]}`: {`error at AttributeName("required_processes")`},
			`{"name":"a","required_processes":[{"process_regex":"x"},{"platform":1}]}`: {
				`error at AttributeName("required_processes")`, "Process Not Described",
				"at least one of binary_hash, bundle_id, cert_thumbprint, process_regex, team_id is needed",
			},
			`{"name":"a","required_processes":[{"platform":9,"team_id":"t"}]}`:   {`error at AttributeName("required_processes")`, "required_processes.platform"},
			`{"name":"a","required_processes":[{"team_id":"","bundle_id":"b"}]}`: {`error at AttributeName("required_processes")`, "required_processes.team_id"},
			`{"name":"a","required_processes":[{"team_id":"t"},{"team_id":"t","platform":0}]}`: {
				`error at AttributeName("required_processes"): Process Listed Twice`, "platform is 0 where it is left out",
			},
		},
		Accepted: []string{
			processes(20), `{"name":"a","attribute_type":0,"supported_platforms":[0],"required_processes":[]}`,
			`{"name":"a","required_processes":[{"process_regex":"(?<!x)a(?=b)\\1"}]}`, // another dialect than Go's
			`{"name":"a","supported_platforms":["${unknown}"],"required_processes":["${unknown}",{"team_id":"${unknown}","platform":"${unknown}"}]}`,
			`{"name":"a","required_processes":[{"team_id":"t"},{"team_id":"t","platform":"${unknown}"}]}`,
		},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description")
			b.Optional("attribute_type", b.Among(edge.PostureAttributeTypeValues()...), "0")
			platform := b.Among(edge.PosturePlatformValues()...)
			b.Optional("supported_platforms", b.Some(platform), "[]")
			marks := []string{"process_regex", "binary_hash", "bundle_id", "cert_thumbprint", "team_id"}
			processes := 0
			b.Optional("required_processes", b.Some(b.Object(func(process *lifetest.Block) {
				process.Optional("platform", platform, "0")
				given := b.IntN(len(marks))
				for i, mark := range marks {
					if i == given { // one is needed, and the processes of a set must differ
						processes++
						process.Set(mark, lifetest.Quote(fmt.Sprintf("%d%s", processes, b.Raw())))
						continue
					}
					process.Optional(mark, b.Text)
				}
			})), "[]")
		},
		Canary: `
resource "zerotrust_posture_attribute" "a" {
  name                = "attribute"
  description         = "stage ${var.stage}"
  attribute_type      = 4
  supported_platforms = [1]
  required_processes  = [{ platform = 1, bundle_id = "com.example" }]
}
`,
	}
}
