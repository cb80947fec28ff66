package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

// binaries are the executables that the benchmark runs, all of them just built.
type binaries struct {
	dir string
	cli cli.CLI
}

func (b binaries) released() string     { return filepath.Join(b.dir, "terraform-provider-zerotrust") }
func (b binaries) instrumented() string { return filepath.Join(b.dir, "provider") }
func (b binaries) trivial() string      { return filepath.Join(b.dir, "trivial") }
func (b binaries) cliConfig() string    { return filepath.Join(b.dir, "cli.tfrc") }

// build makes the executables and the configuration that has the command line tool start the meter for each provider.
func build(ctx context.Context, dir string, log io.Writer) (binaries, error) {
	found, err := cli.Find(ctx, ".", log)
	if err != nil {
		return binaries{}, err
	}
	b := binaries{dir: dir, cli: found}
	// VCS stamping is off because the repository may belong to another user, as in a container.
	args := []string{"build", "-buildvcs=false", "-ldflags=-s -w", "-o", dir + string(filepath.Separator), ".", "./tools/bench/..."}
	compile := exec.CommandContext(ctx, "go", args...)
	compile.Stdout, compile.Stderr = log, log
	compile.Env = append(os.Environ(), "GOTMPDIR="+dir)
	if err := compile.Run(); err != nil {
		return binaries{}, fmt.Errorf("building the provider: %w", err)
	}
	var overrides strings.Builder
	for _, name := range []string{"zerotrust", "trivial"} {
		override := filepath.Join(dir, "override-"+name)
		if err := os.Mkdir(override, 0o700); err != nil {
			return binaries{}, err
		}
		if err := os.Link(filepath.Join(dir, "meter"), filepath.Join(override, "terraform-provider-"+name)); err != nil {
			return binaries{}, err
		}
		fmt.Fprintf(&overrides, "    %q = %s\n", path.Join(found.ProviderHost(), cli.Namespace, name), strconv.Quote(override))
	}
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n}\n"
	return b, os.WriteFile(b.cliConfig(), []byte(text), 0o600)
}
