package workflow_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What the service chose is shown, makes no difference, and follows the service when that changes its mind.
func TestAccWorkflow_serverDefaults(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + workflow("test", `name = "test"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: minimalState()},
			{
				PreConfig: func() {
					s.ChangeOnly(t, mockapi.KindWorkflow, mockapi.Object{
						"approval_ttl_sec": 7200, "execution_ttl_sec": -1, "status": 1,
						"actions": []any{map[string]any{"run": 9}}, "answers": []any{map[string]any{"answer": "Fine"}},
					})
				},
				Config:           config,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)),
				ConfigStateChecks: []statecheck.StateCheck{
					known("approval_ttl_sec", knownvalue.Int64Exact(7200)), known("execution_ttl_sec", knownvalue.Int64Exact(-1)),
					known("status", knownvalue.StringExact("INIT")), known("actions", knownvalue.ListSizeExact(1)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("answers").AtSliceIndex(0).AtMapKey("answer"), knownvalue.StringExact("Fine")),
				},
				Check: acctest.Check(func() { s.Wrote(t, map[string]int{"createWorkflow": 1}) }),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

// An argument that was configured is given back to the service when it is removed, and left alone from then on. One that
// never was is not sent with other changes.
func TestWorkflow_serverDefaultsGivenBack(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "w", "approval_ttl_sec": -1, "answers": [{"answer": "Yes"}]}`))
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "w", "title": "t"}`))
	id := s.OnlyID(t, mockapi.KindWorkflow)
	if bodies := s.Bodies("updateWorkflow"); len(bodies) != 1 || bodies[0] != `{"title":"t","uuid":"`+id+`","attributes_to_delete":["answers","approval_ttl_sec"]}` {
		t.Errorf("updated by %v", bodies)
	}
	stored := minimalStored(t, "w")
	stored["title"] = "t"
	acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), stored)
	s.ChangeOnly(t, mockapi.KindWorkflow, mockapi.Object{"approval_ttl_sec": 5, "execution_ttl_sec": 6})
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{"name": "w", "title": "t"}`)
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "w"}`))
	if bodies := s.Bodies("updateWorkflow"); len(bodies) != 1 || bodies[0] != `{"uuid":"`+id+`","attributes_to_delete":["title"]}` {
		t.Errorf("updated by %v", bodies)
	}
}

// Actions and answers have an order: another one is a change.
func TestWorkflow_orderOfAnswersMatters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	const first = `{"name": "w", "answers": [{"answer": "Yes", "actions": [{"run": 1}, {"run": 2}]}, {"answer": "No"}]}`
	acctest.Quiet(t, l.Apply(ctx, first))
	for range 5 {
		acctest.Quiet(t, l.Refresh(ctx))
		l.NothingToDo(t, first)
	}
	for _, other := range []string{
		`{"name": "w", "answers": [{"answer": "No"}, {"answer": "Yes", "actions": [{"run": 1}, {"run": 2}]}]}`,
		`{"name": "w", "answers": [{"answer": "Yes", "actions": [{"run": 2}, {"run": 1}]}, {"answer": "No"}]}`,
	} {
		if changed := l.Changes(l.Plan(ctx, other)); len(changed) != 1 || changed[0] != "answers" {
			t.Errorf("planning %s changes %v, want answers", other, changed)
		}
	}
}

// Recipients have none: the service returns them in any.
func TestWorkflow_orderOfRecipientsDoesNot(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	const config = `{"name": "w", "recipients": ["e", "d", "c", "b", "a"]}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	for range 10 {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
}

// The status is set by an update after the create, unless it is what the service chose anyway.
func TestWorkflow_statusAfterCreate(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]string{"SUSPENDED": `"status":3`, "INIT": `"status":1`, "ACTIVE": ""} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			config := `{"name": "w", "status": "` + status + `", "title": "t"}`
			acctest.Quiet(t, l.Apply(t.Context(), config))
			l.NothingToDo(t, config)
			if bodies := s.Bodies("createWorkflow"); len(bodies) != 1 || bodies[0] != `{"name":"w","title":"t"}` {
				t.Errorf("created by %v", bodies)
			}
			bodies, id := s.Bodies("updateWorkflow"), s.OnlyID(t, mockapi.KindWorkflow)
			switch {
			case want == "" && len(bodies) > 0:
				t.Errorf("updated by %v", bodies)
			case want != "" && (len(bodies) != 1 || bodies[0] != `{`+want+`,"uuid":"`+id+`"}`):
				t.Errorf("updated by %v, want %s", bodies, want)
			}
		})
	}
}

// The workflow whose status cannot be set is in state, so the next apply leaves one of it.
func TestAccWorkflow_completionFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "updateWorkflow", Status: http.StatusForbidden, Times: 1})
	config := s.Provider() + workflow("test", `name = "test"`, `status = "SUSPENDED"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ExpectError: regexp.MustCompile(`(?s)Unable to Complete Workflow.*updateWorkflow.*403`)},
			{
				Config: config,
				// It is tainted.
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				ConfigStateChecks: []statecheck.StateCheck{known("status", knownvalue.StringExact("SUSPENDED"))},
				Check:             acctest.Check(func() { s.Only(t, mockapi.KindWorkflow) }),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

// A service that stores something else: an error would have the workflow made a second time by the create; the update says
// what was not done, and state holds what is stored.
func TestWorkflow_serviceStoresAnotherValue(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createWorkflow", Tamper: func(o mockapi.Object) mockapi.Object {
		o["approval_ttl_sec"] = 86400
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Says(t, l.Apply(ctx, `{"name": "w", "approval_ttl_sec": 5}`),
		`warning at AttributeName("approval_ttl_sec"): Service Stored Another Value:`, "The next plan shows what is stored")
	l.NothingToDo(t, `{"name": "w", "approval_ttl_sec": 5}`)
	s.Only(t, mockapi.KindWorkflow)
	s.Inject(mockapi.Fault{Operation: "updateWorkflow", Tamper: func(o mockapi.Object) mockapi.Object {
		o["execution_ttl_sec"] = 600
		return o
	}})
	acctest.Says(t, l.Apply(ctx, `{"name": "w", "approval_ttl_sec": 5, "execution_ttl_sec": 7}`),
		`error at AttributeName("execution_ttl_sec"): Service Stored Another Value:`)
	l.NothingToDo(t, `{"name": "w", "approval_ttl_sec": 5, "execution_ttl_sec": 600}`)
}
