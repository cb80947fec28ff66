package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func (d *demo) headline(text string) {
	d.steps++

	fmt.Fprintf(d.out, "\n=== %d. %s\n\n", d.steps, text)
}

// run runs a command of the CLI in the project and checks how it ends.
func (d *demo) run(ctx context.Context, wantExit int, args ...string) error {
	typed := strings.Join(append([]string{filepath.Base(d.cli.Path)}, args...), " ")

	fmt.Fprintln(d.out, "$", typed)

	cmd := exec.CommandContext(ctx, d.cli.Path, args...)
	cmd.Dir = d.project()
	cmd.Env = d.env

	shown := &digest{to: d.out}
	if args[0] == "destroy" {
		shown.from = "Plan: " // every attribute that goes was shown when it came
	}

	cmd.Stdout = shown
	cmd.Stderr = shown

	// A Ctrl-C reaches the CLI by itself; a second signal would make it give up its own cleaning up.
	cmd.Cancel = func() error { return nil }
	cmd.WaitDelay = 15 * time.Second

	err := cmd.Run()

	shown.flush()

	if ctx.Err() != nil {
		return ctx.Err()
	}

	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return fmt.Errorf("%s: %w", typed, err)
	}

	if got := cmd.ProcessState.ExitCode(); got != wantExit {
		_, _ = d.out.Write(shown.skipped)

		return fmt.Errorf("%s ended with exit code %d, not %d", typed, got, wantExit)
	}

	return nil
}

// review shows what the provider says of a plan in words. The first command writes the JSON, which the second one reads.
func (d *demo) review(ctx context.Context, plan string) error {
	fmt.Fprintf(d.out, "$ %s show -json %s | terraform-provider-zerotrust review -format text\n\n", filepath.Base(d.cli.Path), plan)

	show := exec.CommandContext(ctx, d.cli.Path, "show", "-json", plan)
	show.Dir = d.project()
	show.Env = d.env

	text, err := show.Output()
	if err != nil {
		return fmt.Errorf("show -json %s: %w", plan, err)
	}

	review := exec.CommandContext(ctx, d.provider(), "review", "-format", "text")
	review.Stdin = bytes.NewReader(text)
	review.Stdout = d.out
	review.Stderr = d.out

	if err := review.Run(); err != nil {
		return fmt.Errorf("review of %s: %w", plan, err)
	}

	return nil
}

// export runs the provider's own command that writes a tenant as configuration.
func (d *demo) export(ctx context.Context) error {
	fmt.Fprintln(d.out, "$ terraform-provider-zerotrust export", filepath.Base(d.exported()))

	cmd := exec.CommandContext(ctx, d.provider(), "export", d.exported())
	cmd.Env = d.env
	cmd.Stdout = d.out
	cmd.Stderr = d.out

	if err := cmd.Run(); err != nil {
		return fmt.Errorf("exporting: %w", err)
	}

	return nil
}

// digest passes the output of the CLI on, line by line, without what only tells that work goes on: that something is
// being read, and that something is about to be done which a later line reports as done.
type digest struct {
	to      io.Writer
	from    string // nothing is passed on before a line that begins so
	skipped []byte // what was not passed on because of from
	partial []byte
	blank   bool
}

func (d *digest) Write(p []byte) (int, error) {
	d.partial = append(d.partial, p...)

	for {
		line, rest, found := bytes.Cut(d.partial, []byte("\n"))
		if !found {
			return len(p), nil
		}

		d.line(string(line))
		d.partial = rest
	}
}

// flush passes on a last line that has no end.
func (d *digest) flush() {
	if len(d.partial) > 0 {
		d.line(string(d.partial))
	}

	d.partial = nil
}

func (d *digest) line(text string) {
	if !strings.HasPrefix(text, d.from) {
		d.skipped = fmt.Appendln(d.skipped, text)

		return
	}

	d.from = ""

	for _, noise := range []string{": Refreshing state...", ": Reading...", ": Read complete after ", ": Creating...", ": Modifying...", ": Destroying...", ": Still "} {
		if strings.Contains(text, noise) {
			return
		}
	}

	blank := strings.TrimSpace(text) == ""
	if !blank || !d.blank {
		fmt.Fprintln(d.to, text)
	}

	d.blank = blank
}
