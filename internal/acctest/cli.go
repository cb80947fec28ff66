package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// CLI is a working directory with a real CLI, for what the testing framework has no step for. The provider runs in this
// process, and the CLI attaches to it.
type CLI struct {
	Dir string
	t   *testing.T
	env []string
}

// NewCLI prepares an empty working directory, which needs no init, because the CLI attaches to the provider. Like every
// acceptance test, it needs TF_ACC.
func NewCLI(t *testing.T, env ...string) *CLI {
	t.Helper()
	return NewCLIFor(t, verifiedServer(provider.Options{}), env...)
}

// NewCLIFor is NewCLI with another provider server.
func NewCLIFor(t *testing.T, server func() tfprotov6.ProviderServer, env ...string) *CLI {
	t.Helper()
	needAcceptance(t)
	return newCLI(t, "", append([]string{"TF_REATTACH_PROVIDERS=" + serve(t, server)}, env...))
}

// NewProcessCLI is NewCLI with the provider that will be released: its own binary, which the CLI starts by itself for
// every command. It needs no init.
func NewProcessCLI(t *testing.T, env ...string) *CLI {
	t.Helper()
	needAcceptance(t)
	return Build(t).CLI(t, env...)
}

// CLI is NewProcessCLI with a provider that is built already.
func (p *Program) CLI(t *testing.T, env ...string) *CLI {
	t.Helper()
	needAcceptance(t)
	const format = "provider_installation {\n  dev_overrides { \"zerotrust-as-code/zerotrust\" = %q }\n  direct {}\n}\n"
	return newCLI(t, fmt.Sprintf(format, filepath.Dir(p.Path)), env)
}

// InstalledCLI is CLI with a provider that init installs, which a backend needs. It links the program into a folder of its
// own, and returns its path there.
func (p *Program) InstalledCLI(t *testing.T, env ...string) (cli *CLI, path string) {
	t.Helper()
	needAcceptance(t)
	const version = "0.1.0"
	mirror := t.TempDir()
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		dir := filepath.Join(mirror, host, "zerotrust-as-code", "zerotrust", version, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if path == "" {
			path = filepath.Join(dir, "terraform-provider-zerotrust_v"+version)
			if err := os.Link(p.Path, path); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Symlink(path, filepath.Join(dir, filepath.Base(path))); err != nil {
			t.Fatal(err)
		}
	}
	return newCLI(t, fmt.Sprintf("provider_installation {\n  filesystem_mirror { path = %q }\n}\n", mirror), env), path
}

func needAcceptance(t *testing.T) {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests need TF_ACC=1")
	}
}

func newCLI(t *testing.T, configuration string, env []string) *CLI {
	t.Helper()
	config := filepath.Join(t.TempDir(), "cli.tfrc")
	if err := os.WriteFile(config, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	return &CLI{
		Dir: t.TempDir(),
		t:   t,
		env: append([]string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TF_CLI_CONFIG_FILE=" + config, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
		}, env...),
	}
}

// serve starts the provider until the test ends and returns the reattach configuration for it.
func serve(t *testing.T, server func() tfprotov6.ProviderServer) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	configs, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	go func() {
		_ = tf6server.Serve(provider.Address, server,
			tf6server.WithDebug(ctx, configs, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()),
			tf6server.WithLoggingSink(t)) // without it, all log lines of all levels go to standard error
	}()
	t.Cleanup(func() {
		cancel()
		<-closed
	})
	c := <-configs
	one := map[string]any{
		"Protocol": c.Protocol, "ProtocolVersion": c.ProtocolVersion, "Pid": c.Pid, "Test": c.Test,
		"Addr": map[string]string{"Network": c.Addr.Network(), "String": c.Addr.String()},
	}
	raw, err := json.Marshal(map[string]any{provider.Address: one, "registry.opentofu.org/zerotrust-as-code/zerotrust": one})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// RequiredProviders declares the provider's source, which a configuration without the testing framework needs.
func RequiredProviders() string {
	return `
terraform {
  required_providers {
    zerotrust = { source = "zerotrust-as-code/zerotrust" }
  }
}
`
}

// Write writes a file of the configuration.
func (c *CLI) Write(name, content string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.Dir, name), []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// Read returns a file of the working directory, such as the state.
func (c *CLI) Read(name string) string {
	c.t.Helper()
	content, err := os.ReadFile(filepath.Join(c.Dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(content)
}

// Copy copies the files of a directory into the working directory.
func (c *CLI) Copy(dir string) {
	c.t.Helper()
	if err := os.CopyFS(c.Dir, os.DirFS(dir)); err != nil {
		c.t.Fatal(err)
	}
}

// Run runs a command and returns what it printed and its exit code.
func (c *CLI) Run(args ...string) (output string, code int) {
	c.t.Helper()
	return c.Start(args...).Wait()
}

// Running is a command under way.
type Running struct {
	*os.Process
	t   *testing.T
	cmd *exec.Cmd
	out bytes.Buffer // until it has ended, nobody reads it
}

// Start starts a command. Wait must be called.
func (c *CLI) Start(args ...string) *Running {
	c.t.Helper()
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		cli = "terraform"
	}
	r := &Running{t: c.t, cmd: exec.CommandContext(c.t.Context(), cli, args...)}
	r.cmd.Dir, r.cmd.Env = c.Dir, c.env
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	if err := r.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	r.Process = r.cmd.Process
	return r
}

// Wait returns what a command printed and its exit code, below 0 if it was killed.
func (r *Running) Wait() (output string, code int) {
	r.t.Helper()
	err := r.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		r.t.Fatal(err)
	}
	return r.out.String(), r.cmd.ProcessState.ExitCode()
}

// Refused has a CLI validate a block for each case, such as `data "zerotrust_app"`, all of them at once. A case is the arguments
// of the block, and a pattern of what is said of it.
func Refused(t *testing.T, block string, cases map[string][2]string) {
	t.Helper()
	cli := NewCLI(t)
	cli.Write("main.tf", RequiredProviders())
	names := slices.Sorted(maps.Keys(cases))
	file := func(n int) string { return fmt.Sprintf("case_%d.tf", n) }
	for n, name := range names {
		cli.Write(file(n), fmt.Sprintf("%s \"case_%d\" {\n%s\n}\n", block, n, cases[name][0]))
	}
	output, _ := cli.Run("validate", "-json")
	var found struct {
		Diagnostics []struct {
			Summary, Detail string
			Range           struct{ Filename string }
		}
	}
	if err := json.Unmarshal([]byte(output), &found); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	said := map[string]string{}
	for _, d := range found.Diagnostics {
		said[d.Range.Filename] += d.Summary + "\n" + d.Detail + "\n"
	}
	for n, name := range names {
		if got, want := said[file(n)], cases[name][1]; !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%s: want %q in %q", name, want, got)
		}
	}
}

// MustRun is Run for a command that must succeed.
func (c *CLI) MustRun(args ...string) string {
	c.t.Helper()
	output, code := c.Run(args...)
	if code != 0 {
		c.t.Fatalf("%v: exit code %d\n%s", args, code, output)
	}
	return output
}
