package provider_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// estate is a configuration of several apps, access rules and policies. Its arguments are what the tests change.
func estate(port, groups, policy string) string {
	return fmt.Sprintf(`
resource "zerotrust_app" "billing" {
  name          = "Billing"
  description   = "Invoices and payments"
  protocol      = "https"
  host          = "billing.acme.example"
  port          = %s
  internal_port = 8080
  tags          = ["pci", "finance"]
}

resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.acme.example"
  tcp_ports = [443, 22]
  tags      = ["engineering"]
}

resource "zerotrust_app" "databases" {
  name            = "Databases"
  protocol        = "tcp"
  tcp_port_ranges = [{ start = 6432, end = 6440 }, { start = 5432, end = 5433 }]
}

resource "zerotrust_access" "finance" {
  description = "Finance reaches billing"
  app_list    = [zerotrust_app.billing.id]
  user_list   = %s
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code and databases"
  app_list    = [zerotrust_app.git.id, zerotrust_app.databases.id]
  user_list   = ["group:sre", "group:engineering"]
}

resource "zerotrust_policy" "inspect" {
  name          = "Inspect traffic to payment apps"
  type          = 1
  action        = 3
  app_filter    = { include_any = [{ all = ["appgroup:pci"] }] }
  mitm_settings = { fail_close = true }
  constraints   = { region = "eu" }
  session_filter = {
    include_any = [{ all = ["group:finance", "posture_ge:medium"] }, { all = ["group:sre", "posture_ge:high"] }]
  }
}

resource "zerotrust_policy" "voice" {
  name       = "Route voice directly"
  type       = 2
  app_filter = { include_any = [{ all = ["host:voice.acme.example"] }] }
%s
}
`, port, groups, policy)
}

// TestAccPlan_showsWhatChangesAndNothingElse changes one port, one group and one policy. The golden files are what a
// reviewer reads in a pull request.
func TestAccPlan_showsWhatChangesAndNothingElse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options mockapi.Options
		edge    string
	}{
		"replace":  {},
		"in_place": {mockapi.Options{Undocumented: true}, "allow_undocumented_operations = true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
			c.options.Clock = func() time.Time { return start } // times are in the golden files
			s := acctest.Start(t, c.options)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config:           s.Provider(c.edge) + estate("443", `["group:finance"]`, "  action = 101\n  priority = 100"),
						ConfigPlanChecks: acctest.Empty(),
					},
					{
						Config: s.Provider(c.edge) + estate("8443", `["group:finance", "group:audit"]`, "  action = 102\n  priority = 100\n  description = \"Media takes the short way\""),
						ConfigPlanChecks: acctest.EmptyAfter(
							golden{t, "plan_" + name + ".golden"},
						),
					},
				},
			})
		})
	}
}

// golden compares what a plan changes with a file.
type golden struct {
	t    *testing.T
	file string
}

func (g golden) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	compareGolden(g.t, g.file, describePlan(g.t, req.Plan))
	if len(req.Plan.ResourceDrift) > 0 {
		resp.Error = fmt.Errorf("the plan shows drift of %s", req.Plan.ResourceDrift[0].Address)
	}
}

// describePlan writes one line for each changed attribute: what it is now, and what it becomes.
func describePlan(t *testing.T, plan *tfjson.Plan) string {
	t.Helper()
	var out strings.Builder
	changes := slices.SortedFunc(slices.Values(plan.ResourceChanges), func(a, b *tfjson.ResourceChange) int { return strings.Compare(a.Address, b.Address) })
	for _, r := range changes {
		if r.Change.Actions.NoOp() {
			continue
		}
		actions := make([]string, len(r.Change.Actions))
		for i, a := range r.Change.Actions {
			actions[i] = string(a)
		}
		fmt.Fprintf(&out, "%s: %s\n", r.Address, strings.Join(actions, ", then "))
		before, after, unknown := object(t, r.Change.Before), object(t, r.Change.After), object(t, r.Change.AfterUnknown)
		names := map[string]bool{}
		for _, m := range []map[string]any{before, after, unknown} {
			for name := range m {
				names[name] = true
			}
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			becomes := text(t, after[name])
			switch {
			case anyTrue(unknown[name]):
				becomes = "(known after apply)"
			case reflect.DeepEqual(before[name], after[name]):
				continue
			}
			fmt.Fprintf(&out, "  %s: %s -> %s\n", name, text(t, before[name]), becomes)
		}
		for _, path := range r.Change.ReplacePaths {
			fmt.Fprintf(&out, "  replaced because of %s\n", text(t, path))
		}
	}
	// The number in an app's id says in which order the apps were created, which is not always the same.
	return regexp.MustCompile(`(app:acme\.\w+)\.\d+\.`).ReplaceAllString(out.String(), "$1.N.")
}

func object(t *testing.T, value any) map[string]any {
	t.Helper()
	o, ok := value.(map[string]any)
	if !ok && value != nil {
		t.Fatalf("%v is no object", value)
	}
	return o
}

func text(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// anyTrue says whether a part of after_unknown marks something as unknown.
func anyTrue(unknown any) bool {
	switch v := unknown.(type) {
	case bool:
		return v
	case []any:
		return slices.ContainsFunc(v, anyTrue)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), anyTrue)
	}
	return false
}

// compareGolden compares a text with a file of testdata. With UPDATE_GOLDEN set, the file is written instead.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	name := filepath.Join("testdata", file)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 writes it anew). Got:\n%s\nWant:\n%s", name, got, want)
	}
}
