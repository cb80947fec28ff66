package appintegrity_test

import (
	"fmt"
	"slices"
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
		states = append(states, value("test", name, knownvalue.Null()))
	}
	return plans, states
}

// Keys from ephemeral variables are in no plan and no state. A value that differs in each run is quiet with a version.
// TestAppIntegrityConfig_secrets shows when which key is sent.
func TestAccAppIntegrityConfig_secrets(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	plans, states := hidden(firstKey, secondKey, thirdKey)
	eachRun := minimal("android").with(arguments{
		"name": `"each run"`, "decryption_key_wo": `base64encode("key of ${plantimestamp()}")`, "decryption_key_wo_version": `1`,
	}).block("each_run")
	step := func(decryption, verification string, a arguments, check resource.TestCheckFunc, actions ...plancheck.PlanCheck) resource.TestStep {
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
` + a.block("test") + eachRun,
			ConfigVariables: config.Variables{
				"decryption_key": config.StringVariable(decryption), "verification_key": config.StringVariable(verification),
			},
			ConfigPlanChecks: acctest.EmptyAfter(append(actions, plans...)...), ConfigStateChecks: states, Check: check,
		}
	}
	first := func(*terraform.State) error {
		want := `{"enabled":true,"decryption_key":"` + firstKey + `","verification_key":"` + secondKey + `","package_name":"com.example"}`
		if sent := updates(s); len(sent) != 2 || !slices.Contains(sent, want) {
			return fmt.Errorf("updates %v, want %s and one of the key of each run", sent, want)
		}
		return nil
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			step(firstKey, secondKey, keyed("1", "1"), first, action("test", plancheck.ResourceActionCreate), action("each_run", plancheck.ResourceActionCreate)),
			step(thirdKey, firstKey, keyed("2", "1"), updated(s, `{"decryption_key":"`+thirdKey+`"}`),
				action("test", plancheck.ResourceActionUpdate), action("each_run", plancheck.ResourceActionNoop)),
		},
	})
}
