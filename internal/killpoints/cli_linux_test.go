package killpoints_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccKill does with the real CLI and the real binary what TestKill does for all nouns: a few creates are killed, and the
// next apply converges.
func TestAccKill(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	binary := build(t)
	for name, c := range map[string]struct {
		config, kind    string
		first, boundary int // of the boundaries that are tried, the last one excluded
	}{
		// Each apply logs in first, or lists what is there.
		"app": {`resource "zerotrust_app" "test" { name = "n" }`, mockapi.KindApp, moments, 2 * moments},
		"app_integrity_config": {`resource "zerotrust_app_integrity_config" "test" {
			version = "staging"
			platform = "ios"
			name = "n"
			team_id = "T"
			bundle_id = "b"
			enabled = true
		}`, mockapi.KindAppIntegrityConfig, moments, 3 * moments},
	} {
		for boundary := c.first; boundary < c.boundary; boundary++ {
			t.Run(fmt.Sprintf("%s/%d", name, boundary), func(t *testing.T) {
				t.Parallel()
				r := newRig(t)
				cli := newOverridden(t, binary)
				cli.Write("main.tf", acctest.RequiredProviders()+r.Provider()+c.config)
				r.mu.Lock()
				r.arm(boundary, func() { killAll(t, cli.binary) })
				r.mu.Unlock()
				output, code := cli.Run("apply", "-auto-approve", "-no-color")
				if !r.disarm() {
					t.Fatalf("nothing was killed: %s", output)
				}
				t.Logf("the killed apply ends with %d", code)
				cli.MustRun("apply", "-auto-approve", "-no-color")
				cli.MustRun("plan", "-detailed-exitcode", "-no-color")
				r.Only(t, c.kind)
				if left, _ := filepath.Glob(filepath.Join(cli.Dir, ".terraform", "zerotrust", "intents", "*.intent")); len(left) > 0 {
					t.Errorf("%v is left", left)
				}
			})
		}
	}
}

// overridden is a CLI that starts a binary of its own, so that its process can be told from others.
type overridden struct {
	*acctest.CLI
	binary string
}

func newOverridden(t *testing.T, binary string) *overridden {
	t.Helper()
	dir := t.TempDir()
	own := filepath.Join(dir, filepath.Base(binary))
	if err := os.Link(binary, own); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides { %q = %q }\n  direct {}\n}\n", "zerotrust-as-code/zerotrust", dir)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cli := acctest.NewCLI(t, "TF_REATTACH_PROVIDERS=", "TF_CLI_CONFIG_FILE="+config)
	if err := os.Mkdir(filepath.Join(cli.Dir, ".terraform"), 0o700); err != nil { // as init makes it
		t.Fatal(err)
	}
	return &overridden{cli, own}
}

// build builds the provider.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "terraform-provider-zerotrust")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
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
