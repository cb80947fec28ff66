package conns

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unchanged is an object whose plan is its state: the attributes of its configuration, all of them known, and of its state.
type Unchanged struct{ Config, State map[string]tftypes.Value }

// PlansUnchanged is implemented by managed resources whose ModifyPlan says and changes nothing about an object whose plan
// is its state. Most objects of a large estate are such, and their plans need not pass through the framework (package
// unchanged).
type PlansUnchanged interface {
	resource.ResourceWithConfigure
	// PlanUnchanged does for such an object what ModifyPlan does beside the plan, and says whether that was all. Otherwise
	// ModifyPlan is called.
	PlanUnchanged(ctx context.Context, object Unchanged) bool
}

// CanPlan is DeferPlan for an object whose plan is its state: it notes what is in state, and says whether the service is
// configured and known.
func (r *Resource[T]) CanPlan(ctx context.Context, object Unchanged) bool {
	r.idInState(ctx, object.State["id"])
	return r.service.Client != nil && !r.service.Unknown
}
