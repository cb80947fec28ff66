package api

import (
	"context"
	"slices"
	"sync"
)

// A Finding is what a create found in the service and a practitioner must know of. Nothing that was found is changed or
// taken away.
type Finding struct {
	Kind      FindingKind
	Operation string
	// ID is the object that the create made, or took; "" where it had made none yet.
	ID string
	// Others are the objects that were found and are not taken.
	Others []string
}

// FindingKind says what was found.
type FindingKind int

// The kinds of findings.
const (
	// FoundLost is ID: what the request has made whose answer was lost. It is taken.
	FoundLost FindingKind = iota
	// FoundRecorded is ID: what an earlier run has made, as its record tells. It is taken.
	FoundRecorded
	// FoundTwin: the first request seemed lost, had made nothing when the service was asked, and was carried out late after
	// all, as its repetition, which made ID.
	FoundTwin
	// FoundOther: they have the name, were made meanwhile, and have other fields. So they say nothing about the request.
	FoundOther
	// FoundAlike: they have every field, but were not made while the request was under way.
	FoundAlike
	// FoundSecretless: the request may have made them, and nobody can use them, since only its answer held their secret.
	FoundSecretless
	// FoundChanged: the record of an earlier run names them, but they are not what it was about.
	FoundChanged
	// FoundRepeated: ID was made by the repetition of a request whose answer was lost, and which may have made another one. The
	// service has no way to look.
	FoundRepeated
)

type findingsKey struct{}

// watch holds the findings of one context. Several creates may run below it.
type watch struct {
	mu   sync.Mutex
	seen []Finding
}

// WatchFindings returns a context whose creates tell what they found, and a function that returns what was found so far.
func WatchFindings(ctx context.Context) (context.Context, func() []Finding) {
	w := &watch{}
	return context.WithValue(ctx, findingsKey{}, w), func() []Finding {
		w.mu.Lock()
		defer w.mu.Unlock()
		return slices.Clone(w.seen)
	}
}

// tell tells of objects. Others are told once, and are not taken for the result of another create.
func (r *creating[T]) tell(ctx context.Context, kind FindingKind, id string, others ...string) {
	if id == "" && len(others) == 0 {
		return
	}
	r.told = r.told || len(others) > 0
	for _, other := range others {
		r.creator.know("", other)
	}
	if w, watched := ctx.Value(findingsKey{}).(*watch); watched {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen = append(w.seen, Finding{Kind: kind, Operation: r.Operation, ID: id, Others: others})
	}
}

// lookForTwins looks once more after a create that was sent repeatedly. That it cannot look is no failure of the create.
func (r *creating[T]) lookForTwins(ctx context.Context, id string) {
	if _, watched := ctx.Value(findingsKey{}).(*watch); !watched {
		return
	}
	objects, err := r.List(ctx)
	if err != nil {
		return
	}
	found, err := r.judge(ctx, objects)
	if others := slices.Concat(found.same, found.alike); err == nil && len(others) > 0 {
		r.tell(ctx, FoundTwin, id, others...)
	}
}
