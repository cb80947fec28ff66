package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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

// NewCLI prepares an empty working directory. Like every acceptance test, it needs TF_ACC.
func NewCLI(t *testing.T, env ...string) *CLI {
	t.Helper()
	return NewCLIFor(t, verifiedServer(), env...)
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
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		cli = "terraform"
	}
	cmd := exec.CommandContext(c.t.Context(), cli, args...)
	cmd.Dir, cmd.Env = c.Dir, c.env
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return out.String(), cmd.ProcessState.ExitCode()
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
