// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu. With the name of a command it does something
// for people: it reviews a plan, exports a tenant, or checks which routes of a tenant work.
package main

import (
	"context"
	"flag"
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

func main() {
	if len(os.Args) > 1 {
		if command := commands()[os.Args[1]]; command != nil {
			os.Exit(interruptible(command))
		}
	}
	os.Exit(run())
}

// command runs with the arguments after its name, and returns an exit code.
type command func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int

// commands are what the program does beside serving a CLI.
func commands() map[string]command {
	return map[string]command{
		"check": func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
			return check.Main(ctx, version, args, stdout, stderr)
		},
		"export": func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
			return export.Main(ctx, version, args, stdout, stderr)
		},
		"review": func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
			return review.Main(ctx, provider.Meanings(), args, stdin, stdout, stderr)
		},
	}
}

func interruptible(run command) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[2:], os.Stdin, os.Stdout, os.Stderr)
}

func run() (code int) {
	debug := flag.Bool("debug", false, "run the provider so that a debugger can attach to it")
	flag.Parse()
	var options []tf6server.ServeOpt
	if *debug {
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
