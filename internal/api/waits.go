package api

import "context"

type waitsKey struct{}

// WatchWaits returns a context whose calls tell what they wait for before they wait: to repeat a request, or as long as the
// service asked for. Tell is called by the goroutine of the call, and must return at once.
func WatchWaits(ctx context.Context, tell func(operation, waiting string)) context.Context {
	return context.WithValue(ctx, waitsKey{}, tell)
}

// waits notes what is waited for, and tells whoever watches.
func (c *call) waits(ctx context.Context, what string) {
	c.waiting = what
	if tell, ok := ctx.Value(waitsKey{}).(func(operation, waiting string)); ok {
		tell(c.operation, what)
	}
}
