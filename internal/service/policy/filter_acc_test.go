package policy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The service returns the sets of a filter in another order each time.
func TestAccPolicy_filterOrder(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	const groups = `[{ all = ["group:a", "group:b", "os:macos", "posture_ge:high"] }, { all = ["group:c", "os:linux"] }, { all = ["group:d"] }, { all = ["country:CH", "country:DE"] }]`
	config := s.Provider() + policy(`name = "test"`, `session_filter = { include_any = `+groups+`, exclude_any = `+groups+` }`, `app_filter = { exclude_any = `+groups+` }`)
	const reordered = `[{ all = ["country:DE", "country:CH"] }, { all = ["os:linux", "group:c"] }, { all = ["posture_ge:high", "os:macos", "group:b", "group:a"] }, { all = ["group:d"] }]`
	planOnly := resource.TestStep{Config: config, PlanOnly: true, ConfigPlanChecks: acctest.Empty()}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			planOnly, planOnly, planOnly,
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + policy(`name = "test"`, `session_filter = { include_any = `+reordered+`, exclude_any = `+groups+` }`, `app_filter = { exclude_any = `+reordered+` }`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
				Check:            written(s),
			},
		},
	})
}

// Values that another resource determines are unknown while the plan is made, at every level of a filter.
func TestAccPolicy_unknownInFilters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(team string) string {
		return s.Provider() + `
resource "terraform_data" "tag" { input = "group:` + team + `" }
resource "terraform_data" "tags" { input = ["group:` + team + `", "os:macos"] }
resource "terraform_data" "group" { input = { all = ["group:` + team + `"] } }
resource "terraform_data" "groups" { input = [{ all = ["group:` + team + `"] }] }
resource "terraform_data" "filter" { input = { include_any = [{ all = ["group:` + team + `"] }], exclude_any = [] } }
resource "terraform_data" "flag" { input = ` + map[string]string{"eng": "true", "sre": "false"}[team] + ` }
` + block("tag", `name = "tag"`, `session_filter = { include_any = [{ all = [terraform_data.tag.output, "os:macos"] }] }`) +
			block("tags", `name = "tags"`, `session_filter = { include_any = [{ all = terraform_data.tags.output }, { all = ["group:ops"] }] }`) +
			block("group", `name = "group"`, `app_filter = { exclude_any = [{ all = ["group:ops"] }], include_any = [terraform_data.group.output] }`) +
			block("groups", `name = "groups"`, `app_filter = { include_any = terraform_data.groups.output }`) +
			block("filter", `name = "filter"`, `app_filter = terraform_data.filter.output`, `mitm_settings = { fail_close = terraform_data.flag.output }`,
				`constraints = { team = terraform_data.tag.output }`)
	}
	all := func(label, filter string, tags ...knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(typeName+"."+label, tfjsonpath.New(filter).AtMapKey("include_any").AtSliceIndex(0).AtMapKey("all"), knownvalue.SetExact(tags))
	}
	unknown := func(label string, path tfjsonpath.Path) plancheck.PlanCheck {
		return plancheck.ExpectUnknownValue(typeName+"."+label, path)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config: config("eng"),
				ConfigPlanChecks: acctest.EmptyAfter(
					unknown("groups", tfjsonpath.New("app_filter").AtMapKey("include_any")),
					unknown("filter", tfjsonpath.New("app_filter")),
					unknown("filter", tfjsonpath.New("mitm_settings").AtMapKey("fail_close")),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					all("tag", "session_filter", knownvalue.StringExact("group:eng"), knownvalue.StringExact("os:macos")),
					all("group", "app_filter", knownvalue.StringExact("group:eng")),
					all("groups", "app_filter", knownvalue.StringExact("group:eng")),
					all("filter", "app_filter", knownvalue.StringExact("group:eng")),
					statecheck.ExpectKnownValue(typeName+".filter", tfjsonpath.New("mitm_settings").AtMapKey("fail_close"), knownvalue.Bool(true)),
				},
			},
			{
				Config: config("sre"),
				ConfigPlanChecks: acctest.EmptyAfter(
					plancheck.ExpectResourceAction(typeName+".tag", plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction(typeName+".filter", plancheck.ResourceActionUpdate),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					all("tag", "session_filter", knownvalue.StringExact("group:sre"), knownvalue.StringExact("os:macos")),
					all("group", "app_filter", knownvalue.StringExact("group:sre")),
					all("groups", "app_filter", knownvalue.StringExact("group:sre")),
					all("filter", "app_filter", knownvalue.StringExact("group:sre")),
					statecheck.ExpectKnownValue(typeName+".filter", tfjsonpath.New("mitm_settings").AtMapKey("fail_close"), knownvalue.Bool(false)),
				},
			},
		},
	})
}
