package postureprofile_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	kind  = mockapi.KindPostureProfile
	allow = "allow_undocumented_operations = true"
)

func TestAccPostureProfile_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{
		"as documented": {},
		// Services of this kind are known to write numbers as strings.
		"other spelling of answers": {StringInt64: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, options)
			last := func() mockapi.Object { // a replaced one stays in the service
				objects := s.Objects(kind)
				return objects[len(objects)-1]
			}
			step := func(config string, action plancheck.ResourceActionType, value func(argument) knownvalue.Check, stored map[string]any) resource.TestStep {
				return resource.TestStep{
					Config: s.Provider() + config, ConfigStateChecks: state(value),
					ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
					Check:            acctest.Check(func() { acctest.SameStored(t, last(), stored) }),
				}
			}
			minimal := profile("test", `name = "test"`)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					step(minimal, plancheck.ResourceActionCreate, null, map[string]any{"name": "test"}),
					step(full("test"), plancheck.ResourceActionReplace, changed, fullStored(t, "test")), // by the platform
					step(minimal, plancheck.ResourceActionReplace, null, map[string]any{"name": "test"}),
				},
				CheckDestroy: s.Remain(kind, 3),
			})
		})
	}
}

// The service cannot tell a zero value from none: no request, and above all no replacement, for such a change.
func TestAccPostureProfile_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	lines := []string{`name = "test"`}
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.zero)
	}
	minimal, zero := s.Provider()+profile("test", `name = "test"`), s.Provider()+profile("test", lines...)
	step := func(config string, action plancheck.ResourceActionType, value func(argument) knownvalue.Check) resource.TestStep {
		return resource.TestStep{
			Config: config, ConfigStateChecks: state(value),
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, kind), map[string]any{"name": "test"})
				s.Wrote(t, map[string]int{"createPostureProfile": 1})
			}),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			step(minimal, plancheck.ResourceActionCreate, null),
			step(zero, plancheck.ResourceActionUpdate, zeroes),
			step(minimal, plancheck.ResourceActionNoop, zeroes), // state keeps the spelling that it has
			step(zero, plancheck.ResourceActionNoop, zeroes),
		},
		CheckDestroy: s.Remain(kind, 1),
	})
}

func TestPostureProfile_zeroValuesFromTheStart(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	zero := `{"name": "a"`
	for _, a := range arguments() {
		zero += `, "` + a.name + `": ` + a.zero
	}
	for _, config := range []string{zero + `}`, `{"name": "a"}`, zero + `}`} {
		if !l.Exists(t) {
			acctest.Quiet(t, l.Apply(t.Context(), config))
		}
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	if bodies := s.Bodies("createPostureProfile"); len(bodies) != 1 || bodies[0] != `{"name":"a"}` {
		t.Errorf("created by %v", bodies)
	}
}

// onePerArgument returns a posture profile for each argument, named after it, with the value that value picks; "" leaves
// it out. One "name" has the given name.
func onePerArgument(name string, value func(argument) string) string {
	blocks := []string{profile("name", `name = "`+name+`"`)}
	for _, a := range arguments() {
		lines := []string{`name = "` + a.name + `"`}
		if v := value(a); v != "" {
			lines = append(lines, a.name+" = "+v)
		}
		blocks = append(blocks, profile(a.name, lines...))
	}
	return strings.Join(blocks, "")
}

// actions expects what is planned for the one "name", and for the others what each argument asks for.
func actions(name plancheck.ResourceActionType) []plancheck.PlanCheck {
	checks := []plancheck.PlanCheck{plancheck.ExpectResourceAction(typeName+".name", name)}
	for _, a := range arguments() {
		action := plancheck.ResourceActionUpdate
		if a.replaces {
			action = plancheck.ResourceActionReplace
			checks = append(checks, plancheck.ExpectUnknownValue(typeName+"."+a.name, tfjsonpath.New("id")))
		}
		checks = append(checks, plancheck.ExpectResourceAction(typeName+"."+a.name, action))
	}
	return checks
}

// Each argument by itself is changed and then removed: only what changes is sent, and what is removed is cleared by name.
func TestAccPostureProfile_changes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + onePerArgument("first", func(a argument) string { return a.before }),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + onePerArgument("second", func(a argument) string { return a.after }),
				ConfigPlanChecks: acctest.EmptyAfter(actions(plancheck.ResourceActionUpdate)...),
				Check: acctest.Check(func() {
					updates(t, s, "second", `{"name":"second"}`, func(a argument) string { return `{"` + a.name + `":` + a.onWire() + `}` })
				}),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + onePerArgument("second", func(argument) string { return "" }),
				ConfigPlanChecks: acctest.EmptyAfter(actions(plancheck.ResourceActionNoop)...),
				Check: acctest.Check(func() {
					updates(t, s, "", "", func(a argument) string { return `{"attributes_to_delete":["` + a.name + `"]}` })
				}),
			},
		},
		CheckDestroy: s.Remain(kind, len(arguments())+3), // the replaced ones as well
	})
}

// updates compares the bodies of all updates, by the name that the posture profile has now.
func updates(t *testing.T, s *acctest.Services, name, body string, of func(argument) string) {
	t.Helper()
	got, want := map[string]string{}, map[string]string{}
	if name != "" {
		want[name] = acctest.SetJSON(t, acctest.DecodeJSON(t, body))
	}
	for _, a := range arguments() {
		if !a.replaces {
			want[a.name] = acctest.SetJSON(t, acctest.DecodeJSON(t, of(a)))
		}
	}
	for _, raw := range s.Bodies("updatePostureProfile") {
		body, _ := acctest.DecodeJSON(t, raw).(map[string]any)
		id, _ := body["uuid"].(string)
		stored, _ := s.Object(kind, id)
		name, _ := stored["name"].(string)
		delete(body, "uuid")
		got[name] += acctest.SetJSON(t, body)
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("the update of %s is\n%s, want\n%s", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d were updated, want %d: %v", len(got), len(want), got)
	}
}

// Nobody can delete one that is replaced: the plan says so, unless a deletion may be tried.
func TestPostureProfile_replaceWarns(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	for setting, says := range map[string][]string{
		"": {
			"warning: Replaced Posture Profile Stays in the Service: one:", "the old one stays in the service until somebody deletes it there",
			"edge.allow_undocumented_operations",
		},
		s.Undocumented(): nil,
	} {
		l := s.Lifecycle(t, typeName, setting)
		acctest.Quiet(t, l.Apply(t.Context(), `{"name": "one", "platform": 1}`))
		plan := l.Plan(t.Context(), `{"name": "two", "platform": 2}`)
		if len(plan.RequiresReplace) != 1 || plan.RequiresReplace[0].String() != `AttributeName("platform")` {
			t.Errorf("replaced because of %v", plan.RequiresReplace)
		}
		if says == nil {
			acctest.Quiet(t, plan.Diagnostics)
		} else {
			acctest.Says(t, plan.Diagnostics, says...)
		}
	}
}

func TestAccPostureProfile_replaceUndocumented(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	config := func(number string) string {
		return s.Provider(allow) + profile("test", `name = "test"`, `platform = `+number)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config("1"), ConfigPlanChecks: acctest.Empty()},
			{
				Config:           config("2"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				Check: acctest.Check(func() {
					acctest.SameStored(t, s.Only(t, kind), map[string]any{"name": "test", "platform": 2})
				}),
			},
		},
		CheckDestroy: s.Remain(kind, 0),
	})
}

// A CLI that cannot defer plans and refreshes although the provider configuration is not known yet.
func TestPostureProfile_unknownProvider(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	before := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, before.Apply(t.Context(), `{"name": "a", "platform": 1}`))
	l := &acctest.Lifecycle{Protocol: acctest.NewProtocol(t), TypeName: typeName, State: before.State, Private: before.Private}
	acctest.Quiet(t, l.Configure(t.Context(), `{"edge": {"endpoint": "`+acctest.Unknown+`", "account": "a", "api_token": "t"}}`, false))
	acctest.Says(t, l.Refresh(t.Context()), "warning: Object Not Refreshed:")
	l.NothingToDo(t, `{"name": "a", "platform": 1}`)
	plan := l.Plan(t.Context(), `{"name": "a", "platform": 2}`)
	if acctest.ErrorAmong(plan.Diagnostics) || len(plan.RequiresReplace) != 1 {
		t.Errorf("replaced because of %v; %s", plan.RequiresReplace, acctest.DiagnosticLines(plan.Diagnostics))
	}
}
