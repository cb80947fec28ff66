package intent

import (
	"context"
	"sync"
)

// Scope is one operation of the plugin protocol. Records that are begun in it are kept until it is over: the steps that
// follow a create belong to it. It is safe for concurrent use.
type Scope struct {
	mu       sync.Mutex
	records  []*Record
	warnings []string
}

type scopeKey struct{}

// Open returns a context whose creates are recorded, and the scope to close when the operation is over.
func Open(ctx context.Context) (context.Context, *Scope) {
	s := &Scope{}
	return context.WithValue(ctx, scopeKey{}, s), s
}

func scopeOf(ctx context.Context) *Scope {
	s, _ := ctx.Value(scopeKey{}).(*Scope)
	return s
}

func (s *Scope) add(r *Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.records = append(s.records, r)
}

func (s *Scope) warn(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.warnings = append(s.warnings, text)
}

// Close ends the records and returns what there is to warn of.
func (s *Scope) Close() (warnings []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.records {
		r.end()
	}
	s.records = nil
	return s.warnings
}
