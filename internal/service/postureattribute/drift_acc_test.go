package postureattribute_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccPostureAttribute_changedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	other, nothing := mockapi.Object{"name": "other"}, mockapi.Object{}
	for _, a := range arguments() {
		if !a.replaces { // the service does not let anybody change these
			other[a.name], nothing[a.name] = acctest.DecodeJSON(t, a.before), nil
		}
	}
	config := s.Provider() + full("test")
	repair := func(change mockapi.Object) resource.TestStep {
		return resource.TestStep{
			PreConfig:        func() { s.ChangeOnly(t, kind, change) },
			Config:           config,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			Check:            acctest.Check(func() { acctest.SameStored(t, s.Only(t, kind), fullStored(t, "test")) }),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{{Config: config, ConfigPlanChecks: acctest.Empty()}, repair(other), repair(nothing)},
		CheckDestroy:             s.Remain(kind, 1),
	})
}

func TestAccPostureAttribute_deletedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	created := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	config := s.Provider() + attribute("test", `name = "test"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: created},
			{
				PreConfig: func() { s.RemoveOnly(t, kind) }, Config: config, ConfigPlanChecks: created,
				PostApplyFunc: func() { s.RemoveOnly(t, kind) }, // before the destroy
			},
		},
		CheckDestroy: s.Remain(kind, 0),
	})
}

func TestPostureAttribute_goneWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	l := s.Lifecycle(t, typeName, s.Undocumented())
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a"}`))
	id := s.OnlyID(t, kind)
	s.RemoveOnly(t, kind)
	// Destroying what somebody has deleted meanwhile, without a refresh before, is no error.
	another := *l
	acctest.Quiet(t, another.Apply(t.Context(), ""))
	if s.Count("deletePostureAttribute") != 1 {
		t.Error("the deletion was not tried, so this test shows nothing")
	}
	acctest.Says(t, l.Refresh(t.Context()), "warning: Posture Attribute Not Found: "+id+": Posture Attribute "+id+" is no longer in the service")
	if l.Exists(t) {
		t.Error("the posture attribute is still in state")
	}
}

// The service returns lists that are sets in any order, and a process may spell the default of its platform or not.
func TestPostureAttribute_orderIsNoDifference(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	const config = `{"name": "a", "supported_platforms": [3, 1, 0, 2], "required_processes": [
		{"process_regex": "a"}, {"process_regex": "b"}, {"platform": 1, "process_regex": "a"}, {"platform": 2, "team_id": "t"}, {"binary_hash": "h", "bundle_id": "i"}
	]}`
	const another = `{"name": "a", "supported_platforms": [0, 1, 2, 3], "required_processes": [
		{"platform": 2, "team_id": "t"}, {"platform": 0, "binary_hash": "h", "bundle_id": "i"}, {"process_regex": "b"}, {"platform": 1, "process_regex": "a"},
		{"platform": 0, "process_regex": "a"}
	]}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	for range 10 {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
		l.NothingToDo(t, another)
	}
}

func TestPostureAttribute_destroyWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "one check"}`))
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: Posture Attribute Left in the Service: one check:",
		`The posture attribute "one check" (`+s.OnlyID(t, kind)+`) is no longer managed`, "no deletion of posture attributes is documented",
		"Delete it in the console", "edge.allow_undocumented_operations")
	acctest.SameStored(t, s.Only(t, kind), map[string]any{"name": "one check"})
	s.Wrote(t, map[string]int{"createPostureAttribute": 1}) // nothing undocumented was tried
}

// A deletion that no source documents is tried only if it is allowed, and believed only if the object can no longer be read.
func TestPostureAttribute_destroyUndocumented(t *testing.T) {
	t.Parallel()
	left := "warning: Posture Attribute Left in the Service: a:"
	for name, test := range map[string]struct {
		missing bool // the route
		fault   mockapi.Fault
		says    []string // of the one diagnostic; nil for none
		stays   bool     // in the service
		kept    bool     // in state
	}{
		"done": {},
		"no such route": {
			missing: true, stays: true, says: []string{left, "the undocumented deletion did not work", "DELETE /api/v1/posture_attributes/{uuid}: status 404"},
		},
		"method not allowed": {
			fault: mockapi.Fault{Operation: "deletePostureAttribute", Status: http.StatusMethodNotAllowed}, stays: true, says: []string{left, "status 405"},
		},
		"accepted and ignored": {
			fault: mockapi.Fault{Operation: "deletePostureAttribute", Status: http.StatusNoContent}, stays: true, says: []string{left, "it can still be read"},
		},
		"forbidden": {
			fault: mockapi.Fault{Operation: "deletePostureAttribute", Status: http.StatusForbidden}, stays: true, kept: true,
			says: []string{"error: Unable to Delete Posture Attribute:", "403 Forbidden"},
		},
		"gone cannot be confirmed": {
			fault: mockapi.Fault{Operation: "getPostureAttribute", Status: http.StatusForbidden}, kept: true,
			says: []string{"error: Unable to Delete Posture Attribute:", "While confirming that the object is gone"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{Undocumented: !test.missing})
			l := s.Lifecycle(t, typeName, s.Undocumented())
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a"}`))
			if test.fault.Operation != "" {
				s.Inject(test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says...)
			}
			if s.Count("deletePostureAttribute") != 1 {
				t.Errorf("the deletion was tried %d times, want once", s.Count("deletePostureAttribute"))
			}
			if stays := len(s.Objects(kind)) == 1; stays != test.stays || l.Exists(t) != test.kept {
				t.Errorf("in the service: %t, want %t; in state: %t, want %t", stays, test.stays, l.Exists(t), test.kept)
			}
			if test.missing {
				s.ResetJournal() // that the route does not exist is what this case is about
			}
		})
	}
}

// A service that stores something else: an error would have the object made a second time by the create.
func TestPostureAttribute_serviceStoresAnotherValue(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	tamper := func(o mockapi.Object) mockapi.Object {
		o["description"] = "other"
		return o
	}
	s.Inject(mockapi.Fault{Operation: "createPostureAttribute", Tamper: tamper})
	acctest.Says(t, l.Apply(ctx, `{"name": "a", "description": "wanted"}`), `warning at AttributeName("description"): Service Stored Another Value:`)
	l.NothingToDo(t, `{"name": "a", "description": "wanted"}`)
	s.Inject(mockapi.Fault{Operation: "updatePostureAttribute", Tamper: tamper})
	acctest.Says(t, l.Apply(ctx, `{"name": "a", "description": "changed"}`), `error at AttributeName("description"): Service Stored Another Value:`)
	l.NothingToDo(t, `{"name": "a", "description": "other"}`)
	s.Only(t, kind)
}
