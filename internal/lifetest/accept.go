package lifetest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// block is a resource block, whose values the configuration language takes as they are in JSON.
func (n Noun) block(label string, config object) string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource %q %q {\n", n.TypeName, label)
	for _, name := range slices.Sorted(maps.Keys(config)) {
		fmt.Fprintf(&b, "  %s = %s\n", name, encode(config[name]))
	}
	return b.String() + "}\n"
}

// FullBlock is a resource block that has a value for every argument.
func (n Noun) FullBlock(label string) string { return n.block(label, n.full()) }

// selecting is ListConfig in the configuration language.
func (n Noun) selecting(indent string) string {
	var b strings.Builder
	for name, value := range parsed(cmp.Or(n.ListConfig, "{}")) {
		fmt.Fprintf(&b, "%s%s = %s\n", indent, name, encode(value))
	}
	return b.String()
}

// never are the attributes that an import cannot find.
func (n Noun) never() []string {
	ignored := []string{"secret", "login_url", "access_token"}
	for _, a := range n.Arguments {
		if a.Unread || a.Once || a.Local {
			ignored = append(ignored, a.Name)
		}
	}
	return ignored
}

// Accept leads nouns through their lives with a CLI: minimal, imported, full, imported, read by data sources, destroyed, with an
// empty plan after every apply. They go together, because a command of a CLI costs the same for one object and for twenty.
func Accept(t *testing.T, nouns []Noun, undocumented bool) {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{Undocumented: undocumented})
	provider := acctest.RequiredProviders() + s.Provider()
	if undocumented {
		provider = acctest.RequiredProviders() + s.Provider("allow_undocumented_operations = true")
	}
	l := &accepted{CLI: acctest.NewCLI(t), t: t}
	configure := func(label string, of func(Noun) object) {
		config := provider
		for _, n := range nouns {
			config += n.block(label, of(n))
		}
		l.Write("main.tf", config)
	}
	want := func(action func(Noun) string) map[string]string {
		actions := map[string]string{}
		for _, n := range nouns {
			actions[n.TypeName+".test"] = action(n)
		}
		return actions
	}

	configure("test", Noun.minimal)
	l.apply("minimal", want(func(Noun) string { return "create" }))
	l.imported("minimal", nouns, want(func(Noun) string { return "no-op" }))

	configure("test", Noun.full)
	l.apply("full", want(func(n Noun) string {
		if len((&life{suite: &suite{Noun: n}, t: t}).replacing(n.minimal(), n.full())) > 0 {
			return "delete,create"
		}
		return "update"
	}))
	l.imported("full", nouns, want(func(n Noun) string {
		if full := n.full(); slices.ContainsFunc(n.never(), func(name string) bool { return full[name] != nil }) {
			return "" // an import cannot find everything
		}
		return "no-op"
	}))

	var data strings.Builder
	for _, n := range nouns {
		fmt.Fprintf(&data, "data %q \"one\" {\n  id = %s.test.id\n}\noutput %q {\n  value = data.%[1]s.one.id == %[1]s.test.id\n}\n", n.TypeName, n.TypeName, n.TypeName)
		if n.List != "" {
			fmt.Fprintf(&data, "data \"zerotrust_%s\" \"all\" {\n%s  depends_on = [%s.test]\n}\noutput \"zerotrust_%[1]s\" {\n  value = length(data.zerotrust_%[1]s.all.%[1]s) > 0\n}\n",
				n.List, n.selecting("  "), n.TypeName)
		}
	}
	l.Write("data.tf", data.String())
	l.apply("read", want(func(Noun) string { return "no-op" }))
	var outputs map[string]struct{ Value bool }
	decode(t, l.MustRun("output", "-json"), &outputs)
	if len(outputs) < len(nouns) {
		t.Errorf("%d data sources for %d nouns", len(outputs), len(nouns))
	}
	for name, output := range outputs {
		if !output.Value {
			t.Errorf("data.%s differs from the resource, or has nothing", name)
		}
	}
	l.MustRun("destroy", "-no-color", "-auto-approve")
	for _, n := range nouns {
		for _, o := range s.Objects(n.Kind) {
			if n.Ends == Retired || n.Ends == Revoked && encode(o["status"]) != "3" {
				t.Errorf("%s: %v is left", n.TypeName, o)
			}
		}
	}

	configure("nobody", Noun.minimal)
	l.Write("data.tf", "")
	l.Write("imports.tf", imports("nobody", slices.Collect(maps.Keys(want(func(Noun) string { return "" }))), func(string) string { return "nobody" }))
	if output, _ := l.Run("plan", "-no-color"); strings.Count(output, "Error: Unable to Import") != len(nouns) {
		t.Errorf("%d imports of what nobody has, refused:\n%s", len(nouns), output)
	}
}

// accepted is a working directory in which objects are led through their lives.
type accepted struct {
	*acctest.CLI
	t *testing.T
}

// apply plans, holds the plan to the actions by address, applies it, and wants an empty plan then.
func (l *accepted) apply(stage string, want map[string]string) {
	l.t.Helper()
	l.plan(stage, want)
	l.MustRun("apply", "-no-color", "saved.tfplan")
	if output, code := l.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		l.t.Fatalf("%s: the plan after the apply is not empty:\n%s", stage, output)
	}
}

// plan plans and holds the plan to the actions by address. Any will do for "". It returns the objects as they are now.
func (l *accepted) plan(stage string, want map[string]string) (now map[string]object) {
	l.t.Helper()
	text := l.MustRun("plan", "-no-color", "-out=saved.tfplan")
	var plan struct {
		Changes []struct {
			Address, Mode string
			Change        struct {
				Actions []string
				Before  object
			}
		} `json:"resource_changes"`
	}
	decode(l.t, l.MustRun("show", "-json", "saved.tfplan"), &plan)
	got := map[string]string{}
	now = map[string]object{}
	for _, c := range plan.Changes {
		if c.Mode == "managed" {
			got[c.Address], now[c.Address] = strings.Join(c.Change.Actions, ","), c.Change.Before
		}
	}
	for address, action := range want {
		if got[address] != action && (action != "" || got[address] == "") {
			l.t.Errorf("%s: the plan has %q for %s, want %q\n%s", stage, got[address], address, action, text)
		}
	}
	return now
}

// imported forgets all objects, plans their imports by blocks, and remembers them as they were. What is imported is what was in
// state, but for what an import cannot find, and for null, which a service cannot tell from zero.
func (l *accepted) imported(stage string, nouns []Noun, want map[string]string) {
	l.t.Helper()
	var state struct {
		Values struct {
			Root struct {
				Resources []struct {
					Address string
					Values  object
				}
			} `json:"root_module"`
		}
	}
	decode(l.t, l.MustRun("show", "-json"), &state)
	objects := map[string]object{}
	for _, r := range state.Values.Root.Resources {
		objects[r.Address] = r.Values
	}
	addresses := slices.Sorted(maps.Keys(want))
	before := l.Read("terraform.tfstate")
	l.MustRun(append([]string{"state", "rm"}, addresses...)...)
	l.Write("imports.tf", imports("test", addresses, func(address string) string { return fmt.Sprint(objects[address]["id"]) }))
	found := l.plan(stage+", imported", want)
	for _, n := range nouns {
		address := n.TypeName + ".test"
		for name, value := range objects[address] {
			if got := found[address][name]; value != nil && encode(got) != encode(value) && !slices.Contains(n.never(), name) {
				l.t.Errorf("%s, imported: %s.%s is %s, want %s", stage, address, name, encode(got), encode(value))
			}
		}
	}
	l.Write("imports.tf", "")
	l.Write("terraform.tfstate", before)
}

// imports are blocks that import by id.
func imports(label string, addresses []string, id func(address string) string) string {
	var blocks strings.Builder
	for _, address := range addresses {
		typeName, _, _ := strings.Cut(address, ".")
		fmt.Fprintf(&blocks, "import {\n  to = %s.%s\n  id = %q\n}\n", typeName, label, id(address))
	}
	return blocks.String()
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
}

// AcceptNewer leads a noun through what newer CLIs have: identities and list resources.
func AcceptNewer(t *testing.T, n Noun) {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	address := n.TypeName + ".test"
	steps := []resource.TestStep{
		{
			Config: s.Provider() + n.block("test", n.minimal()), ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))},
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}
	if n.List != "" {
		steps = append(steps, resource.TestStep{
			Query:             true,
			Config:            fmt.Sprintf("list %q \"all\" {\n  provider = zerotrust\n  include_resource = true\n  config {\n%s  }\n}\n", n.TypeName, n.selecting("    ")),
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(n.TypeName+".all", 1)},
		})
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps:                    steps,
	})
}
