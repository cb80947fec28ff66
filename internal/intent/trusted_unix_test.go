//go:build unix

package intent_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// TestTrusted: records decide what Terraform takes for its own, so that a folder in which others can write is refused, with
// one warning of the first create.
func TestTrusted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode os.FileMode
		uid  int // -1: ours
		want string
	}{
		"ours":                  {0o700, -1, ""},
		"readable by others":    {0o755, -1, ""},
		"writable by its group": {0o770, -1, "may write to it"},
		"writable by everybody": {0o1777, -1, "may write to it"},
		"of another user":       {0o700, 12345, "belongs to another user"},
	} {
		dir := filepath.Join(t.TempDir(), "intents")
		abandon(t, dir, key(), "id-1")
		if err := os.Chmod(dir, c.mode); err != nil {
			t.Fatal(err)
		}
		if c.uid >= 0 {
			if os.Geteuid() != 0 {
				continue // only root can give a folder away
			}
			if err := os.Chown(dir, c.uid, -1); err != nil {
				t.Fatal(err)
			}
		}
		s := open(dir)
		r, warnings := begin(t, s, key())
		r.Attempt(nil)
		said := strings.Join(warnings(), "; ")
		if c.want == "" && (said != "" || r.Left() == nil) || c.want != "" && (r != nil || !strings.Contains(said, c.want)) {
			t.Errorf("%s: %q, record %v", name, said, r)
		}
	}
}

// TestModes: only the user can read the records.
func TestModes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data", "intents")
	r, _ := begin(t, open(dir), key())
	r.Attempt(nil)
	paths := append(files(t, dir, "*"), dir)
	for _, path := range paths {
		want := os.FileMode(0o600)
		if path == dir {
			want = 0o700
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if len(paths) != 3 {
		t.Errorf("there is %v, want a record, a lock and their folder", paths)
	}
}

// TestLook_irregular: only regular files are opened. A pipe has no end, and a link may lead anywhere.
func TestLook_irregular(t *testing.T) {
	t.Parallel()
	elsewhere, dir := t.TempDir(), t.TempDir()
	abandon(t, elsewhere, key(), "id-1")
	if err := os.Symlink(files(t, elsewhere, "*.intent")[0], filepath.Join(dir, "L-1.intent")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"P-1.intent", "P.lock"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skip(err)
		}
	}
	r, warnings := begin(t, (&intent.Process{}).Open(intent.Options{Dir: dir}), key())
	if r == nil || r.Left() != nil || len(warnings()) > 0 {
		t.Errorf("record %v, left %v, %v", r, r.Left(), warnings())
	}
}
