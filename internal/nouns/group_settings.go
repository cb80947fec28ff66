package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// groupSettings is not made by a create of the service: it takes over a group that is there, and has tests of its own.
func groupSettings() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_group_settings", Kind: mockapi.KindGroup, Title: "Group Settings", Titles: "Group Settings", One: "group", Many: "groups",
		Minimal: `{"id":"g-1","description":"d"}`, Before: []lifetest.Put{{Kind: mockapi.KindGroup, Object: mockapi.Object{"uuid": "g-1"}}},
		Creates: "updateGroup", Reads: "getGroup", WrapCreate: "group", Ends: lifetest.LeftBehind,
		Canary: `
resource "zerotrust_group_settings" "g" {
  id          = "shared-group"
  description = "stage ${var.stage}"
}
`,
	}
}
