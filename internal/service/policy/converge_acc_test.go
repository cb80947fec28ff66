package policy_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
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

func value(name string, check knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), check)
}

func tags(values ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, v := range values {
		checks[i] = knownvalue.StringExact(v)
	}
	return knownvalue.ObjectExact(map[string]knownvalue.Check{"all": knownvalue.SetExact(checks)})
}

func groups(checks ...knownvalue.Check) knownvalue.Check { return knownvalue.SetExact(checks) }

func filter(include, exclude knownvalue.Check) knownvalue.Check {
	return knownvalue.ObjectExact(map[string]knownvalue.Check{"include_any": include, "exclude_any": exclude})
}

// inState checks the state of full and of a policy that has only a name.
func inState(isFull bool) []statecheck.StateCheck {
	values := map[string]knownvalue.Check{
		"description": knownvalue.StringExact("a description"), "type": knownvalue.Int64Exact(1), "action": knownvalue.Int64Exact(301),
		"app_filter":     filter(groups(tags("appgroup:pci", "domain:example.com"), tags("app:wiki")), groups(tags("host:x"))),
		"session_filter": filter(groups(tags("group:eng", "os:macos", "posture_ge:high")), knownvalue.Null()),
		"priority":       knownvalue.Int64Exact(100), "allow_guest_access": knownvalue.Bool(true),
		"constraints":   knownvalue.MapExact(map[string]knownvalue.Check{"max_sessions": knownvalue.StringExact("5"), "note": knownvalue.StringExact("")}),
		"mitm_settings": knownvalue.ObjectExact(map[string]knownvalue.Check{"fail_close": knownvalue.Bool(true)}),
		"workflow_uuid": knownvalue.StringExact("workflow-1"), "metadata": knownvalue.StringExact("m"), "integration_id": knownvalue.StringExact("integration-1"),
		"status": knownvalue.StringExact("SUSPENDED"),
	}
	checks := []statecheck.StateCheck{
		value("id", knownvalue.NotNull()), value("create_time", knownvalue.NotNull()), value("creator_uuid", knownvalue.NotNull()),
		value("workflow_name", knownvalue.Null()),
	}
	for name, check := range values {
		if !isFull {
			check = knownvalue.Null()
			if name == "status" {
				check = knownvalue.StringExact("ACTIVE")
			}
		}
		checks = append(checks, value(name, check))
	}
	return checks
}

func TestAccPolicy_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	minimal := s.Provider() + policy(`name = "test"`)
	plain := mockapi.Object{"name": "test", "status": int64(2)}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config:            minimal,
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
				ConfigStateChecks: inState(false),
				Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, plain), body(s, "createPolicy", `{"name":"test"}`), written(s, "createPolicy")),
			},
			{
				PreConfig:         s.ResetJournal,
				Config:            s.Provider() + full("test", nil),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: inState(true),
				Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, stored("test")), written(s, "updatePolicy")),
			},
			{
				PreConfig:         s.ResetJournal,
				Config:            minimal,
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: inState(false),
				Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, plain), written(s, "updatePolicy")),
			},
		},
	})
}

// A full policy needs no update after its create, which says everything.
func TestAccPolicy_createdFull(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{StringInt64: true, EnumNames: true})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config:            s.Provider() + full("test", nil),
			ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
			ConfigStateChecks: inState(true),
			Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, stored("test")), written(s, "createPolicy")),
		}},
	})
}

func TestAccPolicy_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	null := s.Provider() + policy(`name = "test"`)
	zero := s.Provider() + policy(append(zeros(), `name = "test"`)...)
	otherZero := s.Provider() + policy(`name = "test"`, `app_filter = { include_any = [] }`, `session_filter = { exclude_any = [] }`, `mitm_settings = { fail_close = false }`)
	plain := mockapi.Object{"name": "test", "status": int64(2)}
	noWrite := func(config string, checks ...plancheck.PlanCheck) resource.TestStep {
		return resource.TestStep{
			PreConfig: s.ResetJournal, Config: config, ConfigPlanChecks: acctest.EmptyAfter(checks...),
			Check: resource.ComposeAggregateTestCheckFunc(only(t, s, plain), written(s)),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config: zero, ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					value("description", knownvalue.StringExact("")), value("type", knownvalue.Int64Exact(0)), value("priority", knownvalue.Int64Exact(0)),
					value("app_filter", filter(knownvalue.Null(), knownvalue.Null())), value("session_filter", filter(groups(), groups())),
					value("allow_guest_access", knownvalue.Bool(false)), value("constraints", knownvalue.MapExact(map[string]knownvalue.Check{})),
					value("mitm_settings", knownvalue.ObjectExact(map[string]knownvalue.Check{"fail_close": knownvalue.Null()})),
				},
				Check: resource.ComposeAggregateTestCheckFunc(only(t, s, plain), body(s, "createPolicy", `{"name":"test"}`), written(s, "createPolicy")),
			},
			noWrite(null, plancheck.ExpectEmptyPlan()),
			noWrite(otherZero, plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			noWrite(zero, plancheck.ExpectEmptyPlan()),
			{Config: s.Provider() + full("test", nil), ConfigPlanChecks: acctest.Empty(), Check: only(t, s, stored("test"))},
			{
				PreConfig: s.ResetJournal, Config: zero, ConfigPlanChecks: acctest.Empty(),
				Check: resource.ComposeAggregateTestCheckFunc(only(t, s, plain), written(s, "updatePolicy")),
			},
			noWrite(null, plancheck.ExpectEmptyPlan()),
		},
	})
}

// Without a spelled zero before, the change from null to zero is a change of state and none of the service.
func TestAccPolicy_nullThenZero(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: s.Provider() + policy(`name = "test"`), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: s.ResetJournal, Config: s.Provider() + policy(append(zeros(), `name = "test"`)...),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)), Check: written(s),
			},
			{
				PreConfig: s.ResetJournal, Config: s.Provider() + policy(`name = "test"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()), Check: written(s),
			},
		},
	})
}

// One policy for each argument: first each changes that argument alone, then each removes it.
func TestAccPolicy_eachArgumentAlone(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	names := append(slices.Sorted(maps.Keys(arguments())), "name")
	config := func(changed func(name string) string) string {
		blocks := []string{s.Provider()}
		for _, name := range names {
			if name == "name" {
				blocks = append(blocks, strings.Replace(full(name, nil), `name = "name"`, "name = "+changed(name), 1))
			} else {
				blocks = append(blocks, full(name, map[string]string{name: changed(name)}))
			}
		}
		return strings.Join(blocks, "")
	}
	updates := make([]plancheck.PlanCheck, len(names))
	for i, name := range names {
		updates[i] = plancheck.ExpectResourceAction(typeName+"."+name, plancheck.ResourceActionUpdate)
	}
	times := map[string]int64{} // update time by id, as the plan saw it
	look := func() {
		s.ResetJournal()
		for _, o := range s.Objects(mockapi.KindPolicy) {
			times[o["uuid"].(string)] = o["update_time"].(int64)
		}
	}
	changes := map[string]string{ // what is sent about the change of each argument
		"action":             `{"action":2}`,
		"allow_guest_access": `["allow_guest_access"]`,
		"app_filter":         `{"app_filter":{"include_any":[{"all":["app:wiki"]}]}}`,
		"constraints":        `{"constraints":{"max_sessions":"6","note":""}}`,
		"description":        `{"description":"another description"}`,
		"integration_id":     `{"integration_id":"integration-2"}`,
		"metadata":           `{"metadata":"n"}`,
		"mitm_settings":      `["mitm_settings"]`,
		"name":               `{"name":"other"}`,
		"priority":           `{"priority":7}`,
		"session_filter":     `{"session_filter":{"include_any":[{"all":["group:eng","os:linux"]}]}}`,
		"status":             `{"status":1}`,
		"type":               `{"type":2}`,
		"workflow_uuid":      `{"workflow_uuid":"workflow-2"}`,
	}
	removals := map[string]string{}
	for _, name := range names {
		removals[name] = fmt.Sprintf("[%q]", name)
	}
	// Those that the change before has cleared have nothing left to clear: to remove their spelled zero value is no change.
	for _, name := range []string{"allow_guest_access", "mitm_settings", "name"} {
		delete(removals, name)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config:           config(func(name string) string { return map[string]string{"name": `"name"`}[name] + arguments()[name].value }),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				PreConfig:        look,
				Config:           config(func(name string) string { return map[string]string{"name": `"other"`}[name] + arguments()[name].other }),
				ConfigPlanChecks: acctest.EmptyAfter(updates...),
				Check:            sent(s, times, changes),
			},
			{
				PreConfig:        look,
				Config:           config(func(name string) string { return map[string]string{"name": `"other"`}[name] }),
				ConfigPlanChecks: acctest.Empty(),
				Check:            sent(s, times, removals),
			},
		},
	})
}

// sent checks that every update was about one argument, and under the lock of the last read.
func sent(s *acctest.Services, times map[string]int64, want map[string]string) func(*terraform.State) error {
	return func(*terraform.State) error {
		bodies := s.Bodies("updatePolicy")
		left := maps.Clone(want)
		for _, raw := range bodies {
			var request struct {
				UUID     string          `json:"uuid"`
				Policy   json.RawMessage `json:"policy"`
				Clear    json.RawMessage `json:"attributes_to_delete"`
				Expected int64           `json:"expected_update_time"`
			}
			if err := json.Unmarshal([]byte(raw), &request); err != nil {
				return err
			}
			if request.Expected == 0 || request.Expected != times[request.UUID] {
				return fmt.Errorf("expected_update_time %d, the last read showed %d: %s", request.Expected, times[request.UUID], raw)
			}
			said := string(request.Policy)
			if said == "{}" {
				said = string(request.Clear)
			} else if len(request.Clear) > 0 {
				return fmt.Errorf("one argument changed, but this sets and clears: %s", raw)
			}
			before := len(left)
			maps.DeleteFunc(left, func(_, expected string) bool { return expected == said })
			if len(left) != before-1 {
				return fmt.Errorf("unexpected update: %s", raw)
			}
		}
		if len(left) > 0 {
			return fmt.Errorf("no update about %v, of %v", left, bodies)
		}
		return nil
	}
}
