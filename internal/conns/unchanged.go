package conns

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
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

// Stored is an object in state that is to be refreshed: its attributes, their types, and its private state.
type Stored struct {
	State   map[string]tftypes.Value
	Types   map[string]attr.Type
	Private private.Reader
}

// ReadsUnchanged is implemented by managed resources that can tell, without a request, that a refresh finds exactly what is
// in state. Such a refresh need not pass through the framework (package unchanged).
type ReadsUnchanged interface {
	resource.ResourceWithConfigure
	// ReadUnchanged says whether Read would now answer without a request, would say nothing, and would leave state and
	// private state as they are. It may say false of any object: Read is called then.
	ReadUnchanged(ctx context.Context, object Stored) bool
}

// CanRead is what begins a refresh: it notes what is in state, and returns the client, nil if there is none. A refresh
// with a timeout of its own is left to Read, which says what is wrong with it.
func (r *Resource[T]) CanRead(ctx context.Context, object Stored) *T {
	r.idInState(ctx, object.State["id"])
	if timeouts := object.State["timeouts"]; r.service.Unknown || !timeouts.IsNull() {
		return nil
	}
	return r.service.Client
}
