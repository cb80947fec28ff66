package api

import (
	"context"
	"slices"
	"sync"
	"time"
)

// snapshotAge is how long after its beginning a list may answer reads.
const snapshotAge = 30 * time.Second

// SnapshotConfig says how the objects of one type are listed.
type SnapshotConfig[T any] struct {
	// ID returns the id of an object, by which a read asks for it.
	ID func(T) string
	// List returns all objects of the type. It is called from a goroutine of its own, with a context that does not end
	// when a caller gives up; its requests must end by themselves.
	List func(context.Context) ([]T, error)
	// Paused says whether the service has asked all requests to wait, and the list may be among those that wait. Nil: never.
	Paused func() bool
	// Off is called once when Read stops using lists, with a reason that holds no value of an object. Nil: not told.
	Off func(ctx context.Context, reason string)
}

// Snapshot shares lists of one type among all who read objects of that type through one client: Read is for types that can
// be read by id, Find for those that cannot, All for whoever wants the list itself. Read and Find are answered from a list
// that began at most 30 seconds ago and before which the last write to what they ask for had ended, All from one that began
// after it was asked. Any number of goroutines may call its methods. The objects that they return share slices, maps and
// pointers: they must not be changed.
type Snapshot[T any] struct {
	cfg SnapshotConfig[T]

	mu         sync.Mutex
	generation uint64            // counts the writes to the type
	written    map[string]uint64 // generation of the last write to an object
	outdated   uint64            // generation of the last write that may have changed any object
	list       *listing[T]       // the newest that has arrived, nil if none has
	flight     *listing[T]       // the newest that is under way
	batch      batch[T]
}

// listing is one list, under way or arrived.
type listing[T any] struct {
	generation uint64 // of the type when the list began
	begun      time.Time
	landed     chan struct{} // closed when the fields below are set
	objects    []T
	byID       map[string]*T
	err        error
	served     int // reads that it has answered, less those to which its answer was of no use
}

// NewSnapshot returns a snapshot that has read nothing yet.
func NewSnapshot[T any](cfg SnapshotConfig[T]) *Snapshot[T] {
	return &Snapshot[T]{cfg: cfg, written: map[string]uint64{}, batch: batch[T]{sampled: map[string]bool{}, changed: make(chan struct{})}}
}

// Wrote notes that a write to an object has ended, whatever came of it. No list that began before is used for that object
// again, nor as a whole. The id of an object that was just created may be "": older lists do not hold it.
func (s *Snapshot[T]) Wrote(id string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation++
	if id != "" {
		s.written[id] = s.generation
	}
}

// Outdate notes that a write has ended that may have changed any object of the type.
func (s *Snapshot[T]) Outdate() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation++
	s.outdated = s.generation
}

// All returns all objects, in a slice that belongs to the caller, from a list that began after the call. Whoever asks while
// an older list is under way waits for it to end, and shares the next one with all who asked meanwhile: so many who ask at
// once cause two lists. Errors are those of the list.
func (s *Snapshot[T]) All(ctx context.Context) ([]T, error) {
	asked := time.Now()
	for {
		s.mu.Lock()
		l := s.flight
		if l == nil {
			l = s.list
		}
		old := l != nil && l.begun.Before(asked)
		if l == nil || old && l != s.flight {
			l, old = s.begin(ctx, false), false
		}
		s.mu.Unlock()
		err := l.wait(ctx)
		switch {
		case old && ctx.Err() == nil: // whatever came of it
		case err != nil:
			return nil, err
		default:
			return slices.Clone(l.objects), nil
		}
	}
}

// Find is FindExpecting for a caller that takes an object as it is.
func (s *Snapshot[T]) Find(ctx context.Context, id string) (found T, exists bool, err error) {
	return s.FindExpecting(ctx, id, nil)
}

// FindExpecting returns an object of a type that can be read by its list only, and whether it exists. That it does not exist,
// or is not one with which agrees agrees, is said on the word of a list that began after the call, and of no older one. A
// nil agrees agrees with anything. Errors are those of the list.
func (s *Snapshot[T]) FindExpecting(ctx context.Context, id string, agrees func(T) bool) (found T, exists bool, err error) {
	called := time.Now()
	var since time.Time
	for {
		s.mu.Lock()
		l := s.share(ctx, func(l *listing[T]) bool { return s.knows(l, id) && !l.begun.Before(since) })
		s.mu.Unlock()
		if err := l.wait(ctx); err != nil {
			return found, false, err
		}
		object, exists := l.byID[id]
		switch {
		case exists && (agrees == nil || agrees(*object) || !l.begun.Before(called)):
			return *object, true, nil
		case !exists && !l.begun.Before(called):
			return found, false, nil
		}
		since = called
	}
}

// knows says whether a list began after the last write to an object had ended.
func (s *Snapshot[T]) knows(l *listing[T], id string) bool {
	return l.generation >= max(s.written[id], s.outdated)
}

// share returns a list that will do, arrived or under way, or else begins one. The caller holds the lock.
func (s *Snapshot[T]) share(ctx context.Context, willDo func(*listing[T]) bool) *listing[T] {
	for _, l := range []*listing[T]{s.list, s.flight} {
		if l != nil && l.recent() && willDo(l) {
			return l
		}
	}
	return s.begin(ctx, false)
}

// begin begins a list. It does not end with the context of the goroutine that happened to come first, since others need
// its result, too; each waits under its own. The caller holds the lock.
func (s *Snapshot[T]) begin(ctx context.Context, forReads bool) *listing[T] {
	l := &listing[T]{generation: s.generation, begun: time.Now(), landed: make(chan struct{})}
	s.flight = l
	shared := context.WithoutCancel(ctx)
	go func() {
		objects, byID, err := s.callList(shared)
		s.land(shared, l, objects, byID, err, forReads)
	}()
	return l
}

// callList turns a panic into an error: nobody above the goroutine of a list could catch it.
func (s *Snapshot[T]) callList(ctx context.Context) (objects []T, byID map[string]*T, err error) {
	defer func() {
		if p := recover(); p != nil {
			objects, byID, err = nil, nil, Caught(p)
		}
	}()
	objects, err = s.cfg.List(ctx)
	byID = make(map[string]*T, len(objects))
	for i := range objects {
		byID[s.cfg.ID(objects[i])] = &objects[i]
	}
	return objects, byID, err
}

// land keeps a list that has arrived, unless a newer one is there already or it took too long.
func (s *Snapshot[T]) land(ctx context.Context, l *listing[T], objects []T, byID map[string]*T, err error, forReads bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.objects, l.byID, l.err = objects, byID, err
	close(l.landed)
	if s.flight == l {
		s.flight = nil
	}
	if err == nil && l.recent() && (s.list == nil || !l.begun.Before(s.list.begun)) {
		s.list = l
	}
	if !forReads {
		err = nil
	}
	s.landed(ctx, err)
}

// recent says whether a list is young enough to answer.
func (l *listing[T]) recent() bool { return time.Since(l.begun) < snapshotAge }

func (l *listing[T]) wait(ctx context.Context) error {
	select {
	case <-l.landed:
		return l.err
	default:
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-l.landed:
		return l.err
	}
}
