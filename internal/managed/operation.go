package managed

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// Attributes is a plan or a state.
type Attributes interface {
	GetAttribute(ctx context.Context, at path.Path, target any) diag.Diagnostics
}

// The methods below begin an operation on an object: its first line in each resource. They return a context that ends with
// the timeout of the operation, whose cause is then a *diags.Timeout, and what must be called when the operation is over.

// BeginCreate begins the creation of what is planned.
func (b *Base[T]) BeginCreate(ctx context.Context, plan Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return conns.Recorded(ctx, d, func(ctx context.Context) (context.Context, func()) {
		return begin(ctx, plan, d, "create", argument.DefaultWriteTimeout)
	})
}

// BeginRead begins a refresh of what is in state.
func (b *Base[T]) BeginRead(ctx context.Context, state Attributes, d *diag.Diagnostics) (context.Context, func()) {
	b.inState(ctx, state)
	return begin(ctx, state, d, "read", argument.DefaultReadTimeout)
}

// BeginUpdate begins an update to what is planned. It may create: a rotation does.
func (b *Base[T]) BeginUpdate(ctx context.Context, plan Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return conns.Recorded(ctx, d, func(ctx context.Context) (context.Context, func()) {
		return begin(ctx, plan, d, "update", argument.DefaultWriteTimeout)
	})
}

// BeginDelete begins the deletion of what is in state.
func (b *Base[T]) BeginDelete(ctx context.Context, state Attributes, d *diag.Diagnostics) (context.Context, func()) {
	return begin(ctx, state, d, "delete", argument.DefaultWriteTimeout)
}

// begin reads the timeout itself: the methods of timeouts.Value log a line whenever one is not configured.
func begin(ctx context.Context, from Attributes, d *diag.Diagnostics, operation string, limit time.Duration) (context.Context, func()) {
	at := path.Root("timeouts").AtName(operation)
	var configured types.String
	d.Append(from.GetAttribute(ctx, at, &configured)...)
	if text := configured.ValueString(); text != "" {
		parsed, err := time.ParseDuration(text)
		if err != nil { // a plan that was made without validation, or a state that somebody wrote
			d.AddAttributeError(at, "Invalid Timeout", fmt.Sprintf("%s is no duration: %s.", at, err))
		}
		limit = parsed
	}
	return limited(ctx, operation, limit)
}

// LimitRead begins a refresh for which no timeout is configured.
func LimitRead(ctx context.Context) (context.Context, func()) {
	return limited(ctx, "read", argument.DefaultReadTimeout)
}

func limited(ctx context.Context, operation string, limit time.Duration) (context.Context, func()) {
	return context.WithTimeoutCause(ctx, limit, &diags.Timeout{Operation: operation, Limit: limit})
}
