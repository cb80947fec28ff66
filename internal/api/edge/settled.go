package edge

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// lagAtMost is how long after a write reads and lists are taken to lag behind it.
const lagAtMost = 5 * time.Second

// traces are the last writes to objects, by id. Any number of goroutines may use them.
type traces struct {
	mu   sync.Mutex
	last map[string]Written
}

// note notes a write, unless a later one is known.
func (t *traces) note(id string, w Written) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.last == nil {
		t.last = map[string]Written{}
	}
	if last := t.last[id]; !w.At.Before(last.At) {
		w.Version = max(w.Version, last.Version)
		t.last[id] = w
	}
}

// find returns a write that reads may still lag behind.
func (t *traces) find(id string) (last Written, found bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	last, found = t.last[id]
	return last, found && time.Since(last.At).Abs() < lagAtMost
}

// recent says whether reads may lag behind a write to an object.
func (t *traces) recent(id string) bool {
	_, found := t.find(id)
	return found
}

// Written is what a write to an object was answered, and when: reads may lag behind it for some seconds. It is kept from one
// run to the next.
type Written struct {
	At      time.Time `json:"at"`
	Version api.Time  `json:"version,omitempty"` // update time of the object, in epoch milliseconds; 0: not told
}

// NewWritten describes a write that was answered just now.
func NewWritten(answer Object) Written { return Written{time.Now().UTC(), answer.updated()} }

// shows says whether an object that was read is no older than the last write to it, as far as it can be told: by the time of
// its last update, or else by what the caller expects.
func (o *calls) shows(object Object, agrees func(Object) bool) bool {
	last, found := o.traces.find(object.identifier())
	switch {
	case !found:
		return true
	case last.Version > 0 && object.updated() > 0:
		return object.updated() >= last.Version
	}
	return agrees == nil || agrees(object)
}

// getSettled is Get for a caller who knows what to expect; a nil agrees agrees with anything.
func (o *calls) getSettled(ctx context.Context, id string, agrees func(Object) bool) (found Object, err error) {
	if !o.traces.recent(id) {
		return o.getNow(ctx, id)
	}
	ended := o.client.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		found, err = o.once(ctx, id)
		switch {
		case api.IsNotFound(err):
			return errors.Is(err, errDeleted), nil
		case err != nil:
			return true, nil //nolint:nilerr // it is told as it is
		}
		return o.shows(found, agrees), nil
	})
	if ended != nil {
		return nil, ended
	}
	return o.confirmed(ctx, id, found, err)
}

// stored reads what a write has made that was answered by a success without a body. After a few seconds, what the service
// shows is what there is. An object that was to be deleted and is gone is the change itself.
func (o *calls) stored(ctx context.Context, id string, change Object, toClear []string) (found Object, err error) {
	o.traces.note(id, Written{At: time.Now()})
	ends, gone := change.status() == StatusDeleted, false
	ended := o.client.http.Settle(ctx, func(ctx context.Context) (bool, error) {
		found, err = o.once(ctx, id)
		switch {
		case api.IsNotFound(err):
			gone = ends
			return ends, nil
		case err != nil:
			return true, nil //nolint:nilerr // it is told as it is
		}
		return api.Shows(found, change, toClear, o.kind.blurred...), nil
	})
	if ended != nil {
		return nil, ended
	}
	found, err = o.confirmed(ctx, id, found, err)
	if gone && api.IsNotFound(err) {
		return change, nil
	}
	if err == nil {
		o.traces.note(id, NewWritten(found))
	}
	return found, err
}
