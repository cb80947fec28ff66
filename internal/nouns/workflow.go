package nouns

import (
	"math"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// defaultAnswers are those that the service chooses.
const defaultAnswers = `[{"answer":"Approve","actions":[{"on_object":2,"run":2,"target":"SUCCESS"}]},` +
	`{"answer":"Deny","actions":[{"on_object":2,"run":3,"target":"FAILURE"}]},{"answer":"Unsure","actions":[{"on_object":2,"run":4,"target":"UNSURE"}]}]`

// afterwards is an argument that an update sets right after the create.
func afterwards(a lifetest.Argument) lifetest.Argument {
	a.UpdateOnly = true
	return a
}

func workflow() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_workflow", Kind: mockapi.KindWorkflow, Title: "Workflow", Titles: "Workflows", List: "workflows", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","title":"t","recipients":["group:a","group:b"]}`,
		Creates: "createWorkflow", Reads: "getWorkflow", Lists: "queryWorkflows", Updates: "updateWorkflow", Deletes: "updateWorkflow", Ends: lifetest.Retired,
		Arguments: []lifetest.Argument{
			lifetest.Text("title"), lifetest.Text("description"), lifetest.Text("default_answer_index"), lifetest.Text("approver_text_template"), lifetest.Text("requestor_text_template"),
			lifetest.Text("text_template"), lifetest.Flag("justification_required"), lifetest.Flag("requestor_justification_required"), lifetest.Flag("token_required"),
			{
				Name: "actions", Ordered: true, Before: `[{"on_object":1,"run":2,"target":"a"}]`,
				After:  `[{"run":3},{"on_object":1,"run":2,"target":"b"},{"on_object":0,"run":1,"target":""}]`,
				Sent:   `[{"run":3},{"on_object":1,"run":2,"target":"b"},{"run":1}]`,
				State:  `[{"on_object":0,"run":3,"target":""},{"on_object":1,"run":2,"target":"b"},{"on_object":0,"run":1,"target":""}]`,
				Chosen: `[{"on_object":1,"run":1,"target":"notify"}]`, Stored: `[{"on_object":1,"run":1,"target":"notify"}]`,
			},
			{
				Name: "answers", Ordered: true, Before: `[{"answer":"Yes","actions":[{"run":1}]}]`,
				StateBefore: `[{"answer":"Yes","actions":[{"on_object":0,"run":1,"target":""}]}]`,
				After:       `[{"answer":"Yes"},{"answer":"No","actions":[{"run":3},{"run":1,"target":"x"}]},{"answer":"Later","actions":[]}]`,
				Sent:        `[{"answer":"Yes"},{"answer":"No","actions":[{"run":3},{"run":1,"target":"x"}]},{"answer":"Later"}]`,
				State:       `[{"answer":"Yes","actions":[]},{"answer":"No","actions":[{"on_object":0,"run":3,"target":""},{"on_object":0,"run":1,"target":"x"}]},{"answer":"Later","actions":[]}]`,
				Chosen:      defaultAnswers, Stored: defaultAnswers,
			},
			{Name: "approval_ttl_sec", Before: `60`, After: `-1`, Chosen: `86400`, Stored: `86400`, Sure: true}, {Name: "execution_ttl_sec", Before: `-1`, After: `3600`, Chosen: `600`, Stored: `600`, Sure: true},
			lifetest.Texts("recipients"), afterwards(lifetest.Status()),
		},
		Shown:   `"recipient_display_names":{"group:a":"Display name of group:a","group:b":"Display name of group:b","group:c":"Display name of group:c","user:ä":"Display name of user:ä"}`,
		Objects: twins(mockapi.Object{}), Filters: named(), RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}},
		Refused: map[string][]string{
			`{}`: {`error at AttributeName("name"): Missing Configuration for Required Attribute`}, `{"name":""}`: {`error at AttributeName("name")`},
			`{"name":"w","status":"DELETED"}`: {`error at AttributeName("status")`, `"SUSPENDED"`},
			`{"name":"w","approval_ttl_sec":0}`: {
				`error at AttributeName("approval_ttl_sec"): Invalid Time Limit: approval_ttl_sec is 0, which the service replaces by its default, one day. ` +
					`Leave the argument out to have the default, or set it to -1 for no limit.`,
			},
			`{"name":"w","execution_ttl_sec":0}`:   {`error at AttributeName("execution_ttl_sec")`, "ten minutes"},
			`{"name":"w","approval_ttl_sec":-2}`:   {`error at AttributeName("approval_ttl_sec")`, "a number of seconds above 0, or -1 for no limit"},
			`{"name":"w","execution_ttl_sec":-60}`: {`error at AttributeName("execution_ttl_sec")`, "-1 for no limit"},
			`{"name":"w","actions":[]}`:            {`error at AttributeName("actions")`, "at least 1"}, `{"name":"w","answers":[]}`: {`error at AttributeName("answers")`, "at least 1"},
			`{"name":"w","actions":[null]}`:                                    {`error at AttributeName("actions")`},
			`{"name":"w","actions":[{"run":1},{"run":-1}]}`:                    {`error at AttributeName("actions").ElementKeyInt(1).AttributeName("run")`},
			`{"name":"w","actions":[{"on_object":2147483648}]}`:                {`error at AttributeName("actions").ElementKeyInt(0).AttributeName("on_object")`},
			`{"name":"w","answers":[{"actions":[{"run":1}]}]}`:                 {`Missing Configuration for Required Attribute`, `the answers[0].answer attribute`},
			`{"name":"w","answers":[{"answer":""}]}`:                           {`error at AttributeName("answers").ElementKeyInt(0).AttributeName("answer")`},
			`{"name":"w","answers":[{"answer":"Yes","actions":[{"run":-1}]}]}`: {`error at AttributeName("answers").ElementKeyInt(0).AttributeName("actions").ElementKeyInt(0).AttributeName("run")`},
			`{"name":"w","recipients":[null]}`:                                 {`error at AttributeName("recipients")`}, `{"name":"w","recipients":[""]}`: {`AttributeName("recipients")`},
			`{"name":"w","text_template":"t"}`: {`warning at AttributeName("text_template")`, "Use requestor_text_template and approver_text_template instead."},
		},
		Accepted: []string{
			`{"name":"w","approval_ttl_sec":-1,"execution_ttl_sec":1,"actions":[{}],"answers":[{"answer":"Yes"}],"recipients":[]}`,
			`{"name":"w","actions":[{"run":"${unknown}","target":"${unknown}"},"${unknown}"],"answers":[{"answer":"${unknown}","actions":"${unknown}"}],"recipients":["${unknown}"]}`,
		},
		Kills: []lifetest.Kill{{First: `{"name":"n"}`, Second: `{"name":"n","title":"t"}`}},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("title", "description", "default_answer_index", "approver_text_template", "requestor_text_template")
			b.Bools("justification_required", "requestor_justification_required", "token_required")
			b.Selectors("recipients")
			for _, name := range []string{"approval_ttl_sec", "execution_ttl_sec"} {
				b.Optional(name, func() string {
					if b.IntN(3) == 0 {
						return "-1" // no limit
					}
					return b.Between(1, math.MaxInt32)
				})
			}
			actions := b.Some(b.Object(func(action *lifetest.Block) {
				action.Optional("on_object", b.Code, "0")
				action.Optional("run", b.Code, "0")
				action.Optional("target", b.Text, `""`)
			}))
			b.Optional("actions", actions)
			b.Optional("answers", b.Some(b.Object(func(answer *lifetest.Block) {
				answer.Set("answer", b.Text())
				answer.Optional("actions", actions, "[]")
			})))
			b.Status()
		},
		Canary: `
resource "zerotrust_workflow" "w" {
  name        = "workflow"
  description = "stage ${var.stage}"
  recipients  = ["group:sre"]
}
`,
	}
}
