package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func alertConfig() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_alert_config", Kind: mockapi.KindAlertConfig, Title: "Alert Config", Titles: "Alert Configs", List: "alert_configs", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d","recipients":["user:a","user:b"]}`,
		Creates: "createAlertConfig", Reads: "getAlertConfig", Lists: "queryAlertConfigs", Updates: "updateAlertConfig", Deletes: "deleteAlertConfig", Ends: lifetest.LeftBehind,
		Undocumented: []string{"updateAlertConfig", "deleteAlertConfig"},
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Text("event_description_template"), lifetest.Text("cloned_from_uuid"), lifetest.Texts("recipients"), lifetest.Texts("tags"),
			lifetest.Number("skip_alerts", `1`, `2`), lifetest.Status(),
			filter("condition_filter", `{"include_any":[{"all":["group:eng","os:macos"]},{"all":["os:linux"]}],"exclude_any":[{"all":["country:CH"]}]}`),
			{
				Name: "card_data", OrderedWithin: []string{"visible_columns", "sort_order"}, Zeros: []string{`{}`, `{"title":"","card_type":0,"show_text_box":false,"visible_columns":[],"card_filters":[],"curated_query_config":{}}`},
				Before: `{"title":"before","visible_columns":["a","b"],"sort_order":[{"column_id":"a"}],"curated_query_config":{"behavior_id":"b"}}`,
				After: `{"uuid":"c1","title":"Logins","description":"d","card_type":3,"chart_type":"bar","chart_data_source":"events","metric":"count","aggregation":"sum","group_by_dimension":"user",
					"group_by_dimension2":"app","apply_global_filters":true,"from_eg_library":true,"show_data_table":true,"show_text_box":true,"visible_columns":["b","c","a"],
					"card_filters":[{"field":"user","operator":"=","value":"u","type":2,"display":"User","display_value":"Alice","identity":{"id":"u1","type":1,"display":"Alice"}},{"field":"x"}],
					"sort_order":[{"column_id":"b","is_desc":2},{"column_id":"a"}],
					"curated_query_config":{"behavior_id":"b","subject_type":1,"summaries":["s","t"],"modifiers":[{"target_field":"f","operator":"in","dataset_uuid":"d1"},{"target_field":"g"}]}}`,
				Sent: `{"uuid":"c1","title":"Logins","description":"d","card_type":3,"chartType":"bar","chart_data_source":"events","metric":"count","aggregation":"sum","group_by_dimension":"user",
					"group_by_dimension2":"app","apply_global_filters":true,"from_eg_library":true,"show_data_table":true,"show_text_box":true,"visible_columns":["b","c","a"],
					"card_filters":[{"field":"user","operator":"=","value":"u","type":2,"display":"User","display_value":"Alice","identity":{"id":"u1","type":1,"display":"Alice"}},{"field":"x"}],
					"sort_order":[{"column_id":"b","is_desc":2},{"column_id":"a"}],
					"curated_query_config":{"behavior_id":"b","subject_type":1,"summaries":["s","t"],"modifiers":[{"target_field":"f","operator":"in","dataset_uuid":"d1"},{"target_field":"g"}]}}`,
			},
		},
		Also: mockapi.Object{"severity_to_assign": 3},
		Shown: `"severity_to_assign":3,"recipient_display_names":{"group:a":"Display name of group:a","group:b":"Display name of group:b","group:c":"Display name of group:c","user:ä":"Display name of user:ä"},
			"condition_filter_display_names":{"group:eng":"Display name of group:eng","os:macos":"Display name of os:macos","os:linux":"Display name of os:linux"}`,
		Objects: append(twins(mockapi.Object{}), mockapi.Object{"uuid": "o4", "name": "z", "status": 1}),
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"name":"twice"}`, Found: "o2 o3"}, {Config: `{"status":["SUSPENDED"]}`, Found: "o1", Query: "status=SUSPENDED"},
			{Config: `{"status":["SUSPENDED","ACTIVE"]}`, Found: "o1 o2 o3"}, {Config: `{"status":["INIT"],"name":"once"}`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}, `{"status":["GONE"]}`: {`at AttributeName("status")`}},
		Refused: map[string][]string{
			`{"name":""}`: {`error at AttributeName("name")`}, `{"name":"n","status":"DELETED"}`: {`error at AttributeName("status")`}, `{"name":"n","skip_alerts":-1}`: {`error at AttributeName("skip_alerts")`},
			`{"name":"n","recipients":[""]}`: {`error at AttributeName("recipients")`}, `{"name":"n","tags":[null]}`: {`error at AttributeName("tags")`},
			`{"name":"n","card_data":{"card_filters":[{"operator":"="}]}}`:                        {"has no value for field, which is required"},
			`{"name":"n","card_data":{"card_filters":[{"field":"x","value":""}]}}`:                {"card_data.card_filters.value string length must be at least 1"},
			`{"name":"n","card_data":{"card_filters":[{"field":"x","identity":{}}]}}`:             {"required"},
			`{"name":"n","card_data":{"sort_order":[{"column_id":"x","is_desc":0}]}}`:             {`.AttributeName("is_desc")`},
			`{"name":"n","card_data":{"visible_columns":[""]}}`:                                   {`error at AttributeName("card_data").AttributeName("visible_columns")`},
			`{"name":"n","card_data":{"curated_query_config":{"modifiers":[{"operator":"in"}]}}}`: {"required"},
			`{"name":"n","condition_filter":{"include_any":[{}]}}`:                                {`error at AttributeName("condition_filter")`},
		},
		Accepted: []string{`{"name":"${unknown}","card_data":{"title":"${unknown}","card_filters":[{"field":"${unknown}","identity":"${unknown}"},"${unknown}"],"sort_order":"${unknown}","visible_columns":["${unknown}"]}}`},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description", "event_description_template", "cloned_from_uuid")
			b.Selectors("recipients")
			b.Sets("tags")
			b.Optional("skip_alerts", b.Code, "0")
			b.Status()
			group := b.Object(func(o *lifetest.Block) { o.Set("all", b.Some(b.Tag)()) })
			b.Optional("condition_filter", b.Object(func(o *lifetest.Block) {
				o.Optional("include_any", b.Some(group), "[]")
				o.Optional("exclude_any", b.Some(group), "[]")
			}), "{}")
			b.Optional("card_data", b.Object(func(o *lifetest.Block) {
				o.Strings("title", "chart_type", "metric")
				o.Bools("show_text_box")
				o.Optional("card_type", b.Code, "0")
				o.Sets("visible_columns")
				o.Optional("card_filters", b.Some(b.Object(func(f *lifetest.Block) {
					f.Set("field", b.Text())
					f.Optional("type", b.Code)
				})), "[]")
				o.Optional("curated_query_config", b.Object(func(q *lifetest.Block) {
					q.Strings("behavior_id")
					q.Sets("summaries")
				}), "{}")
			}), "{}")
		},
		Canary: `
resource "zerotrust_alert_config" "a" {
  name        = "alert rule"
  description = "stage ${var.stage}"
}
`,
	}
}
