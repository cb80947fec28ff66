// Command bench measures the provider: plans and applies of a thousand objects and more, by the real command line tool
// and the provider as it is released, against imitations of the services with a latency. In the same run, taking turns,
// it measures two others to compare with: the same provider answered from memory without any I/O (the floor), and
// read_batching = false.
//
//	go run ./tools/bench [-short] [-cases REGEXP] [-n OBJECTS] [-latency 50ms] [-runs 3] [-check] [-profile DIR]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type settings struct {
	size
	cases   *regexp.Regexp
	check   bool
	profile string
}

func parse(args []string, output io.Writer) (settings, error) {
	set := settings{size: size{latency: 50 * time.Millisecond}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.BoolVar(&set.short, "short", false, "fewer and smaller cases, each once: for a look")
	cases := flags.String("cases", "", "only the cases whose name matches")
	flags.IntVar(&set.objects, "n", 0, "objects of a case, at least 100; default 1000, or 250 with -short")
	flags.DurationVar(&set.latency, "latency", set.latency, "time before each answer of the services")
	flags.IntVar(&set.runs, "runs", 0, "runs of each variant; default 3, or 1 with -short")
	flags.BoolVar(&set.check, "check", false, "end with an error if a limit is exceeded")
	flags.StringVar(&set.profile, "profile", "", "directory for profiles of the provider in the first case chosen, instead of measuring")
	if err := flags.Parse(args); err != nil {
		return set, err
	}
	if flags.NArg() > 0 {
		return set, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if set.objects == 0 {
		set.objects = 1000
		if set.short {
			set.objects = 250
		}
	}
	if set.objects < 100 {
		return set, errors.New("-n is at least 100: fewer objects measure the start of the programs")
	}
	if set.runs == 0 {
		set.runs = 3
		if set.short {
			set.runs = 1
		}
	}
	var err error
	set.cases, err = regexp.Compile(*cases)
	return set, err
}

func run(ctx context.Context, args []string, out io.Writer) error {
	set, err := parse(args, out)
	if err != nil {
		return err
	}
	start := time.Now()
	dir, err := os.MkdirTemp("", "zerotrust-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{size: set.size, out: out}
	if b.binaries, err = build(ctx, dir, out); err != nil {
		return err
	}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	if set.profile != "" {
		return b.profile(ctx, set.cases.MatchString, set.profile)
	}
	fmt.Fprintf(out, "%s; %d objects, latency %s, %d runs of each, medians; the limits of numbers hold for the worst run\n", b.cli, b.objects, b.latency, b.runs)
	outcomes, err := b.all(ctx, set.cases.MatchString)
	fmt.Fprintln(out)
	table(out, outcomes) // also of the cases that ended before an error or an interrupt
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\nRequests of the last run:")
	requests(out, outcomes)
	others, err := b.unused(ctx)
	if err != nil {
		return err
	}
	judged := append(criteria(outcomes, b.size), others...)
	fmt.Fprintln(out)
	missed := report(out, judged)
	fmt.Fprintf(out, "\nDone in %s.\n", time.Since(start).Round(time.Second))
	if set.check && missed > 0 {
		return fmt.Errorf("%d limits are exceeded", missed)
	}
	return nil
}
