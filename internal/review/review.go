// Package review reads the JSON of a plan and says in words what it changes: who gains and who loses which app, which conditions
// become weaker, what stays behind, and what was changed outside of Terraform.
package review

//go:generate go test -count=1 -vet=off -run ^TestGuide_risks$ . -args -update

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// The exit codes of the command.
const (
	exitOK    = 0
	exitError = 1
	exitDrift = 2 // as of "plan -detailed-exitcode"
	exitRisk  = 3
)

const usage = `Usage: terraform-provider-zerotrust review [options] [FILE|-]

Reads the JSON of a plan, made by "terraform show -json PLAN" or "tofu show -json PLAN", and says
in words who gains and who loses which app, which conditions become weaker, what stays behind, and
what was changed outside of Terraform. It needs no network, no credentials and no CLI. Without a
FILE, or with -, it reads standard input.

Exit codes: 0; 1 for an error; 2 for drift with -drift-only; 3 for a risk of the level of -fail-on.

Options:
`

// command is what the arguments ask for.
type command struct {
	file        string
	format      string
	level       meaning.Level
	driftOnly   bool
	acceptances []acceptance
}

// Main runs the command "review" and returns its exit code. The nouns are those of the provider.
func Main(_ context.Context, nouns []meaning.Noun, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err == nil {
		var code int
		if code, err = c.run(nouns, stdin, stdout); err == nil {
			return code
		}
	}
	fmt.Fprintln(stderr, "review:", err)
	return exitError
}

// parse reads the arguments. Options may stand after the file as well.
func parse(args []string, stdout io.Writer) (*command, error) {
	c := &command{format: "markdown"}
	if isTerminal(stdout) {
		c.format = "text"
	}
	flags := flag.NewFlagSet("review", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Func("format", "`FORMAT` of the report: markdown, text or json (default text on a terminal, else markdown)", func(text string) error {
		if !slices.Contains([]string{"markdown", "text", "json"}, text) {
			return errors.New("it must be markdown, text or json")
		}
		c.format = text
		return nil
	})
	flags.Func("fail-on", "end with 3 if there is a risk of this `LEVEL` or a higher one: "+strings.Join(meaning.Levels(), ", "), func(text string) error {
		index := slices.Index(meaning.Levels(), text)
		if index < 0 {
			return errors.New("it must be " + strings.Join(meaning.Levels(), ", "))
		}
		c.level = meaning.Level(index + 1)
		return nil
	})
	flags.Func("accept", "accept a risk, as `ID@ADDRESS:reason`; or the name of a file with one in each line. May be repeated", c.accept)
	flags.BoolVar(&c.driftOnly, "drift-only", false, "report what was changed outside of Terraform and nothing else; end with 2 if there is any")
	var files []string
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				flags.SetOutput(stdout)
				fmt.Fprint(stdout, usage)
				flags.PrintDefaults()
			}
			return nil, err
		}
		if flags.NArg() == 0 {
			break
		}
		files = append(files, flags.Arg(0))
		rest = flags.Args()[1:]
	}
	switch len(files) {
	case 0:
		c.file = "-"
	case 1:
		c.file = files[0]
	default:
		return nil, fmt.Errorf("it reviews one plan, and got %d files", len(files))
	}
	return c, nil
}

// accept takes an acceptance, or a file of them.
func (c *command) accept(text string) error {
	if strings.Contains(text, "@") {
		if a, err := parseAcceptance(text); err == nil {
			c.acceptances = append(c.acceptances, a)
			return nil
		} else if _, missing := os.Stat(text); missing != nil {
			return err
		}
	}
	file, err := os.Open(text) //nolint:gosec // who runs the command names the file
	if err != nil {
		return fmt.Errorf("%q is neither ID@ADDRESS:reason nor a file that can be read", display(text))
	}
	defer file.Close()
	all, err := readAcceptances(file)
	if err != nil {
		return fmt.Errorf("%s: %w", text, err)
	}
	c.acceptances = append(c.acceptances, all...)
	return nil
}

func (c *command) run(nouns []meaning.Noun, stdin io.Reader, stdout io.Writer) (int, error) {
	in, name := stdin, "standard input"
	if c.file != "-" {
		file, err := os.Open(c.file)
		if err != nil {
			return exitError, err
		}
		defer file.Close()
		in, name = file, c.file
	}
	p, err := readPlan(in)
	if err != nil {
		return exitError, fmt.Errorf("unable to read the plan in %s: %w", name, err)
	}
	r, err := compile(p, nouns, time.Now())
	if err != nil {
		return exitError, fmt.Errorf("unable to review the plan in %s: %w", name, err)
	}
	if c.driftOnly {
		r.onlyDrift()
	}
	r.accept(c.acceptances)
	if err := c.print(r, stdout); err != nil {
		return exitError, err
	}
	switch {
	case r.fails(c.level, c.driftOnly):
		return exitRisk, nil
	case c.driftOnly && r.hasDrift():
		return exitDrift, nil
	}
	return exitOK, nil
}

func (c *command) print(r *report, stdout io.Writer) error {
	var out bytes.Buffer // a report is whole or not there
	var err error
	switch c.format {
	case "json":
		err = r.json(&out)
	case "text":
		err = r.document(c.driftOnly).text(&out, isTerminal(stdout) && os.Getenv("NO_COLOR") == "")
	default:
		err = r.document(c.driftOnly).markdown(&out)
	}
	if err != nil {
		return err
	}
	_, err = out.WriteTo(stdout)
	return err
}

func isTerminal(w io.Writer) bool {
	file, is := w.(*os.File)
	return is && isatty.IsTerminal(file.Fd())
}
