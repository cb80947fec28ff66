package export_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// large is a tenant of 10,000 objects with 50 ms before each answer, which the environment names.
func large(b *testing.B) *acctest.Services {
	s := acctest.Start(b, mockapi.Options{Latency: 50 * time.Millisecond})
	for _, setting := range s.Environ(s.URL) {
		name, value, _ := strings.Cut(setting, "=")
		b.Setenv(name, value)
	}
	const each = 2500
	for i := range each {
		app := s.Put(mockapi.KindApp, mockapi.Object{"name": fmt.Sprint("app ", i), "host": "h", "tcp_ports": []any{22, 443}, "tags": []any{"a", "b"}})
		workflow := s.Put(mockapi.KindWorkflow, mockapi.Object{"name": fmt.Sprint("workflow ", i), "recipients": []any{"group:security"}})
		s.Put(mockapi.KindAccess, mockapi.Object{"description": fmt.Sprint("rule ", i), "app_list": []any{app}, "user_list": []any{"group:eng"}})
		s.Put(mockapi.KindPolicy, mockapi.Object{
			"name": fmt.Sprint("policy ", i), "workflow_uuid": workflow, "app_filter": map[string]any{"include_any": []any{map[string]any{"all": []any{"app:" + app}}}},
		})
	}
	return s
}

// BenchmarkExport exports a large tenant. The services are in the same process, so that its memory says little.
func BenchmarkExport(b *testing.B) {
	s := large(b)
	for b.Loop() {
		s.ResetJournal()
		exportTo(b, filepath.Join(b.TempDir(), "tenant"))
	}
	b.ReportMetric(float64(len(s.Journal())), "requests")
}

// BenchmarkExport_plan plans what was exported of a large tenant, with a CLI. It says imports only.
func BenchmarkExport_plan(b *testing.B) {
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		b.Skip("it needs a CLI: go run ./tools/cli go test -bench Export_plan ./internal/export")
	}
	s := large(b)
	dir, program := filepath.Join(b.TempDir(), "tenant"), filepath.Join(b.TempDir(), "terraform-provider-zerotrust")
	exportTo(b, dir)
	if output, err := exec.CommandContext(b.Context(), "go", "build", "-o", program, acctest.ModuleRoot(b)).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, output)
	}
	config := filepath.Join(b.TempDir(), "cli.tfrc")
	overrides := fmt.Sprintf("provider_installation {\n  dev_overrides { \"zerotrust-as-code/zerotrust\" = %q }\n}\n", filepath.Dir(program))
	if err := os.WriteFile(config, []byte(overrides), 0o600); err != nil {
		b.Fatal(err)
	}
	b.Setenv("TF_CLI_CONFIG_FILE", config)
	for b.Loop() {
		s.ResetJournal()
		cmd := exec.CommandContext(b.Context(), cli, "plan", "-no-color", "-input=false")
		cmd.Dir = dir
		output, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(output), "Plan: 10000 to import, 0 to add, 0 to change, 0 to destroy.") {
			b.Fatalf("%v: %s", err, output[max(0, len(output)-2000):])
		}
	}
	b.ReportMetric(float64(len(s.Journal())), "requests")
}

func exportTo(b *testing.B, dir string) {
	if code := mainOf(b.Context(), []string{dir}, io.Discard, io.Discard); code != 0 {
		b.Fatalf("exit code %d", code)
	}
}
