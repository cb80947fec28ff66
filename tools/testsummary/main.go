// Command testsummary closes a test run by saying what it skipped, so that a skipped test cannot pass for a passed one:
// which features the CLI at hand is too old for, and by which test each was shown through the plugin protocol instead.
// The test that stands in for TestAccX_y is TestX_y of the same package, else TestX, or for an action any TestX_ that passed.
// Before that it shows what one test printed, if it ran.
//
//	go run ./tools/testsummary [-show TEST] FILE    where FILE was written by "gotestsum --jsonfile FILE"
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("testsummary", flag.ContinueOnError)
	show := flags.String("show", "", "test whose output is shown")

	if err := flags.Parse(args); err != nil {
		return err
	}

	if flags.NArg() != 1 {
		return errors.New("usage: testsummary [-show TEST] FILE")
	}

	file, err := os.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer file.Close()

	results, err := read(file, *show)
	if err != nil {
		return fmt.Errorf("reading %s: %w", flags.Arg(0), err)
	}

	results.print(out)

	return nil
}

// results is what a run leaves to say.
type results struct {
	tooOld map[string]skips // by the version that the tests need
	cli    string           // the version that was too old
	other  skips
	passed skips
	shown  string // what the test printed that is shown
}

// skips lists skipped tests by package.
type skips map[string][]string

func (s skips) count() int {
	n := 0
	for _, tests := range s {
		n += len(tests)
	}

	return n
}

func (s skips) add(pkg, test string) { s[pkg] = append(s[pkg], test) }

// read collects the results from events as "go test -json" writes them, and what the test that is to be shown printed.
func read(events io.Reader, show string) (results, error) {
	r := results{tooOld: map[string]skips{}, other: skips{}, passed: skips{}}

	// This is the message of the test library's tfversion.SkipBelow.
	needs := regexp.MustCompile(`CLI version (\S+) is below minimum version (\S+): `)
	output := map[string]string{}

	for decoder := json.NewDecoder(events); ; {
		var event struct{ Action, Package, Test, Output string }

		if err := decoder.Decode(&event); errors.Is(err, io.EOF) {
			return r, nil
		} else if err != nil {
			return r, err
		}

		key := event.Package + " " + event.Test

		switch {
		case event.Test == "":
		case event.Action == "output":
			output[key] += event.Output
			if event.Test == show && !announces(event.Output) {
				r.shown += event.Output
			}
		case event.Action == "pass":
			r.passed.add(event.Package, event.Test)
		case event.Action == "skip":
			found := needs.FindStringSubmatch(output[key])
			if found == nil {
				r.other.add(event.Package, event.Test+": "+reason(output[key]))

				continue
			}

			r.cli = found[1]
			if r.tooOld[found[2]] == nil {
				r.tooOld[found[2]] = skips{}
			}

			r.tooOld[found[2]].add(event.Package, event.Test)
		}
	}
}

// reason is what a test printed, without the lines of the test runner.
func reason(output string) string {
	var lines []string

	for line := range strings.Lines(output) {
		if line = strings.TrimSpace(line); line != "" && !announces(line) {
			lines = append(lines, line)
		}
	}

	return strings.Join(lines, " ")
}

// announces says that a line is the test runner's own.
func announces(line string) bool {
	return strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ")
}

func (r results) print(out io.Writer) {
	fmt.Fprint(out, r.shown)

	if len(r.tooOld)+len(r.other) == 0 {
		fmt.Fprintln(out, "No test was skipped.")

		return
	}

	for _, needed := range slices.Sorted(maps.Keys(r.tooOld)) {
		skipped := r.tooOld[needed]
		fmt.Fprintf(out, "\nThe CLI of this run (%s) is too old for %s. Tests skipped: %d, each shown without a CLI by:\n", r.cli, feature(needed), skipped.count())

		for _, pkg := range slices.Sorted(maps.Keys(skipped)) {
			for _, test := range skipped[pkg] {
				fmt.Fprintf(out, "  %s: %s: %s\n", path.Base(pkg), test, r.standIn(pkg, test))
			}
		}
	}

	if len(r.other) > 0 {
		fmt.Fprintf(out, "\nTests skipped for other reasons: %d.\n", r.other.count())
		r.other.print(out)
	}
}

// standIn names the test that passed through the plugin protocol in place of an acceptance test.
func (r results) standIn(pkg, test string) string {
	twin := "Test" + strings.TrimPrefix(test, "TestAcc")
	name, subtest, _ := strings.Cut(twin, "/")
	whole, _, _ := strings.Cut(name, "_")

	for _, stands := range []string{twin, path.Join(whole, subtest)} {
		if slices.Contains(r.passed[pkg], stands) {
			return stands
		}
	}

	if strings.HasSuffix(whole, "Action") {
		for _, passed := range r.passed[pkg] {
			if strings.HasPrefix(passed, whole+"_") {
				return whole + "_..."
			}
		}
	}

	return "NOT TESTED in this run"
}

func (s skips) print(out io.Writer) {
	for _, pkg := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(out, "  %s: %s\n", path.Base(pkg), strings.Join(s[pkg], ", "))
	}
}

// feature names what came with a version of the CLI.
func feature(version string) string {
	features := map[string]string{
		"1.12.0": "import by identity",
		"1.13.0": "deferred actions",
		"1.14.0": "list resources and actions",
	}

	if name, known := features[version]; known {
		return name + " (" + version + ")"
	}

	return "what needs " + version
}
