package appintegrity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A key that is not known at plan may be sent or not: the plan shows that, and the apply compares.
func TestAccKeys_unknownAtPlan(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	step := func(key string, run int, action plancheck.ResourceActionType, sent ...string) resource.TestStep {
		checks := []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}
		if action != plancheck.ResourceActionNoop {
			checks = append(checks, plancheck.ExpectUnknownValue(address, tfjsonpath.New("decryption_key_status")))
		}
		return resource.TestStep{
			PreConfig: s.ResetJournal,
			Config: s.Provider() + fmt.Sprintf("resource \"terraform_data\" \"key\" {\n  input = %q\n  triggers_replace = %d\n}\n", key, run) +
				minimal("android").with(arguments{"decryption_key_wo": "terraform_data.key.output"}).block("test"),
			ConfigPlanChecks:  acctest.EmptyAfter(checks...),
			ConfigStateChecks: []statecheck.StateCheck{value("decryption_key_status", knownvalue.StringExact("in_sync")), value("verification_key_status", knownvalue.Null())},
			Check:             updated(s, sent...),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			step(firstKey, 1, plancheck.ResourceActionCreate, `{"decryption_key":"`+firstKey+`"}`),
			step(firstKey, 1, plancheck.ResourceActionNoop),
			step(firstKey, 2, plancheck.ResourceActionUpdate), // the same after all
			step(secondKey, 3, plancheck.ResourceActionUpdate, `{"decryption_key":"`+secondKey+`"}`),
		},
	})
}

func TestKeys_unknownAtPlan(t *testing.T) {
	t.Parallel()
	l := live(t)
	versioned := func(key string, version int) string {
		return block(fmt.Sprintf(`"decryption_key_wo": %q, "decryption_key_wo_version": %d`, key, version))
	}
	acctest.Quiet(t, l.Apply(t.Context(), versioned(firstKey, 1)))
	l.NothingToDo(t, versioned(acctest.Unknown, 1)) // with a version only the version counts
	for config, want := range map[string][]string{
		versioned(acctest.Unknown, 2): {"decryption_key_status", "decryption_key_wo_version"},
		block(fmt.Sprintf(`"decryption_key_wo": %q, "decryption_key_wo_version": %q`, firstKey, acctest.Unknown)): {"decryption_key_status", "decryption_key_wo_version"},
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Quiet(t, plan.Diagnostics)
		if changed := l.Changes(plan); !slices.Equal(changed, want) {
			t.Errorf("planning %s changes %v, want %v", config, changed, want)
		}
	}
	// What is made tells what is certain.
	l = live(t)
	for config, want := range map[string]tftypes.Value{
		block(``): tftypes.NewValue(tftypes.String, nil), block(`"decryption_key_wo": "` + firstKey + `"`): tftypes.NewValue(tftypes.String, "in_sync"),
		block(`"decryption_key_wo": "${unknown}"`): tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
	} {
		planned := l.Decode(l.ResourceType(typeName), l.Plan(t.Context(), config).PlannedState)
		if got := planned["decryption_key_status"]; !got.Equal(want) {
			t.Errorf("planning to create %s: the status is %s, want %s", config, got, want)
		}
	}
}

// A replacement starts afresh: its keys are sent once, and what was remembered of the replaced one counts no more.
func TestAccKeys_replace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	keyed := minimal("android").with(arguments{"decryption_key_wo": fmt.Sprintf("%q", firstKey)})
	statuses := func(decryption knownvalue.Check) []statecheck.StateCheck {
		return []statecheck.StateCheck{value("decryption_key_status", decryption), value("verification_key_status", knownvalue.Null())}
	}
	inSync, sent := statuses(knownvalue.StringExact("in_sync")), `{"decryption_key":"`+firstKey+`"}`
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: s.Provider() + keyed.block("test"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: inSync, Check: updated(s, sent)},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + keyed.with(arguments{"version": `"staging"`}).block("test"),
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionReplace)), ConfigStateChecks: inSync, Check: updated(s, sent),
			},
			{ // drift of the replaced one is drift of none
				PreConfig: func() {
					if err := s.Change(kind, id(t, s), mockapi.Object{"decryption_key": longKey}); err != nil {
						t.Error(err)
					}
					s.ResetJournal()
				},
				Config:           s.Provider() + minimal("android").block("test"),
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionReplace), plancheck.ExpectKnownValue(address, tfjsonpath.New("decryption_key_status"), knownvalue.Null())),
				Taint:            []string{address}, ConfigStateChecks: statuses(knownvalue.Null()), Check: updated(s),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + keyed.block("test"),
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate)), ConfigStateChecks: inSync, Check: updated(s, sent),
			},
		},
	})
}

// A service may refuse to enable a configuration by the call that brings its keys. It stored nothing then, so the keys are
// sent once more, without enabled; the call that enables does not hold them.
func TestKeys_enabledInTwoCalls(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := keyConfig("decryption_key", false)
	l.services.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 400, Times: 1})
	acctest.Quiet(t, l.Apply(t.Context(), config))
	l.quiet(config)
	l.statuses("in_sync", "in_sync")
	sent := updates(l.services)
	if len(sent) != 3 || strings.Contains(sent[2], "key") || strings.Contains(sent[1], "enabled") {
		t.Errorf("updates %v", sent)
	}
	stored := 0
	for _, e := range l.services.Journal() {
		if e.Committed && strings.Contains(string(e.Body), firstKey) {
			stored++
		}
	}
	if stored != 1 {
		t.Errorf("the key was stored %d times, want once", stored)
	}
}

// A value that differs in each run is quiet with a version.
func TestAccKeys_anotherValueEachRun(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	versioned := func(version string) string {
		return s.Provider() + minimal("android").with(arguments{"decryption_key_wo": `base64encode("key of ${plantimestamp()}")`, "decryption_key_wo_version": version}).block("test")
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: versioned("1"), ConfigPlanChecks: acctest.Empty(), Check: counted(s, 1)},
			{Config: versioned("1"), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()), Check: counted(s, 1)},
			{Config: versioned("2"), ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate)), Check: counted(s, 2)},
		},
	})
}

// counted checks how many updates there were.
func counted(s *acctest.Services, want int) resource.TestCheckFunc {
	return func(*terraform.State) error {
		if got := s.Count("updateAppIntegrityConfig"); got != want {
			return fmt.Errorf("%d updates, want %d", got, want)
		}
		return nil
	}
}
