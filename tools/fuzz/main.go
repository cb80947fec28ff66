// Command fuzz runs every fuzz target of this module, one after another, and prints how many executions each reached. It
// finds the targets by itself.
//
//	go run ./tools/fuzz [-time 10m] [-run regexp] [package...]
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)

	limit := flag.Duration("time", 10*time.Minute, "how long to run each target")
	pattern := flag.String("run", "", "run only the targets whose package and name match")
	flag.Parse()

	err := run(ctx, os.Stdout, *limit, *pattern, flag.Args())

	stop()

	if err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// target is one fuzz target of a package.
type target struct{ pkg, name string }

func run(ctx context.Context, out io.Writer, limit time.Duration, pattern string, packages []string) error {
	if len(packages) == 0 {
		packages = []string{"./..."}
	}

	wanted, err := regexp.Compile(pattern)
	if err != nil {
		return err
	}

	targets, err := list(ctx, packages)
	if err != nil {
		return err
	}

	var (
		failed  []error
		summary strings.Builder
	)

	for _, t := range targets {
		if !wanted.MatchString(t.pkg + "." + t.name) {
			continue
		}

		executions, err := fuzz(ctx, out, t, limit)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s in %s: %w", t.name, t.pkg, err))
		}

		fmt.Fprintf(&summary, "%10s  %-34s %s\n", executions, t.name, t.pkg)
	}

	fmt.Fprintf(out, "\nexecutions  target (%s each)\n%s", limit, summary.String())

	return errors.Join(failed...)
}

// list finds the fuzz targets of packages.
func list(ctx context.Context, packages []string) ([]target, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json", "-run", "^$", "-list", "^Fuzz"}, packages...)...)
	cmd.Stderr = os.Stderr

	output, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the targets: %w", err)
	}

	return parse(string(output))
}

// parse reads what "go test -json -list" prints: names, and a line of the whole package.
func parse(output string) ([]target, error) {
	var targets []target

	for line := range strings.Lines(output) {
		var event struct{ Action, Package, Output string }
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			return nil, fmt.Errorf("listing the targets: %w", err)
		}

		if name := strings.TrimSpace(event.Output); event.Action == "output" && strings.HasPrefix(name, "Fuzz") {
			targets = append(targets, target{pkg: event.Package, name: name})
		}
	}

	return targets, nil
}

// fuzz runs one target and returns the number of its executions, as far as it was told.
func fuzz(ctx context.Context, out io.Writer, t target, limit time.Duration) (string, error) {
	fmt.Fprintf(out, "\n=== %s in %s\n", t.name, t.pkg)

	// Without a limit, a minute may be spent on making each input small that reaches something new.
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", limit.String(), "-fuzzminimizetime", "10x", t.pkg)
	cmd.Stderr = os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }

	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}

	if err := cmd.Start(); err != nil {
		return "", err
	}

	executions := "none"
	told := regexp.MustCompile(`execs: (\d+)`)

	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		fmt.Fprintln(out, lines.Text())

		if match := told.FindStringSubmatch(lines.Text()); match != nil {
			executions = match[1]
		}
	}

	return executions, cmd.Wait()
}
