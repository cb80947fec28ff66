package policy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func workflow(s *acctest.Services, name string) (id string) {
	return s.Put(mockapi.KindWorkflow, mockapi.Object{"name": name})
}

func inWorkflow(name, id string) []statecheck.StateCheck {
	checks := []statecheck.StateCheck{value("workflow_name", knownvalue.Null()), value("workflow_uuid", knownvalue.Null())}
	if name != "" {
		checks[0] = value("workflow_name", knownvalue.StringExact(name))
	}
	if id != "" {
		checks[1] = value("workflow_uuid", knownvalue.StringExact(id))
	}
	return checks
}

// TestPolicy_workflowName: a workflow is given by its name or by its id, and found by its name when that changes.
func TestPolicy_workflowName(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve, review := workflow(s, "approve"), workflow(s, "review")
	l := s.Lifecycle(t, typeName, "")
	for _, step := range []struct {
		what, with string         // the configuration beside name and action
		drift      mockapi.Object // what somebody changes first
		resolves   bool           // the plan does not know workflow_uuid
		name, id   string         // in state; "" is null
		priority   any            // in the service
		writes     string         // the operation that writes; "" is none
		asks       int            // how often workflows are listed by the apply
	}{
		{what: "the name is resolved by the create itself", with: `, "workflow_name": "approve"`, resolves: true, name: "approve", id: approve, writes: "createPolicy"},
		{what: "another change does not look for the workflow", with: `, "priority": 1, "workflow_name": "approve"`, name: "approve", id: approve, priority: int64(1), writes: "updatePolicy"},
		{what: "another name", with: `, "workflow_name": "review"`, resolves: true, name: "review", id: review, writes: "updatePolicy", asks: 1},
		{what: "changed behind Terraform's back", drift: mockapi.Object{"workflow_uuid": approve}, with: `, "workflow_name": "review"`, resolves: true, name: "review", id: review, writes: "updatePolicy", asks: 1},
		{what: "removed behind Terraform's back", drift: mockapi.Object{"workflow_uuid": nil}, with: `, "workflow_name": "review"`, resolves: true, name: "review", id: review, writes: "updatePolicy", asks: 1},
		{what: "the same workflow by its id", with: `, "workflow_uuid": "` + review + `"`, id: review},
		{what: "and by its name again", with: `, "workflow_name": "review"`, resolves: true, name: "review", id: review, asks: 1},
		{what: "no workflow", with: ``, writes: "updatePolicy"},
	} {
		if step.drift != nil {
			s.ChangeOnly(t, mockapi.KindPolicy, step.drift)
		}
		config := `{"name": "test", "action": 2` + step.with + `}`
		created := !l.Exists(t)
		if !created {
			acctest.Quiet(t, l.Refresh(t.Context()))
		}
		plan := l.Plan(t.Context(), config)
		if known := l.Decode(l.ResourceType(typeName), plan.PlannedState)["workflow_uuid"].IsKnown(); known == step.resolves || len(l.Changes(plan)) == 0 {
			t.Errorf("%s: the plan knows workflow_uuid: %t, and changes %v", step.what, known, l.Changes(plan))
		}
		s.ResetJournal()
		acctest.Quiet(t, l.Apply(t.Context(), config))
		if got, want := s.Bodies("createPolicy"), `{"name":"test","action":2,"workflow_name":"approve"}`; created && (len(got) != 1 || got[0] != want) {
			t.Errorf("the create is %q, want %s", got, want)
		}
		wrote := map[string]int{}
		if step.writes != "" {
			wrote[step.writes] = 1
		}
		s.Wrote(t, wrote)
		if got := s.Count("queryWorkflows"); got != step.asks {
			t.Errorf("%s: workflows were listed %d times, want %d", step.what, got, step.asks)
		}
		kept := mockapi.Object{"name": "test", "action": int64(2), "status": int64(2)}
		if step.id != "" {
			kept["workflow_uuid"] = step.id
		}
		if step.priority != nil {
			kept["priority"] = step.priority
		}
		if err := compare(s.Only(t, mockapi.KindPolicy), kept); err != nil {
			t.Errorf("%s: %v", step.what, err)
		}
		for range 2 {
			for attribute, want := range map[string]string{"workflow_name": step.name, "workflow_uuid": step.id} {
				if got := l.Attributes()[attribute]; got.IsNull() != (want == "") || want != "" && acctest.TextOf(t, got) != want {
					t.Errorf("%s: %s is %s, want %q", step.what, attribute, got, want)
				}
			}
			l.NothingToDo(t, config)
			acctest.Quiet(t, l.Refresh(t.Context()))
		}
	}
	acctest.Quiet(t, l.Apply(t.Context(), ""))
	if left := s.Objects(mockapi.KindPolicy); len(left) > 0 {
		t.Errorf("policies are left: %v", left)
	}
}

func TestPolicy_workflowNameNotFound(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve := workflow(s, "approve")
	workflow(s, "twin")
	workflow(s, "twin")
	l := s.Lifecycle(t, typeName, "")
	config := func(name string) string { return `{"name": "test", "workflow_name": "` + name + `"}` }
	refused := func() {
		t.Helper()
		for name, says := range map[string]string{"missing": "No workflow is named", "twin": "2 workflows are named"} {
			acctest.Says(t, l.Apply(t.Context(), config(name)), `error at AttributeName("workflow_name"): Unable to Find Workflow`, says)
		}
	}
	refused() // by the service, which is asked to create it
	if left := s.Objects(mockapi.KindPolicy); len(left) > 0 || l.Exists(t) {
		t.Errorf("policies are left: %v", left)
	}
	acctest.Quiet(t, l.Apply(t.Context(), config("approve")))
	s.ResetJournal()
	refused()
	s.Wrote(t, map[string]int{}) // and state still knows the workflow
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config("approve"))
	if err := compare(s.Only(t, mockapi.KindPolicy), mockapi.Object{"name": "test", "status": int64(2), "workflow_uuid": approve}); err != nil {
		t.Error(err)
	}
}

// A name that is not known before apply is looked up then, and may turn out to be none.
func TestAccPolicy_workflowNameUnknown(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve, review := workflow(s, "approve"), workflow(s, "review")
	config := func(name string) string {
		return s.Provider() + `resource "terraform_data" "name" { input = "` + name + `" }` + "\n" +
			policy(`name = "test"`, `workflow_name = terraform_data.name.output == "none" ? null : terraform_data.name.output`)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config("none"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inWorkflow("", "")},
			{Config: config("approve"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inWorkflow("approve", approve)},
			{Config: config("review"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inWorkflow("review", review)},
			{Config: config("none"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inWorkflow("", ""), Check: only(t, s, mockapi.Object{"name": "test", "status": int64(2)})},
		},
	})
}

func TestAccPolicy_workflowNameAfterImport(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve := workflow(s, "approve")
	id := s.Put(mockapi.KindPolicy, mockapi.Object{"name": "test", "workflow_uuid": approve})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config:            s.Provider() + policy(`name = "test"`, `workflow_name = "approve"`) + "import {\n  to = " + address + "\n  id = \"" + id + "\"\n}\n",
			ConfigPlanChecks:  acctest.Empty(),
			ConfigStateChecks: inWorkflow("approve", approve),
			Check:             written(s),
		}},
	})
}
