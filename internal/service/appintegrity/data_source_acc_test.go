package appintegrity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const plural = "zerotrust_app_integrity_configs"

func configs(label, arguments string) string {
	return fmt.Sprintf("data %q %q {\n  %s\n}\n", plural, label, arguments)
}

// A version that is not known yet makes the read wait for the apply.
func TestAccAppIntegrityConfigs_read(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	object := func(platform, name, id string) mockapi.Object {
		o := stored(platform)
		o["name"], o["config_id"] = name, id
		return o
	}
	for _, o := range []mockapi.Object{
		object("ios", "b", "1"), object("android", "c", "2"), object("ios", "a", "4"), object("android", "a", "3"),
		{"version": "staging", "platform": "ios", "name": "minimal", "config_id": "5"},
	} {
		s.Put(kind, o)
	}
	found := tfjsonpath.New("app_integrity_configs")
	ids := func(label string, want ...string) statecheck.StateCheck {
		checks := make([]knownvalue.Check, len(want))
		for i, id := range want {
			checks[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)})
		}
		return statecheck.ExpectKnownValue("data."+plural+"."+label, found, knownvalue.ListExact(checks))
	}
	null := knownvalue.Null()
	// Exact objects: there is no attribute for a key, not even for a mask.
	minimal := knownvalue.ObjectExact(map[string]knownvalue.Check{
		"id": knownvalue.StringExact("staging/5"), "version": knownvalue.StringExact("staging"), "config_id": knownvalue.StringExact("5"),
		"platform": knownvalue.StringExact("ios"), "name": knownvalue.StringExact("minimal"), "enabled": knownvalue.Bool(false), "action": knownvalue.StringExact("log"),
		"package_name": null, "cloud_project_number": null, "required_device_verdict": null, "require_play_recognized": null, "team_id": null, "bundle_id": null,
		"title": null, "message": null, "buttons": null, "actions": null, "redirects": null,
	})
	android := knownvalue.ObjectExact(map[string]knownvalue.Check{
		"id": knownvalue.StringExact("production/2"), "version": knownvalue.StringExact("production"), "config_id": knownvalue.StringExact("2"),
		"platform": knownvalue.StringExact("android"), "name": knownvalue.StringExact("c"), "enabled": knownvalue.Bool(true), "action": knownvalue.StringExact("message"),
		"package_name": knownvalue.StringExact("com.example.wallet"), "cloud_project_number": knownvalue.StringExact("123456789012"),
		"required_device_verdict": knownvalue.StringExact("MEETS_DEVICE_INTEGRITY"), "require_play_recognized": knownvalue.Bool(true), "team_id": null, "bundle_id": null,
		"title": knownvalue.StringExact("Please update"), "message": knownvalue.StringExact("This build <is> not trusted & blocked"),
		"buttons": list("Store", "Close"), "actions": list("redirect", "close"), "redirects": list("https://example.com/store?a=1&b=2", ""),
	})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + configs("all", `version = "production"`) + configs("ios", "version = \"production\"\n  platform = \"ios\"") +
				configs("android", "version = \"production\"\n  platform = \"android\"") + configs("staging", `version = "staging"`) + configs("none", `version = "development"`) +
				`resource "terraform_data" "version" { input = "staging" }` + "\n" + configs("late", `version = terraform_data.version.output`),
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction("data."+plural+".late", plancheck.ResourceActionRead)),
			ConfigStateChecks: []statecheck.StateCheck{
				ids("all", "production/3", "production/4", "production/1", "production/2"), // by name, then by id
				ids("ios", "production/4", "production/1"),
				ids("android", "production/3", "production/2"),
				ids("late", "staging/5"),
				statecheck.ExpectKnownValue("data."+plural+".none", found, knownvalue.ListExact(nil)),
				statecheck.ExpectKnownValue("data."+plural+".staging", found.AtSliceIndex(0), minimal),
				statecheck.ExpectKnownValue("data."+plural+".android", found.AtSliceIndex(1), android),
				stateLacks(decryptionKey), stateLacks(decryptionKey[len(decryptionKey)-4:] + `"`), stateLacks(verificationKey), stateLacks(verificationKey[len(verificationKey)-4:] + `"`),
			},
		}},
	})
}
