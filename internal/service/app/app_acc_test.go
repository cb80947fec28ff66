package app_test

import (
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

const address = "zerotrust_app.test"

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// minimalState checks the state of an app that has nothing but a name.
func minimalState() []statecheck.StateCheck {
	checks := []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
		known("name", knownvalue.StringExact("app")),
	}
	for _, a := range arguments() {
		if a.name == "status" {
			checks = append(checks, known(a.name, knownvalue.StringExact("ACTIVE")))
		} else {
			checks = append(checks, known(a.name, knownvalue.Null()))
		}
	}
	return checks
}

func fullState() []statecheck.StateCheck {
	checks := []statecheck.StateCheck{known("name", knownvalue.StringExact("app"))}
	for _, a := range arguments() {
		checks = append(checks, known(a.name, a.known))
	}
	return checks
}

func TestAccApp_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options  mockapi.Options
		setting  string
		change   plancheck.ResourceActionType
		calls    map[string]int
		leftover int // apps in the service after the destroy
	}{
		"replaced": {
			change: plancheck.ResourceActionReplace, calls: map[string]int{"createApp": 3}, leftover: 3,
		},
		"updated in place": {
			options: mockapi.Options{Undocumented: true}, setting: allow,
			change: plancheck.ResourceActionUpdate, calls: map[string]int{"createApp": 1, "updateApp": 2},
		},
		// Services of this kind are known to write numbers as strings and enums as names.
		"updated in place, other spelling of answers": {
			options: mockapi.Options{Undocumented: true, EnumNames: true, StringInt64: true}, setting: allow,
			change: plancheck.ResourceActionUpdate, calls: map[string]int{"createApp": 1, "updateApp": 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			minimal := map[string]any{"name": "app", "status": 2}
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config:            s.Provider(test.setting) + app("test", `name = "app"`),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
						ConfigStateChecks: minimalState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, last(t, s), minimal) }),
					},
					{
						Config:            s.Provider(test.setting) + full("test", "app"),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, test.change)),
						ConfigStateChecks: fullState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, last(t, s), fullStored(t, "app")) }),
					},
					{
						Config:            s.Provider(test.setting) + app("test", `name = "app"`),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, test.change)),
						ConfigStateChecks: minimalState(),
						Check: acctest.Check(func() {
							acctest.SameStored(t, last(t, s), minimal)
							s.Wrote(t, test.calls)
						}),
					},
				},
				CheckDestroy: remain(s, test.leftover),
			})
		})
	}
}

// The service cannot tell a zero value from none: no request, and above all no replacement, for such a change.
func TestAccApp_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	lines, zeros := []string{`name = "app"`}, []statecheck.StateCheck{}
	for _, a := range arguments() {
		if a.zero == "" {
			continue
		}
		lines = append(lines, a.name+" = "+a.zero)
		var value knownvalue.Check
		switch a.zero {
		case `""`:
			value = knownvalue.StringExact("")
		case `0`:
			value = knownvalue.Int64Exact(0)
		case `[]`:
			value = knownvalue.SetSizeExact(0)
		}
		zeros = append(zeros, known(a.name, value))
	}
	minimal, zero := s.Provider()+app("test", `name = "app"`), s.Provider()+app("test", lines...)
	step := func(config string, action plancheck.ResourceActionType, state []statecheck.StateCheck) resource.TestStep {
		return resource.TestStep{
			Config: config, ConfigStateChecks: state,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindApp), map[string]any{"name": "app", "status": 2})
				s.Wrote(t, map[string]int{"createApp": 1})
			}),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			step(minimal, plancheck.ResourceActionCreate, minimalState()),
			step(zero, plancheck.ResourceActionUpdate, zeros),
			step(minimal, plancheck.ResourceActionNoop, zeros), // state keeps the spelling that it has
			step(zero, plancheck.ResourceActionNoop, zeros),
		},
		CheckDestroy: remain(s, 1),
	})
}

func TestAccApp_zeroValuesFromTheStart(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	app := s.Lifecycle(t, "zerotrust_app", "")
	members := []string{`"name": "app"`}
	for _, a := range arguments() {
		if a.zero != "" {
			members = append(members, `"`+a.name+`": `+a.zero)
		}
	}
	minimal, zero := `{"name": "app"}`, "{"+strings.Join(members, ", ")+"}"
	acctest.Quiet(t, app.Apply(t.Context(), zero))
	for _, config := range []string{zero, minimal, zero} {
		acctest.Quiet(t, app.Refresh(t.Context()))
		app.NothingToDo(t, config)
	}
	if bodies := s.Bodies("createApp"); len(bodies) != 1 || bodies[0] != `{"app":{"name":"app"}}` {
		t.Errorf("created by %v", bodies)
	}
}
