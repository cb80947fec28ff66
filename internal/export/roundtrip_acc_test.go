package export_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestAccExport_roundTrip holds every noun to one law, with random configurations: what is exported after an apply changes
// nothing on the state of that apply. INIT is left out: the service makes ACTIVE of it by itself, so that an export does not
// pin it, and a plan that takes it away gives it back.
func TestAccExport_roundTrip(t *testing.T) { //nolint:paralleltest // the environment configures the services
	const count, seed = 30, 1
	s := start(t, mockapi.Options{})
	r := lifetest.Random{Rand: rand.New(rand.NewPCG(seed, 0))}
	var main strings.Builder
	for _, n := range nouns.All() {
		if n.Generate == nil || n.List == "" { // members add to rules that are not their own
			continue
		}
		for i := range count {
			b := &lifetest.Block{Random: r, Services: s, Index: i}
			n.Generate(b)
			block := regexp.MustCompile(`(?m)^ *status += "INIT"\n`).ReplaceAllString(b.String(), "")
			fmt.Fprintf(&main, "resource %q \"n%d\" {\n%s}\n", n.TypeName, i, block)
		}
	}
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+"provider \"zerotrust\" {}\n"+main.String())
	cli.MustRun("apply", "-no-color", "-auto-approve")
	var state struct {
		Values struct {
			RootModule struct {
				Resources []struct {
					Type, Address string
					Values        struct{ ID string }
				}
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal([]byte(cli.MustRun("show", "-json")), &state); err != nil {
		t.Fatal(err)
	}
	addresses := map[string]string{}
	for _, resource := range state.Values.RootModule.Resources {
		addresses[resource.Type+" "+lifetest.Quote(resource.Values.ID)] = resource.Address
	}
	if err := os.Remove(filepath.Join(cli.Dir, "main.tf")); err != nil {
		t.Fatal(err)
	}
	if said, _, code := run(t, cli.Dir, "-force", "-status", "INIT,ACTIVE,SUSPENDED"); code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	imports := filesOf(t, cli.Dir)["imports.tf"]
	if err := os.Remove(filepath.Join(cli.Dir, "imports.tf")); err != nil {
		t.Fatal(err)
	}
	var moved strings.Builder
	for _, found := range regexp.MustCompile(`to = ((\w+)\.\S+)\n  id = (.*)\n`).FindAllStringSubmatch(imports, -1) {
		if from := addresses[found[2]+" "+found[3]]; from != "" && from != found[1] {
			fmt.Fprintf(&moved, "moved {\n  from = %s\n  to = %s\n}\n", from, found[1])
		}
	}
	cli.Write("moved.tf", moved.String())
	output := cli.MustRun("plan", "-no-color")
	if !strings.Contains(output, "Plan: 0 to add, 0 to change, 0 to destroy.") {
		t.Errorf("seed %d: the exported configuration changes something:\n%s", seed, offending(output))
	}
}

// offending returns the parts of a plan that are more than a move.
func offending(output string) string {
	var parts []string
	for _, part := range strings.Split(output, "\n\n  # ") {
		if regexp.MustCompile(`will be (created|updated|destroyed|replaced)|must be replaced|^Plan: |Error: `).MatchString(part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return output
	}
	return strings.Join(parts, "\n\n# ")
}
