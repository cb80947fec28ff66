package app_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// allow is the provider setting for undocumented operations.
const allow = "allow_undocumented_operations = true"

// app is a resource block with arguments that are written as "name = value".
func app(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_app\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

// last returns the app that was created last among those that are left.
func last(t *testing.T, s *acctest.Services) mockapi.Object {
	t.Helper()
	apps := s.Objects(mockapi.KindApp)
	if len(apps) == 0 {
		t.Fatal("no app lives in the service")
	}
	return apps[len(apps)-1]
}

const address = "zerotrust_app.test"

const typeName = "zerotrust_app"

// TestApp_zeroOfAnImport: a configured zero leaves alone what an import found, also after an update that sends nothing.
func TestApp_zeroOfAnImport(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "n", "refs": []any{"user:a"}, "host_match_type": 2, "verify_server_cert": 1})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), id, ""))
	const config = `{"name":"n","refs":["user:a"],"ref_matches":[],"host_match_type":0,"verify_server_cert":0`
	l.NothingToDo(t, config+"}")
	const timed = config + `,"timeouts":{"read":"90s"}}`
	acctest.Quiet(t, l.Apply(t.Context(), timed))
	l.NothingToDo(t, timed)
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, timed)
	s.Wrote(t, map[string]int{})
}

// A filter that is not known yet waits for the apply.
func TestAccAppsDataSource_unknownFilter(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "tagged", "tags": []string{"t"}})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "other"})
	const address = "data.zerotrust_apps.test"
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
resource "terraform_data" "filter" {
  input = { tag = "t", state = "ACTIVE" }
}
data "zerotrust_apps" "test" {
  tag    = terraform_data.filter.output.tag
  status = [terraform_data.filter.output.state]
}
`,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectUnknownValue(address, tfjsonpath.New("apps"))),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("apps"), knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(map[string]knownvalue.Check{"name": knownvalue.StringExact("tagged")}),
				})),
			},
		}},
	})
}

// The plan that destroys says what stays. A CLI folds warnings of equal summary into one, so forty apps are not forty warnings.
func TestAccApp_destroySaysWhatStays(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+app("a", `name = "first"`)+app("b", `name = "second"`))
	cli.MustRun("apply", "-no-color", "-auto-approve")
	output := strings.Join(strings.Fields(cli.MustRun("plan", "-destroy", "-no-color")), " ")
	if strings.Count(output, "Warning: Destroyed Object Stays in the Service") != 1 || !strings.Contains(output, "(and one more similar warning elsewhere)") {
		t.Errorf("want one warning in\n%s", output)
	}
	output = strings.Join(strings.Fields(cli.MustRun("destroy", "-no-color", "-auto-approve")), " ")
	for _, name := range []string{"first", "second"} { // what is no part of the configuration any more is not folded
		if want := `Warning: Object Left in the Service The app "` + name; !strings.Contains(output, want) {
			t.Errorf("want %q in\n%s", want, output)
		}
	}
	if err := s.Remain(mockapi.KindApp, 2)(nil); err != nil {
		t.Error(err)
	}
	s.Wrote(t, map[string]int{"createApp": 2})
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
		CheckDestroy: s.Remain(mockapi.KindApp, 2),
	})
}

// The service computes ref_matches from refs: an empty set could never be kept, and asking for it again and again would
// replace the app with every apply.
func TestApp_emptyRefMatchesConverge(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"name": "app", "refs": ["r"], "ref_matches": []}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
}

// An import finds what the service computed. It is not configured, so it must not be held against what the service
// computes when other arguments change.
func TestApp_importedRefMatchesFollowRefs(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app", "refs": []string{"first"}})
	l := s.Lifecycle(t, typeName, s.Undocumented())
	ctx := t.Context()
	acctest.Quiet(t, l.Import(ctx, id, ""))
	l.NothingToDo(t, `{"name": "app", "refs": ["first"]}`)
	acctest.Quiet(t, l.Apply(ctx, `{"name": "app", "refs": ["second"]}`))
	if bodies := s.Bodies("updateApp"); len(bodies) != 1 || bodies[0] != `{"uuid":"`+id+`","app":{"refs":["second"]}}` {
		t.Errorf("updated by %v", bodies)
	}
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{"name": "app", "refs": ["second"]}`)
}

// Most routes of this API are inferred. Where the service has them elsewhere, the error shows the setting that corrects
// them, and with it everything works.
func TestAccApp_routes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true, Routes: map[string]string{
		"getApp": "GET /api/v2/app/{uuid}", "updateApp": "PUT /api/v2/app/{uuid}", "deleteApp": "POST /api/v2/app/{uuid}/delete",
	}})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app"})
	corrected := []string{allow, `routes = {
      getApp    = "GET /api/v2/app/{uuid}"
      updateApp = "PUT /api/v2/app/{uuid}"
      deleteApp = "POST /api/v2/app/{uuid}/delete"
    }`}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider(allow) + "data \"zerotrust_app\" \"test\" {\n  id = \"" + id + "\"\n}\n",
				ExpectError: regexp.MustCompile(`(?s)Unable to Read App.*answered\s+by\s+not\s+found.*` +
					`The\s+route\s+GET\s+/api/v1/apps/{uuid}\s+is\s+inferred.*routes = { getApp = "GET /the/correct/path/{uuid}" }`),
			},
			{
				PreConfig:        s.ResetJournal, // the wrong route was the point of the step before
				Config:           s.Provider(corrected...) + app("test", `name = "app"`),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				Config:           s.Provider(corrected...) + app("test", `name = "app"`, `host = "h"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() {
					acctest.SameStored(t, last(t, s), map[string]any{"name": "app", "host": "h", "status": 2})
				}),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindApp, 1),
	})
}
