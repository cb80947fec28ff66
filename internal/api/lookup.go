package api

import (
	"context"
	"slices"
	"time"
)

// lookUp looks for what a request has made. Done means that it was found and adopted; neither done nor an error, that there
// is nothing.
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
	case len(found.untimed) > 0:
		return fail(ReasonUntimed, nil, found.untimed)
	case len(found.same) > 1:
		return fail(ReasonSeveral, nil, found.same)
	case len(found.same) == 1:
		return r.adopt(ctx, failed, found.same[0], found.object)
	case len(found.similar) > 0:
		return fail(ReasonSimilar, nil, found.similar)
	}
	return made, false, nil
}

// findings are the ids of objects that a request may have made.
type findings[T any] struct {
	same    []string
	object  T        // the last one of same
	similar []string // made at the right time with the right name, but with other fields
	untimed []string // they do not tell when they were made
}

func (r *creating[T]) judge(ctx context.Context, objects []T) (findings[T], error) {
	var f findings[T]
	for _, o := range objects {
		d := r.Describe(o)
		if !r.possible(o, d) {
			continue
		}
		if r.Before == nil && d.Created.IsZero() {
			f.untimed = append(f.untimed, d.ID)
			continue
		}
		read, err := r.Read(ctx, d.ID) // lists may hold less of an object, or one that is gone
		switch {
		case IsNotFound(err):
		case err != nil:
			return f, err
		case resembles(read, r.wanted, r.NeverAnswered):
			f.same, f.object = append(f.same, d.ID), read
		case r.Name != "":
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
	return r.Before != nil || d.Created.IsZero() || r.inTime(d.Created)
}

// inTime compares the time of an object with the time in which the request may have made it.
func (r *creating[T]) inTime(created time.Time) bool {
	client := r.creator.client
	if created.Before(client.clock.at(r.began).Add(-clockMargin)) {
		return false
	}
	return r.ended.IsZero() || !created.After(client.clock.at(r.ended).Add(clockMargin))
}
