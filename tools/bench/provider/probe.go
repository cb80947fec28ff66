package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	zerotrust "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// probe does what the command line tool has a provider do that no resource needs.
func probe(ctx context.Context) error {
	start := time.Now()
	server := zerotrust.NewServer("bench", zerotrust.Options{})()
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	if _, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{}); err != nil {
		return err
	}
	described := schemas.Provider.ValueType()
	object, ok := described.(tftypes.Object)
	if !ok {
		return errors.New("the provider's schema is no object")
	}
	values := map[string]tftypes.Value{}
	for name, attribute := range object.AttributeTypes {
		values[name] = tftypes.NewValue(attribute, nil)
	}
	config, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		return err
	}
	configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.0", Config: &config})
	if err != nil {
		return err
	}
	for _, d := range configured.Diagnostics {
		return fmt.Errorf("configuring: %s: %s", d.Summary, d.Detail)
	}
	fmt.Println(time.Since(start))
	return nil
}
