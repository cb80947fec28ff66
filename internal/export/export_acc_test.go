package export_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccExport_takesOver: a tenant full of odd objects becomes configuration whose first plan says imports only, and whose
// second one says nothing. Another export writes the same.
func TestAccExport_takesOver(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	objects := odd(t, s, 40)
	cli := acctest.NewCLI(t)
	said, _, code := run(t, cli.Dir)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	again := filepath.Join(t.TempDir(), "again")
	run(t, again)
	if first, second := filesOf(t, cli.Dir), filesOf(t, again); !maps.Equal(first, second) {
		t.Errorf("another export differs: %v and %v", keysThatDiffer(first, second), said)
	}
	want := fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", objects)
	if plan := cli.MustRun("plan", "-no-color", "-out=plan"); !strings.Contains(plan, want) {
		t.Fatalf("want %q in\n%s", want, plan)
	}
	cli.MustRun("apply", "-no-color", "plan")
	if plan, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the second plan is not empty:\n%s", plan)
	}
	for _, e := range s.Journal() {
		if e.Committed && e.Operation != "tokenLogin" {
			t.Errorf("%s changed something", e.Operation)
		}
	}
}

func keysThatDiffer(a, b map[string]string) []string {
	var names []string
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	return names
}

// TestAccExport_members: rules in their additive form are taken over as well.
func TestAccExport_members(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	related(s)
	cli := acctest.NewCLI(t)
	if said, _, code := run(t, cli.Dir, "-type", "access,app,user", "-members"); code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	if output := cli.MustRun("apply", "-no-color", "-auto-approve"); !strings.Contains(output, "7 imported, 0 added, 0 changed, 0 destroyed") {
		t.Errorf("applied is\n%s", output)
	}
	if plan, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the second plan is not empty:\n%s", plan)
	}
}
