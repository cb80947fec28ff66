package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Protocol returns a provider that is configured for the services. Extra is as in Lifecycle.
func (s *Services) Protocol(t testing.TB, extra string) *Protocol {
	t.Helper()
	return s.Lifecycle(t, "zerotrust_app", extra).Protocol // any type: what is not asked for is not used
}

// Opened is an ephemeral resource that is open.
type Opened struct {
	Result  map[string]tftypes.Value
	Private []byte
}

// Open validates the configuration of an ephemeral resource, given as JSON, and opens it; nil if there were errors.
func (p *Protocol) Open(ctx context.Context, typeName, config string) (*Opened, []*tfprotov6.Diagnostic) {
	p.t.Helper()
	typ := p.schema.EphemeralResourceSchemas[typeName].ValueType()
	wanted := p.value(typ, config)
	valid, err := p.ValidateEphemeralResourceConfig(ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(valid.Diagnostics) {
		return nil, valid.Diagnostics
	}
	resp, err := p.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName, Config: wanted, ClientCapabilities: &tfprotov6.OpenEphemeralResourceClientCapabilities{DeferralAllowed: true},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(resp.Diagnostics) || resp.Deferred != nil {
		return nil, resp.Diagnostics
	}
	return &Opened{Result: p.Decode(typ, resp.Result), Private: resp.Private}, resp.Diagnostics
}

// Close closes an ephemeral resource.
func (p *Protocol) Close(ctx context.Context, typeName string, opened *Opened) []*tfprotov6.Diagnostic {
	p.t.Helper()
	resp, err := p.CloseEphemeralResource(ctx, &tfprotov6.CloseEphemeralResourceRequest{TypeName: typeName, Private: opened.Private})
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.Diagnostics
}

// Invoke validates and plans an action, whose configuration is given as JSON, and invokes it. It returns the messages of
// progress.
func (p *Protocol) Invoke(ctx context.Context, typeName, config string) (progress []string, diagnostics []*tfprotov6.Diagnostic) {
	p.t.Helper()
	server, ok := p.ProviderServer.(tfprotov6.ActionServer)
	if !ok {
		p.t.Fatal("the provider serves no actions")
	}
	wanted := p.value(p.schema.ActionSchemas[typeName].Schema.ValueType(), config)
	valid, err := server.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(valid.Diagnostics) {
		return nil, valid.Diagnostics
	}
	plan, err := server.PlanAction(ctx, &tfprotov6.PlanActionRequest{ActionType: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	if ErrorAmong(plan.Diagnostics) {
		return nil, plan.Diagnostics
	}
	stream, err := server.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: wanted})
	if err != nil {
		p.t.Fatal(err)
	}
	for e := range stream.Events {
		switch e := e.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			diagnostics = append(diagnostics, e.Diagnostics...)
		}
	}
	return progress, diagnostics
}

// TextOf returns a text; "" if the value is null.
func TextOf(t testing.TB, value tftypes.Value) string {
	t.Helper()
	var text *string
	if err := value.As(&text); err != nil {
		t.Fatal(err)
	}
	if text == nil {
		return ""
	}
	return *text
}
