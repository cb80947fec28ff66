package functions_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

func TestAccFunctions_results(t *testing.T) {
	t.Parallel()
	output := func(name string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownOutputValue(name, value)
	}
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_8_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: `
				variable "conditions" {
				  type = list(object({ column = string, operator = string, value = optional(string), values = optional(list(string)) }))
				  default = [
				    { column = "successful", operator = "=", value = true },
				    { column = "event", operator = "IN", values = [1, 2] },
				    { column = "user_id", operator = "IS NOT NULL" },
				  ]
				}
				resource "terraform_data" "user" { input = "o'brien" }

				output "tag"   { value = provider::zerotrust::tag("group", "engineering") }
				output "id"    { value = provider::zerotrust::integrity_id("production", "integrity-uuid-1234") }
				output "parts" { value = provider::zerotrust::parse_integrity_id("staging/a/b") }
				output "empty" { value = provider::zerotrust::audit_query([]) }
				output "typed" { value = provider::zerotrust::audit_query(var.conditions) }
				output "mixed" {
				  value = provider::zerotrust::audit_query([
				    { column = "api_call", operator = "contains", value = "config" },
				    { column = "event", operator = ">=", value = 2450 },
				    { column = "user_id", operator = "in", values = ["ann", terraform_data.user.output] },
				  ])
				}`,
			ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{
				output("tag", knownvalue.StringExact("group:engineering")),
				output("id", knownvalue.StringExact("production/integrity-uuid-1234")),
				output("parts", knownvalue.ObjectExact(map[string]knownvalue.Check{"version": knownvalue.StringExact("staging"), "config_id": knownvalue.StringExact("a/b")})),
				output("empty", knownvalue.StringExact("")),
				output("typed", knownvalue.StringExact("successful = true AND event IN (1, 2) AND user_id IS NOT NULL")),
				output("mixed", knownvalue.StringExact("api_call CONTAINS 'config' AND event >= 2450 AND user_id IN ('ann', 'o''brien')")),
			},
		}},
	})
}

func TestAccFunctions_refuse(t *testing.T) {
	t.Parallel()
	for call, want := range map[string]string{
		`tag("Group", "x")`:         `(?s)"key".*lower-case letter`,
		`tag("group", "")`:          `(?s)"value".*must not be\s+empty`,
		`integrity_id("prod", "x")`: `(?s)"version".*development, staging, production`,
		`parse_integrity_id("x")`:   `(?s)"id".*<version>/<config_id>`,
		`audit_query("event = 1")`:  `(?s)"conditions".*list of\s+objects`,
		`audit_query([{ column = "x", operator = "=", value = 1 }])`: `(?s)"conditions".*Condition 0: column must be one\s+of`,
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			resource.Test(t, resource.TestCase{
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_8_0)},
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps:                    []resource.TestStep{{Config: "output \"x\" { value = provider::zerotrust::" + call + " }", ExpectError: regexp.MustCompile(want)}},
			})
		})
	}
}
