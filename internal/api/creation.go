package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// Creator makes objects of one tenant once each, although the answer to a create may be lost. It is safe for concurrent use.
type Creator struct {
	client  *Client
	tenant  string
	intents *intent.Store
	locks   KeyedLock

	mu    sync.Mutex
	known map[string]bool     // ids of objects that are somebody's: made here, adopted, or in state
	made  map[string][]string // of these, what was made here, by the key of the lock
}

// NewCreator returns the Creator of a client. Tenant tells apart what one endpoint serves.
func (c *Client) NewCreator(tenant string) *Creator {
	return &Creator{client: c, tenant: c.service + " " + c.endpoint.String() + " " + tenant, intents: c.intents, known: map[string]bool{}, made: map[string][]string{}}
}

// InState says that an object is in somebody's state: no create has made it that is still in doubt.
func (c *Creator) InState(_ context.Context, id string) {
	c.know("", id)
	c.intents.InState(c.tenant, id)
}

// know notes that an object is somebody's. A key says that it was made here.
func (c *Creator) know(key, id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[id] = true
	if key != "" {
		c.made[key] = append(c.made[key], id)
	}
}

// madeBefore returns the ids of what was made here under a key.
func (c *Creator) madeBefore(key string) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.made[key])
}

func (c *Creator) knows(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known[id]
}

// Creation is one create, and how to find what it has made when its answer is lost.
type Creation[T any] struct {
	// Operation is the operationId of the contract.
	Operation string
	// Name is the object's name; creates of equal names happen one after the other. "" for objects without one.
	Name string
	// Wanted is the object as it is sent, with the field names of answers and without secrets.
	Wanted any
	// NeverAnswered are fields of Wanted that no answer holds.
	NeverAnswered []string
	// Send sends the request.
	Send func(context.Context) (T, error)
	// List returns the objects that exist, not from a cache. Nil: the service has no way to look.
	List func(context.Context) ([]T, error)
	// Read reads one object by its id; its absence is an error that IsNotFound accepts. It may be nil without a List.
	Read func(ctx context.Context, id string) (T, error)
	// Describe tells what a lookup needs to know of an object.
	Describe func(T) Described
	// Before returns the ids of what existed before the first request, for objects that do not tell when they were made.
	Before func(context.Context) ([]string, error)
	// Candidate says whether an object can be one that was just made. Nil: any can.
	Candidate func(T) bool
	// SecretAnswered says that only the answer of the create holds the object's secret, so that what is found is of no use. It
	// is told, and the create is repeated.
	SecretAnswered bool
	// Once forbids a repetition, because the request holds what can be used only once.
	Once bool
	// AtLeastOnce has a create without a List repeated when its answer is lost, at the price of a second object. That there may
	// be one is told.
	AtLeastOnce bool
}

// Described is what a lookup needs to know of an object.
type Described struct {
	ID, Name string
	Created  time.Time // by the clock of the service; zero: it does not tell
}

// Create sends a create. When its outcome is not known, it looks for what the request may have made: one object that fits in
// every field, was made while the request was under way and is unknown is adopted; none means that the create is repeated, at
// most as often as requests are retried; and anything else is an *UnclearError. So is the outcome of a create of an earlier
// run that is not in state, as far as its intent record tells. A refusal because the name is taken is an *ExistsError. What
// was found is told through WatchFindings. All waits end with ctx; a request that was sent has some seconds more to be
// answered, if ctx was cancelled, so that its object becomes known.
func Create[T any](ctx context.Context, c *Creator, n Creation[T]) (T, error) {
	var zero T
	wanted, err := members(n.Wanted)
	if err != nil {
		return zero, err
	}
	body := canonicalObject(wanted)
	key := n.Operation + " named " + n.Name
	if n.Name == "" {
		key = n.Operation + " " + body
	}
	unlock, err := c.locks.Lock(ctx, key)
	if err != nil {
		return zero, fmt.Errorf("waiting for the create of a like object: %w", err)
	}
	defer unlock()
	r := &creating[T]{
		Creation: n, creator: c, key: key, wanted: wanted,
		record: c.intents.Begin(ctx, intent.Key{Operation: n.Operation, Tenant: c.tenant, Body: body}),
	}
	defer r.record.End()
	return r.run(ctx)
}

// creating is one call of Create.
type creating[T any] struct {
	Creation[T]
	creator *Creator
	key     string
	wanted  map[string]string
	record  *intent.Record

	before    []string // ids of what is not ours, whenever it was made
	beforeErr error
	sent      time.Time // when the last request was sent, by our clock
	windows   []window  // of the requests whose outcome is not known
	told      bool      // something was found that is not taken
	repeated  bool      // an earlier request may have made an object that nobody can look for
	ended     time.Time // the end of what a request of an earlier run may have made; zero: no end
}

func (r *creating[T]) run(ctx context.Context) (T, error) {
	if left := r.record.Left(); left != nil {
		if made, done, err := r.resume(ctx, left); done || err != nil {
			return made, err
		}
		r.record.Drop()
	}
	r.before, r.windows, r.ended = nil, nil, time.Time{}
	if r.Before != nil {
		r.before, r.beforeErr = r.Before(ctx)
	}
	var zero T
	sending := context.WithValue(ctx, attemptKey{}, r.attempt)
	for try := 0; ; try++ {
		made, failed := r.Send(sending)
		if failed == nil {
			made = r.own(made)
			switch {
			case r.repeated:
				r.tell(ctx, FoundRepeated, r.Describe(made).ID)
			case try > 0:
				r.lookForTwins(ctx, r.Describe(made).ID)
			}
			return made, nil
		}
		switch {
		case !r.unclear(failed) && r.repeated:
			return zero, r.unresolved(failed, ReasonRepeated)
		case !r.unclear(failed):
			return r.refused(ctx, failed, try)
		case r.List == nil && !r.lost(failed):
			return zero, r.unresolved(failed, ReasonNoLookup)
		case r.List == nil:
			if err := r.repeat(ctx, failed, try); err != nil {
				return zero, err
			}
			continue
		}
		r.windows = append(r.windows, window{r.sent, time.Now()})
		if r.creator.client.Wait(ctx, try) != nil {
			unclear := r.unresolved(failed, ReasonCancelled)
			unclear.Lookup = Ended(ctx)
			return zero, unclear
		}
		look := r.lookUp
		if IsEmptyAnswer(failed) && !r.Once {
			look = r.lookLonger
		}
		if made, done, err := look(ctx, failed); done || err != nil {
			return made, err
		}
		switch {
		case r.Once:
			return zero, r.unresolved(failed, ReasonOnce)
		case try >= r.creator.client.Retries():
			return zero, r.unresolved(failed, ReasonNothing)
		}
		r.creator.client.decide(ctx, "The answer to a create was lost, and the service has no such object: it is created again.", map[string]any{"operation": r.Operation})
	}
}

// lookLonger looks for what the service says that it has made, without saying what. Its lists may lag behind, but it is there: to
// create it again would make a second one.
func (r *creating[T]) lookLonger(ctx context.Context, failed error) (made T, done bool, err error) {
	ended := r.creator.client.Settle(ctx, func(ctx context.Context) (bool, error) {
		made, done, err = r.lookUp(ctx, failed)
		return done || r.SecretAnswered && r.told, err
	})
	switch {
	case done || err != nil:
		return made, done, err
	case ended != nil:
		unclear := r.unresolved(failed, ReasonCancelled)
		unclear.Lookup = ended
		return made, false, unclear
	}
	return made, false, r.unresolved(failed, ReasonHidden)
}

// attempt is called before each request, and says whether it may make the object.
func (r *creating[T]) attempt(operation string) bool {
	if operation != r.Operation {
		return false
	}
	r.sent = time.Now()
	r.record.Attempt(slices.Concat(r.before, r.creator.madeBefore(r.key)))
	return true
}

// unclear says whether the request may have been carried out. A login that fails before it is another operation.
func (r *creating[T]) unclear(err error) bool {
	failure, ok := errors.AsType[*Error](err)
	return ok && failure.Operation == r.Operation && Ambiguous(err)
}

// lost says whether nothing tells that the request was carried out, so that it is worth another one. An answer with 2xx that
// cannot be read tells that.
func (r *creating[T]) lost(err error) bool {
	status := StatusOf(err)
	return r.AtLeastOnce && (status < 200 || status > 299)
}

// repeat waits for the next request of a create that nobody can look for, or says why there is none.
func (r *creating[T]) repeat(ctx context.Context, failed error, try int) error {
	if r.repeated = true; try >= r.creator.client.Retries() {
		return r.unresolved(failed, ReasonRepeated)
	}
	if r.creator.client.Wait(ctx, try) != nil {
		unclear := r.unresolved(failed, ReasonRepeated)
		unclear.Lookup = Ended(ctx)
		return unclear
	}
	r.creator.client.decide(ctx, "The answer to a create was lost, and it is repeated without a look.", map[string]any{"operation": r.Operation})
	return nil
}

func (r *creating[T]) own(made T) T {
	id := r.Describe(made).ID
	r.creator.know(r.key, id)
	r.record.Answered(id)
	return made
}

// unresolved ends a create whose outcome is not known. Where looking again would show the same, that is told only once: to
// apply again is an answer to it.
func (r *creating[T]) unresolved(failed error, reason Reason) *UnclearError {
	e := &UnclearError{Operation: r.Operation, Err: failed, Reason: reason}
	if left := r.record.Left(); left != nil {
		e.Sent = left.Began
	}
	switch reason {
	case ReasonSeveral, ReasonUntimed, ReasonOnce, ReasonNoLookup, ReasonRepeated:
		r.record.Drop()
	}
	e.Recorded = r.record.Kept()
	return e
}

// refused is for a create that was not carried out. If the name is taken, the object that has it may be what an earlier
// attempt made, and else it is shown.
func (r *creating[T]) refused(ctx context.Context, failed error, try int) (T, error) {
	var zero T
	if try == 0 {
		r.record.Drop()
	}
	if r.List == nil || !r.isTaken(failed) {
		return zero, failed
	}
	if try > 0 {
		if made, done, err := r.lookUp(ctx, failed); done || err != nil {
			return made, err
		}
		r.record.Drop() // the name belongs to something else, so that no request has made anything
	}
	return zero, r.existing(ctx, failed)
}

// existing adds to a refusal the id of the one object that has the name, if it can be found.
func (r *creating[T]) existing(ctx context.Context, failed error) error {
	objects, err := r.List(ctx)
	if err != nil || r.Name == "" {
		return failed
	}
	var ids []string
	for _, o := range objects {
		if d := r.Describe(o); d.Name == r.Name {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) != 1 {
		return failed
	}
	return &ExistsError{Operation: r.Operation, ID: ids[0], Err: failed}
}

// resume deals with what an earlier run has left. Done means that the object is there.
func (r *creating[T]) resume(ctx context.Context, left *intent.Left) (made T, done bool, err error) {
	if left.ID != "" {
		return r.adoptKnown(ctx, left)
	}
	switch r.repeated = r.List == nil && r.AtLeastOnce; {
	case r.repeated:
		return made, false, nil
	case r.List == nil:
		return made, false, r.unresolved(nil, ReasonNoLookup)
	}
	limit := r.creator.client.timeout
	r.before, r.ended = left.Others, left.Last.Add(limit+workMargin)
	r.windows = []window{{left.Began.Add(-clockMargin), r.ended}}
	// The service may be at work on the request still, for as long as it would have been waited for.
	settled := left.Last.Add(min(limit, workMargin))
	for {
		made, done, err = r.lookUp(ctx, nil)
		if done || err != nil || r.SecretAnswered && r.told || !time.Now().Before(settled) {
			break
		}
		if sleep(ctx, lookInterval) != nil {
			unclear := r.unresolved(nil, ReasonCancelled)
			unclear.Lookup = Ended(ctx)
			return made, false, unclear
		}
	}
	if !done && err == nil && r.Once {
		err = r.unresolved(nil, ReasonOnce)
	}
	return made, done, err
}

// adoptKnown adopts the object whose id an earlier run got for an answer, unless it is gone or is not what was sent.
func (r *creating[T]) adoptKnown(ctx context.Context, left *intent.Left) (made T, done bool, err error) {
	if r.creator.knows(left.ID) || r.Read == nil {
		return made, false, nil
	}
	object, err := r.Read(ctx, left.ID)
	switch {
	case IsNotFound(err):
		return made, false, nil
	case err != nil:
		unclear := r.unresolved(nil, ReasonLookup)
		unclear.Lookup, unclear.IDs = err, []string{left.ID}
		return made, false, unclear
	case r.SecretAnswered:
		r.tell(ctx, FoundSecretless, "", left.ID)
		return made, false, nil
	}
	created := r.Describe(object).Created
	early := !created.IsZero() && created.Before(r.creator.client.clock.at(left.Began).Add(-clockMargin))
	if early || !resembles(object, r.wanted, r.NeverAnswered) {
		r.tell(ctx, FoundChanged, "", left.ID)
		return made, false, nil
	}
	r.tell(ctx, FoundRecorded, left.ID)
	return r.own(object), true, nil
}
