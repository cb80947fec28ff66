package api

import (
	"context"
	"slices"
	"time"
)

const (
	// clockMargin is how far two clocks may be apart that are compared by the whole seconds of a Date.
	clockMargin = 2 * time.Second
	// workMargin is how long after its request was given up a service may still make an object.
	workMargin = 10 * time.Second
	// lookInterval is how often the service is asked for what a request of an earlier run may still make.
	lookInterval = time.Second
)

// window is the time in which a request may have made an object, by our clock.
type window struct{ from, to time.Time }

// lookUp looks for what a request has made. Done means that it was found and adopted; neither done nor an error, that there
// is nothing that can be taken for it.
func (r *creating[T]) lookUp(ctx context.Context, failed error) (made T, done bool, err error) {
	fail := func(reason Reason, err error, ids []string) (T, bool, error) {
		unclear := r.unresolved(failed, reason)
		unclear.Lookup, unclear.IDs = err, ids
		return made, false, unclear
	}
	if r.beforeErr != nil {
		return fail(ReasonLookup, r.beforeErr, nil)
	}
	objects, err := r.List(ctx)
	if err != nil {
		return fail(ReasonLookup, err, nil)
	}
	found, err := r.judge(ctx, objects)
	switch {
	case err != nil:
		return fail(ReasonLookup, err, nil)
	case r.SecretAnswered:
		r.tell(ctx, FoundSecretless, "", slices.Concat(found.same, found.alike, found.untimed)...)
	case len(found.untimed) > 0:
		return fail(ReasonUntimed, nil, slices.Concat(found.same, found.untimed))
	case len(found.same) > 1:
		return fail(ReasonSeveral, nil, found.same)
	case len(found.same) == 1:
		kind := FoundLost
		if failed == nil {
			kind = FoundRecorded
		}
		r.tell(ctx, kind, found.same[0])
		return r.own(found.object), true, nil
	default:
		r.tell(ctx, FoundAlike, "", found.alike...)
		r.tell(ctx, FoundOther, "", found.similar...)
	}
	return made, false, nil
}

// findings are the ids of objects that a request may have made.
type findings[T any] struct {
	same    []string // they have every field, and were made in the window of the request
	object  T        // the last one of same
	alike   []string // they have every field, and were made close to it
	similar []string // they were made close to it with the right name, but have other fields
	untimed []string // they have every field, and do not tell when they were made
}

func (r *creating[T]) judge(ctx context.Context, objects []T) (findings[T], error) {
	var f findings[T]
	for _, o := range objects {
		d := r.Describe(o)
		if !r.possible(o, d) {
			continue
		}
		read, err := r.Read(ctx, d.ID) // lists may hold less of an object, or one that is gone
		fits := err == nil && resembles(read, r.wanted, r.NeverAnswered)
		untimed := d.Created.IsZero() && r.Before == nil
		switch {
		case IsNotFound(err):
		case err != nil:
			return f, err
		case fits && untimed:
			f.untimed = append(f.untimed, d.ID)
		case fits && (d.Created.IsZero() || r.inWindow(d.Created)):
			f.same, f.object = append(f.same, d.ID), read
		case fits:
			f.alike = append(f.alike, d.ID)
		case r.Name != "" && !untimed:
			f.similar = append(f.similar, d.ID)
		}
	}
	return f, nil
}

// possible says whether an object of the list may be what the request made, as far as the list tells.
func (r *creating[T]) possible(o T, d Described) bool {
	switch {
	case r.creator.knows(d.ID), slices.Contains(r.before, d.ID), r.Candidate != nil && !r.Candidate(o):
		return false
	case r.Name != d.Name, r.Name == "" && contradicts(o, r.wanted, r.NeverAnswered):
		return false
	}
	return d.Created.IsZero() || r.isClose(d.Created)
}

// inWindow says whether an object was made while one of the requests was under way. What the clock of the service says is
// early by up to a second already, so that at the beginning there is no margin: what somebody else has made just before is
// not ours. A service that tells whole seconds is compared by those.
func (r *creating[T]) inWindow(created time.Time) bool {
	clock := r.creator.client.clock
	return slices.ContainsFunc(r.windows, func(w window) bool {
		from := clock.at(w.from)
		if created.Equal(created.Truncate(time.Second)) {
			from = from.Truncate(time.Second)
		}
		return !created.Before(from) && !created.After(clock.at(w.to).Add(clockMargin))
	})
}

// isClose says whether an object was made so that it is worth a word: not long before the first request, and, if that was
// one of an earlier run, not long after its last one.
func (r *creating[T]) isClose(created time.Time) bool {
	clock := r.creator.client.clock
	if len(r.windows) == 0 || created.Before(clock.at(r.windows[0].from).Add(-clockMargin)) {
		return false
	}
	return r.ended.IsZero() || !created.After(clock.at(r.ended).Add(clockMargin))
}
