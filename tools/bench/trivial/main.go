// Command trivial serves the least that a provider can be, which the benchmark compares the provider with.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest/trivial"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/loglevel"
)

const address = "registry.terraform.io/zerotrust-as-code/trivial"

func main() {
	loglevel.Match(trivial.TypeName) // as in the main of what is released
	if err := providerserver.Serve(context.Background(), trivial.New, providerserver.ServeOpts{Address: address}); err != nil {
		log.Fatal(err)
	}
}
