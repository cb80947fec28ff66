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
	select {
	case slot <- struct{}{}:
		return func() { <-slot }, nil
	case <-ctx.Done():
		return nil, Ended(ctx)
	}
}
