package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestVerifier_differs: what the framework does not say is an error. This one would say that nothing is configured.
func TestVerifier_differs(t *testing.T) {
	t.Parallel()
	const typeName = "zerotrust_app"
	p := ReleasedProtocol(t)
	state := p.Resource(typeName, `{"id":"a","name":"n"}`)
	plan := verifier{}.Plan(t.Context(), p, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: state, ProposedNewState: state, Config: p.Resource(typeName, `{"name":"n"}`),
	}, &tfprotov6.PlanResourceChangeResponse{PlannedState: state})
	Says(t, plan.Diagnostics, "error: Shortcut Differs", "plan of a "+typeName)
	read := verifier{}.Read(t.Context(), p, &tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: state},
		&tfprotov6.ReadResourceResponse{NewState: state})
	Says(t, read.Diagnostics, "error: Shortcut Differs", "refresh of a "+typeName)
}
