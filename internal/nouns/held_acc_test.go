package nouns_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccHeld finds by a scheduled plan what somebody changed that nobody configures, and an apply repairs it.
func TestAccHeld(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+`
resource "zerotrust_policy" "p" { name = "p" }
resource "zerotrust_access" "a" { description = "a" }
resource "zerotrust_workflow" "w" { name = "w" }
resource "zerotrust_token" "t" { name = "t" }
`)
	const found = 2 // the exit code for a plan with changes
	cli.MustRun("apply", "-no-color", "-auto-approve")
	cli.MustRun("plan", "-no-color", "-detailed-exitcode")
	for _, changed := range []struct {
		kind   string
		fields mockapi.Object
		says   []string
	}{
		{mockapi.KindPolicy, mockapi.Object{"status": 3}, []string{`status = "SUSPENDED" -> "ACTIVE"`, "Opens Again What Was Closed", `Policy "p"`}},
		{mockapi.KindAccess, mockapi.Object{"end_time": 1795299621367}, []string{`end_time = "2026-11-21T22:20:21.367Z" -> ""`, "it ends at 2026-11-21"}},
		{mockapi.KindAccess, mockapi.Object{"revoked_user_list": []any{"user:a"}}, []string{`- "user:a",`, "gives access back to user:a"}},
		{mockapi.KindWorkflow, mockapi.Object{"answers": []any{mockapi.Object{"answer": "Always"}}}, []string{`"Always" -> "Approve"`}},
		{mockapi.KindToken, mockapi.Object{"status": 3}, []string{`status = "SUSPENDED" -> "ACTIVE"`, `Token "t"`}},
	} {
		before := acctest.SetJSON(t, s.Objects(changed.kind)[0])
		id, _ := s.Objects(changed.kind)[0]["uuid"].(string)
		if err := s.Change(changed.kind, id, changed.fields); err != nil {
			t.Fatal(err)
		}
		plan, code := cli.Run("plan", "-no-color", "-detailed-exitcode")
		plan = strings.ReplaceAll(plan, "-> null", `-> ""`) // OpenTofu draws an emptied text so
		if plan = strings.Join(strings.Fields(plan), " "); code != found || !strings.Contains(plan, "0 to add, 1 to change, 0 to destroy") {
			t.Errorf("%v: exit code %d\n%s", changed.fields, code, plan)
		}
		for _, text := range changed.says {
			if text = strings.Join(strings.Fields(text), " "); !strings.Contains(plan, text) {
				t.Errorf("want %q in\n%s", text, plan)
			}
		}
		cli.MustRun("apply", "-no-color", "-auto-approve")
		cli.MustRun("plan", "-no-color", "-detailed-exitcode")
		after := s.Objects(changed.kind)[0]
		for name := range changed.fields {
			if got := acctest.SetJSON(t, after[name]); after[name] != nil && !strings.Contains(before, got) {
				t.Errorf("the service has %s = %s, want what it had before", name, got)
			}
		}
	}
}

// TestAccWhiteSpace: a service that trims texts makes no difference that a plan would show, or replace an object for.
func TestAccWhiteSpace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{TrimTexts: true})
	cli := acctest.NewCLI(t)
	const text = "<<-EOT\n    first\n    second\n  EOT\n"
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+`
resource "zerotrust_app" "a" {
  name        = "a"
  description = `+text+`}
resource "zerotrust_workflow" "w" {
  name        = "w"
  description = `+text+`  actions     = [{ target = "  somewhere " }]
}
`)
	for range 2 {
		cli.MustRun("apply", "-no-color", "-auto-approve")
		cli.MustRun("plan", "-no-color", "-detailed-exitcode")
	}
	if apps, workflows := s.Count("createApp"), s.Count("createWorkflow")+s.Count("updateWorkflow"); apps != 1 || workflows != 1 {
		t.Errorf("%d creates of an app and %d writes of a workflow, want one each", apps, workflows)
	}
}
