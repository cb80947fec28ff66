package api

import (
	"context"
	"errors"
	"strings"
	"time"
)

const (
	// samplesWanted is how many reads by id must agree with the list before it answers others.
	samplesWanted = 3
	// patience is how long reads wait for a list that is slow, as a multiple of what the first read by id took, and at
	// least. A list of many more objects than are read must not hold them up for longer than reading them takes.
	patienceFactor = 3
	minPatience    = 250 * time.Millisecond
)

// batch is what Read knows about lists of the type. It is guarded by the lock of the Snapshot.
type batch[T any] struct {
	off      bool // lists answer no reads
	proven   bool // lists and reads by id have been seen to agree
	asked    bool // a list has been begun for reads
	sampled  map[string]bool
	underway int // samples
	samples  []sample[T]

	patience time.Duration // 0: no read by id has ended yet
	clock    *time.Timer   // of the list that reads wait for
	late     bool          // nobody waits for that list any more
	changed  chan struct{} // closed and replaced when those who wait should look again
}

// sample is an object that was read by id, to be compared with the list's version of it.
type sample[T any] struct {
	id         string
	object     T
	generation uint64
}

// step is what a read does next.
type step int

const (
	stepByID step = iota
	stepSample
	stepWait
	stepServed
)

// Read is ReadExpecting for a caller that takes an object as it is.
func (s *Snapshot[T]) Read(ctx context.Context, id string, byID func(context.Context) (T, error)) (T, error) {
	return s.ReadExpecting(ctx, id, byID, nil)
}

// ReadExpecting returns an object from a list if that is as good as reading it by id, and else what byID returns. The first
// three objects are read by id. The next one asks for the list, in which those three must be as they were read; others wait
// for that as long as it takes no more than a few reads by id. If the list fails or differs, no list is used for reads
// again. A list is never taken for proof that an object does not exist, nor of what it has changed to: an object with which
// agrees does not agree is read by id. Agrees compares it with what the caller knows, at once and without a request; nil
// agrees with anything. A nil Snapshot reads everything by id.
func (s *Snapshot[T]) ReadExpecting(ctx context.Context, id string, byID func(context.Context) (T, error), agrees func(T) bool) (T, error) {
	if s == nil {
		return byID(ctx)
	}
	for {
		object, next, changed := s.next(ctx, id)
		switch next {
		case stepServed:
			good := agrees == nil || agrees(object)
			s.served(good)
			if good {
				return object, nil
			}
			return byID(ctx)
		case stepSample:
			return s.sample(ctx, id, byID)
		case stepWait:
			select {
			case <-ctx.Done():
				return object, ctx.Err()
			case <-changed:
			}
		default:
			return byID(ctx)
		}
	}
}

func (s *Snapshot[T]) next(ctx context.Context, id string) (object T, next step, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch b := &s.batch; {
	case b.off:
		return object, stepByID, nil
	case b.proven:
		return s.nextProven(ctx, id)
	case b.sampled[id]:
		return object, stepByID, nil
	case len(b.samples)+b.underway < samplesWanted:
		b.sampled[id] = true
		b.underway++
		return object, stepSample, nil
	}
	usable := s.list != nil && s.list.recent()
	if !usable && s.flight == nil && !s.batch.asked {
		s.beginForReads(ctx)
	}
	if s.batch.late || s.flight == nil && (!usable || s.batch.underway == 0) {
		return object, stepByID, nil
	}
	s.startClock()
	return object, stepWait, s.batch.changed
}

// nextProven is next when lists may answer.
func (s *Snapshot[T]) nextProven(ctx context.Context, id string) (object T, next step, changed <-chan struct{}) {
	if s.list != nil && s.list.recent() {
		if found, ok := s.list.byID[id]; ok && s.knows(s.list, id) {
			return *found, stepServed, nil
		}
		return object, stepByID, nil
	}
	// A list that answered nobody is not worth another one.
	if s.flight == nil && s.list != nil && s.list.served > 0 {
		s.beginForReads(ctx)
	}
	if s.flight == nil || s.batch.late {
		return object, stepByID, nil
	}
	s.startClock()
	return object, stepWait, s.batch.changed
}

// served counts a read that the list has answered, or to which its answer was of no use. Peek has counted that one, too.
func (s *Snapshot[T]) served(good bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.list == nil: // turned off meanwhile
	case good:
		s.list.served++
	default:
		s.list.served = max(s.list.served-1, 0)
	}
}

func (s *Snapshot[T]) beginForReads(ctx context.Context) {
	s.stopClock()
	s.batch.asked = true
	s.begin(ctx, true)
	if s.list != nil {
		s.list.served = 0
	}
}

// sample reads an object by id and remembers it for the comparison.
func (s *Snapshot[T]) sample(ctx context.Context, id string, byID func(context.Context) (T, error)) (T, error) {
	s.mu.Lock()
	generation := s.generation
	s.mu.Unlock()
	begun := time.Now()
	object, err := byID(ctx)
	took := time.Since(begun)

	s.mu.Lock()
	defer s.mu.Unlock()
	b := &s.batch
	b.underway--
	if err == nil && s.generation == generation {
		b.samples = append(b.samples, sample[T]{id: id, object: object, generation: generation})
	}
	if b.patience == 0 && ctx.Err() == nil {
		b.patience = max(minPatience, patienceFactor*took)
	}
	if s.flight != nil || s.list != nil {
		s.startClock()
	}
	s.judge(ctx)
	s.wake()
	return object, err
}

// ErrNothingToList is the error of a list that was not asked for, because none holds the objects that are read.
var ErrNothingToList = errors.New("no list holds the objects that are read")

// landed is called when a list has arrived, or has failed with an error that ends batching. The caller holds the lock.
func (s *Snapshot[T]) landed(ctx context.Context, failure error) {
	defer s.wake()
	switch {
	case errors.Is(failure, ErrNothingToList):
		s.turnOff(ctx, ErrNothingToList.Error())
	case failure != nil:
		s.turnOff(ctx, "the list failed")
	}
	s.judge(ctx)
	if s.batch.proven {
		s.stopClock()
	}
}

// judge compares the list with what was read by id meanwhile. Nobody above the goroutine of a list could catch a panic, and
// reads by id need no list.
func (s *Snapshot[T]) judge(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			caught := Caught(p)
			s.turnOff(ctx, "comparing the list with reads by id ended in a "+strings.Join(append([]string{caught.Error()}, caught.Stack...), "; "))
		}
	}()
	b := &s.batch
	if b.off || b.proven || s.list == nil || !s.list.recent() {
		return
	}
	kept := b.samples[:0]
	for _, sample := range b.samples {
		if sample.generation != s.list.generation {
			continue // a write lies between the two, so that they may differ
		}
		listed, ok := s.list.byID[sample.id]
		if !ok {
			s.turnOff(ctx, "the list lacks an object that can be read by its id")
			return
		}
		if field := Difference(sample.object, *listed); field != "" {
			s.turnOff(ctx, "the list and the read by id differ in "+field)
			return
		}
		kept = append(kept, sample)
	}
	b.samples = kept
	if len(kept) >= samplesWanted {
		b.proven, b.samples, b.sampled = true, nil, nil
		s.stopClock()
	}
}

func (s *Snapshot[T]) turnOff(ctx context.Context, reason string) {
	b := &s.batch
	if b.off {
		return
	}
	s.stopClock()
	b.off, b.samples, b.sampled, s.list = true, nil, nil, nil
	if s.cfg.Off != nil {
		s.cfg.Off(ctx, reason)
	}
}

// startClock begins the wait for a list, once it is known how long a read by id takes.
func (s *Snapshot[T]) startClock() {
	b := &s.batch
	if b.clock != nil || b.patience == 0 || b.late || b.off {
		return
	}
	var clock *time.Timer
	clock = time.AfterFunc(b.patience, func() {
		paused := s.cfg.Paused != nil && s.cfg.Paused()
		s.mu.Lock()
		defer s.mu.Unlock()
		switch {
		case b.clock != clock:
		case paused: // a read by id would wait as well
			clock.Reset(b.patience)
		default:
			b.late = true
			s.wake()
		}
	})
	b.clock = clock
}

func (s *Snapshot[T]) stopClock() {
	b := &s.batch
	if b.clock != nil {
		b.clock.Stop()
	}
	b.clock, b.late = nil, false
}

// wake has those who wait look again.
func (s *Snapshot[T]) wake() {
	close(s.batch.changed)
	s.batch.changed = make(chan struct{})
}
