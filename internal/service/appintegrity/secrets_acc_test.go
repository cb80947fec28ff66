package appintegrity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// keyed is an enabled configuration whose keys are ephemeral variables.
func keyed(decryptionVersion, verificationVersion string) arguments {
	return minimal("android").with(arguments{
		"enabled": `true`, "package_name": `"com.example"`,
		"decryption_key_wo": `var.decryption_key`, "decryption_key_wo_version": decryptionVersion,
		"verification_key_wo": `var.verification_key`, "verification_key_wo_version": verificationVersion,
	})
}

// hidden checks that no key and no mask is in plan or state.
func hidden(keys ...string) (plans []plancheck.PlanCheck, states []statecheck.StateCheck) {
	for _, key := range keys {
		tail := key[len(key)-4:]
		plans = append(plans, planLacks(key), planLacks("*"+tail))
		states = append(states, stateLacks(key), stateLacks("*"+tail))
	}
	for _, name := range []string{"decryption_key_wo", "verification_key_wo"} {
		plans = append(plans, plancheck.ExpectKnownValue(address, tfjsonpath.New(name), knownvalue.Null()))
		states = append(states, value(name, knownvalue.Null()))
	}
	return plans, states
}

// Keys are sent once, and again when their version changes. They are in nothing that stays.
func TestAccAppIntegrityConfig_secrets(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	const first, second, third = "Zmlyc3Qta2V5LW9uZQaaAA==", "c2Vjb25kLWtleS10d28bbBB", "dGhpcmQta2V5LTMccCC"
	plans, states := hidden(first, second, third)
	step := func(decryption, verification string, a arguments, sent ...string) resource.TestStep {
		return resource.TestStep{
			PreConfig: s.ResetJournal,
			Config: s.Provider() + `
variable "decryption_key" {
  type      = string
  ephemeral = true
}
variable "verification_key" {
  type      = string
  ephemeral = true
}
` + a.block("test"),
			ConfigVariables: config.Variables{
				"decryption_key": config.StringVariable(decryption), "verification_key": config.StringVariable(verification),
			},
			ConfigPlanChecks: acctest.EmptyAfter(plans...), ConfigStateChecks: states, Check: updated(s, sent...),
		}
	}
	none := arguments{"decryption_key_wo": "", "verification_key_wo": "", "name": `"other"`}
	keysAre := func(decryption, verification string) resource.TestCheckFunc {
		return func(*terraform.State) error {
			o := s.Only(t, kind)
			if o["decryption_key"] != decryption || o["verification_key"] != verification {
				return fmt.Errorf("the service has the keys %v and %v, want %s and %s", o["decryption_key"], o["verification_key"], decryption, verification)
			}
			return nil
		}
	}
	also := func(step resource.TestStep, check resource.TestCheckFunc) resource.TestStep {
		step.Check = resource.ComposeAggregateTestCheckFunc(step.Check, check)
		return step
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			also(step(first, second, keyed("1", "1"),
				`{"enabled":true,"decryption_key":"`+first+`","verification_key":"`+second+`","package_name":"com.example"}`), keysAre(first, second)),
			// Another change does not send them, and another value without another version is none.
			also(step(third, third, keyed("1", "1").with(arguments{"action": `"die"`}), `{"action":"die"}`), keysAre(first, second)),
			// Each has a version of its own.
			also(step(third, second, keyed("2", "1").with(arguments{"action": `"die"`}), `{"decryption_key":"`+third+`"}`), keysAre(third, second)),
			also(step(third, first, keyed("2", "5").with(arguments{"name": `"other"`}),
				`{"name":"other","action":"log","verification_key":"`+first+`"}`), keysAre(third, first)),
			// Without keys in the configuration the service keeps those that it has.
			also(step(second, second, keyed("", "").with(none)), keysAre(third, first)),
			also(step(second, second, keyed("", "").with(none).with(arguments{"enabled": `false`}), `{"enabled":false}`), keysAre(third, first)),
			also(step(second, second, keyed("", "").with(none), `{"enabled":true}`), keysAre(third, first)),
		},
	})
}

// Masks of any style are no difference as long as they stay, and are never sent back.
func TestMasks(t *testing.T) {
	t.Parallel()
	for name, mask := range map[string]func(string) string{
		"last four": mockapi.MaskLastFour, "marked": mockapi.MaskMarked, "last one": mockapi.MaskLast(1), "nothing": mockapi.MaskLast(0),
		"none": func(string) string { return "" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{Mask: mask})
			l := s.Lifecycle(t, typeName, "")
			config := `{"version": "production", "platform": "android", "name": "test", "enabled": true, "package_name": "com.example",
				"decryption_key_wo": "` + decryptionKey + `", "decryption_key_wo_version": 1, "verification_key_wo": "` + verificationKey + `", "verification_key_wo_version": 1}`
			if d := l.Apply(t.Context(), config); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			for range 3 {
				if d := l.Refresh(t.Context()); len(d) > 0 {
					t.Fatal(acctest.DiagnosticLines(d))
				}
				if changed := l.Changes(l.Plan(t.Context(), config)); len(changed) > 0 {
					t.Errorf("the plan changes %v", changed)
				}
			}
			if d := l.Apply(t.Context(), strings.Replace(config, `"test"`, `"other"`, 1)); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			want := `{"name":"other"}`
			if sent := updates(s); len(sent) != 2 || sent[1] != want {
				t.Errorf("updates %v, want the second to be %s", sent, want)
			}
			if o := s.Only(t, kind); o["decryption_key"] != decryptionKey || o["verification_key"] != verificationKey {
				t.Errorf("the keys are %v and %v", o["decryption_key"], o["verification_key"])
			}
			for _, secret := range []string{decryptionKey, verificationKey, s.Only(t, kind)["decryption_key"].(string)} {
				if strings.Contains(string(l.Private), secret) {
					t.Error("the private state holds a key")
				}
			}
		})
	}
}
