package workflow_test

import (
	"encoding/json"
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

func TestAccWorkflow_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{
		"as documented": {},
		// Services of this kind are known to write numbers as strings and enums as names.
		"other spelling of answers": {EnumNames: true, StringInt64: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, options)
			minimal := s.Provider() + workflow("test", `name = "test"`)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config: minimal,
						ConfigPlanChecks: acctest.EmptyAfter(
							plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate),
							plancheck.ExpectUnknownValue(address, tfjsonpath.New("answers")),
						),
						ConfigStateChecks: minimalState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), minimalStored(t, "test")) }),
					},
					{
						Config:            s.Provider() + full("test"),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
						ConfigStateChecks: fullState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), fullStored(t, "test")) }),
					},
					{
						Config:            minimal,
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
						ConfigStateChecks: minimalState(),
						Check: acctest.Check(func() {
							acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), minimalStored(t, "test"))
							s.Wrote(t, map[string]int{"createWorkflow": 1, "updateWorkflow": 2})
						}),
					},
				},
				CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
			})
		})
	}
}

func TestAccWorkflow_fullFromTheStart(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + full("test"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: fullState(),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), fullStored(t, "test"))
				s.Wrote(t, map[string]int{"createWorkflow": 1, "updateWorkflow": 1}) // the status is not accepted on create
			}),
		}},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

// zeros is the zero value of every argument that has one, in JSON by name.
func zeros() (lines, members []string, state []statecheck.StateCheck) {
	for _, a := range arguments() {
		if a.zero == "" {
			continue
		}
		lines, members = append(lines, a.name+" = "+a.zero), append(members, `"`+a.name+`": `+a.zero)
		var value knownvalue.Check
		switch a.zero {
		case `""`:
			value = knownvalue.StringExact("")
		case `false`:
			value = knownvalue.Bool(false)
		case `[]`:
			value = knownvalue.SetSizeExact(0)
		}
		state = append(state, known(a.name, value))
	}
	return lines, members, state
}

// The service cannot tell a zero value from none: no request for such a change.
func TestAccWorkflow_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	lines, _, spelled := zeros()
	minimal, zero := s.Provider()+workflow("test", `name = "test"`), s.Provider()+workflow("test", append(lines, `name = "test"`)...)
	step := func(config string, action plancheck.ResourceActionType, state []statecheck.StateCheck) resource.TestStep {
		return resource.TestStep{
			Config: config, ConfigStateChecks: state,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindWorkflow), minimalStored(t, "test"))
				s.Wrote(t, map[string]int{"createWorkflow": 1})
			}),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			step(minimal, plancheck.ResourceActionCreate, minimalState()),
			step(zero, plancheck.ResourceActionUpdate, spelled),
			step(minimal, plancheck.ResourceActionNoop, spelled), // state keeps the spelling that it has
			step(zero, plancheck.ResourceActionNoop, spelled),
		},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

func TestWorkflow_zeroValuesFromTheStart(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	_, members, _ := zeros()
	minimal, zero := `{"name": "test"}`, `{"name": "test", `+strings.Join(members, ", ")+`}`
	acctest.Quiet(t, l.Apply(t.Context(), zero))
	for _, config := range []string{zero, minimal, zero} {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	if bodies := s.Bodies("createWorkflow"); len(bodies) != 1 || bodies[0] != `{"name":"test"}` {
		t.Errorf("created by %v", bodies)
	}
}

// onePerArgument returns a workflow for each argument, named after it, with the value that value picks; "" leaves it out. A
// workflow "name" has the given name.
func onePerArgument(name string, value func(argument) string) string {
	blocks := []string{workflow("name", `name = "`+name+`"`)}
	for _, a := range arguments() {
		lines := []string{`name = "` + a.name + `"`}
		if v := value(a); v != "" {
			lines = append(lines, a.name+" = "+v)
		}
		blocks = append(blocks, workflow(a.name, lines...))
	}
	return strings.Join(blocks, "")
}

// Each argument by itself is changed and then removed: only what changes is sent, and what is removed is cleared by name.
func TestAccWorkflow_changeInPlace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	actions := func(name plancheck.ResourceActionType) []plancheck.PlanCheck {
		checks := []plancheck.PlanCheck{plancheck.ExpectResourceAction("zerotrust_workflow.name", name)}
		for _, a := range arguments() {
			checks = append(checks, plancheck.ExpectResourceAction("zerotrust_workflow."+a.name, plancheck.ResourceActionUpdate))
		}
		return checks
	}
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
					want := map[string]string{"second": `{"name":"second"}`}
					for _, a := range arguments() {
						want[a.name] = `{"` + a.name + `":` + a.onWire() + `}`
					}
					updates(t, s, want)
				}),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + onePerArgument("second", func(argument) string { return "" }),
				ConfigPlanChecks: acctest.EmptyAfter(actions(plancheck.ResourceActionNoop)...),
				Check: acctest.Check(func() {
					want := map[string]string{}
					for _, a := range arguments() {
						want[a.name] = `{"attributes_to_delete":["` + a.name + `"]}`
					}
					updates(t, s, want)
					for _, o := range s.Objects(mockapi.KindWorkflow) {
						name, _ := o["name"].(string)
						acctest.SameStored(t, o, minimalStored(t, name))
					}
				}),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindWorkflow, 0),
	})
}

// updates compares the bodies of all updates, by the name that the workflow has now. Lists are compared in their order.
func updates(t *testing.T, s *acctest.Services, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, raw := range s.Bodies("updateWorkflow") {
		body, _ := acctest.DecodeJSON(t, raw).(map[string]any)
		id, _ := body["uuid"].(string)
		stored, _ := s.Object(mockapi.KindWorkflow, id)
		name, _ := stored["name"].(string)
		if got[name] != "" {
			t.Errorf("%s was updated twice", name)
		}
		delete(body, "uuid")
		got[name] = encode(t, body)
	}
	for name, text := range want {
		if w := encode(t, acctest.DecodeJSON(t, text)); got[name] != w {
			t.Errorf("the update of %s is\n%s, want\n%s", name, got[name], w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d workflows were updated, want %d: %v", len(got), len(want), got)
	}
}

func encode(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
