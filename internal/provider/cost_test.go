package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestCostOfAnUnchangedApp bounds what the provider allocates for each app in a plan that changes nothing. Refresh and plan
// take the shortcut past the plugin framework, with which they are at 9,200 and 14,900 allocations; so this fails when one
// does not, or decodes the object once more than it did. The limits leave a fifth for the race detector and for newer versions
// of Go. Times are the business of tools/bench.
//
//nolint:paralleltest // allocations are counted for the whole process
func TestCostOfAnUnchangedApp(t *testing.T) {
	ctx := t.Context()
	apps := manyApps(t, 5)
	for _, app := range apps { // the first reads go to the service; what counts is the price of all the others
		app.plan(t)
	}
	o := apps[4]
	o.plan(t)
	plan := &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.typeName, PriorState: o.state, PriorPrivate: o.private, PriorIdentity: o.identity, Config: o.config, ProposedNewState: o.state,
	}
	read := &tfprotov6.ReadResourceRequest{TypeName: o.typeName, CurrentState: o.state, Private: o.private, CurrentIdentity: o.identity}
	for _, step := range []struct {
		name  string
		limit float64
		do    func() error
	}{
		{"validation", 2400, func() error {
			_, err := o.p.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: o.typeName, Config: o.config})
			return err
		}},
		{"refresh", 750, func() error { _, err := o.p.ReadResource(ctx, read); return err }},
		{"plan", 750, func() error { _, err := o.p.PlanResourceChange(ctx, plan); return err }},
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
