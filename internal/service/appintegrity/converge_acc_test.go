package appintegrity_test

import (
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

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	fullAndroid = `{"enabled":true,"action":"message","decryption_key":"` + decryptionKey + `","verification_key":"` + verificationKey + `",` +
		`"package_name":"com.example.wallet","cloud_project_number":"123456789012","required_device_verdict":"MEETS_DEVICE_INTEGRITY","require_play_recognized":true,` + fullMessage
	fullIOS     = `{"enabled":true,"action":"message","team_id":"ABCDE12345","bundle_id":"com.example.wallet",` + fullMessage
	fullMessage = `"title":"Please update","message":"This build <is> not trusted & blocked","buttons":["Store","Close"],"actions":["redirect","close"],"redirects":["https://example.com/store?a=1&b=2",""]}`
)

// inState checks the state of full and of minimal.
func inState(platform string, isFull bool) []statecheck.StateCheck {
	values := map[string]map[string]knownvalue.Check{
		"": {
			"title": knownvalue.StringExact("Please update"), "message": knownvalue.StringExact("This build <is> not trusted & blocked"), "buttons": list("Store", "Close"),
			"actions": list("redirect", "close"), "redirects": list("https://example.com/store?a=1&b=2", ""),
		},
		"android": {
			"package_name": knownvalue.StringExact("com.example.wallet"), "cloud_project_number": knownvalue.StringExact("123456789012"),
			"required_device_verdict": knownvalue.StringExact("MEETS_DEVICE_INTEGRITY"), "require_play_recognized": knownvalue.Bool(true),
			"decryption_key_wo_version": knownvalue.Int64Exact(1), "verification_key_wo_version": knownvalue.Int64Exact(1),
		},
		"ios": {"team_id": knownvalue.StringExact("ABCDE12345"), "bundle_id": knownvalue.StringExact("com.example.wallet")},
	}
	checks := []statecheck.StateCheck{
		value("id", knownvalue.NotNull()), value("config_id", knownvalue.NotNull()), value("platform", knownvalue.StringExact(platform)),
		value("enabled", knownvalue.Bool(isFull)), value("action", knownvalue.StringExact(map[bool]string{true: "message", false: "log"}[isFull])),
		value("decryption_key_wo", knownvalue.Null()), value("verification_key_wo", knownvalue.Null()),
	}
	for owner, all := range values {
		for name, check := range all {
			if !isFull || owner != "" && owner != platform {
				check = knownvalue.Null()
			}
			checks = append(checks, value(name, check))
		}
	}
	return checks
}

func TestAccAppIntegrityConfig_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for platform, update := range map[string]string{"android": fullAndroid, "ios": fullIOS} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				CheckDestroy:             destroyed(s),
				Steps: []resource.TestStep{
					{ // a create says all there is to say
						Config:            s.Provider() + minimal(platform).block("test"),
						ConfigPlanChecks:  acctest.EmptyAfter(action("test", plancheck.ResourceActionCreate)),
						ConfigStateChecks: inState(platform, false),
						Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, shell(platform)), written(s, "createAppIntegrityConfig")),
					},
					{
						PreConfig:         s.ResetJournal,
						Config:            s.Provider() + full(platform).block("test"),
						ConfigPlanChecks:  acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate)),
						ConfigStateChecks: inState(platform, true),
						Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, stored(platform)), written(s, "updateAppIntegrityConfig"), updated(s, update)),
					},
					{ // what is stored cannot be cleared
						PreConfig:         s.ResetJournal,
						Config:            s.Provider() + minimal(platform).block("test"),
						ConfigPlanChecks:  acctest.EmptyAfter(action("test", plancheck.ResourceActionReplace)),
						ConfigStateChecks: inState(platform, false),
						Check:             resource.ComposeAggregateTestCheckFunc(only(t, s, shell(platform)), written(s, "deleteAppIntegrityConfig", "createAppIntegrityConfig")),
					},
				},
			})
		})
	}
}

// One create and one update with everything.
func TestAccAppIntegrityConfig_createdFull(t *testing.T) {
	t.Parallel()
	for platform, update := range map[string]string{"android": fullAndroid, "ios": fullIOS} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				CheckDestroy:             destroyed(s),
				Steps: []resource.TestStep{{
					Config:            s.Provider() + full(platform).block("test"),
					ConfigPlanChecks:  acctest.EmptyAfter(action("test", plancheck.ResourceActionCreate)),
					ConfigStateChecks: inState(platform, true),
					Check: resource.ComposeAggregateTestCheckFunc(only(t, s, stored(platform)),
						written(s, "createAppIntegrityConfig", "updateAppIntegrityConfig"), updated(s, update), func(*terraform.State) error {
							want := fmt.Sprintf(`{"name":"test","platform":%q,"version":"production"}`, platform)
							if got := s.Bodies("createAppIntegrityConfig"); !slices.Equal(got, []string{want}) {
								return fmt.Errorf("the create was sent %v, want %s", got, want)
							}
							return nil
						}),
				}},
			})
		})
	}
}

// Each argument changes alone, in one configuration each, and only it is sent.
func TestAccAppIntegrityConfig_updateInPlace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cases := []struct {
		name, platform string
		changed        arguments
		sent           string
	}{
		{"name", "ios", arguments{"name": `"other"`}, `{"name":"other"}`},
		{"enabled", "ios", arguments{"enabled": `false`}, `{"enabled":false}`},
		{"enabled_removed", "android", arguments{"enabled": ""}, `{"enabled":false}`},
		{"action", "ios", arguments{"action": `"die"`}, `{"action":"die"}`},
		{"action_removed", "android", arguments{"action": ""}, `{"action":"log"}`},
		{"title", "ios", arguments{"title": `"New"`}, `{"title":"New"}`},
		{"message", "android", arguments{"message": `"New"`}, `{"message":"New"}`},
		{"buttons", "ios", arguments{"buttons": `["Close", "Store"]`}, `{"buttons":["Close","Store"]}`},
		{"actions", "ios", arguments{"actions": `["redirect", "redirect"]`}, `{"actions":["redirect","redirect"]}`},
		{"redirects", "ios", arguments{"redirects": `["", ""]`}, `{"redirects":["",""]}`},
		{"team_id", "ios", arguments{"team_id": `"ZZZZZ99999"`}, `{"team_id":"ZZZZZ99999"}`},
		{"bundle_id", "ios", arguments{"bundle_id": `"com.example.other"`}, `{"bundle_id":"com.example.other"}`},
		{"package_name", "android", arguments{"package_name": `"com.example.other"`}, `{"package_name":"com.example.other"}`},
		{"cloud_project_number", "android", arguments{"cloud_project_number": `"9"`}, `{"cloud_project_number":"9"}`},
		{"required_device_verdict", "android", arguments{"required_device_verdict": `"MEETS_BASIC_INTEGRITY"`}, `{"required_device_verdict":"MEETS_BASIC_INTEGRITY"}`},
		{"require_play_recognized", "android", arguments{"require_play_recognized": `false`}, `{"require_play_recognized":false}`},
	}
	before, after, plans, sent := s.Provider(), s.Provider(), []plancheck.PlanCheck{}, []string{}
	for _, c := range cases {
		before += full(c.platform).block(c.name)
		after += full(c.platform).with(c.changed).block(c.name)
		plans = append(plans, action(c.name, plancheck.ResourceActionUpdate))
		sent = append(sent, c.sent)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: before, ConfigPlanChecks: acctest.Empty()},
			{PreConfig: s.ResetJournal, Config: after, ConfigPlanChecks: acctest.EmptyAfter(plans...), Check: updated(s, sent...)},
		},
	})
}

// What cannot be changed, and the removal of what cannot be cleared, replaces: one configuration for each.
func TestAccAppIntegrityConfig_replace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	disabled := func(platform string) arguments { return full(platform).with(arguments{"enabled": `false`}) }
	noLists := arguments{"actions": "", "redirects": ""}
	before := map[string]arguments{
		"version": full("ios"), "platform": minimal("ios").with(arguments{"title": `"T"`}),
		"play_false": disabled("android").with(arguments{"require_play_recognized": `false`}),
		"buttons":    disabled("ios").with(noLists), "actions": full("android"), "redirects": full("ios"),
	}
	changed := map[string]arguments{
		"version": {"version": `"staging"`}, "platform": {"platform": `"android"`}, "play_false": {"require_play_recognized": ""},
	}
	for name, platform := range map[string]string{
		"title": "ios", "message": "android", "team_id": "ios", "bundle_id": "ios", "package_name": "android", "cloud_project_number": "android",
		"required_device_verdict": "android", "require_play_recognized": "android",
	} {
		before[name] = disabled(platform)
	}
	var first, second strings.Builder
	plans := []plancheck.PlanCheck{}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		change := changed[name]
		if change == nil {
			change = arguments{name: ""}
		}
		first.WriteString(before[name].block(name))
		second.WriteString(before[name].with(change).block(name))
		if name != "play_false" {
			plans = append(plans, action(name, plancheck.ResourceActionReplace))
		}
	}
	// A flag that is false and one that is absent are the same.
	plans = append(plans, action("play_false", plancheck.ResourceActionNoop))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: s.Provider() + first.String(), ConfigPlanChecks: acctest.Empty()},
			{
				Config: s.Provider() + second.String(), ConfigPlanChecks: acctest.EmptyAfter(plans...),
				Check: func(*terraform.State) error {
					if n := len(s.Objects(kind)); n != len(before) {
						return fmt.Errorf("%d configurations live in the service, want %d", n, len(before))
					}
					return nil
				},
			},
		},
	})
}
