package provider

import (
	"context"
	"runtime"
	"testing"
)

type lentKey struct{}

// TestLend: a context that outlives its call keeps nothing of it, and is over.
func TestLend(t *testing.T) {
	t.Parallel()
	freed := make(chan struct{})
	ctx, loan := func() (context.Context, *lent) {
		big := new([1 << 16]byte)
		runtime.AddCleanup(big, func(struct{}) { close(freed) }, struct{}{})
		return lend(context.WithValue(t.Context(), lentKey{}, big))
	}()
	kept, cancel := context.WithCancel(ctx)
	defer cancel()
	if kept.Value(lentKey{}) == nil || kept.Err() != nil {
		t.Errorf("during the call: %v", kept.Err())
	}
	loan.takeBack()
	if kept.Value(lentKey{}) != nil || ctx.Err() == nil {
		t.Error("the context is as it was")
	}
	for range 5 {
		runtime.GC()
		select {
		case <-freed:
			return
		default:
		}
	}
	t.Error("what the context held is still there")
}
