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

// A key that is not known at plan may be sent or not: the plan shows that, and the apply compares. Of two configurations
// one gets the same key after all.
func TestAccKeys_unknownAtPlan(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	labels := []string{"same", "other"}
	step := func(run int, same, other string, act plancheck.ResourceActionType, sent ...string) resource.TestStep {
		config := s.Provider()
		var plans []plancheck.PlanCheck
		var states []statecheck.StateCheck
		for i, key := range []string{same, other} {
			label := labels[i]
			config += fmt.Sprintf("resource \"terraform_data\" %q {\n  input = %q\n  triggers_replace = %d\n}\n", label, key, run) +
				minimal("android").with(arguments{"decryption_key_wo": "terraform_data." + label + ".output"}).block(label)
			plans = append(plans, action(label, act), plancheck.ExpectUnknownValue(typeName+"."+label, tfjsonpath.New("decryption_key_status")))
			states = append(states, value(label, "decryption_key_status", knownvalue.StringExact("in_sync")), value(label, "verification_key_status", knownvalue.Null()))
		}
		return resource.TestStep{
			PreConfig: s.ResetJournal, Config: config, ConfigPlanChecks: acctest.EmptyAfter(plans...), ConfigStateChecks: states, Check: updated(s, sent...),
		}
	}
	sends := func(key string) string { return `{"decryption_key":"` + key + `"}` }
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			step(1, firstKey, firstKey, plancheck.ResourceActionCreate, sends(firstKey), sends(firstKey)),
			step(2, firstKey, secondKey, plancheck.ResourceActionUpdate, sends(secondKey)),
		},
	})
}
