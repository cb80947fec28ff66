package workflow_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestWorkflow_refusedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for name, test := range map[string]struct {
		config string
		says   []string
	}{
		"no name":        {`{}`, []string{`error at AttributeName("name"): Missing Configuration for Required Attribute`}},
		"empty name":     {`{"name": ""}`, []string{`error at AttributeName("name")`}},
		"unknown status": {`{"name": "w", "status": "DELETED"}`, []string{`error at AttributeName("status")`, `"SUSPENDED"`}},
		"no approval time": {`{"name": "w", "approval_ttl_sec": 0}`, []string{
			`error at AttributeName("approval_ttl_sec"): Invalid Time Limit: approval_ttl_sec is 0, which the service replaces by its default, one day. ` +
				`Leave the argument out to have the default, or set it to -1 for no limit.`,
		}},
		"no execution time":       {`{"name": "w", "execution_ttl_sec": 0}`, []string{`error at AttributeName("execution_ttl_sec")`, "ten minutes"}},
		"negative approval time":  {`{"name": "w", "approval_ttl_sec": -2}`, []string{`error at AttributeName("approval_ttl_sec")`, "a number of seconds above 0, or -1 for no limit"}},
		"negative execution time": {`{"name": "w", "execution_ttl_sec": -60}`, []string{`error at AttributeName("execution_ttl_sec")`, "-1 for no limit"}},
		"no actions":              {`{"name": "w", "actions": []}`, []string{`error at AttributeName("actions")`, "at least 1"}},
		"no answers":              {`{"name": "w", "answers": []}`, []string{`error at AttributeName("answers")`, "at least 1"}},
		"null action":             {`{"name": "w", "actions": [null]}`, []string{`error at AttributeName("actions")`}},
		"negative code": {`{"name": "w", "actions": [{"run": 1}, {"run": -1}]}`, []string{
			`error at AttributeName("actions").ElementKeyInt(1).AttributeName("run")`,
		}},
		"code above 32 bits": {`{"name": "w", "actions": [{"on_object": 2147483648}]}`, []string{
			`error at AttributeName("actions").ElementKeyInt(0).AttributeName("on_object")`,
		}},
		"answer without a text": {`{"name": "w", "answers": [{"actions": [{"run": 1}]}]}`, []string{`Missing Configuration for Required Attribute`, `the answers[0].answer attribute`}},
		"empty answer": {`{"name": "w", "answers": [{"answer": ""}]}`, []string{
			`error at AttributeName("answers").ElementKeyInt(0).AttributeName("answer")`,
		}},
		"code of an answer": {`{"name": "w", "answers": [{"answer": "Yes", "actions": [{"run": -1}]}]}`, []string{
			`error at AttributeName("answers").ElementKeyInt(0).AttributeName("actions").ElementKeyInt(0).AttributeName("run")`,
		}},
		"null recipient":  {`{"name": "w", "recipients": [null]}`, []string{`error at AttributeName("recipients")`}},
		"empty recipient": {`{"name": "w", "recipients": [""]}`, []string{`AttributeName("recipients").ElementKeyValue`}},
		"deprecated template": {`{"name": "w", "text_template": "t"}`, []string{
			`warning at AttributeName("text_template")`, "Use requestor_text_template and approver_text_template instead.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Says(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), test.config), test.says...)
		})
	}
}

func TestWorkflow_acceptedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, config := range []string{
		`{"name": "w"}`,
		`{"name": "w", "approval_ttl_sec": -1, "execution_ttl_sec": 1, "actions": [{}], "answers": [{"answer": "Yes"}], "recipients": []}`,
		`{"name": "${unknown}", "approval_ttl_sec": "${unknown}", "actions": "${unknown}", "recipients": ["${unknown}"], "status": "${unknown}"}`,
		`{"name": "w", "actions": [{"run": "${unknown}", "target": "${unknown}"}, "${unknown}"], "answers": [{"answer": "${unknown}", "actions": "${unknown}"}]}`,
	} {
		acctest.Quiet(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), config))
	}
}

// Values that are known only after apply are planned, and become what they turn out to be.
func TestAccWorkflow_unknownValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	later := func(value string) string {
		return "resource \"terraform_data\" \"later\" {\n  input = { " + value + " }\n}\n"
	}
	config := s.Provider() + later(`name = "late", seconds = 30, run = 3, tags = ["group:a"], answers = [{ answer = "late", actions = [{ run = 3 }] }]`) + workflow("test",
		`name             = terraform_data.later.output.name`,
		`approval_ttl_sec = terraform_data.later.output.seconds`,
		`recipients       = terraform_data.later.output.tags`,
		`actions          = [{ run = terraform_data.later.output.run, target = terraform_data.later.output.name }]`,
		`answers          = terraform_data.later.output.answers`,
	)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: config, ConfigPlanChecks: acctest.Empty(),
			Check: acctest.Check(func() {
				stored := minimalStored(t, "late")
				stored["approval_ttl_sec"], stored["recipients"] = 30, []any{"group:a"}
				stored["actions"] = acctest.DecodeJSON(t, `[{"run": 3, "target": "late"}]`)
				stored["answers"] = acctest.DecodeJSON(t, `[{"answer": "late", "actions": [{"run": 3}]}]`)
				acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), stored)
			}),
		}},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}
