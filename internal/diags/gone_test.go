package diags_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

func notFound() error {
	return &api.Error{
		Service: "Lacework Edge", Operation: "getPolicy", Method: "GET", Route: "/api/v1/policies/{uuid}", Status: 404,
		Message: "no such policy", RequestID: "req-000001", Sent: true,
	}
}

// TestGone: what the service no longer has leaves the state with a warning, so that nobody wonders about the plan.
func TestGone(t *testing.T) {
	t.Parallel()
	s := schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}}}
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
	resp := resource.ReadResponse{State: tfsdk.State{
		Schema: s, Raw: tftypes.NewValue(object, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "p1")}),
	}}
	diags.Gone(t.Context(), &resp, "Policy", "p1", notFound())
	if !resp.State.Raw.IsNull() {
		t.Errorf("the state is %v", resp.State.Raw)
	}
	golden(t, "gone", text(resp.Diagnostics))
}

// TestSuspended: the object stands in the summary, because a CLI folds warnings of equal summary into one.
func TestSuspended(t *testing.T) {
	t.Parallel()
	var d diag.Diagnostics
	diags.Suspended(&d, "Policy", "p1", notFound())
	diags.Suspended(&d, "Policy", "p2", notFound())
	golden(t, "suspended", text(d))
	if len(d) != 2 || d[0].Summary() == d[1].Summary() {
		t.Errorf("the summaries are %q and %q", d[0].Summary(), d[1].Summary())
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	if got := diags.Named(types.StringValue(`a "b"`)); got != `"a \"b\""` {
		t.Errorf("named %s", got)
	}
}
