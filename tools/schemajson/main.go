// Command schemajson prints the provider's schema in the JSON form of "terraform providers schema -json".
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/schemajson"
)

func main() {
	key := flag.String("key", provider.Address, "name of the provider in the output")
	flag.Parse()

	if err := run(*key); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(key string) error {
	schema, err := schemajson.Provider(context.Background(), providerserver.NewProtocol6(provider.New("dev", provider.Options{})())())
	if err != nil {
		return err
	}

	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")

	return out.Encode(tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas:       map[string]*tfjson.ProviderSchema{key: schema},
	})
}
