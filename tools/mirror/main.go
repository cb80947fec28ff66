// Command mirror builds the provider into a filesystem mirror, from which "init" installs it without a registry:
//
//	go run ./tools/mirror -version 0.1.0 [-to DIR] [-platforms linux_amd64,darwin_arm64]
//
// Without -to it is the folder in which Terraform and OpenTofu look by themselves. Each of them looks for the provider below
// the host of its own registry, so both hosts get it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/hashicorp/go-version"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)

	err := run(ctx, os.Args[1:], os.Stdout)

	stop()

	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "mirror:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mirror", flag.ContinueOnError)
	flags.SetOutput(out)
	number := flags.String("version", "", "version under which the CLI finds the provider, such as 0.1.0")
	to := flags.String("to", "", "root of the mirror; without it the folder in which the CLI looks by itself")
	platforms := flags.String("platforms", runtime.GOOS+"_"+runtime.GOARCH, "operating systems and architectures, separated by commas")

	if err := flags.Parse(args); err != nil {
		return err
	}

	if _, err := version.NewSemver(*number); err != nil {
		return fmt.Errorf("-version is needed, such as 0.1.0: %w", err)
	}

	if *to == "" {
		var err error
		if *to, err = implied(); err != nil {
			return err
		}
	}

	for platform := range strings.SplitSeq(*platforms, ",") {
		if err := install(ctx, *to, *number, platform, out); err != nil {
			return err
		}
	}

	return nil
}

// implied is the mirror in which Terraform and OpenTofu look without any configuration.
func implied() (string, error) {
	if runtime.GOOS == "windows" {
		dir, err := os.UserConfigDir()

		return filepath.Join(dir, "terraform.d", "plugins"), err
	}

	dir, err := os.UserHomeDir()

	return filepath.Join(dir, ".terraform.d", "plugins"), err
}

// install builds the provider for one platform, and puts it where each CLI looks for it.
func install(ctx context.Context, mirror, number, platform string, out io.Writer) error {
	system, architecture, found := strings.Cut(platform, "_")
	if !found {
		return fmt.Errorf("%q is no platform; one is linux_amd64", platform)
	}

	temp, err := os.MkdirTemp("", "zerotrust-mirror-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)

	built := filepath.Join(temp, "provider")

	// VCS stamping is off because the repository may belong to another user, as in a container.
	build := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-ldflags=-s -w -X main.version="+number, "-o", built, ".")
	build.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+architecture)
	build.Stdout, build.Stderr = out, out

	if err := build.Run(); err != nil {
		return fmt.Errorf("building the provider for %s: %w", platform, err)
	}

	program, err := os.ReadFile(built)
	if err != nil {
		return err
	}

	for _, product := range []string{cli.Terraform, cli.OpenTofu} {
		path := cli.CLI{Product: product}.Mirrored(mirror, number, platform)

		if err := replace(path, program); err != nil {
			return err
		}

		fmt.Fprintln(out, path)
	}

	return nil
}

// replace writes the program beside the old one and renames it: a CLI may be running that one.
func replace(path string, program []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}

	if err := os.WriteFile(path+".new", program, 0o755); err != nil {
		return err
	}

	return os.Rename(path+".new", path)
}
