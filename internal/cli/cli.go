// Package cli finds the command line tool that plans and applies in the demo and the acceptance tests: Terraform from
// the PATH if it is new enough, else OpenTofu, built from the Go module that tools/tofu pins. So a machine with Go can
// run everything, whatever else is installed.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/hashicorp/go-version"
)

// PathEnv is the environment variable that names the executable to use, whatever the PATH offers.
const PathEnv = "ZEROTRUST_CLI_PATH"

// Namespace is the provider's namespace, in both registries.
const Namespace = "zerotrust-as-code"

// MinimumVersion is the oldest version that knows write-only arguments.
const MinimumVersion = "1.11.0"

// The two products that run the provider.
const (
	Terraform = "terraform"
	OpenTofu  = "tofu"
)

const tofuModule = "github.com/opentofu/opentofu"

// CLI is an executable that was run once to learn what it is.
type CLI struct {
	Path    string // absolute
	Product string // Terraform or OpenTofu
	Version string // such as 1.12.6
}

func (c CLI) String() string {
	name := "Terraform"
	if c.Product == OpenTofu {
		name = "OpenTofu"
	}

	return name + " " + c.Version
}

// ProviderHost returns the registry that a provider address without a host belongs to.
func (c CLI) ProviderHost() string {
	if c.Product == OpenTofu {
		return "registry.opentofu.org"
	}

	return "registry.terraform.io"
}

// Mirrored returns the place of the provider in a filesystem mirror. A platform is such as linux_amd64.
func (c CLI) Mirrored(mirror, version, platform string) string {
	program := "terraform-provider-zerotrust_v" + version
	if strings.HasPrefix(platform, "windows_") {
		program += ".exe"
	}

	return filepath.Join(mirror, c.ProviderHost(), Namespace, "zerotrust", version, platform, program)
}

// Find returns the executable named by PathEnv, else Terraform from the PATH, else OpenTofu. root is the directory of
// the repository; log receives the reason of the choice.
func Find(ctx context.Context, root string, log io.Writer) (CLI, error) {
	if path := os.Getenv(PathEnv); path != "" {
		c, err := probe(ctx, path)
		if err != nil {
			return CLI{}, fmt.Errorf("the executable named by %s: %w", PathEnv, err)
		}

		return c, nil
	}

	path, err := exec.LookPath("terraform")
	if err == nil {
		var c CLI

		if c, err = probe(ctx, path); err == nil {
			return c, nil
		}
	}

	if ctx.Err() != nil {
		return CLI{}, ctx.Err()
	}

	fmt.Fprintf(log, "No usable terraform on the PATH (%v): using OpenTofu.\n", err)

	return Tofu(ctx, root, log)
}

// Tofu returns OpenTofu as pinned by tools/tofu, built into bin below root unless it is there already.
func Tofu(ctx context.Context, root string, log io.Writer) (CLI, error) {
	pinned, err := pinnedVersion(ctx, root)
	if err != nil {
		return CLI{}, err
	}

	path, err := filepath.Abs(filepath.Join(root, "bin", executable("tofu")))
	if err != nil {
		return CLI{}, fmt.Errorf("locating %s: %w", root, err)
	}

	if c, err := probe(ctx, path); err == nil && c.Version == pinned {
		return c, nil
	}

	fmt.Fprintf(log, "Building OpenTofu %s into %s. The first time takes five to ten minutes.\n", pinned, path)

	// The linker flag is the one of OpenTofu's own releases: without it the version carries the suffix "-dev".
	// VCS stamping is off because the repository may belong to another user, as in a container.
	build := goCommand(ctx, root, "build", "-mod=readonly", "-buildvcs=false",
		"-ldflags=-s -w -X "+tofuModule+"/version.dev=no", "-o", path, tofuModule+"/cmd/tofu")
	build.Stdout = log
	build.Stderr = log

	if err := build.Run(); err != nil {
		return CLI{}, fmt.Errorf("building OpenTofu: %w", err)
	}

	c, err := probe(ctx, path)
	if err != nil {
		return CLI{}, fmt.Errorf("running the OpenTofu just built: %w", err)
	}

	if c.Version != pinned {
		return CLI{}, fmt.Errorf("the OpenTofu just built is %s, not %s", c.Version, pinned)
	}

	return c, nil
}

// Environ returns the environment without what could change the course of a command (TF_* and ZEROTRUST_* variables,
// and with them the user's own CLI configuration), and without the check for newer versions.
func Environ() []string {
	env := []string{"CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=" + os.DevNull}

	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "ZEROTRUST_") {
			env = append(env, variable)
		}
	}

	return env
}

// AcceptanceEnviron returns the environment for acceptance tests on this executable. Of the user's own settings only
// those survive that say what to log or to keep.
//
// The test library registers the provider under the host and namespace given here. OpenTofu finds it under its own
// host only; a namespace other than the provider's would miss every configuration that names the provider's source.
func (c CLI) AcceptanceEnviron() []string {
	env := Environ()

	for _, variable := range os.Environ() {
		if strings.HasPrefix(variable, "TF_LOG") || strings.HasPrefix(variable, "TF_ACC_") {
			env = append(env, variable)
		}
	}

	return append(env,
		"TF_ACC=1",
		"TF_ACC_TERRAFORM_PATH="+c.Path,
		"TF_ACC_PROVIDER_HOST="+c.ProviderHost(),
		"TF_ACC_PROVIDER_NAMESPACE="+Namespace,
	)
}

// probe runs an executable to learn its product and version.
func probe(ctx context.Context, path string) (CLI, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return CLI{}, fmt.Errorf("locating %s: %w", path, err)
	}

	cmd := exec.CommandContext(ctx, path, "version")
	cmd.Env = Environ()

	out, err := cmd.Output()
	if err != nil {
		return CLI{}, fmt.Errorf("running %s version: %w", path, err)
	}

	c, err := parse(string(out))
	if err != nil {
		return CLI{}, fmt.Errorf("%s: %w", path, err)
	}

	c.Path = path

	return c, nil
}

// parse reads the output of the version command. Warnings may come before the line that counts.
func parse(output string) (CLI, error) {
	for line := range strings.Lines(output) {
		var c CLI

		name, number, _ := strings.Cut(strings.TrimSpace(line), " v")

		switch name {
		case "Terraform":
			c.Product = Terraform
		case "OpenTofu":
			c.Product = OpenTofu
		default:
			continue
		}

		v, err := version.NewVersion(number)
		if err != nil {
			return CLI{}, fmt.Errorf("reading the version: %w", err)
		}

		if v.Core().LessThan(version.Must(version.NewVersion(MinimumVersion))) {
			return CLI{}, fmt.Errorf("%s %s is older than %s", name, v, MinimumVersion)
		}

		c.Version = v.String()

		return c, nil
	}

	return CLI{}, fmt.Errorf("neither Terraform nor OpenTofu: %.80q", output)
}

func pinnedVersion(ctx context.Context, root string) (string, error) {
	list := goCommand(ctx, root, "list", "-mod=readonly", "-m", "-f", "{{.Version}}", tofuModule)

	var stderr strings.Builder

	list.Stderr = &stderr

	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("reading the pinned version of OpenTofu: %w\n%s", err, stderr.String())
	}

	return strings.TrimPrefix(strings.TrimSpace(string(out)), "v"), nil
}

// goCommand prepares a go command in the module tools/tofu, undisturbed by a workspace file above it.
func goCommand(ctx context.Context, root string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = filepath.Join(root, "tools", "tofu")
	cmd.Env = append(os.Environ(), "GOWORK=off")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it removes its temporary files

	return cmd
}

func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}

	return name
}
