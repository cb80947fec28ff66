package nouns

import (
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// user is without its personal data and its invitation, which travel beside the object: its own tests are about them.
func user() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_user", Kind: mockapi.KindUser, Title: "User", Titles: "Users", List: "users", Key: "display_name", LookedUpBy: "display_name",
		Minimal: `{"display_name":"n"}`, Changed: `{"display_name":"m","location":"Bern","tags":["oncall"]}`,
		Creates: "createUser", Reads: "getUser", Lists: "queryUsers", Updates: "updateUser", Deletes: "updateUser", Ends: lifetest.Retired,
		Stated: []string{"createUser", "queryUsers"}, WrapCreate: "user", WrapUpdate: "user",
		Arguments: []lifetest.Argument{
			lifetest.Text("location"), hidden(lifetest.Number("role", `10`, `3`)), lifetest.Texts("tags"), lifetest.Status(),
			{Name: "login", Unread: true}, {Name: "email", Unread: true}, {Name: "phone", Unread: true}, {Name: "send_invitation", Once: true},
		},
		Also: mockapi.Object{
			"mfa_status": 1, "idp_mfa_status": 2, "source_user_id": "s1", "integration_id": "i1", "integration_to_source_user_id": map[string]any{"i1": "s1"}, "record_update_time": 1705329026000,
		},
		Shown: `"mfa_status":1,"idp_mfa_status":2,"source_user_id":"s1","integration_id":"i1","integration_to_source_user_id":{"i1":"s1"},"data_source":"1","record_update_time":"2024-01-15T14:30:26Z"`,
		Objects: []mockapi.Object{
			{"uuid": "o3", "display_name": "twice", "tags": []any{"x"}}, {"uuid": "o2", "display_name": "twice", "data_source": 2}, {"uuid": "o4", "display_name": "z", "status": 1},
		},
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"display_name":"twice"}`, Found: "o2 o3"}, {Config: `{"tag":["x","y"]}`, Found: "o3", Query: "tag=x%2Cy"},
			{Config: `{"status":["INIT"]}`, Found: "o4", Query: "status=INIT"}, {Config: `{"data_source":["2"]}`, Found: "o2", Query: "datasource=2"},
		},
		RefusedFilters: map[string][]string{`{"display_name":""}`: {`at AttributeName("display_name")`}, `{"status":["GONE"]}`: {`at AttributeName("status")`}, `{"tag":[]}`: {`at AttributeName("tag")`}},
		Refused: map[string][]string{
			`{"display_name":""}`: {`error at AttributeName("display_name")`}, `{"display_name":"n","role":6}`: {`error at AttributeName("role")`}, `{"display_name":"n","status":"DELETED"}`: {`error at AttributeName("status")`},
			`{"display_name":"n","login":""}`: {`error at AttributeName("login")`}, `{"display_name":"n","email":""}`: {`error at AttributeName("email")`}, `{"display_name":"n","phone":""}`: {`error at AttributeName("phone")`},
			`{"display_name":"n","tags":[null]}`: {`error at AttributeName("tags")`},
		},
		Accepted: []string{`{"display_name":"${unknown}","login":"${unknown}","email":"${unknown}","phone":"${unknown}","send_invitation":"${unknown}"}`},
		Kills: []lifetest.Kill{
			{First: `{"display_name":"n","login":"n@acme.example","send_invitation":true}`, Second: `{"display_name":"n","login":"n@acme.example","send_invitation":true,"location":"Bern"}`},
		},
		Generate: func(b *lifetest.Block) {
			b.Set("display_name", lifetest.Quote(fmt.Sprintf("%d %s", b.Index, b.Raw())))
			b.Optional("role", b.Among(edge.UserRoleValues()...), "0")
			b.Strings("location")
			b.Sets("tags")
			b.Status()
			for _, unread := range []string{"login", "email", "phone"} {
				b.Unset(unread)
			}
			b.Unset("send_invitation", "false")
		},
		Canary: `
resource "zerotrust_user" "u" {
  display_name = "user"
  location     = "stage ${var.stage}"
}
`,
	}
}
