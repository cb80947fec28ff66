// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu.
package main

import (
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// version is set by the linker.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "run the provider so that a debugger can attach to it")
	flag.Parse()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else { // a debugger's provider does not have the CLI's environment
		provider.MatchLogLevel()
	}
	records := &intent.Process{}
	err := tf6server.Serve(provider.Address, provider.NewRecordedServer(version, records), options...)
	records.Close()
	if err != nil {
		log.Fatal(err)
	}
}
