package provider_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// twoTenants starts the services of two tenants, whose objects have equal ids.
func twoTenants(t *testing.T) map[string]*acctest.Services {
	t.Helper()
	tenants := map[string]*acctest.Services{}
	for _, name := range []string{"one", "two"} {
		s := acctest.Start(t, mockapi.Options{})
		s.Put(mockapi.KindApp, mockapi.Object{"uuid": "shared-app", "name": "app of " + name})
		s.Put(mockapi.KindPolicy, mockapi.Object{"uuid": "shared-policy", "name": "policy", "description": "policy of " + name})
		s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"config_id": "shared-config", "version": "staging", "platform": "ios", "name": "config of " + name})
		tenants[name] = s
	}
	return tenants
}

// TestTenants_inOneProcess: whatever the provider keeps, it keeps per configuration.
func TestTenants_inOneProcess(t *testing.T) {
	t.Parallel()
	tenants := twoTenants(t)
	for typeName, c := range map[string]struct{ id, attribute, value string }{
		"zerotrust_app":                  {"shared-app", "name", "app of "},
		"zerotrust_policy":               {"shared-policy", "description", "policy of "},
		"zerotrust_app_integrity_config": {"staging/shared-config", "name", "config of "},
	} {
		lives := map[string]*acctest.Lifecycle{}
		for _, name := range []string{"one", "two"} {
			lives[name] = tenants[name].Lifecycle(t, typeName, "")
			acctest.Quiet(t, lives[name].Import(t.Context(), c.id, ""))
		}
		for name, l := range lives {
			acctest.Quiet(t, l.Refresh(t.Context()))
			if got := l.Attributes()[c.attribute]; !got.Equal(tftypes.NewValue(tftypes.String, c.value+name)) {
				t.Errorf("%s of tenant %s: %s is %v", typeName, name, c.attribute, got)
			}
		}
	}
	one := tenants["one"].Lifecycle(t, "zerotrust_policy", "")
	acctest.Quiet(t, one.Import(t.Context(), "shared-policy", ""))
	acctest.Quiet(t, one.Apply(t.Context(), `{"name":"policy","description":"changed by one"}`))
	wantPolicies(t, tenants, "changed by one", "policy of two")
	acctest.Quiet(t, one.Apply(t.Context(), ""))
	if n := len(tenants["two"].Objects(mockapi.KindPolicy)); n != 1 {
		t.Errorf("deleting in one tenant left %d policies in the other", n)
	}
}

func wantPolicies(t *testing.T, tenants map[string]*acctest.Services, one, two string) {
	t.Helper()
	for name, want := range map[string]string{"one": one, "two": two} {
		if got := tenants[name].Only(t, mockapi.KindPolicy)["description"]; got != want {
			t.Errorf("tenant %s has %v, want %s", name, got, want)
		}
	}
}

// TestAccProvider_twoTenants uses two aliases in one configuration. It runs the real plugin, because a provider that a CLI
// attaches to is shared by all aliases.
func TestAccProvider_twoTenants(t *testing.T) {
	t.Parallel()
	tenants := twoTenants(t)
	cli := acctest.NewCLI(t, "TF_REATTACH_PROVIDERS=", "TF_CLI_CONFIG_FILE="+build(t))
	alias := func(name string) string {
		return strings.Replace(tenants[name].Provider(), "edge = {", fmt.Sprintf("alias = %q\n  edge = {", name), 1) + fmt.Sprintf(`
data "zerotrust_app" "%[1]s" {
  provider = zerotrust.%[1]s
  id       = "shared-app"
}

data "zerotrust_app_integrity_configs" "%[1]s" {
  provider = zerotrust.%[1]s
  version  = "staging"
}

import {
  provider = zerotrust.%[1]s
  to       = zerotrust_policy.%[1]s
  id       = "shared-policy"
}

output "%[1]s" {
  value = "${data.zerotrust_app.%[1]s.name}, ${data.zerotrust_app_integrity_configs.%[1]s.app_integrity_configs[0].name}"
}
`, name)
	}
	cli.Write("main.tf", acctest.RequiredProviders()+alias("one")+alias("two"))
	policies := func(one, two string) {
		t.Helper()
		const policy = `
resource "zerotrust_policy" %[1]q {
  provider    = zerotrust.%[1]s
  name        = "policy"
  description = %[2]q
}
`
		cli.Write("policies.tf", fmt.Sprintf(policy, "one", one)+fmt.Sprintf(policy, "two", two))
	}
	policies("policy of one", "policy of two")
	output := cli.MustRun("apply", "-no-color", "-auto-approve")
	for _, want := range []string{
		"2 imported, 0 added, 0 changed, 0 destroyed", `one = "app of one, config of one"`, `two = "app of two, config of two"`,
	} {
		if !strings.Contains(output, want) {
			t.Errorf("want %q in\n%s", want, output)
		}
	}
	policies("changed by one", "policy of two")
	if output := cli.MustRun("apply", "-no-color", "-auto-approve"); !strings.Contains(output, "0 added, 1 changed, 0 destroyed") {
		t.Errorf("changing one policy:\n%s", output)
	}
	wantPolicies(t, tenants, "changed by one", "policy of two")
	cli.MustRun("destroy", "-no-color", "-auto-approve", "-target=zerotrust_policy.two")
	if left := tenants["two"].Objects(mockapi.KindPolicy); len(left) != 0 {
		t.Errorf("left in tenant two: %v", left)
	}
	tenants["one"].Only(t, mockapi.KindPolicy)
	for name, s := range tenants {
		for _, e := range s.Journal() {
			if e.Status == 401 || e.Status == 403 {
				t.Errorf("tenant %s refused %s", name, e.Operation)
			}
		}
	}
}

// build builds the plugin and returns a CLI configuration that uses it.
func build(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", filepath.Join(directory, "terraform-provider-zerotrust"), "../..")
	if output, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	file := filepath.Join(directory, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"zerotrust-as-code/zerotrust\" = %q\n  }\n  direct {}\n}\n", directory)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
