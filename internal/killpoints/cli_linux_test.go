package killpoints_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccKill does with a real CLI what TestKill does for all nouns: a few applies are killed, and the next one converges.
func TestAccKill(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	program := acctest.Build(t)
	const app = `resource "zerotrust_app" "test" { name = "n" }`
	const other = `resource "zerotrust_app" "test" {
			name = "n"
			host = "h"
		}`
	for name, c := range map[string]struct {
		before, config, kind string // no config before: there is no object; none after: it is deleted
		first, boundary      int    // of the boundaries that are tried, the last one excluded
		operation            string // that is killed, if it is one
	}{
		// Each apply logs in first, or lists what is there.
		"app": {config: app, kind: mockapi.KindApp, first: moments, boundary: 2 * moments},
		"app_integrity_config": {config: `resource "zerotrust_app_integrity_config" "test" {
			version = "staging"
			platform = "ios"
			name = "n"
			team_id = "T"
			bundle_id = "b"
			enabled = true
		}`, kind: mockapi.KindAppIntegrityConfig, first: moments, boundary: 3 * moments},
		// The plan, which logs in and reads, and the apply have a process each.
		"app, updated": {
			before: app, config: other, kind: mockapi.KindApp,
			first: 3*moments + committed, boundary: 3*moments + answered, operation: "updateApp",
		},
		"app, deleted": {
			before: app, kind: mockapi.KindApp,
			first: 3*moments + committed, boundary: 3*moments + answered, operation: "deleteApp",
		},
	} {
		for boundary := c.first; boundary < c.boundary; boundary++ {
			t.Run(fmt.Sprintf("%s/%d", name, boundary), func(t *testing.T) {
				t.Parallel()
				r := newRig(t)
				own := ownProgram(t, program)
				cli := own.CLI(t)
				if err := os.Mkdir(filepath.Join(cli.Dir, ".terraform"), 0o700); err != nil { // as init makes it
					t.Fatal(err)
				}
				if c.before != "" {
					cli.Write("main.tf", acctest.RequiredProviders()+r.Provider("allow_undocumented_operations = true")+c.before)
					cli.MustRun("apply", "-auto-approve", "-no-color")
				}
				cli.Write("main.tf", acctest.RequiredProviders()+r.Provider("allow_undocumented_operations = true")+c.config)
				r.arm(boundary, func() { killAll(t, own.Path) })
				output, code := cli.Run("apply", "-auto-approve", "-no-color")
				if !r.disarm() {
					t.Fatalf("nothing was killed: %s", output)
				}
				t.Logf("the killed apply ends with %d", code)
				if operations := r.Operations(); c.operation != "" && operations[len(operations)-1] != c.operation {
					t.Errorf("%v were called, and not %s was killed", operations, c.operation)
				}
				cli.MustRun("apply", "-auto-approve", "-no-color")
				cli.MustRun("plan", "-detailed-exitcode", "-no-color")
				if c.config != "" {
					r.Only(t, c.kind)
				} else if left := r.Objects(c.kind); len(left) > 0 {
					t.Errorf("%v is left in the service", left)
				}
				if left, _ := filepath.Glob(filepath.Join(cli.Dir, ".terraform", "zerotrust", "intents", "*.intent")); len(left) > 0 {
					t.Errorf("%v is left", left)
				}
			})
		}
	}
}

// TestAccKill_twoModules: two modules keep their records in one folder. What the one was killed over is not adopted by the other,
// which is configured alike. The one says afterwards that it may be either, and takes none.
func TestAccKill_twoModules(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	program := acctest.Build(t)
	r := newRig(t)
	config := acctest.RequiredProviders() + r.Provider(fmt.Sprintf("provider:intent_directory = %q", t.TempDir())) + `resource "zerotrust_app" "test" { name = "n" }`
	own := ownProgram(t, program)
	killed, other := own.CLI(t), own.CLI(t)
	killed.Write("main.tf", config)
	other.Write("main.tf", config)
	r.arm(moments+committed, func() { killAll(t, own.Path) }) // after the login comes the create
	killed.Run("apply", "-auto-approve", "-no-color")
	if !r.disarm() {
		t.Fatal("nothing was killed")
	}
	lost := r.OnlyID(t, mockapi.KindApp)
	if said := other.MustRun("apply", "-auto-approve", "-no-color"); strings.Contains(said, lost) || len(r.Objects(mockapi.KindApp)) != 2 {
		t.Errorf("the other module has made %d apps, and says %s", len(r.Objects(mockapi.KindApp))-1, said)
	}
	// Its own app is alike by now, so that a person says which it is.
	said, code := killed.Run("apply", "-auto-approve", "-no-color")
	if code != 1 || !strings.Contains(said, fmt.Sprintf("id = %q", lost)) || len(r.Objects(mockapi.KindApp)) != 2 {
		t.Errorf("exit code %d, %d apps: want an error that names %s in %s", code, len(r.Objects(mockapi.KindApp)), lost, said)
	}
	killed.MustRun("import", "-no-color", "zerotrust_app.test", lost)
	for _, module := range []*acctest.CLI{killed, other} {
		module.MustRun("plan", "-detailed-exitcode", "-no-color")
	}
}

// ownProgram returns a program with a path of its own, so that its processes can be told from others.
func ownProgram(t *testing.T, program *acctest.Program) *acctest.Program {
	t.Helper()
	own := &acctest.Program{Path: filepath.Join(t.TempDir(), filepath.Base(program.Path))}
	if err := os.Link(program.Path, own.Path); err != nil {
		t.Fatal(err)
	}
	return own
}

// killAll kills the processes of a binary, and returns when they are dead.
func killAll(t *testing.T, binary string) {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Error(err) // only where processes can be looked up like this
	}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if exe, err := os.Readlink(filepath.Join("/proc", entry.Name(), "exe")); err != nil || exe != binary {
			continue
		}
		process, err := os.FindProcess(pid)
		if err != nil {
			t.Error(err)
			continue
		}
		_ = process.Kill()
		for !dead(pid) {
			<-time.After(time.Millisecond)
		}
	}
}

// dead says whether a process is gone, or waits for nothing but its parent to notice.
func dead(pid int) bool {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	return err != nil || bytes.HasPrefix(rest, []byte("Z"))
}
