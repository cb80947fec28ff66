// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu. With the name of a command it helps the person
// who reviews a change.
package main

import (
	"context"
	"flag"
	"io"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/parent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/review"
)

// version is set by the linker.
var version = "dev"

func main() { os.Exit(run()) }

// command is what the program does for people, beside serving Terraform. It returns an exit code.
type command func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int

// commands are the commands by name.
func commands() map[string]command {
	return map[string]command{
		"review": func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
			return review.Main(ctx, provider.Meanings(), args, stdin, stdout, stderr)
		},
	}
}

func run() (code int) {
	if len(os.Args) > 1 {
		if do, found := commands()[os.Args[1]]; found {
			return do(context.Background(), os.Args[2:], os.Stdin, os.Stdout, os.Stderr)
		}
	}
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
