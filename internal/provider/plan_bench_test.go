package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// inState is one object of a state with a configuration that changes nothing.
type inState struct {
	p             *acctest.Protocol
	typeName      string
	state, config *tfprotov6.DynamicValue
	private       []byte
	identity      *tfprotov6.ResourceIdentityData
}

// appConfig is a configuration as estates have them by the thousand.
func appConfig(i int) string {
	return fmt.Sprintf(`{"name":"app-%[1]d","description":"Application %[1]d","protocol":"https","host":"app-%[1]d.example.com","port":443,
		"internal_protocol":"http","internal_host_pattern":"app-%[1]d.internal","internal_port":8080,"tags":["team:platform","env:production"],
		"tcp_ports":[443,8443]}`, i)
}

// manyApps creates apps and returns them as a CLI keeps them.
func manyApps(t testing.TB, n int) []*inState {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	p := s.LifecycleOf(acctest.ReleasedProtocol(t), "zerotrust_app", `"read_batching": true`).Protocol
	all := make([]*inState, n)
	for i := range all {
		l := &acctest.Lifecycle{Protocol: p, TypeName: "zerotrust_app", State: p.Resource("zerotrust_app", "")}
		if d := l.Apply(t.Context(), appConfig(i)); len(d) > 0 {
			t.Fatalf("creating an app: %s: %s", d[0].Summary, d[0].Detail)
		}
		all[i] = &inState{p: p, typeName: l.TypeName, state: l.State, config: p.Resource(l.TypeName, appConfig(i)), private: l.Private, identity: l.Identity}
	}
	return all
}

// plan makes the calls of a plan without changes, for which a CLI proposes the state itself as the new state.
func (o *inState) plan(t testing.TB) {
	ctx := t.Context()
	validated, err := o.p.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: o.typeName, Config: o.config})
	if err != nil || len(validated.Diagnostics) > 0 {
		t.Fatal(err, validated)
	}
	read, err := o.p.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: o.typeName, CurrentState: o.state, Private: o.private, CurrentIdentity: o.identity,
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatal(err, read)
	}
	plan, err := o.p.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.typeName, PriorState: read.NewState, PriorPrivate: read.Private, PriorIdentity: read.NewIdentity,
		Config: o.config, ProposedNewState: read.NewState,
	})
	if err != nil || len(plan.Diagnostics) > 0 {
		t.Fatal(err, plan)
	}
}

// BenchmarkPlan_app is what one object of a large state costs the provider in a plan without changes, without what the
// CLI and the transport between the two cost.
func BenchmarkPlan_app(b *testing.B) {
	apps := manyApps(b, 100)
	for _, app := range apps {
		app.plan(b) // from here on, reads come from the list
	}
	b.ReportAllocs()
	begun := cpu(b)
	for i := 0; b.Loop(); i++ {
		apps[i%len(apps)].plan(b)
	}
	b.ReportMetric(float64(cpu(b)-begun)/float64(b.N), "cpu-ns/op")
}

// BenchmarkPlan_appSteps tells the calls of a plan apart.
func BenchmarkPlan_appSteps(b *testing.B) {
	apps := manyApps(b, 100)
	for _, app := range apps {
		app.plan(b)
	}
	o := apps[50]
	b.Run("validate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = o.p.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: o.typeName, Config: o.config})
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = o.p.ReadResource(b.Context(), &tfprotov6.ReadResourceRequest{TypeName: o.typeName, CurrentState: o.state, Private: o.private, CurrentIdentity: o.identity})
		}
	})
	b.Run("plan", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = o.p.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
				TypeName: o.typeName, PriorState: o.state, PriorPrivate: o.private, PriorIdentity: o.identity, Config: o.config, ProposedNewState: o.state,
			})
		}
	})
}

// BenchmarkConfigure_unused is what a provider costs a run that uses none of its types: its schema, and its configuration.
func BenchmarkConfigure_unused(b *testing.B) {
	b.ReportAllocs()
	begun := cpu(b)
	for b.Loop() {
		p := acctest.NewProtocol(b)
		if d := p.Configure(b.Context(), `{"edge":{"endpoint":"https://edge.example.com","account":"acme","api_token":"edge-api-token"}}`, false); len(d) > 0 {
			b.Fatal(d[0].Summary)
		}
	}
	b.ReportMetric(float64(cpu(b)-begun)/float64(b.N), "cpu-ns/op")
}
