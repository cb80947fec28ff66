package export_test

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// BenchmarkExport exports a tenant of 10,000 objects with 50 ms before each answer. The services are in the same process, so
// that its memory says little.
func BenchmarkExport(b *testing.B) {
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
	for b.Loop() {
		s.ResetJournal()
		if code := mainOf(b.Context(), []string{filepath.Join(b.TempDir(), "tenant")}, io.Discard, io.Discard); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
	b.ReportMetric(float64(len(s.Journal())), "requests")
}
