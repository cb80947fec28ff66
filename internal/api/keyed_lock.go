package api

import (
	"context"
	"sync"
)

// KeyedLock is a lock per key whose waiters give up when their context ends. Its zero value is ready.
type KeyedLock struct {
	mu    sync.Mutex
	slots map[string]chan struct{}
}

// Lock returns holding the lock of a key, or with the error of ctx.
func (l *KeyedLock) Lock(ctx context.Context, key string) (unlock func(), err error) {
	l.mu.Lock()
	if l.slots == nil {
		l.slots = map[string]chan struct{}{}
	}
	slot, ok := l.slots[key]
	if !ok {
		slot = make(chan struct{}, 1)
		l.slots[key] = slot
	}
	l.mu.Unlock()
	unlock = func() { <-slot }
	select {
	case slot <- struct{}{}: // whoever need not wait is not told of waiting, even when its context has ended
		return unlock, nil
	default:
	}
	select {
	case slot <- struct{}{}:
		return unlock, nil
	case <-ctx.Done():
		return nil, Ended(ctx)
	}
}
