package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Listed is one result of a list resource.
type Listed struct {
	DisplayName string
	Identity    map[string]tftypes.Value
	Resource    map[string]tftypes.Value // nil unless the list was asked to include it
}

// List validates the configuration of a list resource, given as JSON, and lists; limit 0 is none.
func (p *Protocol) List(ctx context.Context, typeName, config string, limit int64, include bool) ([]Listed, []*tfprotov6.Diagnostic) {
	p.t.Helper()
	server, ok := p.ProviderServer.(tfprotov6.ListResourceServer)
	if !ok {
		p.t.Fatal("the provider serves no list resources")
	}
	wanted := p.value(p.schema.ListResourceSchemas[typeName].ValueType(), config)
	valid, err := server.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if len(valid.Diagnostics) > 0 {
		return nil, valid.Diagnostics
	}
	stream, err := server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: typeName, Config: wanted, IncludeResource: include, Limit: limit})
	if err != nil {
		p.t.Fatal(err)
	}
	var found []Listed
	var diagnostics []*tfprotov6.Diagnostic
	for result := range stream.Results {
		diagnostics = append(diagnostics, result.Diagnostics...)
		if ErrorAmong(result.Diagnostics) {
			continue
		}
		item := Listed{DisplayName: result.DisplayName, Identity: p.Decode(p.identityType(ctx, typeName), result.Identity.IdentityData)}
		if result.Resource != nil {
			item.Resource = p.Decode(p.ResourceType(typeName), result.Resource)
		}
		found = append(found, item)
	}
	return found, diagnostics
}

func (p *Protocol) identityType(ctx context.Context, typeName string) tftypes.Type {
	p.t.Helper()
	schemas, err := p.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		p.t.Fatal(err)
	}
	return schemas.IdentitySchemas[typeName].ValueType()
}

// ReadData validates the configuration of a data source, given as JSON, and reads it; nil if there were errors.
func (p *Protocol) ReadData(ctx context.Context, typeName, config string) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	p.t.Helper()
	wanted := p.DataSource(typeName, config)
	valid, err := p.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(valid.Diagnostics) {
		return nil, valid.Diagnostics
	}
	resp, err := p.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(resp.Diagnostics) {
		return nil, resp.Diagnostics
	}
	return p.Decode(p.DataSourceType(typeName), resp.State), append(valid.Diagnostics, resp.Diagnostics...)
}

// Shows checks every attribute that a data source shows. Want is JSON; what it leaves out is null.
func (p *Protocol) Shows(ctx context.Context, typeName, config, want string) {
	p.t.Helper()
	found, diagnostics := p.ReadData(ctx, typeName, config)
	Quiet(p.t, diagnostics)
	wanted := p.Decode(p.DataSourceType(typeName), p.DataSource(typeName, want))
	for name, value := range found {
		if !value.Equal(wanted[name]) {
			p.t.Errorf("%s %s: %s = %s, want %s", typeName, config, name, value, wanted[name])
		}
	}
}

// Elements returns the elements of a list or a set.
func Elements(t testing.TB, collection tftypes.Value) []tftypes.Value {
	t.Helper()
	var elements []tftypes.Value
	if err := collection.As(&elements); err != nil {
		t.Fatal(err)
	}
	return elements
}
