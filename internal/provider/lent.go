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
	held atomic.Pointer[calling] // nil after the call
}

type calling struct{ context.Context }

// lend returns a context for one call, twice: as what the call gets, and as what is taken back from it.
func lend(ctx context.Context) (context.Context, *lent) {
	l := &lent{}
	l.held.Store(&calling{ctx})
	return l, l
}

// takeBack ends the context.
func (l *lent) takeBack() { l.held.Store(nil) }

// inner returns the context of the call, or one that has ended.
func (l *lent) inner() context.Context {
	if held := l.held.Load(); held != nil {
		return held.Context
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	return over
}

// Deadline implements context.Context.
func (l *lent) Deadline() (time.Time, bool) { return l.inner().Deadline() }

// Done implements context.Context.
func (l *lent) Done() <-chan struct{} { return l.inner().Done() }

// Err implements context.Context.
func (l *lent) Err() error { return l.inner().Err() }

// Value implements context.Context.
func (l *lent) Value(key any) any { return l.inner().Value(key) }
