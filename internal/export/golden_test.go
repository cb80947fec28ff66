package export_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestExport_golden compares what is written for each noun, and for objects that name each other, with files that somebody has
// read for their style. With UPDATE_GOLDEN set it writes them.
func TestExport_golden(t *testing.T) { //nolint:paralleltest // the environment configures the services
	for _, n := range nouns.Lives() { //nolint:paralleltest // as above
		if n.List == "" { // nothing finds them
			continue
		}
		t.Run(strings.TrimPrefix(n.TypeName, "zerotrust_"), func(t *testing.T) {
			var seconds atomic.Int64
			s := start(t, mockapi.Options{Clock: func() time.Time { // each object is younger than the one before
				return time.Unix(1_800_000_000+seconds.Add(1), 0)
			}})
			minimal, full := maps.Clone(n.Kept()), maps.Clone(n.Existing())
			if n.ID == "" {
				minimal["uuid"], full["uuid"] = "id-of-minimal", "id-of-full"
			} else {
				minimal[n.ID], full[n.ID] = "minimal", "full"
			}
			if n.Key != "" {
				minimal[n.Key], full[n.Key] = "Minimal", "Full"
			}
			if n.TypeName == "zerotrust_token" {
				delete(full, "status")
			}
			s.Put(n.Kind, minimal)
			s.Put(n.Kind, full)
			golden(t, "-type", n.TypeName)
		})
	}
	t.Run("app_integrity_config", func(t *testing.T) { //nolint:paralleltest // as above
		s := start(t, mockapi.Options{})
		s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"config_id": "1", "version": "staging", "platform": "ios", "name": "iOS"})
		s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{
			"config_id": "2", "version": "production", "platform": "android", "name": "Android", "enabled": true, "action": "message", "package_name": "com.example.wallet",
			"decryption_key": "c2VjcmV0LW9uZQ==", "verification_key": "c2VjcmV0LXR3bw==", "cloud_project_number": "123", "title": "Not trusted",
			"message": "Hello ${name},\n\n  this build is not trusted.\n", "buttons": []any{"Quit"}, "actions": []any{"die"}, "redirects": []any{""},
		})
		golden(t, "-service", "apptego")
	})
	t.Run("related", func(t *testing.T) { //nolint:paralleltest // as above
		related(start(t, mockapi.Options{}))
		golden(t, "-service", "edge")
	})
	t.Run("members", func(t *testing.T) { //nolint:paralleltest // as above
		related(start(t, mockapi.Options{}))
		golden(t, "-type", "access,app,user", "-members")
	})
}

func golden(t *testing.T, args ...string) {
	t.Helper()
	dir := filepath.Join("testdata", t.Name())
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		run(t, dir, args...)
		return
	}
	got := filepath.Join(t.TempDir(), "got")
	if said, errs, code := run(t, got, args...); code != 0 {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	written, wanted := filesOf(t, got), filesOf(t, dir)
	for name, content := range wanted {
		if written[name] != content {
			t.Errorf("%s is\n%s\nwant\n%s", name, written[name], content)
		}
	}
	if len(written) != len(wanted) {
		t.Errorf("files %v, want %v", keysThatDiffer(written, wanted), len(wanted))
	}
}
