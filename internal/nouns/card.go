package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func card() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_card", Kind: mockapi.KindCard, Title: "Card", Titles: "Cards", List: "cards", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d"}`,
		Creates: "createCard", Reads: "getCard", Lists: "queryCards", Updates: "updateCard", Deletes: "deleteCard", Ends: lifetest.LeftBehind,
		Undocumented: []string{"updateCard", "deleteCard"}, WrapCreate: "card", WrapUpdate: "card",
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Number("chart_type", `1`, `2147483647`), lifetest.Text("dataset"),
			{Name: "data", Before: `"{\"a\":1}"`, After: `"{\"a\":[2]}"`, Zeros: []string{`""`}}, lifetest.Text("display_config"), lifetest.Text("layout"), lifetest.Status(),
		},
		Objects: twins(mockapi.Object{}),
		Filters: named(),
		Refused: map[string][]string{
			`{}`:                                   {`error at AttributeName("name")`},
			`{"name":""}`:                          {`error at AttributeName("name")`},
			`{"name":"n","chart_type":-1}`:         {`error at AttributeName("chart_type")`, "between 0 and 2147483647, got: -1"},
			`{"name":"n","chart_type":2147483648}`: {`error at AttributeName("chart_type")`},
			`{"name":"n","status":"DELETED"}`:      {`error at AttributeName("status")`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Accepted:       []string{`{"name":"n","data":"no JSON","chart_type":0}`},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "dataset", "data", "display_config", "layout")
			b.Optional("chart_type", b.Code, "0")
			b.Status()
		},
		Canary: `
resource "zerotrust_card" "c" {
  name        = "card"
  description = "stage ${var.stage}"
  data        = jsonencode({ metric = "sessions" })
}
`,
	}
}
