// Package intent keeps a record of each create from before its request until a later run sees the object in state: an answer
// that has arrived is not yet stored, since a CLI may be killed before it writes its state. The record is what allows the
// next create of the same object to look for what the killed one made, and to adopt it: resemblance alone never does, since
// two equal objects may both be wanted.
//
// A record is a small file of JSON lines in a folder of the working directory. It holds no argument of the object: only the
// operation, times, ids, and salted hashes by which the same create is known again.
package intent

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Options say where the records of one provider configuration are. The zero value keeps none.
type Options struct {
	// Dir is the folder of the records. It is made when the first record is written. "" keeps no records.
	Dir string
	// Within is a folder that must exist already, else no records are kept; "" asks for none.
	Within string
	// Place tells apart what shares a folder, such as working directories and workspaces: equal objects of two places are not
	// the same one.
	Place string
}

// Process is what the stores of one provider process share. It is safe for concurrent use. A nil Process is a part of
// another program, whose working directory is not the CLI's: that it has no folder of the CLI is no warning.
type Process struct {
	mu     sync.Mutex
	stores []*Store
	warned bool
}

// Open returns the store of one provider configuration. It touches no file.
func (p *Process) Open(o Options) *Store {
	s := &Store{options: o, process: p}
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.stores = append(p.stores, s)
	}
	return s
}

// Close says that the process ends: its records are those of a dead one. A process that is killed ends without.
func (p *Process) Close() {
	p.mu.Lock()
	stores := p.stores
	p.stores = nil
	p.mu.Unlock()
	for _, s := range stores {
		s.close()
	}
}

// first says whether this is the first time that it is asked.
func (p *Process) first() bool {
	if p == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	first := !p.warned
	p.warned = true
	return first
}

// scope is one operation of the plugin protocol.
type scope struct {
	mu       sync.Mutex
	warnings []string
}

type scopeKey struct{}

// Watch returns a context whose creates are recorded, and a function that returns what there is to warn of so far.
func Watch(ctx context.Context) (context.Context, func() []string) {
	s := &scope{}
	return context.WithValue(ctx, scopeKey{}, s), func() []string {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.warnings
	}
}

// Store keeps the records of one provider configuration. It is safe for concurrent use; a nil Store keeps none.
type Store struct {
	options Options
	process *Process

	mu      sync.Mutex
	looked  bool
	off     bool         // no records are kept
	reason  string       // why, if that is to be told
	entries []*entry     // of this process, and of others as the first look found them
	lock    *flock.Flock // held while the process lives; nil before the first record
	owner   string       // names the lock, and begins the name of each of our records
	count   int          // of our records
}

// Key is what makes two creates the same.
type Key struct {
	// Operation is the operationId of the contract.
	Operation string
	// Tenant names service, endpoint and account.
	Tenant string
	// Body is the object that is wanted, in a canonical form, without secrets.
	Body string
}

// Left is what an earlier run has left behind.
type Left struct {
	// Began and Last are when its first and its last request were sent, by the clock of the machine.
	Began, Last time.Time
	// ID is what the service answered; "" if no answer arrived.
	ID string
	// Others are ids of objects that this create did not make, however much they resemble the one that is wanted.
	Others []string
}

// Begin returns the record of a create that is about to happen, nil if none is kept: outside of what Watch returned, no state
// will ever hold the object. If a process that is gone, or an earlier operation of this one, left a record of the same
// create, it is taken over: see Left. Nothing is written before Attempt. End ends it.
func (s *Store) Begin(ctx context.Context, key Key) *Record {
	watched, _ := ctx.Value(scopeKey{}).(*scope)
	if s == nil || watched == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &Record{store: s, scope: watched, key: key}
	if !s.look() {
		s.tell(watched)
		return nil
	}
	if e := s.takeOver(watched, key); e != nil {
		r.entry = e
		r.left = &Left{Began: e.head.Began, Last: e.last, ID: e.id, Others: slices.Concat(e.head.Others, s.siblings(key, e))}
	}
	return r
}

// takeOver returns a record of the same create that nobody works on, renamed to be ours. Those with an id come first: what
// they made is certain.
func (s *Store) takeOver(watched *scope, key Key) *entry {
	for _, answered := range []bool{true, false} {
		for _, e := range s.entries {
			if !e.busy && (e.id != "") == answered && e.matches(key, s.options.Place) && s.claim(watched, e) {
				e.busy = true
				return e
			}
		}
	}
	return nil
}

// claim makes the record of another process ours, unless that process lives or a third one is faster.
func (s *Store) claim(watched *scope, e *entry) bool {
	owner := ownerOf(e.path)
	if owner == s.owner {
		return true
	}
	if !s.prepare(watched) || alive(s.options.Dir, owner) {
		return false
	}
	path := s.next()
	if os.Rename(e.path, path) != nil {
		return false
	}
	e.path = path
	return true
}

// siblings are the ids of other records of the same create: each belongs to an object of its own.
func (s *Store) siblings(key Key, but *entry) []string {
	var ids []string
	for _, e := range s.entries {
		if e != but && e.id != "" && e.matches(key, s.options.Place) {
			ids = append(ids, e.id)
		}
	}
	return ids
}

// InState says that an object is in the state that this run began with. So it is not orphaned, and a record of its create has
// no purpose any more, whoever made it.
func (s *Store) InState(tenant, id string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.look() {
		return
	}
	s.entries = slices.DeleteFunc(s.entries, func(e *entry) bool {
		seen := e.id == id && e.of(tenant, s.options.Place)
		if seen {
			_ = os.Remove(e.path)
		}
		return seen
	})
}

// look reads what other processes left, once. It says whether records are kept.
func (s *Store) look() bool {
	if s.looked || s.off {
		return !s.off
	}
	s.looked = true
	if s.options.Dir == "" {
		s.off = true
		return false
	}
	if s.options.Within != "" {
		if info, err := os.Stat(s.options.Within); err != nil || !info.IsDir() {
			s.off = true
			if s.process != nil {
				s.reason = fmt.Sprintf("There is no folder %s here, so records of creates are not kept.", s.options.Within)
			}
			return false
		}
	}
	if err := s.check(); err != nil && !errors.Is(err, os.ErrNotExist) {
		s.refuse(err)
		return false
	}
	s.entries = readAll(s.options.Dir, time.Now())
	return true
}

// check says why the folder cannot be used.
func (s *Store) check() error {
	info, err := os.Stat(s.options.Dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return errors.New("it is no folder")
	}
	return trusted(info)
}

// refuse keeps no records from now on.
func (s *Store) refuse(err error) {
	s.off = true
	s.reason = fmt.Sprintf("Records of creates are not kept in %s: %s.", s.options.Dir, err)
}

// tell warns of why no records are kept, at the first create of the process.
func (s *Store) tell(watched *scope) {
	if s.reason != "" && s.process.first() {
		watched.mu.Lock()
		defer watched.mu.Unlock()
		watched.warnings = append(watched.warnings, s.reason)
	}
	s.reason = ""
}

// prepare makes the folder and the lock that says that this process lives.
func (s *Store) prepare(watched *scope) bool {
	if s.off || s.lock != nil {
		return !s.off
	}
	err := os.MkdirAll(s.options.Dir, 0o700)
	if err == nil {
		err = s.check()
	}
	if err == nil {
		s.owner, s.lock, err = live(s.options.Dir)
	}
	return s.done(watched, err)
}

// done says whether records can still be written.
func (s *Store) done(watched *scope, err error) bool {
	if err != nil {
		s.refuse(err)
		s.tell(watched)
	}
	return err == nil
}

// next returns the path of a further record of ours.
func (s *Store) next() string {
	s.count++
	return filepath.Join(s.options.Dir, recordName(s.owner, s.count))
}

func (s *Store) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.off = true
	if s.lock != nil {
		release(s.lock)
		s.lock = nil
	}
}

// Record is one create under way. Its methods may be called on nil, which is a create without a record.
type Record struct {
	store *Store
	scope *scope
	key   Key
	left  *Left

	// Guarded by the store.
	entry    *entry // nil: nothing is written yet
	answered bool   // this operation got the answer, or adopted what another one had made
}

// Left returns what an earlier run left of the same create, or nil.
func (r *Record) Left() *Left {
	if r == nil {
		return nil
	}
	return r.left
}

// Kept says whether there is a file by which the next create looks again.
func (r *Record) Kept() bool {
	if r == nil {
		return false
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	return r.entry != nil
}

// Attempt writes that a request is about to be sent. Others are the ids of objects that resemble the one that is wanted and
// were there before.
func (r *Record) Attempt(others []string) {
	if r == nil {
		return
	}
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.entry != nil {
		r.append(line{Attempt: time.Now().Round(0)})
		return
	}
	if !s.prepare(r.scope) {
		return
	}
	e, err := create(s.next(), r.key, s.options.Place, others)
	if s.done(r.scope, err) {
		r.entry = e
		s.entries = append(s.entries, e)
	}
}

// Answered writes the id that the service answered.
func (r *Record) Answered(id string) {
	if r == nil {
		return
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	r.answered = true
	if r.entry != nil && r.entry.id != id {
		r.entry.id = id
		r.append(line{ID: id})
	}
}

func (r *Record) append(l line) {
	if !r.store.off {
		r.store.done(r.scope, write(r.entry.path, 0, l))
	}
}

// Drop removes the record: it is certain that nothing was made, or somebody was told what to look for. A further Attempt
// begins a new one.
func (r *Record) Drop() {
	if r == nil {
		return
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	if r.entry != nil {
		_ = os.Remove(r.entry.path)
		r.store.entries = slices.DeleteFunc(r.store.entries, func(e *entry) bool { return e == r.entry })
	}
	r.entry, r.left = nil, nil
}

// End says that the operation is over. A record without an answer is there for the next create of the process, too.
func (r *Record) End() {
	if r == nil {
		return
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	if r.entry != nil {
		r.entry.busy = r.answered
	}
}
