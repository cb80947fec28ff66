package managed_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// withTimeouts returns a state with timeouts, nil for none.
func withTimeouts(ctx context.Context, configured map[string]string) tfsdk.State {
	s := schema.Schema{Attributes: argument.Timed(map[string]schema.Attribute{})}
	object := s.Type().TerraformType(ctx).(tftypes.Object)
	nested := object.AttributeTypes["timeouts"].(tftypes.Object)
	timeouts := tftypes.NewValue(nested, nil)
	if configured != nil {
		members := map[string]tftypes.Value{}
		for name := range nested.AttributeTypes {
			members[name] = tftypes.NewValue(tftypes.String, nil)
			if text, ok := configured[name]; ok {
				members[name] = tftypes.NewValue(tftypes.String, text)
			}
		}
		timeouts = tftypes.NewValue(nested, members)
	}
	return tfsdk.State{Schema: s, Raw: tftypes.NewValue(object, map[string]tftypes.Value{"timeouts": timeouts})}
}

// TestBegin: each operation gets the time that is configured for it and no other, else its default; when it is over, the
// cause says which timeout it was.
func TestBegin(t *testing.T) {
	t.Parallel()
	var r managed.Base[edge.Client]
	for operation, c := range map[string]struct {
		begin     func(context.Context, managed.Attributes, *diag.Diagnostics) (context.Context, func())
		otherwise time.Duration
	}{
		"create": {r.BeginCreate, 20 * time.Minute}, "read": {r.BeginRead, 10 * time.Minute},
		"update": {r.BeginUpdate, 20 * time.Minute}, "delete": {r.BeginDelete, 20 * time.Minute},
	} {
		for name, test := range map[string]struct {
			timeouts map[string]string
			want     time.Duration
		}{
			"no timeouts":    {nil, c.otherwise},
			"none of them":   {map[string]string{}, c.otherwise},
			"another one":    {map[string]string{"other": "1s"}, c.otherwise},
			"configured":     {map[string]string{operation: "1h30m"}, 90 * time.Minute},
			"below a second": {map[string]string{operation: "250ms"}, 250 * time.Millisecond},
		} {
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var d diag.Diagnostics
					begin := time.Now()
					ctx, done := c.begin(t.Context(), withTimeouts(t.Context(), test.timeouts), &d)
					defer done()
					<-ctx.Done()
					if took := time.Since(begin); took != test.want || len(d) > 0 {
						t.Errorf("ended after %s, want %s: %v", took, test.want, d)
					}
					timeout, ok := errors.AsType[*diags.Timeout](context.Cause(ctx))
					if !ok || timeout.Operation != operation || timeout.Limit != test.want {
						t.Errorf("the cause is %v", context.Cause(ctx))
					}
				})
			})
		}
	}
}

// TestBegin_unreadable: a value that came past the validation is an error, not an operation without a limit.
func TestBegin_unreadable(t *testing.T) {
	t.Parallel()
	var r managed.Base[edge.Client]
	var d diag.Diagnostics
	ctx, done := r.BeginRead(t.Context(), withTimeouts(t.Context(), map[string]string{"read": "soon"}), &d)
	defer done()
	if len(d) != 1 || d[0].Summary() != "Invalid Timeout" || !strings.Contains(d[0].Detail(), "timeouts.read") || ctx.Err() == nil {
		t.Errorf("%v, %v", d, ctx.Err())
	}
}

// TestBegin_cancelled: a cancellation is not taken for the timeout.
func TestBegin_cancelled(t *testing.T) {
	t.Parallel()
	var r managed.Base[edge.Client]
	var d diag.Diagnostics
	parent, cancel := context.WithCancel(t.Context())
	ctx, done := r.BeginRead(parent, withTimeouts(t.Context(), nil), &d)
	defer done()
	cancel()
	<-ctx.Done()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		t.Errorf("the cause is %v", cause)
	}
}
