package conns

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// Attributes is a plan or a state.
type Attributes interface {
	GetAttribute(ctx context.Context, at path.Path, target any) diag.Diagnostics
}

// The methods below begin an operation on an object: its first line in each resource. They return a context that ends with
// the timeout of the operation, whose cause is then a *diags.Timeout, and what must be called when the operation is over.

// BeginCreate begins the creation of what is planned.
func (r *Resource[T]) BeginCreate(ctx context.Context, plan Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return begin(ctx, plan, d, "create", argument.DefaultWriteTimeout, timeouts.Value.Create)
}

// BeginRead begins a refresh of what is in state.
func (r *Resource[T]) BeginRead(ctx context.Context, state Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return begin(ctx, state, d, "read", argument.DefaultReadTimeout, timeouts.Value.Read)
}

// BeginUpdate begins an update to what is planned.
func (r *Resource[T]) BeginUpdate(ctx context.Context, plan Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return begin(ctx, plan, d, "update", argument.DefaultWriteTimeout, timeouts.Value.Update)
}

// BeginDelete begins the deletion of what is in state.
func (r *Resource[T]) BeginDelete(ctx context.Context, state Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return begin(ctx, state, d, "delete", argument.DefaultWriteTimeout, timeouts.Value.Delete)
}

func begin(ctx context.Context, from Attributes, d *diag.Diagnostics, operation string, otherwise time.Duration,
	timeoutOf func(timeouts.Value, context.Context, time.Duration) (time.Duration, diag.Diagnostics),
) (context.Context, func()) {
	var configured timeouts.Value
	d.Append(from.GetAttribute(ctx, path.Root("timeouts"), &configured)...)
	limit, unusable := timeoutOf(configured, ctx, otherwise)
	d.Append(unusable...)
	return context.WithTimeoutCause(ctx, limit, &diags.Timeout{Operation: operation, Limit: limit})
}
