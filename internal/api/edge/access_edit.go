package edge

<<<<<<< HEAD
import "context"
=======
import (
	"context"
	"fmt"
	"sync"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)
>>>>>>> timeouts

// EditAccess reads a rule, hands it to edit, and writes what edit returns: the fields to change and the names to clear.
// Nothing is written when both are empty. Edits of one rule by one client happen one after the other, each on what the one
// before has written, so that concurrent additions to a list do not undo each other. Other writers are not held back.
func (c *Client) EditAccess(ctx context.Context, id string, edit func(Access) (change Access, toClear []string)) (Access, error) {
	unlock, err := c.edits.Lock(ctx, id)
	if err != nil {
		return Access{}, err
	}
	defer unlock()
	current, err := c.GetAccess(ctx, id)
	if err != nil {
		return Access{}, err
	}
	change, toClear := edit(current)
	if len(toClear) == 0 && len(change.UserList) == 0 && len(change.AppList) == 0 {
		return current, nil
	}
	return c.UpdateAccess(ctx, id, change, toClear)
}
<<<<<<< HEAD
=======

// keyedLock is a lock per key whose waiters give up when their context ends.
type keyedLock struct {
	mu    sync.Mutex
	slots map[string]chan struct{}
}

func (l *keyedLock) lock(ctx context.Context, key string) (unlock func(), err error) {
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
		return nil, fmt.Errorf("waiting for another change of the access rule: %w", api.Ended(ctx))
	}
}
>>>>>>> timeouts
