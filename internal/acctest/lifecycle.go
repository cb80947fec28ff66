package acctest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Lifecycle is one managed resource on its way through the plugin protocol, as a CLI would take it. It shows what no CLI
// lets a test see: warnings, private state, the paths of diagnostics, identities on a CLI that knows none. Where a CLI ends with
// an error because a plan or the result of an apply is not what it demands of every provider, the test fails.
type Lifecycle struct {
	*Protocol
	TypeName string
	State    *tfprotov6.DynamicValue
	Private  []byte
	Identity *tfprotov6.ResourceIdentityData
}

// Lifecycle returns a managed resource that does not exist yet, of a provider configured for the services. Extra is JSON of
// further provider arguments, such as `"max_retries": 0`. Reads are not batched unless extra says so: a Lifecycle stands for
// many runs of a CLI, each with a provider of its own that knows nothing of what the one before has read.
func (s *Services) Lifecycle(t testing.TB, typeName, extra string) *Lifecycle {
	t.Helper()
	return s.LifecycleOf(NewProtocol(t), typeName, extra)
}

// LifecycleOf is Lifecycle with a provider server that is not configured yet.
func (s *Services) LifecycleOf(p *Protocol, typeName, extra string) *Lifecycle {
	t := p.t
	t.Helper()
	l := &Lifecycle{Protocol: p, TypeName: typeName}
	endpoints := s.Endpoints(s.URL)
	config := map[string]any{
		"edge":    map[string]any{"endpoint": endpoints.Edge, "account": "acme", "api_token": "edge-api-token"},
		"apptego": map[string]any{"endpoint": endpoints.AppTego, "tenant_id": "tenant-1", "token_key": "apptego-key", "token_secret": "apptego-secret", "websocket_endpoint": endpoints.WebSocket},
		"gate":    map[string]any{"endpoint": endpoints.Gate, "api_token": "gate-api-token"},

		"read_batching": false,
	}
	if extra != "" {
		if err := json.Unmarshal([]byte("{"+extra+"}"), &config); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Configure(t.Context(), string(text), false) {
		t.Fatalf("configuring the provider: %s: %s", d.Summary, d.Detail)
	}
	l.State = l.Resource(typeName, "")
	return l
}

// Validate validates a configuration, given as JSON.
func (l *Lifecycle) Validate(ctx context.Context, config string) []*tfprotov6.Diagnostic {
	l.t.Helper()
	resp, err := l.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: l.TypeName, Config: l.Resource(l.TypeName, config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		l.t.Fatal(err)
	}
	return resp.Diagnostics
}

// Plan plans a configuration, given as JSON; "" plans to destroy. Like a CLI, it asks once more about a replacement, now
// without a prior state; of the second plan only the diagnostics are returned.
func (l *Lifecycle) Plan(ctx context.Context, config string) *tfprotov6.PlanResourceChangeResponse {
	l.t.Helper()
	return l.PlanValue(ctx, l.Resource(l.TypeName, config))
}

// PlanValue is Plan for a configuration as the protocol has it.
func (l *Lifecycle) PlanValue(ctx context.Context, wanted *tfprotov6.DynamicValue) *tfprotov6.PlanResourceChangeResponse {
	l.t.Helper()
	plan := l.plan(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: l.TypeName, PriorState: l.State, PriorPrivate: l.Private, PriorIdentity: l.Identity,
		Config: wanted, ProposedNewState: l.proposed(wanted),
	})
	if len(plan.RequiresReplace) > 0 && !ErrorAmong(plan.Diagnostics) {
		again := l.plan(ctx, &tfprotov6.PlanResourceChangeRequest{
			TypeName: l.TypeName, PriorState: l.Resource(l.TypeName, ""), PriorPrivate: plan.PlannedPrivate, Config: wanted, ProposedNewState: wanted,
		})
		plan.Diagnostics = append(plan.Diagnostics, again.Diagnostics...)
	}
	return plan
}

func (l *Lifecycle) plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) *tfprotov6.PlanResourceChangeResponse {
	l.t.Helper()
	resp, err := l.PlanResourceChange(ctx, req)
	if err != nil {
		l.t.Fatal(err)
	}
	if !ErrorAmong(resp.Diagnostics) {
		var missed demands
		typ, attributes := l.ResourceType(l.TypeName), l.schema.ResourceSchemas[l.TypeName].Block.Attributes
		missed.planned("", attributes, l.decode(typ, req.PriorState), l.decode(typ, req.Config), l.decode(typ, resp.PlannedState))
		missed.fail(l.t, "an invalid plan of "+l.TypeName)
	}
	return resp
}

// Apply plans a configuration, given as JSON, and applies the plan; "" destroys. Between is called between both.
func (l *Lifecycle) Apply(ctx context.Context, config string, between ...func()) []*tfprotov6.Diagnostic {
	l.t.Helper()
	diagnostics, err := l.TryApply(ctx, config, between...)
	if err != nil {
		l.t.Fatal(err)
	}
	return diagnostics
}

// TryApply is Apply for a provider that may be killed while it applies: then there is an error, and the state is as before.
func (l *Lifecycle) TryApply(ctx context.Context, config string, between ...func()) ([]*tfprotov6.Diagnostic, error) {
	l.t.Helper()
	plan := l.Plan(ctx, config)
	diagnostics := plan.Diagnostics
	if ErrorAmong(diagnostics) {
		return diagnostics, nil
	}
	if len(plan.RequiresReplace) > 0 {
		l.t.Fatalf("the plan replaces the object, because of %v", plan.RequiresReplace)
	}
	for _, f := range between {
		f()
	}
	resp, err := l.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: l.TypeName, PriorState: l.State, PlannedState: plan.PlannedState, Config: l.Resource(l.TypeName, config),
		PlannedPrivate: plan.PlannedPrivate, PlannedIdentity: plan.PlannedIdentity,
	})
	if err != nil {
		return nil, err
	}
	if !ErrorAmong(resp.Diagnostics) {
		var missed demands
		typ := l.ResourceType(l.TypeName)
		missed.applied("", l.decode(typ, plan.PlannedState), l.decode(typ, resp.NewState))
		missed.fail(l.t, "an inconsistent result of the apply of "+l.TypeName)
	}
	l.State, l.Private, l.Identity = resp.NewState, resp.Private, resp.NewIdentity
	return append(diagnostics, resp.Diagnostics...), nil
}

// Refresh reads the object.
func (l *Lifecycle) Refresh(ctx context.Context) []*tfprotov6.Diagnostic {
	l.t.Helper()
	resp, err := l.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: l.TypeName, CurrentState: l.State, Private: l.Private, CurrentIdentity: l.Identity,
	})
	if err != nil {
		l.t.Fatal(err)
	}
	l.State, l.Private, l.Identity = resp.NewState, resp.Private, resp.NewIdentity
	return resp.Diagnostics
}

// Import imports an object by its id, or, if id is empty, by its identity, given as JSON; and reads it.
func (l *Lifecycle) Import(ctx context.Context, id, identity string) []*tfprotov6.Diagnostic {
	l.t.Helper()
	req := &tfprotov6.ImportResourceStateRequest{TypeName: l.TypeName, ID: id}
	if id == "" {
		req.Identity = &tfprotov6.ResourceIdentityData{IdentityData: l.value(l.identityType(ctx, l.TypeName), identity)}
	}
	resp, err := l.ImportResourceState(ctx, req)
	if err != nil {
		l.t.Fatal(err)
	}
	if ErrorAmong(resp.Diagnostics) {
		return resp.Diagnostics
	}
	imported := resp.ImportedResources[0]
	l.State, l.Private, l.Identity = imported.State, imported.Private, imported.Identity
	return append(resp.Diagnostics, l.Refresh(ctx)...)
}

// Attributes returns the attributes of the state, nil if there is no object.
func (l *Lifecycle) Attributes() map[string]tftypes.Value {
	l.t.Helper()
	if typ := l.ResourceType(l.TypeName); !l.decode(typ, l.State).IsNull() {
		return l.Decode(typ, l.State)
	}
	return nil
}

// IdentityAttributes returns the attributes of the identity.
func (l *Lifecycle) IdentityAttributes(ctx context.Context) map[string]tftypes.Value {
	l.t.Helper()
	return l.Decode(l.identityType(ctx, l.TypeName), l.Identity.IdentityData)
}

// Changes returns the names of the attributes that a plan changes, or may change.
func (l *Lifecycle) Changes(plan *tfprotov6.PlanResourceChangeResponse) []string {
	l.t.Helper()
	prior, planned := l.Attributes(), l.Decode(l.ResourceType(l.TypeName), plan.PlannedState)
	var changed []string
	for _, attribute := range l.schema.ResourceSchemas[l.TypeName].Block.Attributes {
		if !planned[attribute.Name].Equal(prior[attribute.Name]) {
			changed = append(changed, attribute.Name)
		}
	}
	return changed
}

// proposed merges the configuration with what is computed in the state, as a CLI does before it asks for a plan.
func (l *Lifecycle) proposed(config *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	l.t.Helper()
	typ := l.ResourceType(l.TypeName)
	wanted, prior := l.decode(typ, config), l.decode(typ, l.State)
	merged, err := tfprotov6.NewDynamicValue(typ, proposedValue(l.schema.ResourceSchemas[l.TypeName].Block.Attributes, prior, wanted))
	if err != nil {
		l.t.Fatal(err)
	}
	return &merged
}

func (l *Lifecycle) decode(typ tftypes.Type, value *tfprotov6.DynamicValue) tftypes.Value {
	l.t.Helper()
	decoded, err := value.Unmarshal(typ)
	if err != nil {
		l.t.Fatal(err)
	}
	return decoded
}

func proposedValue(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() || prior.IsNull() || !prior.IsKnown() {
		return config
	}
	var before, wanted map[string]tftypes.Value
	if prior.As(&before) != nil || config.As(&wanted) != nil {
		return config
	}
	for _, a := range attributes {
		switch nested := a.NestedType; {
		case wanted[a.Name].IsNull() && a.Computed:
			wanted[a.Name] = before[a.Name]
		case nested != nil && nested.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
			wanted[a.Name] = proposedValue(nested.Attributes, before[a.Name], wanted[a.Name])
		}
	}
	return tftypes.NewValue(config.Type(), wanted)
}

// ErrorAmong says whether an error is among diagnostics.
func ErrorAmong(diagnostics []*tfprotov6.Diagnostic) bool {
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// DiagnosticLines writes diagnostics as "severity at path: summary: detail", a line each; white space is single spaces.
func DiagnosticLines(diagnostics []*tfprotov6.Diagnostic) string {
	lines := make([]string, 0, len(diagnostics))
	for _, d := range diagnostics {
		where := ""
		if d.Attribute != nil {
			where = " at " + d.Attribute.String()
		}
		lines = append(lines, strings.ToLower(d.Severity.String())+where+": "+strings.Join(strings.Fields(d.Summary+": "+d.Detail), " "))
	}
	return strings.Join(lines, "\n")
}
