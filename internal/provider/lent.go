package provider

import (
	"context"
	"sync/atomic"
	"time"
)

// lent is the context of a call for as long as the call lasts. The plugin framework keeps what it made of the context of every
// call until the process ends (proto6server.Server.contextCancels), with the loggers in it: some 20 KB for each object of a plan.
// After the call, what it keeps holds on to next to nothing, and seems to have been cancelled, as it has been.
type lent struct {
	held atomic.Pointer[context.Context]
}

// lend returns a context for one call.
func lend(ctx context.Context) *lent {
	l := &lent{}
	l.held.Store(&ctx)
	return l
}

// end lets go of the context of the call. Over is a context that has ended, and stands for it from then on.
func (l *lent) end(over *context.Context) { l.held.Store(over) }

// ended returns a context that has ended.
func ended() *context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return &ctx
}

func (l *lent) inner() context.Context { return *l.held.Load() }

// Deadline implements context.Context.
func (l *lent) Deadline() (time.Time, bool) { return l.inner().Deadline() }

// Done implements context.Context.
func (l *lent) Done() <-chan struct{} { return l.inner().Done() }

// Err implements context.Context.
func (l *lent) Err() error { return l.inner().Err() }

// Value implements context.Context.
func (l *lent) Value(key any) any { return l.inner().Value(key) }
