// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu. With the name of a command it does something
// for people: it reviews a plan, exports a tenant, or checks which routes of a tenant work.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/check"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/export"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/parent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/review"
)

// version is set by the linker.
var version = "dev"

// serve is no exit code: the program is to serve as a provider.
const serve = -1

func main() {
	// A CLI says by this that it knows how to talk to plugins.
	debug, code := ask(os.Args[1:], os.Getenv("TF_PLUGIN_MAGIC_COOKIE") != "", os.Stdout, os.Stderr)
	if code == serve {
		code = serveProvider(debug)
	}
	os.Exit(code)
}

// command is what the program does beside serving a CLI. It runs with the arguments after its name, and returns an exit code.
type command struct {
	name, summary string
	run           func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

func commands() []command {
	return []command{
		{"check", "say which routes of a tenant work", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
			return check.Main(ctx, version, args, stdout, stderr)
		}},
		{"export", "write a tenant that exists as configuration with imports", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
			return export.Main(ctx, version, args, stdout, stderr)
		}},
		{"review", "say in words what a plan changes in who may reach what", func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
			return review.Main(ctx, provider.Meanings(), args, stdin, stdout, stderr)
		}},
	}
}

// ask does what the arguments ask for, and returns the exit code; or serve, and whether a debugger is to attach itself. Whoever
// starts a provider without a CLI is told what the program is.
func ask(args []string, served bool, stdout, stderr io.Writer) (debug bool, code int) {
	flags := flag.NewFlagSet("terraform-provider-zerotrust", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {} // Parse would print it for -h as well, as if that were an error
	flags.BoolVar(&debug, "debug", false, "")
	asked := flags.Bool("version", false, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		usage(stdout)
		return false, 0
	case err != nil:
		usage(stderr)
		return false, 2
	case *asked:
		return false, say(stdout)
	case debug && flags.NArg() > 0:
		_, _ = fmt.Fprintf(stderr, "%q after options: a command comes first.\n", flags.Arg(0))
		return false, 2
	case flags.NArg() > 0:
		return false, run(flags.Args(), stdout, stderr)
	case !debug && !served:
		_, _ = fmt.Fprint(stderr, "This program is a provider, which Terraform and OpenTofu start. For people it has commands.\n\n")
		usage(stderr)
		return false, 1
	}
	return debug, serve
}

// run runs the command that the first argument names, with the others.
func run(args []string, stdout, stderr io.Writer) int {
	name, args := args[0], args[1:]
	if name == "version" {
		return say(stdout)
	}
	if name == "help" {
		if len(args) == 0 {
			usage(stdout)
			return 0
		}
		name, args = args[0], []string{"-help"}
	}
	for _, c := range commands() {
		if c.name == name {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return c.run(ctx, args, os.Stdin, stdout, stderr)
		}
	}
	_, _ = fmt.Fprintf(stderr, "%q is not a command.\n\n", name)
	usage(stderr)
	return 2
}

func say(stdout io.Writer) int {
	_, _ = fmt.Fprintf(stdout, "terraform-provider-zerotrust %s\n", version)
	return 0
}

func usage(w io.Writer) {
	text := "Usage: terraform-provider-zerotrust COMMAND [options]\n\nCommands:\n"
	for _, c := range commands() {
		text += fmt.Sprintf("  %-8s  %s\n", c.name, c.summary)
	}
	text += "  help      show this, or the options of a COMMAND\n  version   show the version\n\n" +
		"Options without a command:\n  -debug    serve as a provider to which a debugger can attach itself\n"
	_, _ = io.WriteString(w, text)
}

func serveProvider(debug bool) (code int) {
	var options []tf6server.ServeOpt
	if debug {
		options = append(options, tf6server.WithManagedDebug())
	} else { // a debugger's provider does not have the CLI's environment
		provider.MatchLogLevel()
		go endWithParent()
	}
	if err := provider.CheckServer(); err != nil {
		log.Print(err)
		return 1
	}
	defer provider.SpareHeap()()
	records := &intent.Process{}
	defer records.Close()
	err := tf6server.Serve(provider.Address, provider.NewRecordedServer(version, records, provider.Options{}), options...)
	if err != nil {
		log.Print(err)
		return 1
	}
	return 0
}

// endWithParent ends the process when the CLI that started it was killed. Nobody would get the answers any more, and the next
// run must not take the creates that are under way for those of a run that goes on: it finds them by their records.
func endWithParent() {
	parent.Wait()
	os.Exit(1)
}
