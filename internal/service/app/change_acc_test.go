package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// onePerArgument returns an app for each argument, named after it, with the value that value picks; "" leaves it out. An
// app "name" has the given name.
func onePerArgument(name string, value func(argument) string) string {
	blocks := []string{app("name", `name = "`+name+`"`)}
	for _, a := range arguments() {
		lines := []string{`name = "` + a.name + `"`}
		if v := value(a); v != "" {
			lines = append(lines, a.name+" = "+v)
		}
		blocks = append(blocks, app(a.name, lines...))
	}
	return strings.Join(blocks, "")
}

// actions expects what is planned for the app "name" and for all the others of onePerArgument.
func actions(name, others plancheck.ResourceActionType) []plancheck.PlanCheck {
	checks := []plancheck.PlanCheck{plancheck.ExpectResourceAction("zerotrust_app.name", name)}
	for _, a := range arguments() {
		checks = append(checks, plancheck.ExpectResourceAction("zerotrust_app."+a.name, others))
	}
	return checks
}

func before(a argument) string { return a.before }
func after(a argument) string  { return a.after }
func none(argument) string     { return "" }

// Each argument by itself is changed and then removed. No source documents an update of apps.
func TestAccApp_changeReplaces(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	replace, noop := plancheck.ResourceActionReplace, plancheck.ResourceActionNoop
	total := len(arguments()) + 1
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + onePerArgument("first", before),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				Config: s.Provider() + onePerArgument("second", after),
				ConfigPlanChecks: acctest.EmptyAfter(append(actions(replace, replace),
					plancheck.ExpectUnknownValue("zerotrust_app.host", tfjsonpath.New("id")))...),
			},
			{
				Config:           s.Provider() + onePerArgument("second", none),
				ConfigPlanChecks: acctest.EmptyAfter(actions(noop, replace)...),
				Check: acctest.Check(func() {
					s.Wrote(t, map[string]int{"createApp": 3*total - 1})
				}),
			},
		},
		CheckDestroy: remain(s, 3*total-1), // no deletion is documented either
	})
}

// The same with undocumented updates: only what changes is sent, and what is removed is cleared by name.
func TestAccApp_changeInPlace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	update, noop := plancheck.ResourceActionUpdate, plancheck.ResourceActionNoop
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider(allow) + onePerArgument("first", before),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider(allow) + onePerArgument("second", after),
				ConfigPlanChecks: acctest.EmptyAfter(actions(update, update)...),
				Check: acctest.Check(func() {
					want := map[string]string{"second": `{"app":{"name":"second"}}`}
					for _, a := range arguments() {
						value := a.sent
						if value == "" {
							value = a.after
						}
						want[a.name] = `{"app":{"` + a.name + `":` + value + `}}`
					}
					updates(t, s, want)
				}),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider(allow) + onePerArgument("second", none),
				ConfigPlanChecks: acctest.EmptyAfter(actions(noop, update)...),
				Check: acctest.Check(func() {
					want := map[string]string{}
					for _, a := range arguments() {
						want[a.name] = `{"app":{},"attributes_to_delete":["` + a.name + `"]}`
					}
					updates(t, s, want)
					for _, o := range s.Objects(mockapi.KindApp) {
						name, _ := o["name"].(string)
						acctest.SameStored(t, o, map[string]any{"name": name, "status": 2})
					}
				}),
			},
		},
		CheckDestroy: remain(s, 0),
	})
}

// updates compares the bodies of all updates, by the name that the app has now.
func updates(t *testing.T, s *acctest.Services, want map[string]string) {
	t.Helper()
	seen := []string{}
	for _, raw := range s.Bodies("updateApp") {
		body, ok := acctest.DecodeJSON(t, raw).(map[string]any)
		if !ok {
			t.Fatalf("the update is no object: %s", raw)
		}
		id, _ := body["uuid"].(string)
		stored, ok := s.Object(mockapi.KindApp, id)
		if !ok {
			t.Fatalf("an update of no app: %s", raw)
		}
		name, _ := stored["name"].(string)
		seen = append(seen, name)
		delete(body, "uuid")
		if got, want := acctest.SetJSON(t, body), acctest.SetJSON(t, acctest.DecodeJSON(t, want[name])); got != want {
			t.Errorf("the update of %s is\n%s, want\n%s", name, got, want)
		}
	}
	for name := range want {
		if !slices.Contains(seen, name) {
			t.Errorf("no update of %s", name)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%d updates, want %d: %v", len(seen), len(want), seen)
	}
}
