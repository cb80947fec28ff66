package accessmember_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func members(t *testing.T, s *acctest.Services, id, list string) []string {
	t.Helper()
	o, ok := s.Object(mockapi.KindAccess, id)
	if !ok {
		t.Fatalf("no access rule %q", id)
	}
	values, _ := o[list].([]any)
	out := []string{}
	for _, v := range values {
		out = append(out, fmt.Sprint(v))
	}
	slices.Sort(out)
	return out
}

// TestAccAccessMember_concurrent adds many members to one rule in one apply: none may undo another, and members that
// somebody else added stay.
func TestAccAccessMember_concurrent(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindAccess, mockapi.Object{"description": "shared", "user_list": []any{"group:owners"}})
	config := func(count int) string {
		return s.Provider() + fmt.Sprintf(`
resource "zerotrust_access_member" "user" {
  count     = %d
  access_id = %q
  user      = "group:team-${count.index}"
}
resource "zerotrust_access_member" "app" {
  access_id = %[2]q
  app       = "app:one"
}
`, count, id)
	}
	check := func(want ...string) resource.TestCheckFunc {
		return func(*terraform.State) error {
			if got := members(t, s, id, "user_list"); !slices.Equal(got, want) {
				return fmt.Errorf("user_list is %v, want %v", got, want)
			}
			return nil
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy: func(*terraform.State) error {
			if got := members(t, s, id, "app_list"); len(got) > 0 {
				return fmt.Errorf("app_list is %v, want nothing", got)
			}
			return check("group:owners")(nil)
		},
		Steps: []resource.TestStep{
			{
				Config: config(8), ConfigPlanChecks: acctest.Empty(),
				Check: check("group:owners", "group:team-0", "group:team-1", "group:team-2", "group:team-3", "group:team-4", "group:team-5", "group:team-6", "group:team-7"),
			},
			{Config: config(2), ConfigPlanChecks: acctest.Empty(), Check: check("group:owners", "group:team-0", "group:team-1")},
			{ // removed behind Terraform's back
				PreConfig: func() {
					if err := s.Change(mockapi.KindAccess, id, mockapi.Object{"user_list": []any{"group:owners", "group:team-1"}}); err != nil {
						t.Error(err)
					}
				},
				Config:           config(2),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction("zerotrust_access_member.user[0]", plancheck.ResourceActionCreate)),
				Check:            check("group:owners", "group:team-0", "group:team-1"),
			},
			{
				ResourceName: "zerotrust_access_member.user[1]", ImportState: true, ImportStateVerify: true,
				ImportStateId: id + "/user/group:team-1",
			},
			{
				ResourceName: "zerotrust_access_member.user[1]", ImportState: true,
				ImportStateId: id + "/group:team-1", ExpectError: regexp.MustCompile(`<access_id>/user/<selector>`),
			},
		},
	})
}

// TestAccAccessMember_besideAccess uses both forms for different lists of one rule, which is fine, and for one list, which
// is refused before the member is written.
func TestAccAccessMember_besideAccess(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(arguments, member string) string {
		return s.Provider() + fmt.Sprintf(`
resource "zerotrust_access" "rule" {
  description = "rule"
  %s
}
resource "zerotrust_access_member" "one" {
  access_id = zerotrust_access.rule.id
  %s
}
`, arguments, member)
	}
	refused := regexp.MustCompile(`List Managed as a Whole`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config(`user_list = ["group:a"]`, `user = "group:b"`), ExpectError: refused},
			{Config: config(`app_list = ["app:x"]`, `user = "group:b"`), ConfigPlanChecks: acctest.Empty()},
			{ // the rule changes, its members stay
				Config: strings.ReplaceAll(config(`app_list = ["app:x", "app:y"]`, `user = "group:b"`), `"rule"`+"\n  app", `"changed"`+"\n  app"), ConfigPlanChecks: acctest.Empty(),
				Check: func(*terraform.State) error {
					if got := members(t, s, s.Only(t, mockapi.KindAccess)["uuid"].(string), "user_list"); !slices.Equal(got, []string{"group:b"}) {
						return fmt.Errorf("user_list is %v", got)
					}
					return nil
				},
			},
		},
	})
}

// A CLI plans the rule and its members in any order. Each plan tells that a list is managed in two ways, also when nothing
// else changes, and everything can be destroyed.
func TestAccAccessMember_contested(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t)
	config := func(list string) {
		cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+fmt.Sprintf(`
resource "zerotrust_access" "rule" {
  description = "rule"
  %s
}
resource "zerotrust_access_member" "all" {
  count     = 4
  access_id = zerotrust_access.rule.id
  user      = "group:${count.index}"
}
`, list))
	}
	const told = "List Managed as a Whole"
	config(`user_list = ["group:0"]`)
	if output, code := cli.Run("apply", "-no-color", "-auto-approve"); code == 0 || !strings.Contains(output, told) {
		t.Errorf("the apply of both ended with %d:\n%s", code, output)
	}
	for range 3 {
		if output, code := cli.Run("plan", "-no-color", "-input=false"); code != 0 || !strings.Contains(output, told) {
			t.Errorf("the plan after it ended with %d:\n%s", code, output)
		}
	}
	cli.MustRun("destroy", "-no-color", "-auto-approve")
	config("")
	cli.MustRun("apply", "-no-color", "-auto-approve")
	config(`user_list = ["group:0", "group:1", "group:2", "group:3"]`)
	for range 3 {
		if output, code := cli.Run("plan", "-no-color", "-input=false"); code != 0 || !strings.Contains(output, told) {
			t.Errorf("the plan beside members that exist ended with %d:\n%s", code, output)
		}
	}
	cli.MustRun("destroy", "-no-color", "-auto-approve")
	if left := s.Objects(mockapi.KindAccess); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// Two workspaces change the members of one rule at once, each with a CLI and a provider of its own: one takes eight away, the
// other adds twelve. Both end well, and the rule is as both say.
func TestAccAccessMember_twoWorkspaces(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Latency: 20 * time.Millisecond})
	id := s.Put(mockapi.KindAccess, mockapi.Object{"description": "shared", "user_list": []any{"group:owners"}})
	workspace := func(team string, count int) *acctest.CLI {
		cli := acctest.NewCLI(t)
		cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+fmt.Sprintf(`
resource "zerotrust_access_member" "all" {
  count     = %d
  access_id = %q
  user      = "group:%s-${count.index}"
}
`, count, id, team))
		return cli
	}
	leaving, joining := workspace("a", 8), workspace("b", 12)
	leaving.MustRun("apply", "-no-color", "-auto-approve")
	var both sync.WaitGroup
	for cli, command := range map[*acctest.CLI]string{leaving: "destroy", joining: "apply"} {
		both.Go(func() {
			if output, code := cli.Run(command, "-no-color", "-auto-approve"); code != 0 {
				t.Errorf("%s ended with %d:\n%s", command, code, output)
			}
		})
	}
	both.Wait()
	want := []string{"group:owners"}
	for i := range 12 {
		want = append(want, fmt.Sprintf("group:b-%d", i))
	}
	slices.Sort(want)
	if got := members(t, s, id, "user_list"); !slices.Equal(got, want) {
		t.Errorf("the rule has %v, want %v", got, want)
	}
	if output, code := joining.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the next plan ends with %d:\n%s", code, output)
	}
}
