package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func unread(a lifetest.Argument) lifetest.Argument {
	a.Unread = true
	return a
}

func token() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_token", Kind: mockapi.KindToken, Title: "Token", Titles: "Tokens", List: "tokens", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d"}`,
		Creates: "createToken", Lists: "queryTokens", Updates: "updateToken", Deletes: "updateToken", Ends: lifetest.Revoked,
		Unmatched: []string{"secret", "login_url", "algo", "creator_role", "account_location", "account_shard", "backend_shard", "account_uuid", "expire_time_sec"},
		Arguments: []lifetest.Argument{
			lifetest.Text("description"),
			{Name: "status", Before: `"SUSPENDED"`, SentBefore: `3`, After: `"ACTIVE"`, Sent: `2`, Chosen: `"ACTIVE"`, Stored: `2`, Sure: true, Opens: lifetest.Resumes},
			unread(lifetest.Number("role", `10`, `3`)), unread(lifetest.Replacing(lifetest.Text("user_uuid"))), unread(lifetest.Replacing(lifetest.Number("ttl_sec", `60`, `600`))),
		},
		Objects: append(twins(mockapi.Object{}), mockapi.Object{"uuid": "o4", "name": "revoked", "status": 3}),
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"get_all":true}`, Found: "o1 o4 o2 o3"}, {Config: `{"name":"twice"}`, Found: "o2 o3"},
			{Config: `{"name":"revoked"}`}, {Config: `{"name":"revoked","get_all":true}`, Found: "o4"},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Refused: map[string][]string{
			`{"name":""}`: {`error at AttributeName("name"): Invalid Attribute Value`}, `{"name":"n","status":"INIT"}`: {`error at AttributeName("status"): Invalid Attribute Value`},
			`{"name":"n","role":6}`: {`error at AttributeName("role"): Invalid Attribute Value`}, `{"name":"n","ttl_sec":-1}`: {`error at AttributeName("ttl_sec"): Invalid Attribute Value`},
			`{"name":"n","rotation":""}`: {`error at AttributeName("rotation"): Invalid Attribute Value`},
		},
		Accepted: []string{`{"name":"${unknown}","rotation":"${unknown}"}`},
		Kills: []lifetest.Kill{
			{First: `{"name":"n"}`, Second: `{"name":"n","description":"d"}`},
			{Name: "rotated", First: `{"name":"n","rotation":"1"}`, Second: `{"name":"n","rotation":"2"}`},
		},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description")
			b.Optional("status", b.OneOf(edge.StatusActive.Name(), edge.StatusSuspended.Name()))
			for _, unknown := range []string{"role", "user_uuid", "ttl_sec", "rotation"} {
				b.Unset(unknown)
			}
		},
		Canary: `
resource "zerotrust_token" "t" {
  name        = "token"
  description = "stage ${var.stage}"
}

resource "zerotrust_token" "rotated" {
  name     = "rotated token"
  rotation = "stage ${var.stage}"
}
`,
	}
}
