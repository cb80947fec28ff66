package policy_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

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
		cli.MustRun("init", "-no-color")
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
