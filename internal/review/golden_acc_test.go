package review_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccGolden reviews plans that the CLI makes of the configurations in testdata/golden: what is in "before" is applied, and then
// "after" is planned. The reports are what people read. With UPDATE_GOLDEN set they are written anew. "make test-compat" compares
// the same reports with plans of OpenTofu.
func TestAccGolden(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"gain", "loss", "both", "replaced_app", "member_added", "rule_suspended", "policy_weakened", "everything_destroyed", "drift_only", "unknown_values", "modules_and_for_each", "no_changes",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			cli := acctest.NewCLI(t)
			dir := filepath.Join("testdata", "golden", name)
			cli.Write("provider.tf", acctest.RequiredProviders()+s.Provider())
			cli.Copy(filepath.Join(dir, "before"))
			cli.MustRun("init", "-no-color")
			cli.MustRun("apply", "-no-color", "-auto-approve")
			if name == "drift_only" {
				s.ChangeOnly(t, mockapi.KindAccess, mockapi.Object{"user_list": []any{"group:engineering", "user:mallory"}})
				s.ChangeOnly(t, mockapi.KindPolicy, mockapi.Object{"allow_guest_access": true})
			}
			if err := filepath.WalkDir(filepath.Join(dir, "after"), func(file string, entry os.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				text, err := os.ReadFile(file)
				if err == nil {
					rest, _ := filepath.Rel(filepath.Join(dir, "after"), file)
					cli.Write(rest, string(text))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			out, errs, code := run(t, planJSON(cli), "-format", "markdown")
			if code != 0 {
				t.Fatal(errs)
			}
			compareGolden(t, filepath.Join(dir, "report.md"), out)
		})
	}
}

// compareGolden compares a report with a file. With UPDATE_GOLDEN set, the file is written instead.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 writes it anew). Got:\n%s", file, got)
	}
}

// planJSON makes a plan and returns its JSON.
func planJSON(cli *acctest.CLI) string {
	cli.MustRun("plan", "-no-color", "-out=plan")
	return cli.MustRun("show", "-no-color", "-json", "plan")
}

// The law: who gains and loses what is what the services have before and after the apply, worked out from nothing but their
// stores.

// lawEstates is how many pairs of estates the law is tried on. A plan is one of lawBatch pairs, whose names differ, so that it is as
// good as many plans. The second estates of a plan are the first of the next one, for lawSteps plans.
const (
	lawEstates = 500
	lawBatch   = 20
	lawSteps   = 5
)

func TestAccLaw(t *testing.T) {
	t.Parallel()
	for chain := range lawEstates / lawBatch / lawSteps {
		t.Run(fmt.Sprint(chain), func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			cli := acctest.NewCLI(t)
			cli.Write("provider.tf", acctest.RequiredProviders()+s.Provider())
			random := rand.New(rand.NewPCG(17, uint64(chain)))
			estates := make([]estate, lawBatch)
			for i := range estates {
				estates[i] = newEstate(random, fmt.Sprintf("e%d", i))
			}
			cli.Write("main.tf", config(estates))
			cli.MustRun("apply", "-no-color", "-auto-approve", "-parallelism=30")
			for range lawSteps {
				before := reached(s)
				for i := range estates {
					estates[i].change(random)
				}
				cli.Write("main.tf", config(estates))
				plan := planJSON(cli)
				cli.MustRun("apply", "-no-color", "-auto-approve", "-parallelism=30", "plan")
				holds(t, report(t, parsed(t, plan)), before, reached(s))
			}
		})
	}
}

func config(estates []estate) string {
	var text strings.Builder
	for i := range estates {
		text.WriteString(estates[i].config())
	}
	return text.String()
}

// holds compares a report with who reached what before and after the apply.
func holds(t *testing.T, r reviewed, before, after map[string]bool) {
	t.Helper()
	if got, want := short(r.Reach.Gained), less(after, before); !slices.Equal(got, want) {
		t.Errorf("gained\n%s\nwant\n%s", strings.Join(without(got, want), "\n"), strings.Join(without(want, got), "\n"))
	}
	if got, want := short(r.Reach.Lost), less(before, after); !slices.Equal(got, want) {
		t.Errorf("lost\n%s\nwant\n%s", strings.Join(without(got, want), "\n"), strings.Join(without(want, got), "\n"))
	}
	for _, u := range r.Reach.Unknown {
		if !strings.Contains(u.Text, "left to members") { // nothing else is unknown; whether others have members, no plan tells
			t.Errorf("unknown: %+v", u)
		}
	}
	if len(r.Reach.Gained) == 0 || len(r.Reach.Lost) == 0 {
		t.Error("nothing was gained or lost, which proves nothing")
	}
}

// reached works out from the stores who reaches which app: "selector>name of the app". An app that was replaced has a successor
// of its name, and counts once.
func reached(s *acctest.Services) map[string]bool {
	names := map[string]string{}
	for _, app := range s.Objects(mockapi.KindApp) {
		names[fmt.Sprint(app["uuid"])] = fmt.Sprint(app["name"])
	}
	texts := func(v any) []string {
		list, _ := v.([]any)
		var all []string
		for _, element := range list {
			all = append(all, fmt.Sprint(element))
		}
		return all
	}
	pairs := map[string]bool{}
	for _, rule := range s.Objects(mockapi.KindAccess) {
		if status := fmt.Sprint(rule["status"]); status == "3" || status == "4" {
			continue
		}
		if end := fmt.Sprint(rule["end_time"]); end == fmt.Sprint(pastMilliseconds) {
			continue
		}
		revoked := texts(rule["revoked_user_list"])
		for _, user := range texts(rule["user_list"]) {
			for _, app := range texts(rule["app_list"]) {
				if !slices.Contains(revoked, user) {
					name := names[app]
					if name == "" {
						name = app
					}
					pairs[user+">"+name] = true
				}
			}
		}
	}
	return pairs
}

func short(list []pair) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.Selector+">"+p.App.Name)
	}
	slices.Sort(all)
	return all
}

func less(a, b map[string]bool) []string {
	var rest []string
	for pair := range a {
		if !b[pair] {
			rest = append(rest, pair)
		}
	}
	slices.Sort(rest)
	return rest
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(text string) bool { return slices.Contains(b, text) })
}

// pastEnd and laterEnd are times before and after any run of the test. The service keeps them in milliseconds since 1970.
const (
	pastEnd          = "2020-09-13T12:26:40Z"
	pastMilliseconds = 1_600_000_000_000
	laterEnd         = "2099-12-03T22:13:20Z"
)

// estate is a random configuration. Its parts are there or not.
type estate struct {
	name    string
	ports   []int // of its apps; 0 for an app that is not there
	rules   []lawRule
	members []lawMember
}

type lawRule struct {
	is             bool
	users, revoked []string
	free           bool // users come from members
	apps           []int
	literal        bool // an app that is not in the configuration
	status         string
	end            string
}

type lawMember struct {
	is   bool
	rule int
	user string
}

func newEstate(random *rand.Rand, name string) estate {
	e := estate{name: name, ports: make([]int, 3), rules: make([]lawRule, 3), members: make([]lawMember, 2)}
	for i := range e.ports {
		e.ports[i] = 1 + random.IntN(2)
	}
	for i := range e.rules {
		e.rules[i] = e.rule(random, i)
	}
	e.members = e.someMembers(random)
	return e
}

func (e *estate) rule(random *rand.Rand, i int) lawRule {
	r := lawRule{is: random.IntN(5) > 0, free: i == 2, literal: random.IntN(4) == 0}
	for u := range 3 {
		user := fmt.Sprintf("user:%s-%d", e.name, u)
		if random.IntN(2) == 0 {
			r.users = append(r.users, user)
		}
		if random.IntN(6) == 0 {
			r.revoked = append(r.revoked, user)
		}
	}
	for a, port := range e.ports {
		if port > 0 && random.IntN(2) == 0 {
			r.apps = append(r.apps, a)
		}
	}
	r.status = []string{"", "", "ACTIVE", "SUSPENDED"}[random.IntN(4)]
	r.end = []string{"", "", laterEnd, pastEnd}[random.IntN(4)]
	return r
}

func (e *estate) someMembers(random *rand.Rand) []lawMember {
	members := make([]lawMember, 2)
	for i := range members {
		members[i] = lawMember{is: random.IntN(3) > 0, rule: 2, user: fmt.Sprintf("user:%s-%d", e.name, random.IntN(2)*2+i)}
	}
	return members
}

// change makes another estate of the same names: apps are replaced or go, new ones come, rules change.
func (e *estate) change(random *rand.Rand) {
	for i, port := range e.ports {
		switch random.IntN(5) {
		case 0:
			e.ports[i] = 0
		case 1:
			e.ports[i] = port + 1 // replaces it
		}
	}
	if random.IntN(2) == 0 && len(e.ports) < 6 {
		e.ports = append(e.ports, 1)
	}
	for i := range e.rules {
		if random.IntN(3) == 0 {
			e.rules[i] = e.rule(random, i)
		}
		e.rules[i].apps = slices.DeleteFunc(e.rules[i].apps, func(a int) bool { return e.ports[a] == 0 })
	}
	if random.IntN(2) == 0 {
		e.members = e.someMembers(random)
	}
}

func (e *estate) config() string {
	var b strings.Builder
	for i, port := range e.ports {
		if port > 0 {
			fmt.Fprintf(&b, "resource \"zerotrust_app\" \"%[1]s_%[2]d\" {\n  name = \"%[1]s_%[2]d\"\n  port = %[3]d\n}\n", e.name, i, port)
		}
	}
	quoted := func(texts []string) string {
		for i, text := range texts {
			texts[i] = fmt.Sprintf("%q", text)
		}
		return "[" + strings.Join(texts, ", ") + "]"
	}
	for i, r := range e.rules {
		if !r.is {
			continue
		}
		var apps []string
		for _, a := range r.apps {
			apps = append(apps, fmt.Sprintf("zerotrust_app.%s_%d.id", e.name, a))
		}
		if r.literal {
			apps = append(apps, fmt.Sprintf("%q", "elsewhere-"+e.name))
		}
		fmt.Fprintf(&b, "resource \"zerotrust_access\" \"%s_%d\" {\n  description = \"%[1]s_%[2]d\"\n  app_list = [%s]\n  revoked_user_list = %s\n  end_time = %q\n", e.name, i, strings.Join(apps, ", "), quoted(slices.Clone(r.revoked)), r.end)
		if !r.free {
			fmt.Fprintf(&b, "  user_list = %s\n", quoted(slices.Clone(r.users)))
		}
		if r.status != "" {
			fmt.Fprintf(&b, "  status = %q\n", r.status)
		}
		b.WriteString("}\n")
	}
	for i, m := range e.members {
		if m.is && e.rules[m.rule].is {
			fmt.Fprintf(&b, "resource \"zerotrust_access_member\" \"%s_%d\" {\n  access_id = zerotrust_access.%[1]s_%[3]d.id\n  user = %[4]q\n}\n", e.name, i, m.rule, m.user)
		}
	}
	return b.String()
}
