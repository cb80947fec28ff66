package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestAccImport_generatedConfig imports one object of each noun, minimal and full, with generated configuration, which
// must be valid as it is and plan to nothing but the imports.
func TestAccImport_generatedConfig(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	ids := map[string][]string{
		"zerotrust_app_integrity_config": {
			s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"version": "staging", "platform": "ios", "name": "minimal"}),
			s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{
				"version": "production", "platform": "android", "name": "full", "enabled": true, "action": "message", "package_name": "a.b",
				"decryption_key": "c2VjcmV0LW9uZQ==", "verification_key": "c2VjcmV0LXR3bw==", "cloud_project_number": "123",
				"title": "t", "message": "m", "buttons": []any{"b"}, "actions": []any{"die"}, "redirects": []any{""},
			}),
		},
	}
	for _, n := range nouns.Lives() {
		if n.Kind == mockapi.KindBlob { // a CLI leaves sensitive values out of what it generates: a person fills in the text
			continue
		}
		ids[n.TypeName] = []string{s.Put(n.Kind, n.Kept()), s.Put(n.Kind, n.Existing())}
	}
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider())
	var imports strings.Builder
	count := 0
	for typeName, objects := range ids {
		for i, id := range objects {
			fmt.Fprintf(&imports, "import {\n  to = %s.n%d\n  id = %q\n}\n", typeName, i, id)
			count++
		}
	}
	cli.Write("imports.tf", imports.String())
	cli.MustRun("plan", "-no-color", "-generate-config-out=generated.tf")
	generated := cli.Read("generated.tf")
	output := cli.MustRun("apply", "-no-color", "-auto-approve")
	if want := fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", count); !strings.Contains(output, want) {
		t.Errorf("want %q in\n%s\nThe generated configuration:\n%s", want, output, generated)
	}
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan after the import is not empty:\n%s", output)
	}
	for _, e := range s.Journal() {
		if strings.HasPrefix(e.Operation, "create") || strings.HasPrefix(e.Operation, "update") || strings.HasPrefix(e.Operation, "delete") {
			t.Errorf("an import made the request %s", e.Operation)
		}
	}
}
