// Command schemajson prints the provider's schema for the documentation, in the JSON form of "terraform providers schema -json".
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

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
	schema, err := schemajson.Provider(context.Background(), provider.Framework(provider.New("dev", provider.Options{})()))
	if err != nil {
		return err
	}

	for _, resource := range schema.ResourceSchemas {
		showRequired(resource.Block.Attributes)
	}

	for _, action := range schema.ActionSchemas {
		showRequired(action.Block.Attributes)
	}

	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")

	return out.Encode(tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas:       map[string]*tfjson.ProviderSchema{key: schema},
	})
}

// required ends the description of an argument that is required and not declared so, because the framework would report it
// as missing where a whole object is not known yet: a validator asks for it instead.
const required = " Required."

// showRequired has the documentation list such arguments among those that are required.
func showRequired(attributes map[string]*tfjson.SchemaAttribute) {
	for _, a := range attributes {
		if text, found := strings.CutSuffix(a.Description, required); found {
			a.Description, a.Required, a.Optional, a.Computed = text, true, false, false
		}

		if a.AttributeNestedType != nil {
			showRequired(a.AttributeNestedType.Attributes)
		}
	}
}
