package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Rule is the id of the access rule of others that members are added to.
const Rule = "rule-of-others"

func accessMember() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_access_member", Kind: mockapi.KindAccess, Title: "Access Member", Titles: "Access Members",
		Minimal: `{"access_id":"` + Rule + `","user":"group:a"}`,
		Before: []lifetest.Put{{Kind: mockapi.KindAccess, Object: mockapi.Object{
			"uuid": Rule, "description": "d", "user_list": []any{"group:owners"}, "app_list": []any{"app:x"},
		}}},
		Creates: "updateAccess", Reads: "getAccess", Lists: "queryAccesses", Deletes: "updateAccess",
		// It adds to rules of its own that have members already, or none, in turns.
		Generate: func(b *lifetest.Block) {
			rule := mockapi.Object{}
			if b.Index%2 == 0 {
				rule = mockapi.Object{"user_list": []any{"user:other"}, "app_list": []any{"app:other"}}
			}
			b.Set("access_id", lifetest.Quote(b.Services.Put(mockapi.KindAccess, rule)))
			set, unset := "user", "app"
			if b.IntN(2) == 0 {
				set, unset = unset, set
			}
			b.Set(set, b.Selector())
			b.Unset(unset)
		},
		Canary: `
resource "zerotrust_access_member" "m" {
  access_id = zerotrust_access.a.id
  user      = "group:contractors"
}
`,
	}
}
