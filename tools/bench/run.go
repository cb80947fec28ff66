package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

// A variant is what is compared with the others of its case.
type variant string

// The variants.
const (
	batched variant = "batched" // the provider as it is released
	plain   variant = "plain"   // the same with read_batching = false
	floor   variant = "floor"   // the same, answered from memory without any I/O
	least   variant = "trivial" // three attributes, no I/O
)

// A job is one run of the command line tool.
type job struct {
	variant  variant
	provider string   // executable; "" is the one of the variant
	dir      string   // with configuration and state
	args     []string // of the tool
	exit     int      // as which it must end
	says     string   // what it must print
	env      []string // further variables
	process  int      // number of the process, if several run at once
}

// run runs a job and measures it, but for the load, which is the service's to know.
func (b *bench) run(ctx context.Context, s *service, j job) (sample, error) {
	usage, err := os.MkdirTemp(b.dir, "usage-")
	if err != nil {
		return sample{}, err
	}
	defer os.RemoveAll(usage)
	provider := j.provider
	if provider == "" {
		provider = map[variant]string{floor: b.instrumented(), least: b.trivial()}[j.variant]
	}
	if provider == "" {
		provider = b.released()
	}
	var output bytes.Buffer
	cmd := exec.CommandContext(ctx, b.cli.Path, j.args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = j.dir, &output, &output
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it ends its providers
	cmd.WaitDelay = 15 * time.Second
	cmd.Env = append(usual(cli.Environ()), "TF_CLI_CONFIG_FILE="+b.cliConfig(), "TF_INPUT=0", "TF_CLI_ARGS=-no-color",
		"BENCH_PROVIDER="+provider, "BENCH_USAGE="+usage)
	if j.variant != least {
		cmd.Env = append(cmd.Env, fmt.Sprintf("TF_VAR_read_batching=%t", j.variant != plain))
		cmd.Env = append(cmd.Env, s.environ(j.process)...)
	}
	if j.variant == floor {
		cmd.Env = append(cmd.Env, "BENCH_MEMORY="+filepath.Join(j.dir, "memory.json"))
	}
	cmd.Env = append(cmd.Env, j.env...)

	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	if ctx.Err() != nil {
		return sample{}, ctx.Err()
	}
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return sample{}, err
	}
	if got := cmd.ProcessState.ExitCode(); got != j.exit {
		return sample{}, fmt.Errorf("%s %v with the variant %s ended with exit code %d, not %d:\n%s", b.cli, j.args, j.variant, got, j.exit, tail(output.Bytes()))
	}
	if !strings.Contains(output.String(), j.says) {
		return sample{}, fmt.Errorf("%s %v with the variant %s did not print %q:\n%s", b.cli, j.args, j.variant, j.says, tail(output.Bytes()))
	}
	cpu, peak, err := used(usage)
	if err != nil {
		return sample{}, err
	}
	// What the system charges to a process that has ended includes the children that it has waited for.
	total := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return sample{wall: wall, core: total - cpu, provider: cpu, peak: peak}, nil
}

// tail is the end of an output, where the errors are.
func tail(output []byte) []byte {
	const most = 4000
	return output[max(0, len(output)-most):]
}

// measured runs a job with the service counting.
func (b *bench) measured(ctx context.Context, s *service, j job, latency time.Duration, l *limit) (sample, error) {
	s.begin(latency, l)
	taken, err := b.run(ctx, s, j)
	if err != nil {
		return sample{}, err
	}
	taken.load, err = s.end()
	return taken, err
}

// usual returns an environment in which Go collects garbage as it does for everybody. Whoever calls make may have set it
// otherwise, and what is measured is memory, too.
func usual(env []string) []string {
	return slices.DeleteFunc(env, func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return name == "GOGC" || name == "GOMEMLIMIT"
	})
}
