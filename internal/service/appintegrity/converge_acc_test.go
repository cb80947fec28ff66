package appintegrity_test

import (
	"fmt"
	"slices"
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

// ofBoth is one configuration for each platform, named for it.
func ofBoth(of func(platform string) arguments) string {
	return of("android").block("android") + of("ios").block("ios")
}

func actionOnBoth(a plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return acctest.EmptyAfter(action("android", a), action("ios", a))
}

// writtenForBoth checks the writes since the journal was reset: each operation once for each platform. Both are under way
// at a time, so that the order is any.
func writtenForBoth(s *acctest.Services, operations ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		got, want := writes(s), slices.Repeat(operations, 2)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			return fmt.Errorf("the service was written to by %v, want %v", got, want)
		}
		return nil
	}
}

func stateOfBoth(isFull bool) []statecheck.StateCheck {
	return append(inState("android", isFull), inState("ios", isFull)...)
}

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
		value(platform, "id", knownvalue.NotNull()), value(platform, "config_id", knownvalue.NotNull()), value(platform, "platform", knownvalue.StringExact(platform)),
		value(platform, "enabled", knownvalue.Bool(isFull)), value(platform, "action", knownvalue.StringExact(map[bool]string{true: "message", false: "log"}[isFull])),
		value(platform, "decryption_key_wo", knownvalue.Null()), value(platform, "verification_key_wo", knownvalue.Null()),
	}
	for owner, all := range values {
		for name, check := range all {
			if !isFull || owner != "" && owner != platform {
				check = knownvalue.Null()
			}
			checks = append(checks, value(platform, name, check))
		}
	}
	return checks
}

func TestAccAppIntegrityConfig_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{ // a create says all there is to say
				Config:            s.Provider() + ofBoth(minimal),
				ConfigPlanChecks:  actionOnBoth(plancheck.ResourceActionCreate),
				ConfigStateChecks: stateOfBoth(false),
				Check:             resource.ComposeAggregateTestCheckFunc(only(s, shell("android"), shell("ios")), writtenForBoth(s, "createAppIntegrityConfig")),
			},
			{
				PreConfig:         s.ResetJournal,
				Config:            s.Provider() + ofBoth(full),
				ConfigPlanChecks:  actionOnBoth(plancheck.ResourceActionUpdate),
				ConfigStateChecks: stateOfBoth(true),
				Check: resource.ComposeAggregateTestCheckFunc(only(s, stored("android"), stored("ios")),
					writtenForBoth(s, "updateAppIntegrityConfig"), updated(s, fullAndroid, fullIOS)),
			},
			{ // what is stored cannot be cleared
				PreConfig:         s.ResetJournal,
				Config:            s.Provider() + ofBoth(minimal),
				ConfigPlanChecks:  actionOnBoth(plancheck.ResourceActionReplace),
				ConfigStateChecks: stateOfBoth(false),
				Check: resource.ComposeAggregateTestCheckFunc(only(s, shell("android"), shell("ios")),
					writtenForBoth(s, "deleteAppIntegrityConfig", "createAppIntegrityConfig")),
			},
		},
	})
}

// One create and one update with everything, which an import reads as it is.
func TestAccAppIntegrityConfig_createdFull(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config:            s.Provider() + ofBoth(full),
				ConfigPlanChecks:  actionOnBoth(plancheck.ResourceActionCreate),
				ConfigStateChecks: stateOfBoth(true),
				Check: resource.ComposeAggregateTestCheckFunc(only(s, stored("android"), stored("ios")),
					writtenForBoth(s, "createAppIntegrityConfig", "updateAppIntegrityConfig"), updated(s, fullAndroid, fullIOS), func(*terraform.State) error {
						got, want := s.Bodies("createAppIntegrityConfig"), []string{}
						for _, platform := range []string{"android", "ios"} {
							want = append(want, fmt.Sprintf(`{"name":"test","platform":%q,"version":"production"}`, platform))
						}
						if slices.Sort(got); !slices.Equal(got, want) {
							return fmt.Errorf("the creates were sent %v, want %v", got, want)
						}
						return nil
					}),
			},
			{ // versions of keys are the practitioner's own counters, and nobody can tell which keys an import found
				ResourceName: typeName + ".android", ImportState: true, ImportStateVerify: true,
				ImportStateVerifyIgnore: []string{"decryption_key_wo_version", "verification_key_wo_version", "decryption_key_status", "verification_key_status"},
			},
		},
	})
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
