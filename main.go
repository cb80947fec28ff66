// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu.
package main

import (
	"context"
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// version is set by the linker.
var version = "dev"

func main() { os.Exit(run()) }

func run() (code int) {
	debug := flag.Bool("debug", false, "run the provider so that a debugger can attach to it")
	flag.Parse()
	if !*debug { // else it is not the CLI's environment that this process has
		provider.MatchLogLevel()
	}
	defer provider.SpareHeap()()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: provider.Address,
		Debug:   *debug,
	})
	if err != nil {
		log.Print(err)
		return 1
	}
	return 0
}
