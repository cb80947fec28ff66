package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// The framework serves GenerateResourceConfig, but does not announce it, and its answer holds zeros and defaults.

// GetProviderSchema implements tfprotov6.ProviderServer.
func (s *shortcut) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.server.GetProviderSchema(ctx, req)
	if err == nil {
		resp.ServerCapabilities = announced(resp.ServerCapabilities)
	}
	return resp, err
}

// GetMetadata implements tfprotov6.ProviderServer.
func (s *shortcut) GetMetadata(ctx context.Context, req *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	resp, err := s.server.GetMetadata(ctx, req)
	if err == nil {
		resp.ServerCapabilities = announced(resp.ServerCapabilities)
	}
	return resp, err
}

func announced(capabilities *tfprotov6.ServerCapabilities) *tfprotov6.ServerCapabilities {
	var all tfprotov6.ServerCapabilities
	if capabilities != nil {
		all = *capabilities
	}
	all.GenerateResourceConfig = true
	return &all
}

// GenerateResourceConfig implements tfprotov6.ResourceServer: it answers what a person would write for a state.
func (s *shortcut) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	t := s.written(ctx)[req.TypeName]
	if t == nil || req.State == nil {
		return s.server.GenerateResourceConfig(ctx, req) // which says what is wrong
	}
	config, err := t.write(req.State)
	if err != nil {
		return nil, fmt.Errorf("the state of %s does not fit its schema: %w", req.TypeName, err)
	}
	return &tfprotov6.GenerateResourceConfigResponse{Config: config}, nil
}

// writtenType is a managed resource whose configuration can be written.
type writtenType struct {
	typ     tftypes.Type
	writer  *managed.Writer
	derives managed.Derives // may be nil
}

func (t *writtenType) write(state *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	value, err := state.Unmarshal(t.typ)
	if err != nil {
		return nil, err
	}
	var derived []string
	var members map[string]tftypes.Value
	if t.derives != nil && !value.IsNull() && value.As(&members) == nil {
		derived = t.derives.Derived(members)
	}
	if value, err = t.writer.Write(value, derived...); err != nil {
		return nil, err
	}
	config, err := tfprotov6.NewDynamicValue(t.typ, value)
	return &config, err
}

// written returns all managed resources by type.
func (s *shortcut) written(ctx context.Context) map[string]*writtenType {
	s.writtenOnce.Do(func() {
		ctx = context.WithoutCancel(ctx)
		s.writtenTypes = map[string]*writtenType{}
		for _, construct := range s.resources(ctx) {
			r := construct()
			var name resource.MetadataResponse
			var of resource.SchemaResponse
			r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: TypeName}, &name)
			r.Schema(ctx, resource.SchemaRequest{}, &of)
			derives, _ := r.(managed.Derives)
			s.writtenTypes[name.TypeName] = &writtenType{
				typ: of.Schema.Type().TerraformType(ctx), writer: managed.NewWriter(ctx, of.Schema.Attributes), derives: derives,
			}
		}
	})
	return s.writtenTypes
}
