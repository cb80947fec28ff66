package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A CLI folds warnings of equal summary into one: each app that stays behind must be named nevertheless.
func TestAccApp_destroyNamesWhatStays(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+app("a", `name = "first"`)+app("b", `name = "second"`))
	cli.MustRun("init", "-no-color")
	cli.MustRun("apply", "-no-color", "-auto-approve")
	output := strings.Join(strings.Fields(cli.MustRun("destroy", "-no-color", "-auto-approve")), " ")
	for _, o := range s.Objects(mockapi.KindApp) {
		name, _ := o["name"].(string)
		if want := "Warning: App Left in the Service: " + name; !strings.Contains(output, want) {
			t.Errorf("want %q in\n%s", want, output)
		}
	}
	if err := remain(s, 2)(nil); err != nil {
		t.Error(err)
	}
	s.Wrote(t, map[string]int{"createApp": 2})
}

func TestApp_replaceWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app", "host": "before", "port": 1}`))
	plan := l.Plan(t.Context(), `{"name": "app", "host": "after"}`)
	if len(plan.RequiresReplace) != 2 || plan.RequiresReplace[0].String() != `AttributeName("host")` || plan.RequiresReplace[1].String() != `AttributeName("port")` {
		t.Errorf("replaced because of %v, want host and port", plan.RequiresReplace)
	}
	acctest.Says(t, plan.Diagnostics, "warning: Replaced App Stays in the Service:", "the old one stays in the service until somebody deletes it there",
		"edge.allow_undocumented_operations")
}

func TestApp_destroyWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "one app"}`))
	id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: App Left in the Service: one app:", `The app "one app" (`+id+`) is no longer managed`,
		"Delete it in the console", "edge.allow_undocumented_operations")
	acctest.SameStored(t, s.Only(t, mockapi.KindApp), map[string]any{"name": "one app", "status": 2})
	s.Wrote(t, map[string]int{"createApp": 1}) // nothing undocumented was tried
}

// A deletion that no source documents is tried only if it is allowed, and believed only if the app can no longer be read.
func TestApp_destroyUndocumented(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		fault   mockapi.Fault
		says    []string // of the one diagnostic; nil for none
		stays   bool     // in the service
		kept    bool     // in state
	}{
		"done": {options: mockapi.Options{Undocumented: true}},
		"done, still readable as DELETED": {
			options: mockapi.Options{Undocumented: true, ShowDeleted: true},
		},
		"no such route": {
			says: []string{
				"warning: App Left in the Service: app:", "the undocumented deletion did not work, so it stays in the service",
				"DELETE /api/v1/apps/{uuid}: status 404",
			},
			stays: true,
		},
		"method not allowed": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "deleteApp", Status: http.StatusMethodNotAllowed},
			says:  []string{"warning: App Left in the Service: app:", "status 405"},
			stays: true,
		},
		"accepted and ignored": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "deleteApp", Status: http.StatusNoContent},
			says:  []string{"warning: App Left in the Service: app:", "it can still be read after DELETE /api/v1/apps/{uuid}"},
			stays: true,
		},
		"forbidden": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "deleteApp", Status: http.StatusForbidden},
			says:  []string{"error: Unable to Delete App:", "403 Forbidden", "Nothing was changed"},
			stays: true, kept: true,
		},
		"gone cannot be confirmed": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "getApp", Status: http.StatusForbidden},
			says: []string{"error: Unable to Delete App:", "While confirming that the object is gone", "403 Forbidden"},
			kept: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, allowJSON(s))
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
			if test.fault.Operation != "" {
				s.Inject(test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says...)
			}
			if s.Count("deleteApp") != 1 {
				t.Errorf("the deletion was tried %d times, want once", s.Count("deleteApp"))
			}
			if stays := len(s.Objects(mockapi.KindApp)) == 1; stays != test.stays {
				t.Errorf("the app is in the service: %t, want %t", stays, test.stays)
			}
			if l.Exists(t) != test.kept {
				t.Errorf("the app is in state: %t, want %t", l.Exists(t), test.kept)
			}
			if !test.options.Undocumented {
				s.ResetJournal() // that the route does not exist is what this case is about
			}
		})
	}
}

// What an undocumented update does is not believed either.
func TestApp_updateUndocumented(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		fault   mockapi.Fault
		says    []string
	}{
		"no such route": {
			says: []string{
				"error: Unable to Update App:", "PATCH /api/v1/apps/{uuid} (updateApp) with 404", "is inferred",
				`edge = { routes = { updateApp = "PATCH /the/correct/path/{uuid}" } }`,
			},
		},
		"refused": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "updateApp", Status: http.StatusBadRequest},
			says: []string{"error: Unable to Update App:", "400 Bad Request"},
		},
		"accepted and ignored": {
			options: mockapi.Options{Undocumented: true}, fault: mockapi.Fault{Operation: "updateApp", Body: "{}", ContentType: "application/json"},
			says: []string{`error at AttributeName("host"): Service Stored Another Value:`, "another value for host than was sent"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, allowJSON(s))
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "app", "host": "before"}`))
			if test.fault.Operation != "" {
				s.Inject(test.fault)
			}
			acctest.Says(t, l.Apply(ctx, `{"name": "app", "host": "after"}`), test.says...)
			s.ClearFaults()
			if !test.options.Undocumented {
				s.ResetJournal() // that the route does not exist is what this case is about
			}
			l.NothingToDo(t, `{"name": "app", "host": "before"}`) // state holds what the service has
			acctest.Quiet(t, l.Refresh(ctx))
			if changed := l.Changes(l.Plan(ctx, `{"name": "app", "host": "after"}`)); len(changed) != 1 || changed[0] != "host" {
				t.Errorf("the next plan changes %v, want host", changed)
			}
		})
	}
}

// A service that normalises a value when it creates the app: an error would have the app made a second time.
func TestApp_createStoresAnotherValue(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createApp", Tamper: func(o mockapi.Object) mockapi.Object {
		o["host"] = "other"
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"name": "app", "host": "wanted"}`),
		`warning at AttributeName("host"): Service Stored Another Value:`, "The next plan shows what is stored")
	l.NothingToDo(t, `{"name": "app", "host": "wanted"}`)
	s.Only(t, mockapi.KindApp)
}

func TestAccApp_createBeforeDestroy(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(host string) string {
		return s.Provider() + app("test", `name = "app"`, `host = "`+host+`"`, "lifecycle {\n    create_before_destroy = true\n  }")
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config("before"), ConfigPlanChecks: acctest.Empty()},
			{
				Config:           config("after"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreateBeforeDestroy)),
				Check: acctest.Check(func() {
					acctest.SameStored(t, last(t, s), map[string]any{"name": "app", "host": "after", "status": 2})
				}),
			},
		},
		CheckDestroy: remain(s, 2),
	})
}
