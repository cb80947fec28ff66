package workflow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

const (
	typeName = "zerotrust_workflow"
	address  = "zerotrust_workflow.test"
)

// argument is one optional argument of a workflow with two values for it, in JSON, which HCL takes as well.
type argument struct {
	name, before, after string
	sent                string           // what a request holds for after, if that is something else
	zero                string           // the value that the service cannot tell from none; "" if the schema refuses it
	known               knownvalue.Check // after in state
	chosen              knownvalue.Check // what the service chooses where nothing is configured; nil if it does not
}

func arguments() []argument {
	text := func(name string) argument {
		return argument{name: name, before: `"before"`, after: `"after"`, zero: `""`, known: knownvalue.StringExact("after")}
	}
	flag := func(name string) argument {
		return argument{name: name, before: `false`, after: `true`, zero: `false`, known: knownvalue.Bool(true)}
	}
	action := func(onObject, run int64, target string) knownvalue.Check {
		return knownvalue.ObjectExact(map[string]knownvalue.Check{
			"on_object": knownvalue.Int64Exact(onObject), "run": knownvalue.Int64Exact(run), "target": knownvalue.StringExact(target),
		})
	}
	list := func(elements ...knownvalue.Check) knownvalue.Check { return knownvalue.ListExact(elements) }
	answer := func(text string, actions ...knownvalue.Check) knownvalue.Check {
		return knownvalue.ObjectExact(map[string]knownvalue.Check{"answer": knownvalue.StringExact(text), "actions": list(actions...)})
	}
	return []argument{
		text("title"), text("description"), text("default_answer_index"),
		text("approver_text_template"), text("requestor_text_template"), text("text_template"),
		flag("justification_required"), flag("requestor_justification_required"), flag("token_required"),
		{
			name: "actions", before: `[{"on_object": 1, "run": 2, "target": "a"}]`,
			after:  `[{"run": 3}, {"on_object": 1, "run": 2, "target": "b"}, {"on_object": 0, "run": 1, "target": ""}]`,
			sent:   `[{"run": 3}, {"on_object": 1, "run": 2, "target": "b"}, {"run": 1}]`,
			known:  list(action(0, 3, ""), action(1, 2, "b"), action(0, 1, "")),
			chosen: list(action(1, 1, "notify")),
		},
		{
			name: "answers", before: `[{"answer": "Yes", "actions": [{"run": 1}]}]`,
			after:  `[{"answer": "Yes"}, {"answer": "No", "actions": [{"run": 3}, {"run": 1, "target": "x"}]}, {"answer": "Later", "actions": []}]`,
			sent:   `[{"answer": "Yes"}, {"answer": "No", "actions": [{"run": 3}, {"run": 1, "target": "x"}]}, {"answer": "Later"}]`,
			known:  list(answer("Yes"), answer("No", action(0, 3, ""), action(0, 1, "x")), answer("Later")),
			chosen: list(answer("Approve", action(2, 2, "SUCCESS")), answer("Deny", action(2, 3, "FAILURE")), answer("Unsure", action(2, 4, "UNSURE"))),
		},
		{name: "approval_ttl_sec", before: `60`, after: `-1`, known: knownvalue.Int64Exact(-1), chosen: knownvalue.Int64Exact(86400)},
		{name: "execution_ttl_sec", before: `-1`, after: `3600`, known: knownvalue.Int64Exact(3600), chosen: knownvalue.Int64Exact(600)},
		{
			name: "recipients", before: `["group:a"]`, after: `["user:b", "group:a", "role:c"]`, sent: `["group:a", "role:c", "user:b"]`, zero: `[]`,
			known: knownvalue.SetExact([]knownvalue.Check{
				knownvalue.StringExact("group:a"), knownvalue.StringExact("role:c"), knownvalue.StringExact("user:b"),
			}),
		},
		{name: "status", before: `"INIT"`, after: `"SUSPENDED"`, sent: `3`, known: knownvalue.StringExact("SUSPENDED"), chosen: knownvalue.StringExact("ACTIVE")},
	}
}

// onWire is what a request holds for after.
func (a argument) onWire() string {
	if a.sent != "" {
		return a.sent
	}
	return a.after
}

// workflow is a resource block with arguments that are written as "name = value".
func workflow(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_workflow\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

// full is a resource block with every argument.
func full(label string) string {
	lines := []string{fmt.Sprintf("name = %q", label)}
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.after)
	}
	return workflow(label, lines...)
}

// minimalStored is what the service keeps of a workflow with a name: its own defaults.
func minimalStored(t *testing.T, name string) map[string]any {
	t.Helper()
	stored, _ := acctest.DecodeJSON(t, fmt.Sprintf(`{
		"name": %q, "status": 2, "approval_ttl_sec": 86400, "execution_ttl_sec": 600, "actions": [{"on_object": 1, "run": 1, "target": "notify"}],
		"answers": [
			{"answer": "Approve", "actions": [{"on_object": 2, "run": 2, "target": "SUCCESS"}]},
			{"answer": "Deny", "actions": [{"on_object": 2, "run": 3, "target": "FAILURE"}]},
			{"answer": "Unsure", "actions": [{"on_object": 2, "run": 4, "target": "UNSURE"}]}
		]
	}`, name)).(map[string]any)
	return stored
}

// fullStored is what the service keeps of full.
func fullStored(t *testing.T, name string) map[string]any {
	t.Helper()
	stored := map[string]any{"name": name}
	for _, a := range arguments() {
		stored[a.name] = acctest.DecodeJSON(t, a.onWire())
	}
	return stored
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// minimalState checks the state of a workflow that has nothing but a name.
func minimalState() []statecheck.StateCheck {
	checks := []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
		known("name", knownvalue.StringExact("test")),
	}
	for _, a := range arguments() {
		if a.chosen != nil {
			checks = append(checks, known(a.name, a.chosen))
		} else {
			checks = append(checks, known(a.name, knownvalue.Null()))
		}
	}
	return checks
}

func fullState() []statecheck.StateCheck {
	checks := []statecheck.StateCheck{known("name", knownvalue.StringExact("test"))}
	for _, a := range arguments() {
		checks = append(checks, known(a.name, a.known))
	}
	return checks
}
