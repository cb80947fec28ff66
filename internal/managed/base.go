// Package managed holds what the managed resources of all services share: how they get their client, how long an operation may
// take, what is checked after it, and the answers that need no framework.
package managed

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Base is embedded by managed resources of the API whose client is T.
type Base[T any] struct {
	service conns.Service[T]
	claims  *conns.Claims
}

// Configure implements resource.ResourceWithConfigure.
func (b *Base[T]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	b.service = conns.Configure[T](req.ProviderData, &resp.Diagnostics)
	if clients, ok := req.ProviderData.(*conns.Clients); ok {
		b.claims = clients.Claims
	}
}

// Claims returns what the configuration manages as a whole, as far as the plan or apply has come.
func (b *Base[T]) Claims() *conns.Claims { return b.claims }

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (b *Base[T]) Client(d *diag.Diagnostics) *T { return b.service.Require(d) }

// Configured returns the client if there is one: planning can do without.
func (b *Base[T]) Configured() *T { return b.service.Client }

// DeferRead says whether a refresh must wait because the provider configuration is not known yet. The state stays as it is.
func (b *Base[T]) DeferRead(req resource.ReadRequest, resp *resource.ReadResponse) bool {
	if !b.service.Unknown {
		return false
	}
	KeepIdentity(resp)
	if req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &resource.Deferred{Reason: resource.DeferredReasonProviderConfigUnknown}
		return true
	}
	resp.Diagnostics.AddWarning("Object Not Refreshed", fmt.Sprintf("An argument of the %s configuration is not known before apply, so the service could not be asked. "+
		"This plan relies on the last known state.", b.service.Name))
	return true
}

// DeferPlan defers the planning of a resource whose provider configuration is not known yet, where the CLI allows it, and says
// whether it did: then there is nothing more to say. What has a prior state is noted as being in state: a plan without a
// refresh comes by here only.
func (b *Base[T]) DeferPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	b.inState(ctx, req.State)
	if !b.service.Unknown || !req.ClientCapabilities.DeferralAllowed {
		return false
	}
	resp.Deferred = &resource.Deferred{Reason: resource.DeferredReasonProviderConfigUnknown}
	return true
}

// Gone removes an object from state that the service no longer has, and says so.
func (b *Base[T]) Gone(ctx context.Context, resp *resource.ReadResponse, noun, id string, err error) {
	diags.Gone(&resp.Diagnostics, noun, id, err)
	KeepIdentity(resp)
	resp.State.RemoveResource(ctx)
}

// NotRefreshed says that a read failed. State and identity stay as they are.
func NotRefreshed(resp *resource.ReadResponse, noun, id string, err error) {
	diags.Refresh(&resp.Diagnostics, noun, id, err)
	KeepIdentity(resp)
}

// Unchanged is an object whose plan is its state: the attributes of its configuration, all of them known, those of its state,
// and its private state.
type Unchanged struct {
	Config, State map[string]tftypes.Value
	Private       private.Reader
}

// PlansUnchanged is implemented by managed resources whose ModifyPlan says and changes nothing about an object whose plan
// is its state, as far as PlanUnchanged does not say otherwise. Such a plan need not pass through the framework (Type).
type PlansUnchanged interface {
	resource.ResourceWithConfigure
	// PlanUnchanged does for such an object what ModifyPlan does beside the plan, and says whether that was all. Otherwise
	// ModifyPlan is called.
	PlanUnchanged(ctx context.Context, object Unchanged) bool
}

// CanPlan is DeferPlan for an object whose plan is its state: it notes what is in state, and says whether the service is
// configured and known.
func (b *Base[T]) CanPlan(ctx context.Context, object Unchanged) bool {
	b.idInState(ctx, object.State["id"])
	return b.service.Client != nil && !b.service.Unknown
}

// Stored is an object in state that is to be refreshed: its attributes, their types, and its private state.
type Stored struct {
	State   map[string]tftypes.Value
	Types   map[string]attr.Type
	Private private.Reader
}

// ReadsUnchanged is implemented by managed resources that can tell that a refresh finds exactly what is in state. Such a refresh
// need not pass through the framework (Type).
type ReadsUnchanged interface {
	resource.ResourceWithConfigure
	// ReadUnchanged says whether Read would say nothing, and would leave state and private state as they are. It may say
	// false of any object: Read is called then, with the context that is returned, which may hold what was read (WithRead).
	ReadUnchanged(ctx context.Context, object Stored) (context.Context, bool)
}

// read is what the service has said of an object.
type read[T any] struct {
	object T
	err    error
}

type readKey struct{}

// WithRead returns a context for the Read of an object that has been read.
func WithRead[T any](ctx context.Context, object T, err error) context.Context {
	return context.WithValue(ctx, readKey{}, read[T]{object, err})
}

// WasRead returns what WithRead was told, if it was: the object or the error of reading it.
func WasRead[T any](ctx context.Context) (object T, was bool, err error) {
	told, was := ctx.Value(readKey{}).(read[T])
	return told.object, was, told.err
}

// CanRead is what begins a refresh: it notes what is in state, and returns the client, nil if there is none. A refresh
// with a timeout of its own is left to Read, which says what is wrong with it.
func (b *Base[T]) CanRead(ctx context.Context, object Stored) *T {
	b.idInState(ctx, object.State["id"])
	if timeouts := object.State["timeouts"]; b.service.Unknown || !timeouts.IsNull() {
		return nil
	}
	return b.service.Client
}

// inState tells the client which object is in state, so that no create that is in doubt takes it for its own.
func (b *Base[T]) inState(ctx context.Context, from Attributes) {
	state, isState := from.(tfsdk.State)
	if !isState || state.Raw.IsNull() {
		return
	}
	value, _, err := tftypes.WalkAttributePath(state.Raw, tftypes.NewAttributePath().WithAttributeName("id"))
	if err != nil {
		return
	}
	if id, ok := value.(tftypes.Value); ok {
		b.idInState(ctx, id)
	}
}

func (b *Base[T]) idInState(ctx context.Context, value tftypes.Value) {
	client, ok := any(b.service.Client).(interface {
		InState(ctx context.Context, id string)
	})
	if !ok || b.service.Client == nil {
		return
	}
	var id string
	if value.IsKnown() && !value.IsNull() && value.As(&id) == nil {
		client.InState(ctx, id)
	}
}
