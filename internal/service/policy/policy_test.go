package policy_test

import (
	"encoding/json"
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
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func value(name string, check knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), check)
}

const (
	typeName = "zerotrust_policy"
	address  = typeName + ".test"
)

// policy writes a resource block with these lines in it.
func policy(lines ...string) string { return block("test", lines...) }

func block(label string, lines ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typeName, label, strings.Join(lines, "\n  "))
}

// compare checks what the service keeps of a policy, but for what it sets by itself.
func compare(got, want mockapi.Object) error {
	got = maps.Clone(got)
	for _, name := range []string{"uuid", "create_time", "creator_uuid", "creator_display_name", "update_time", "updater_uuid", "updater_display_name", "data_source"} {
		delete(got, name)
	}
	have, wanted := text(got), text(want)
	if have != wanted {
		return fmt.Errorf("the service keeps\n  %s\nwant\n  %s", have, wanted)
	}
	return nil
}

// text is the JSON of an object, in which keys are sorted.
func text(o mockapi.Object) string {
	raw, err := json.Marshal(o)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// only returns a check that there is one policy, with these fields.
func only(t *testing.T, s *acctest.Services, want mockapi.Object) func(*terraform.State) error {
	t.Helper()
	return func(*terraform.State) error { return compare(s.Only(t, mockapi.KindPolicy), want) }
}

// destroyed checks that no policy is left.
func destroyed(s *acctest.Services) func(*terraform.State) error {
	return func(*terraform.State) error {
		if left := s.Objects(mockapi.KindPolicy); len(left) > 0 {
			return fmt.Errorf("policies are left: %v", left)
		}
		return nil
	}
}

// written returns a check that no operation but reads was called since the journal was reset, or just these.
func written(s *acctest.Services, want ...string) func(*terraform.State) error {
	return func(*terraform.State) error {
		writes := slices.DeleteFunc(s.Operations(), func(operation string) bool {
			return strings.HasPrefix(operation, "get") || strings.HasPrefix(operation, "query")
		})
		if !slices.Equal(writes, want) {
			return fmt.Errorf("the service was written to by %v, want %v", writes, want)
		}
		return nil
	}
}

// change returns a function that changes the only policy behind Terraform's back.
func change(t *testing.T, s *acctest.Services, fields mockapi.Object) func() {
	t.Helper()
	return func() {
		id, _ := s.Only(t, mockapi.KindPolicy)["uuid"].(string)
		if err := s.Change(mockapi.KindPolicy, id, fields); err != nil {
			t.Error(err)
		}
	}
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

// TestLock_twoWriters: two configurations manage one policy. Whoever planned on an older version is told what the other
// one has changed, and goes on after a refresh.
func TestLock_twoWriters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	first, second := s.Lifecycle(t, typeName, ""), s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, first.Apply(t.Context(), `{"name":"shared","priority":1}`))
	id := acctest.TextOf(t, first.Attributes()["id"])
	acctest.Quiet(t, second.Import(t.Context(), id, ""))

	said := second.Apply(t.Context(), `{"name":"shared","priority":3}`, func() {
		acctest.Quiet(t, first.Apply(t.Context(), `{"name":"shared","priority":2,"description":"first"}`))
	})
	if len(said) != 1 || said[0].Summary != "Policy Changed by Somebody Else" || said[0].Detail != "Object: "+id+`

The policy was changed after it was read for this plan, so nothing was written:

  description: the plan was made on "", it is now "first"
  priority: the plan was made on 1, it is now 2

Make a new plan, which shows what it would change now.` {
		t.Errorf("the second writer reads\n%s", acctest.DiagnosticLines(said))
	}
	if got := s.Only(t, mockapi.KindPolicy); got["priority"] != int64(2) || got["description"] != "first" {
		t.Errorf("stored is %v, want what the first one wrote", got)
	}
	acctest.Quiet(t, second.Refresh(t.Context()))
	acctest.Quiet(t, second.Apply(t.Context(), `{"name":"shared","priority":3}`))

	// Now the first one is behind, and may not delete what it has not seen either.
	acctest.Says(t, first.Apply(t.Context(), ""), "error: Policy Changed by Somebody Else", "priority: the plan was made on 2, it is now 3")
	acctest.Quiet(t, first.Refresh(t.Context()))
	acctest.Quiet(t, first.Apply(t.Context(), ""))
	acctest.Says(t, second.Refresh(t.Context()), "warning: Policy Not Found")
}

// TestAccPolicy_twoWriters is the same with two working directories of a CLI: a saved plan meets what the other one has
// applied meanwhile.
func TestAccPolicy_twoWriters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindPolicy, mockapi.Object{"name": "shared", "priority": 1})
	directory := func(priority string) *acctest.CLI {
		cli := acctest.NewCLI(t)
		block := "import {\n  to = zerotrust_policy.p\n  id = \"" + id + "\"\n}\n\nresource \"zerotrust_policy\" \"p\" {\n  name     = \"shared\"\n  priority = "
		cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+block+priority+"\n}\n")
		return cli
	}
	first, second := directory("2"), directory("3")
	first.MustRun("plan", "-no-color", "-out=plan")
	second.MustRun("apply", "-no-color", "-auto-approve")
	output, code := first.Run("apply", "-no-color", "plan")
	flat := strings.Join(strings.Fields(strings.ReplaceAll(output, "│", " ")), " ")
	if code != 1 || !strings.Contains(flat, "Policy Changed by Somebody Else") || !strings.Contains(flat, "priority: the plan was made on 1, it is now 3") {
		t.Errorf("the saved plan ends with %d:\n%s", code, output)
	}
	if got := s.Only(t, mockapi.KindPolicy)["priority"]; got != int64(3) {
		t.Errorf("the stored priority is %v, want that of the second one", got)
	}
	first.MustRun("apply", "-no-color", "-auto-approve")
	if got := s.Only(t, mockapi.KindPolicy)["priority"]; got != int64(2) {
		t.Errorf("the stored priority is %v after a new plan", got)
	}
	if output, code := first.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the next plan is not empty:\n%s", output)
	}
}
