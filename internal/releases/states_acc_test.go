package releases_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// TestAccReleases_states: the state that a release has left behind is taken over, and an upgrade alone plans no change.
func TestAccReleases_states(t *testing.T) {
	t.Parallel()
	for _, r := range releases(t) {
		t.Run(r.version, func(t *testing.T) {
			t.Parallel()
			if r.updating() {
				r.write(t)
			}
			s := acctest.Start(t, mockapi.Options{Undocumented: true})
			if err := s.Restore([]byte(file(t, filepath.Join(r.dir, "services.json")))); err != nil {
				t.Fatal(err)
			}
			cli := acctest.NewCLI(t)
			config, state := file(t, filepath.Join(r.dir, "main.tf")), file(t, filepath.Join(r.dir, "state.json"))
			for _, n := range nouns.All() {
				if resource := "resource \"" + n.TypeName + "\""; !strings.Contains(config, resource) {
					t.Logf("no %s is in this release", n.TypeName)
				} else if !strings.Contains(state, n.TypeName) {
					t.Errorf("the state has no %s", n.TypeName)
				}
			}
			cli.Write("main.tf", provided(s)+config)
			cli.Write("terraform.tfstate", strings.ReplaceAll(state, anyHost, host()))
			if plan, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
				t.Errorf("the plan after the upgrade is not empty:\n%s", plan)
			}
		})
	}
}

// A state names the registry that the CLI takes providers from, which each CLI does from its own.
const anyHost = "HOST/"

func host() string {
	name, _, _ := strings.Cut(provider.Address, "/")
	return cmp.Or(os.Getenv("TF_ACC_PROVIDER_HOST"), name) + "/"
}

func provided(s *acctest.Services) string {
	return acctest.RequiredProviders() + s.Provider("allow_undocumented_operations = true")
}

// write makes an object of each noun, and keeps what a CLI and the services have of it then.
func (r release) write(t *testing.T) {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	var config strings.Builder
	for _, n := range nouns.All() {
		n.Prepare(s)
		config.WriteString(n.FullBlock("kept") + "\n")
	}
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", provided(s)+config.String())
	cli.MustRun("apply", "-no-color", "-auto-approve")
	cli.MustRun("plan", "-no-color", "-detailed-exitcode")
	services, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	r.keep(t, "main.tf", []byte(config.String()))
	r.keep(t, "state.json", []byte(strings.ReplaceAll(cli.Read("terraform.tfstate"), host(), anyHost)))
	r.keep(t, "services.json", services)
}
