package api

import (
	"context"
	"sync"
)

// A Twin is an object that was made twice: the first request seemed lost and had made nothing when the service was asked,
// was carried out late after all, and its repetition, too.
type Twin struct {
	Operation string
	// ID is the object whose answer arrived: the result of the create.
	ID string
	// Others are what the earlier requests seem to have made: the same fields, made since the first request, known to nobody.
	Others []string
}

type twinsKey struct{}

// twins are those of one context. Several creates may run below it.
type twins struct {
	mu   sync.Mutex
	seen []Twin
}

// WatchTwins returns a context whose creates tell of twins, and a function that returns those that were seen so far.
func WatchTwins(ctx context.Context) (context.Context, func() []Twin) {
	t := &twins{}
	return context.WithValue(ctx, twinsKey{}, t), func() []Twin {
		t.mu.Lock()
		defer t.mu.Unlock()
		return t.seen
	}
}

// lookForTwins looks once more after a create that was sent repeatedly. That it cannot look is no failure of the create.
// Nothing is taken away: what looks the same may be somebody else's.
func (r *creating[T]) lookForTwins(ctx context.Context, id string) {
	t, watched := ctx.Value(twinsKey{}).(*twins)
	if !watched {
		return
	}
	objects, err := r.List(ctx)
	if err != nil {
		return
	}
	found, err := r.judge(ctx, objects)
	if err != nil || len(found.same) == 0 {
		return
	}
	for _, other := range found.same {
		r.creator.know(r.key, other) // told once, and not taken for the result of the next create
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen = append(t.seen, Twin{Operation: r.Operation, ID: id, Others: found.same})
}
