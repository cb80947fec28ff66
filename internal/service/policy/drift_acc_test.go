package policy_test

import (
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

// One policy for each argument, in which somebody has changed, and later removed, that argument.
func TestAccPolicy_drift(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	theirs := mockapi.Object{
		"action": 3, "allow_guest_access": nil, "app_filter": mockapi.Object{"include_any": []any{mockapi.Object{"all": []any{"app:theirs"}}}},
		"constraints": mockapi.Object{"max_sessions": "9"}, "description": "theirs", "integration_id": "theirs", "metadata": "theirs", "mitm_settings": nil,
		"priority": 9, "session_filter": mockapi.Object{"exclude_any": []any{mockapi.Object{"all": []any{"os:theirs"}}}}, "status": 1, "type": 3, "workflow_uuid": "theirs",
	}
	names := slices.Sorted(maps.Keys(theirs))
	config := []string{s.Provider()}
	updates := make([]plancheck.PlanCheck, len(names))
	for i, name := range names {
		config = append(config, full(name, nil))
		updates[i] = plancheck.ExpectResourceAction(typeName+"."+name, plancheck.ResourceActionUpdate)
	}
	times := map[string]int64{}
	disturb := func(value func(name string) any) func() {
		return func() {
			s.ResetJournal()
			for _, o := range s.Objects(mockapi.KindPolicy) {
				id, name := o["uuid"].(string), o["name"].(string)
				if err := s.Change(mockapi.KindPolicy, id, mockapi.Object{name: value(name)}); err != nil {
					t.Error(err)
				}
				now, _ := s.Object(mockapi.KindPolicy, id)
				times[id] = now["update_time"].(int64)
			}
		}
	}
	repaired := map[string]string{
		"action": `{"action":301}`, "allow_guest_access": `{"allow_guest_access":true}`,
		"app_filter":  `{"app_filter":{"include_any":[{"all":["app:wiki"]},{"all":["appgroup:pci","domain:example.com"]}],"exclude_any":[{"all":["host:x"]}]}}`,
		"constraints": `{"constraints":{"max_sessions":"5","note":""}}`, "description": `{"description":"a description"}`,
		"integration_id": `{"integration_id":"integration-1"}`, "metadata": `{"metadata":"m"}`, "mitm_settings": `{"mitm_settings":{"fail_close":true}}`,
		"priority": `{"priority":100}`, "session_filter": `{"session_filter":{"include_any":[{"all":["group:eng","os:macos","posture_ge:high"]}]}}`,
		"status": `{"status":3}`, "type": `{"type":1}`, "workflow_uuid": `{"workflow_uuid":"workflow-1"}`,
	}
	restored := func(*terraform.State) error {
		for _, o := range s.Objects(mockapi.KindPolicy) {
			if err := compare(o, stored(o["name"].(string))); err != nil {
				return err
			}
		}
		return nil
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: strings.Join(config, ""), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig:        disturb(func(name string) any { return theirs[name] }),
				Config:           strings.Join(config, ""),
				ConfigPlanChecks: acctest.EmptyAfter(updates...),
				Check:            resource.ComposeAggregateTestCheckFunc(restored, sent(s, times, repaired)),
			},
			{ // a status that is removed falls back to the service's default, which is another than that of the configuration
				PreConfig:        disturb(func(string) any { return nil }),
				Config:           strings.Join(config, ""),
				ConfigPlanChecks: acctest.EmptyAfter(updates...),
				Check:            resource.ComposeAggregateTestCheckFunc(restored, sent(s, times, repaired)),
			},
		},
	})
}

// What somebody adds to a policy that leaves it out is taken away again; the status is left alone.
func TestAccPolicy_driftOfUnsetArguments(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + policy(`name = "test"`)
	theirs := stored("test")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: change(t, s, theirs),
				Config:    config,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
					plancheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("SUSPENDED"))),
				ConfigStateChecks: []statecheck.StateCheck{value("status", knownvalue.StringExact("SUSPENDED")), value("description", knownvalue.Null())},
				Check:             only(t, s, mockapi.Object{"name": "test", "status": int64(3)}),
			},
		},
	})
}

func TestAccPolicy_disappears(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{ShowDeleted: true})
	config := s.Provider() + policy(`name = "test"`)
	created := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() {
					if err := s.Remove(mockapi.KindPolicy, s.Only(t, mockapi.KindPolicy)["uuid"].(string)); err != nil {
						t.Error(err)
					}
				},
				Config: config, ConfigPlanChecks: created, Check: only(t, s, mockapi.Object{"name": "test", "status": int64(2)}),
			},
			{ // deleted in the console: it can still be read, with the status DELETED
				PreConfig: func() {
					other := s.Lifecycle(t, typeName, "")
					other.Import(t.Context(), s.Only(t, mockapi.KindPolicy)["uuid"].(string), "")
					if d := other.Apply(t.Context(), ""); len(d) > 0 {
						t.Error(acctest.DiagnosticLines(d))
					}
				},
				Config: config, ConfigPlanChecks: created, Check: only(t, s, mockapi.Object{"name": "test", "status": int64(2)}),
			},
		},
	})
}
