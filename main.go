// Command terraform-provider-zerotrust serves the provider to Terraform and OpenTofu.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	runtimedebug "runtime/debug"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// version is set by the linker.
var version = "dev"

// A plan of a large state makes garbage at a high rate on a small heap. Collecting it later saves a good part of the
// processor time of the provider (see BenchmarkPlan_app); the limit keeps what that costs in memory bounded.
const (
	collectAt   = 400       // percent
	memoryLimit = 512 << 20 // bytes; soft
)

// tuneCollector sets what the environment does not.
func tuneCollector() {
	if os.Getenv("GOGC") == "" {
		runtimedebug.SetGCPercent(collectAt)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		runtimedebug.SetMemoryLimit(memoryLimit)
	}
}

func main() {
	tuneCollector()
	debug := flag.Bool("debug", false, "run the provider so that a debugger can attach to it")
	flag.Parse()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: provider.Address,
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
