package acctest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// Protocol drives the provider through the plugin protocol without a CLI: for behaviour that the CLI at hand is too old
// for, and for capabilities that no CLI announces yet.
type Protocol struct {
	tfprotov6.ProviderServer
	schema    *tfprotov6.GetProviderSchemaResponse
	construct func() tfprotov6.ProviderServer // for Again
	t         testing.TB
}

// retryWait keeps the waits before repeated requests short. Requests are repeated as often as they would be, just sooner.
const retryWait = 20 * time.Millisecond

// NewProtocol returns a provider server that is not configured.
func NewProtocol(t testing.TB) *Protocol {
	t.Helper()
	return NewProtocolFor(t, NewServer())
}

// NewServer returns the provider server of NewProtocol.
func NewServer() tfprotov6.ProviderServer { return NewServers()() }

// NewServers returns a constructor of such servers, which share what describes the types and never changes: for tests that need
// thousands of them.
func NewServers() func() tfprotov6.ProviderServer {
	return verifiedServer(provider.Options{RetryWait: retryWait})
}

// ReleasedProtocol is NewProtocol with the provider server as it is released, which verifies no shortcuts: for tests of
// what things cost.
func ReleasedProtocol(t testing.TB) *Protocol {
	t.Helper()
	return NewProtocolFor(t, provider.NewServer("test", provider.Options{})())
}

// NewProtocolFor is NewProtocol with another provider server.
func NewProtocolFor(t testing.TB, server tfprotov6.ProviderServer) *Protocol {
	t.Helper()
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &Protocol{ProviderServer: server, schema: schema, construct: provider.NewServer("test", provider.Options{RetryWait: retryWait}), t: t}
}

// Configure configures the provider; config is JSON of the provider block. What it leaves out is null.
func (p *Protocol) Configure(ctx context.Context, config string, deferral bool) []*tfprotov6.Diagnostic {
	p.t.Helper()
	resp, err := p.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{
		TerraformVersion:   "1.14.0",
		Config:             p.value(p.schema.Provider.ValueType(), config),
		ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: deferral},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.Diagnostics
}

// ValidateProvider validates JSON of the provider block.
func (p *Protocol) ValidateProvider(ctx context.Context, config string) []*tfprotov6.Diagnostic {
	p.t.Helper()
	resp, err := p.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: p.value(p.schema.Provider.ValueType(), config)})
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.Diagnostics
}

// ResourceType returns the type of a managed resource's state.
func (p *Protocol) ResourceType(typeName string) tftypes.Type {
	return p.schema.ResourceSchemas[typeName].ValueType()
}

// DataSourceType returns the type of a data source's state.
func (p *Protocol) DataSourceType(typeName string) tftypes.Type {
	return p.schema.DataSourceSchemas[typeName].ValueType()
}

// Resource returns a value of a managed resource from JSON. What it leaves out is null; "${unknown}" is unknown.
func (p *Protocol) Resource(typeName, value string) *tfprotov6.DynamicValue {
	p.t.Helper()
	return p.value(p.ResourceType(typeName), value)
}

// DataSource returns a value of a data source from JSON, like Resource.
func (p *Protocol) DataSource(typeName, value string) *tfprotov6.DynamicValue {
	p.t.Helper()
	return p.value(p.DataSourceType(typeName), value)
}

// Decode returns the attributes of a value.
func (p *Protocol) Decode(typ tftypes.Type, value *tfprotov6.DynamicValue) map[string]tftypes.Value {
	p.t.Helper()
	decoded, err := value.Unmarshal(typ)
	if err != nil {
		p.t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := decoded.As(&attributes); err != nil {
		p.t.Fatal(err)
	}
	return attributes
}

func (p *Protocol) value(typ tftypes.Type, text string) *tfprotov6.DynamicValue {
	p.t.Helper()
	var raw any
	if text != "" {
		if err := json.Unmarshal([]byte(text), &raw); err != nil {
			p.t.Fatal(err)
		}
	}
	value, err := tfprotov6.NewDynamicValue(typ, convert(typ, raw))
	if err != nil {
		p.t.Fatal(err)
	}
	return &value
}

// Unknown stands for a value that is not known yet in the JSON that Resource and Configure take.
const Unknown = "${unknown}"

func convert(typ tftypes.Type, raw any) tftypes.Value {
	switch {
	case raw == nil:
		return tftypes.NewValue(typ, nil)
	case raw == Unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	elements := func(element tftypes.Type) []tftypes.Value {
		list, _ := raw.([]any)
		values := make([]tftypes.Value, len(list))
		for i, v := range list {
			values[i] = convert(element, v)
		}
		return values
	}
	members, _ := raw.(map[string]any)
	switch typ := typ.(type) {
	case tftypes.Object:
		values := map[string]tftypes.Value{}
		for name, attribute := range typ.AttributeTypes {
			values[name] = convert(attribute, members[name])
		}
		return tftypes.NewValue(typ, values)
	case tftypes.Map:
		values := map[string]tftypes.Value{}
		for name, v := range members {
			values[name] = convert(typ.ElementType, v)
		}
		return tftypes.NewValue(typ, values)
	case tftypes.Set:
		return tftypes.NewValue(typ, elements(typ.ElementType))
	case tftypes.List:
		return tftypes.NewValue(typ, elements(typ.ElementType))
	}
	if typ.Is(tftypes.DynamicPseudoType) {
		return convert(typeOf(raw), raw)
	}
	return tftypes.NewValue(typ, raw)
}

// typeOf is the type that a CLI gives to an expression without one.
func typeOf(raw any) tftypes.Type {
	switch raw := raw.(type) {
	case map[string]any:
		members := map[string]tftypes.Type{}
		for name, v := range raw {
			members[name] = typeOf(v)
		}
		return tftypes.Object{AttributeTypes: members}
	case float64:
		return tftypes.Number
	case bool:
		return tftypes.Bool
	case string:
		if raw != Unknown {
			return tftypes.String
		}
	}
	return tftypes.DynamicPseudoType
}
