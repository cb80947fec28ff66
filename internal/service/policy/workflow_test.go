package policy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

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

func TestAccPolicy_workflowName(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve, review := workflow(s, "approve"), workflow(s, "review")
	byName := func(name string) string {
		return s.Provider() + policy(`name = "test"`, `action = 2`, `workflow_name = "`+name+`"`)
	}
	runs := func(id string) mockapi.Object {
		o := mockapi.Object{"name": "test", "action": int64(2), "status": int64(2)}
		if id != "" {
			o["workflow_uuid"] = id
		}
		return o
	}
	update := plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)
	uuidUnknown := plancheck.ExpectUnknownValue(address, tfjsonpath.New("workflow_uuid"))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{ // the name is resolved by the create itself
				Config:            byName("approve"),
				ConfigPlanChecks:  acctest.EmptyAfter(uuidUnknown),
				ConfigStateChecks: inWorkflow("approve", approve),
				Check: resource.ComposeAggregateTestCheckFunc(only(t, s, runs(approve)), written(s, "createPolicy"),
					body(s, "createPolicy", `{"name":"test","action":2,"workflow_name":"approve"}`)),
			},
			{ // another change does not look for the workflow again
				PreConfig: s.ResetJournal,
				Config:    s.Provider() + policy(`name = "test"`, `action = 2`, `priority = 1`, `workflow_name = "approve"`),
				ConfigPlanChecks: acctest.EmptyAfter(update,
					plancheck.ExpectKnownValue(address, tfjsonpath.New("workflow_uuid"), knownvalue.StringExact(approve))),
				ConfigStateChecks: inWorkflow("approve", approve),
				Check: func(*terraform.State) error {
					if s.Count("queryWorkflows") > 0 {
						t.Error("the workflow was looked for")
					}
					return nil
				},
			},
			{
				Config:            byName("review"),
				ConfigPlanChecks:  acctest.EmptyAfter(update, uuidUnknown),
				ConfigStateChecks: inWorkflow("review", review),
				Check:             only(t, s, runs(review)),
			},
			{ // changed behind Terraform's back
				PreConfig:         change(t, s, mockapi.Object{"workflow_uuid": approve}),
				Config:            byName("review"),
				ConfigPlanChecks:  acctest.EmptyAfter(update),
				ConfigStateChecks: inWorkflow("review", review),
				Check:             only(t, s, runs(review)),
			},
			{ // removed behind Terraform's back
				PreConfig:         change(t, s, mockapi.Object{"workflow_uuid": nil}),
				Config:            byName("review"),
				ConfigPlanChecks:  acctest.EmptyAfter(update),
				ConfigStateChecks: inWorkflow("review", review),
				Check:             only(t, s, runs(review)),
			},
			{ // the same workflow by its id
				PreConfig:         s.ResetJournal,
				Config:            s.Provider() + policy(`name = "test"`, `action = 2`, `workflow_uuid = "`+review+`"`),
				ConfigPlanChecks:  acctest.EmptyAfter(update),
				ConfigStateChecks: inWorkflow("", review),
				Check:             written(s),
			},
			{ // and by its name again
				PreConfig:         s.ResetJournal,
				Config:            byName("review"),
				ConfigPlanChecks:  acctest.EmptyAfter(update),
				ConfigStateChecks: inWorkflow("review", review),
				Check:             written(s),
			},
			{
				PreConfig:         s.ResetJournal,
				Config:            s.Provider() + policy(`name = "test"`, `action = 2`),
				ConfigPlanChecks:  acctest.EmptyAfter(update),
				ConfigStateChecks: inWorkflow("", ""),
				Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, runs("")), written(s, "updatePolicy")),
			},
		},
	})
}

func TestAccPolicy_workflowNameNotFound(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	approve := workflow(s, "approve")
	workflow(s, "twin")
	workflow(s, "twin")
	config := func(name string) string {
		return s.Provider() + policy(`name = "test"`, `workflow_name = "`+name+`"`)
	}
	none, two := says("Unable to Find Workflow", "workflow_name", "No workflow is named"), says("Unable to Find Workflow", "workflow_name", "2 workflows are named")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config("missing"), ExpectError: none},
			{Config: config("twin"), ExpectError: two},
			{Config: config("approve"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inWorkflow("approve", approve)},
			{PreConfig: s.ResetJournal, Config: config("missing"), ExpectError: none},
			{Config: config("twin"), ExpectError: two},
			{ // nothing was written meanwhile, and state still knows the workflow
				Config: config("approve"), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
				Check: resource.ComposeAggregateTestCheckFunc(written(s), only(t, s, mockapi.Object{"name": "test", "status": int64(2), "workflow_uuid": approve})),
			},
		},
	})
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
