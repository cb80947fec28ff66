package diags_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

func notFound() error {
	return &api.Error{
		Service: "Lacework Edge", Operation: "getPolicy", Method: "GET", Route: "/api/v1/policies/{uuid}", Status: 404,
		Message: "no such policy", RequestID: "req-000001", Sent: true,
	}
}

// TestGone: what leaves the state because the service no longer has it is told, so that nobody wonders about the plan.
func TestGone(t *testing.T) {
	t.Parallel()
	var d diag.Diagnostics
	diags.Gone(&d, "Policy", "p1", notFound())
	golden(t, "gone", text(d))
}

// TestSuspended: the object stands in the summary, because a CLI folds warnings of equal summary into one.
func TestSuspended(t *testing.T) {
	t.Parallel()
	var d diag.Diagnostics
	diags.Suspended(&d, "Policy", "p1", notFound())
	diags.Suspended(&d, "Policy", "p2", notFound())
	golden(t, "suspended", text(d))
	if len(d) != 2 || d[0].Summary() != d[1].Summary() {
		t.Errorf("the summaries are %q and %q", d[0].Summary(), d[1].Summary())
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	if got := diags.Named(types.StringValue(`a "b"`)); got != `"a \"b\""` {
		t.Errorf("named %s", got)
	}
}
