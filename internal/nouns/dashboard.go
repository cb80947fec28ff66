package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func dashboard() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_dashboard", Kind: mockapi.KindDashboard, Title: "Dashboard", Titles: "Dashboards", List: "dashboards", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d"}`,
		Creates: "createDashboard", Reads: "getDashboard", Lists: "queryDashboards", Updates: "updateDashboard", Deletes: "deleteDashboard", Ends: lifetest.LeftBehind,
		Undocumented: []string{"updateDashboard", "deleteDashboard"}, WrapCreate: "dashboard", WrapUpdate: "dashboard",
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Text("icon"), {Name: "data", Before: `"[1]"`, After: `"[2,1]"`, Zeros: []string{`""`}}, lifetest.Texts("tags"), lifetest.Status(),
		},
		Objects: []mockapi.Object{
			{"uuid": "o3", "name": "twice", "tags": []any{"x"}, "status": 3}, {"uuid": "o2", "name": "twice", "tags": []any{"x", "y"}},
			{"uuid": "o4", "name": "z", "status": 1},
		},
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"name":"twice"}`, Found: "o2 o3"}, {Config: `{"name":"nobody"}`}, {Config: `{"tag":"x"}`, Found: "o2 o3", Query: "tag=x"},
			{Config: `{"status":["SUSPENDED","INIT"]}`, Found: "o1 o3 o4", Query: "status=INIT%2CSUSPENDED"}, {Config: `{"data_source":["LOCAL"]}`, Found: "o1 o2 o3 o4", Query: "datasource=LOCAL"},
			{Config: `{"data_source":["2"],"tag":"x"}`, Query: "datasource=2&tag=x"},
		},
		Refused: map[string][]string{
			`{}`:                              {`error at AttributeName("name")`},
			`{"name":""}`:                     {`error at AttributeName("name")`},
			`{"name":"n","tags":[""]}`:        {`error at AttributeName("tags")`},
			`{"name":"n","tags":[null]}`:      {`error at AttributeName("tags")`},
			`{"name":"n","status":"DELETED"}`: {`error at AttributeName("status")`},
		},
		RefusedFilters: map[string][]string{
			`{"name":""}`: {`at AttributeName("name")`}, `{"tag":""}`: {`at AttributeName("tag")`}, `{"status":["DELETED"]}`: {`at AttributeName("status")`},
			`{"data_source":[]}`: {`at AttributeName("data_source")`, "at least 1 elements"},
		},
		Accepted: []string{`{"name":"n","data":"no JSON","tags":["${unknown}"]}`},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "icon", "data")
			b.Sets("tags")
			b.Status()
		},
		Canary: `
resource "zerotrust_dashboard" "d" {
  name        = "dashboard"
  description = "stage ${var.stage}"
  data        = jsonencode({ cards = [zerotrust_card.c.id] })
}
`,
	}
}
