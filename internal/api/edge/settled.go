package edge

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// lagAtMost is how long after a write reads and lists are taken to lag behind it.
const lagAtMost = 15 * time.Second

// traces are the last writes to objects, by id. Any number of goroutines may use them.
type traces struct {
	mu   sync.Mutex
	last map[string]trace
}

// trace is one write.
type trace struct {
	at      time.Time
	version api.Int64 // the update time that was answered to it; 0: not told
}

// note notes a write that ended at a time.
func (t *traces) note(id string, at time.Time, version api.Int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.last == nil {
		t.last = map[string]trace{}
	}
	if last, found := t.last[id]; !found || !at.Before(last.at) {
		t.last[id] = trace{at, max(version, last.version)}
	}
}

// find returns a write that reads may still lag behind.
func (t *traces) find(id string) (last trace, found bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	last, found = t.last[id]
	return last, found && time.Since(last.at).Abs() < lagAtMost
}

// recent says whether reads may lag behind a write to an object.
func (t *traces) recent(id string) bool {
	_, found := t.find(id)
	return found
}

// shownBy says whether an object that was read is no older than the last write to it.
func (t *traces) shownBy(object Object) bool {
	last, found := t.find(object.identifier())
	return !found || object.updated() >= last.version
}

// Written notes that Terraform wrote to an object at a time, such as in an earlier run. If that is only seconds ago, reads
// may lag behind.
func (o *Objects[T]) Written(id string, at time.Time) { o.traces.note(id, at, 0) }

// getSettled is Get for a caller who knows what to expect; a nil agrees agrees with anything.
func (o *Objects[T]) getSettled(ctx context.Context, id string, agrees func(T) bool) (found T, err error) {
	if !o.traces.recent(id) {
		return o.getNow(ctx, id)
	}
	var zero T
	ended := o.client.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		found, err = o.once(ctx, id)
		switch {
		case api.IsNotFound(err):
			return errors.Is(err, errDeleted), nil
		case err != nil:
			return true, nil // it is told as it is
		}
		return o.traces.shownBy(found) && (agrees == nil || agrees(found)), nil
	})
	if ended != nil {
		return zero, ended
	}
	return o.confirmed(ctx, id, found, err)
}

// stored reads what a write has made that was answered by a success without a body. After a few seconds, what the service
// shows is what there is. An object that was to be deleted and is gone is the change itself.
func (o *Objects[T]) stored(ctx context.Context, id string, change T, toClear []string) (found T, err error) {
	var zero T
	o.traces.note(id, time.Now(), 0)
	ends, gone := change.status() == StatusDeleted, false
	ended := o.client.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		found, err = o.once(ctx, id)
		switch {
		case api.IsNotFound(err):
			gone = ends
			return ends, nil
		case err != nil:
			return true, nil
		}
		return api.Shows(found, change, toClear), nil
	})
	if ended != nil {
		return zero, ended
	}
	found, err = o.confirmed(ctx, id, found, err)
	if gone && api.IsNotFound(err) {
		return change, nil
	}
	if err == nil {
		o.traces.note(id, time.Now(), found.updated())
	}
	return found, err
}
