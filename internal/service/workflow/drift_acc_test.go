package workflow_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccWorkflow_changedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	other, nothing := mockapi.Object{"name": "other"}, mockapi.Object{}
	for _, a := range arguments() {
		other[a.name], nothing[a.name] = acctest.DecodeJSON(t, a.before), nil
	}
	other["status"] = 1
	config := s.Provider() + full("test")
	repair := func(change mockapi.Object) resource.TestStep {
		return resource.TestStep{
			PreConfig:        func() { s.ChangeOnly(t, mockapi.KindWorkflow, change) },
			Config:           config,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			Check:            acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), fullStored(t, "test")) }),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{{Config: config, ConfigPlanChecks: acctest.Empty()}, repair(other), repair(nothing)},
		CheckDestroy:             s.Remain(mockapi.KindWorkflow, 0),
	})
}

func TestAccWorkflow_deletedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	created := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	config := s.Provider() + workflow("test", `name = "test"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: created},
			{PreConfig: func() { s.RemoveOnly(t, mockapi.KindWorkflow) }, Config: config, ConfigPlanChecks: created},
			{
				// A workflow may stay readable with the status DELETED.
				PreConfig:        func() { s.ChangeOnly(t, mockapi.KindWorkflow, mockapi.Object{"status": 4}) },
				Config:           config,
				ConfigPlanChecks: created,
				PostApplyFunc: func() { // before the destroy
					for _, o := range s.Objects(mockapi.KindWorkflow) {
						id, _ := o["uuid"].(string)
						if err := s.Remove(mockapi.KindWorkflow, id); err != nil {
							t.Error(err)
						}
					}
				},
			},
		},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

func TestWorkflow_goneWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "w"}`))
	id := s.OnlyID(t, mockapi.KindWorkflow)
	s.RemoveOnly(t, mockapi.KindWorkflow)
	acctest.Says(t, l.Refresh(t.Context()), "warning: Workflow Not Found: "+id+": Workflow "+id+" is no longer in the service")
	if l.Exists(t) {
		t.Error("the workflow is still in state")
	}
}

// What a destroy says and leaves behind.
func TestWorkflow_destroy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		gone    bool // before the destroy
		fault   *mockapi.Fault
		says    []string // of the one diagnostic; nil for none
		kept    bool     // in state
		status  any      // of the workflow that is still in the service; nil if there is none
		writes  []string // what of the updates differs
	}{
		"deleted":                  {writes: []string{"4"}},
		"deleted, but still shown": {options: mockapi.Options{ShowDeleted: true}, writes: []string{"4"}},
		"gone already":             {gone: true, writes: []string{"4"}},
		"refused": {
			options: mockapi.Options{RefuseDeleted: true}, writes: []string{"4", "3"}, status: int64(3),
			says: []string{"warning: Workflow Suspended Instead of Deleted: ", "it stays in the service and is no longer managed", "status cannot be set to DELETED"},
		},
		"forbidden": {
			fault: &mockapi.Fault{Status: http.StatusForbidden}, writes: []string{"4"}, status: int64(2), kept: true,
			says: []string{"error: Unable to Delete Workflow: ", "403 Forbidden", "edge.api_token"},
		},
		"the answer lost": {fault: &mockapi.Fault{ResetAfter: true, Times: 1}, writes: []string{"4", "4"}},
		"the route is another one": {
			fault: &mockapi.Fault{Status: http.StatusNotFound}, writes: []string{"4"}, status: int64(2), kept: true,
			says: []string{"error: Unable to Delete Workflow: ", `updateWorkflow = "PATCH /the/correct/path/{uuid}"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, `"max_retries": 1`)
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "w"}`))
			id := s.OnlyID(t, mockapi.KindWorkflow)
			if test.gone {
				s.RemoveOnly(t, mockapi.KindWorkflow)
			}
			if test.fault != nil {
				test.fault.Operation = "updateWorkflow"
				s.Inject(*test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, append(test.says, id)...)
			}
			if l.Exists(t) != test.kept {
				t.Errorf("in state: %t, want %t", l.Exists(t), test.kept)
			}
			var status any
			for _, o := range s.Objects(mockapi.KindWorkflow) {
				status = o["status"]
			}
			if status != test.status {
				t.Errorf("status in the service: %v, want %v", status, test.status)
			}
			want := make([]string, len(test.writes))
			for i, w := range test.writes {
				want[i] = `{"status":` + w + `,"uuid":"` + id + `"}`
			}
			if got := s.Bodies("updateWorkflow"); !slices.Equal(got, want) {
				t.Errorf("updated by %v, want %v", got, want)
			}
		})
	}
}
