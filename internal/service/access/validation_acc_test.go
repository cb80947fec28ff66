package access_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// One bad value for each validator: the error points at the attribute and says what is wrong.
func TestAccess_refusedValues(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for _, test := range []struct{ name, config, at, says string }{
		{"unlisted access_type", `{"access_type": 4}`, `AttributeName("access_type")`, `value must be one of: ["0" "1" "2" "3"], got: 4`},
		{"negative access_type", `{"access_type": -1}`, `AttributeName("access_type")`, "got: -1"},
		{"negative end_time", `{"end_time": -1}`, `AttributeName("end_time")`, "value must be at least 0, got: -1"},
		{"empty app selector", `{"app_list": ["a", ""]}`, `AttributeName("app_list").ElementKeyValue(`, "string length must be at least 1"},
		{"empty user selector", `{"user_list": [""]}`, `AttributeName("user_list").ElementKeyValue(`, "string length must be at least 1"},
		{"empty revoked user", `{"revoked_user_list": [""]}`, `AttributeName("revoked_user_list").ElementKeyValue(`, "string length must be at least 1"},
		{"null app selector", `{"app_list": ["a", null]}`, `AttributeName("app_list")`, "contains a null value"},
		{"null user selector", `{"user_list": [null]}`, `AttributeName("user_list")`, "contains a null value"},
		{"null revoked user", `{"revoked_user_list": [null]}`, `AttributeName("revoked_user_list")`, "contains a null value"},
		{"unknown status", `{"status": "PAUSED"}`, `AttributeName("status")`, `value must be one of: ["INIT" "ACTIVE" "SUSPENDED"], got: "PAUSED"`},
		{"status DELETED", `{"status": "DELETED"}`, `AttributeName("status")`, `got: "DELETED"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			acctest.Says(t, l.Validate(t.Context(), test.config), "error at ", test.at, test.says)
		})
	}
}

func TestAccess_acceptedValues(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	var unknown []string
	for _, a := range arguments() {
		unknown = append(unknown, `"`+a.name+`": "`+acctest.Unknown+`"`)
	}
	for name, config := range map[string]string{
		"limits":           `{"access_type": 0, "end_time": 0, "app_list": [], "user_list": ["anything"]}`,
		"a far end":        `{"access_type": 3, "end_time": 9007199254740991}`,
		"unknown elements": `{"app_list": ["a", "${unknown}"], "user_list": ["${unknown}"], "revoked_user_list": ["${unknown}"]}`,
		"unknown":          "{" + strings.Join(unknown, ", ") + "}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Quiet(t, l.Validate(t.Context(), config))
		})
	}
}

func TestAccAccess_refusedValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:      s.Provider() + access("test", "access_type = 4"),
			ExpectError: regexp.MustCompile(`(?s)Invalid Attribute Value.*access_type = 4.*access_type value must be one of`),
		}},
		CheckDestroy: gone(s),
	})
}

// Values that other resources determine pass validation and planning, and are sent once they are known.
func TestAccAccess_unknownValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	var source, lines []string
	var unknown []plancheck.PlanCheck
	for _, a := range arguments() {
		source = append(source, a.name+" = "+a.after)
		lines = append(lines, a.name+" = terraform_data.source.output."+a.name)
		unknown = append(unknown, plancheck.ExpectUnknownValue(address, tfjsonpath.New(a.name)))
	}
	step := func(trigger string) resource.TestStep {
		return resource.TestStep{
			Config: s.Provider() + access("test", lines...) + "resource \"terraform_data\" \"source\" {\n  triggers_replace = \"" + trigger +
				"\"\n  input = {\n    " + strings.Join(source, "\n    ") + "\n  }\n}\n",
			ConfigPlanChecks:  acctest.EmptyAfter(unknown...),
			ConfigStateChecks: inState(isFull),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t))
				s.Wrote(t, map[string]int{"createAccess": 1, "updateAccess": 1}) // the second time, everything turns out to be the same
			}),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{step("first"), step("second")},
		CheckDestroy:             gone(s),
	})
}
