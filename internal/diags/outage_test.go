package diags_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// TestRefresh_outage: what every object meets is told in full once, and one refresh is an error, whoever was told before: a check
// block turns the error of its data source into a warning, and the plan must fail all the same.
func TestRefresh_outage(t *testing.T) {
	t.Parallel()
	refused := func() *edge.Client {
		return edgeClient(t, edge.Config{HTTP: http1(service(t, answer{status: 401, body: `{"message":"no"}`})), APIToken: "wrong", Auth: edge.AuthTokenLogin})
	}
	read := func(c *edge.Client, id string) error {
		_, err := c.Policies.Get(t.Context(), id)
		return err
	}
	c := refused()
	var d diag.Diagnostics
	diags.Stateless(&d, "Read", "Policies", "", read(c, "p0"))
	for _, id := range []string{"p1", "p2", "p3"} {
		diags.Refresh(&d, "Policy", id, read(c, id))
	}
	diags.API(&d, "Update", "Policy", "p4", read(c, "p4"))
	diags.Stateless(&d, "Read", "Policies of Another Account", "", read(refused(), "p5")) // of another provider configuration
	golden(t, "outage", text(d))
	if errs := d.ErrorsCount(); errs != 4 {
		t.Errorf("%d errors, want those of the data sources, of one refresh and of the update", errs)
	}

	var all sync.WaitGroup
	many, found := refused(), make([]diag.Diagnostics, 50)
	for i := range found {
		all.Go(func() { diags.Refresh(&found[i], "Policy", "p", read(many, "p")) })
	}
	all.Wait()
	failed := 0
	for _, d := range found {
		failed += d.ErrorsCount()
	}
	if failed != 1 {
		t.Errorf("%d of 50 refreshes at once are errors, want one", failed)
	}

	var other diag.Diagnostics
	diags.Refresh(&other, "Policy", "p1", errors.New("of one object"))
	diags.Refresh(&other, "Policy", "p2", errors.New("of one object"))
	if other.ErrorsCount() != 2 {
		t.Errorf("failures of single objects are %v", other)
	}
}
