package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestCostOfAnUnchangedApp bounds what the provider allocates for each app in a plan that changes nothing. Almost all of it
// is the plugin framework's, which grows with the number of attributes and with each decoding of a whole object; so this
// fails when a step decodes once more than it did. The limits leave a fifth for the race detector and for newer versions
// of Go. Times are the business of tools/bench.
//
//nolint:paralleltest // allocations are counted for the whole process
func TestCostOfAnUnchangedApp(t *testing.T) {
	const config = `{"name": "Databases", "description": "PostgreSQL", "protocol": "tcp", "internal_host_pattern": "*.db.internal.example.com",
		"tcp_ports": [5432, 6432], "tags": ["engineering", "production"]}`
	ctx := t.Context()
	l := acctest.Start(t, mockapi.Options{}).LifecycleOf(acctest.ReleasedProtocol(t), "zerotrust_app", `"read_batching": true`)
	if d := l.Apply(ctx, config); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	for range 5 { // the first reads go to the service; what counts is the price of all the others
		if d := l.Refresh(ctx); len(d) > 0 {
			t.Fatal(acctest.DiagnosticLines(d))
		}
	}
	wanted := l.Resource(l.TypeName, config)
	plan := &tfprotov6.PlanResourceChangeRequest{
		TypeName: l.TypeName, PriorState: l.State, PriorPrivate: l.Private, PriorIdentity: l.Identity, Config: wanted, ProposedNewState: l.State,
	}
	read := &tfprotov6.ReadResourceRequest{TypeName: l.TypeName, CurrentState: l.State, Private: l.Private, CurrentIdentity: l.Identity}
	for _, step := range []struct {
		name  string
		limit float64
		do    func() error
	}{
		{"validation", 2200, func() error {
			_, err := l.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: l.TypeName, Config: wanted})
			return err
		}},
		{"refresh", 10600, func() error { _, err := l.ReadResource(ctx, read); return err }},
		{"plan", 650, func() error { _, err := l.PlanResourceChange(ctx, plan); return err }},
	} {
		allocations := testing.AllocsPerRun(5, func() {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
		})
		t.Logf("%s: %.0f allocations", step.name, allocations)
		if allocations > step.limit {
			t.Errorf("%s: %.0f allocations, at most %.0f are expected", step.name, allocations, step.limit)
		}
	}
}
