package edge

import (
	"context"
	"fmt"
)

// EditAccess reads a rule, hands it to edit, and writes what edit returns: the fields to change and the names to clear.
// Nothing is written when both are empty. Edits of one rule by one client happen one after the other, each on what the one
// before has written, so that concurrent additions to a list do not undo each other. Other writers are not held back.
func (c *Client) EditAccess(ctx context.Context, id string, edit func(Access) (change Access, toClear []string)) (Access, error) {
	unlock, err := c.edits.Lock(ctx, id)
	if err != nil {
		return Access{}, fmt.Errorf("waiting for another change of the access rule: %w", err)
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
