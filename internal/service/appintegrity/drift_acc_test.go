package appintegrity_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// One configuration for each field, in which somebody changes that field and later removes it. What reads need not show
// (the message) cannot be seen to be removed.
func TestAccAppIntegrityConfig_drift(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	drifts := map[string]struct {
		platform string
		theirs   any
		repaired string
		visible  bool // its removal can be seen
	}{
		"name":                    {"ios", "theirs", `{"name":"test"}`, false},
		"enabled":                 {"android", false, `{"enabled":true}`, false},
		"action":                  {"ios", "die", `{"action":"message"}`, false},
		"package_name":            {"android", "theirs", `{"package_name":"com.example.wallet"}`, true},
		"cloud_project_number":    {"android", "1", `{"cloud_project_number":"123456789012"}`, false},
		"required_device_verdict": {"android", "MEETS_BASIC_INTEGRITY", `{"required_device_verdict":"MEETS_DEVICE_INTEGRITY"}`, true},
		"require_play_recognized": {"android", false, `{"require_play_recognized":true}`, true},
		"team_id":                 {"ios", "theirs", `{"team_id":"ABCDE12345"}`, false},
		"bundle_id":               {"ios", "theirs", `{"bundle_id":"com.example.wallet"}`, false},
		"title":                   {"ios", "theirs", `{"title":"Please update"}`, false},
		"message":                 {"android", "theirs", `{"message":"This build <is> not trusted & blocked"}`, false},
		"buttons":                 {"ios", []string{"Close", "Store"}, `{"buttons":["Store","Close"]}`, false},
		"actions":                 {"ios", []string{"close", "close"}, `{"actions":["redirect","close"]}`, false},
		"redirects":               {"ios", []string{"", ""}, `{"redirects":["https://example.com/store?a=1&b=2",""]}`, false},
	}
	names := slices.Sorted(maps.Keys(drifts))
	config, ids := s.Provider(), map[string]string{}
	var changed, removed []plancheck.PlanCheck
	var sent, sentAgain []string
	for _, name := range names {
		drift := drifts[name]
		imported := stored(drift.platform)
		ids[name] = s.Put(kind, imported)
		config += full(drift.platform).with(noKeys()).block(name) +
			"import {\n  to = " + typeName + "." + name + "\n  id = \"" + ids[name] + "\"\n}\n"
		changed, sent = append(changed, action(name, plancheck.ResourceActionUpdate)), append(sent, drift.repaired)
		if drift.visible {
			removed, sentAgain = append(removed, action(name, plancheck.ResourceActionUpdate)), append(sentAgain, drift.repaired)
		} else {
			removed = append(removed, action(name, plancheck.ResourceActionNoop))
		}
	}
	disturb := func(value func(name string) any) func() {
		return func() {
			s.ResetJournal()
			for name, id := range ids {
				if v := value(name); v != "" {
					if err := s.Change(kind, id, mockapi.Object{name: v}); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.EmptyAfter(noop(names)...)},
			{
				PreConfig: disturb(func(name string) any { return drifts[name].theirs }),
				Config:    config, ConfigPlanChecks: acctest.EmptyAfter(changed...), Check: updated(s, sent...),
			},
			{
				PreConfig: disturb(func(name string) any {
					if slices.Contains([]string{"name", "enabled", "action"}, name) { // always there
						return ""
					}
					return nil
				}),
				Config: config, ConfigPlanChecks: acctest.EmptyAfter(removed...), Check: updated(s, sentAgain...),
			},
		},
	})
}

func noop(names []string) []plancheck.PlanCheck {
	checks := make([]plancheck.PlanCheck, len(names))
	for i, name := range names {
		checks[i] = action(name, plancheck.ResourceActionNoop)
	}
	return checks
}
