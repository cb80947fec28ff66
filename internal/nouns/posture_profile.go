package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func postureProfile() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_posture_profile", Kind: mockapi.KindPostureProfile, Title: "Posture Profile", Titles: "Posture Profiles",
		List: "posture_profiles", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d"}`,
		Creates: "createPostureProfile", Reads: "getPostureProfile", Lists: "queryPostureProfiles", Updates: "updatePostureProfile", Deletes: "deletePostureProfile",
		Undocumented: []string{"deletePostureProfile"}, Ends: lifetest.LeftBehind,
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Texts("attribute_uuids"), lifetest.Replacing(lifetest.Number("platform", `1`, `3`)),
			{Name: "posture_tag_value", Before: `"low"`, After: `"of one's own"`, Zeros: []string{`""`}}, // the service may know more values
		},
		Objects: twins(mockapi.Object{}),
		Filters: named(),
		Refused: map[string][]string{
			`{}`:                                    {`error at AttributeName("name")`},
			`{"name":""}`:                           {`error at AttributeName("name")`},
			`{"name":"p","platform":4}`:             {`error at AttributeName("platform")`, "got: 4"},
			`{"name":"p","attribute_uuids":[null]}`: {`error at AttributeName("attribute_uuids")`},
			`{"name":"p","attribute_uuids":["a",""]}`: {`error at AttributeName("attribute_uuids")`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Accepted:       []string{`{"name":"p","attribute_uuids":["a","${unknown}"]}`},
		Kills:          []lifetest.Kill{{First: `{"name":"n","attribute_uuids":["b","a"]}`, Second: `{"name":"n","attribute_uuids":["a"]}`}},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "posture_tag_value")
			b.Sets("attribute_uuids")
			b.Optional("platform", b.Among(edge.PosturePlatformValues()...), "0")
		},
		Canary: `
resource "zerotrust_posture_profile" "p" {
  name              = "profile"
  description       = "stage ${var.stage}"
  platform          = 1
  posture_tag_value = "high"
  attribute_uuids   = [zerotrust_posture_attribute.a.id]
}
`,
	}
}
