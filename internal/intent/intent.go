// Package intent keeps a record of each create from before its request until its answer is in state. A process that is
// killed in between leaves the record behind. It is what allows the next create of the same object to look for what the
// killed one made, and to adopt it: resemblance alone never does, since two equal objects may both be wanted.
//
// A record is a small file of JSON lines in a folder of the working directory. It holds no argument of the object: only the
// operation, times, ids, and salted hashes by which the same create is known again.
package intent

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

const (
	// grace is how long the record of a finished operation is kept: until the CLI has surely got the answer.
	grace = 500 * time.Millisecond
	// stale is the age at which the record of a dead process means nothing any more.
	stale = 7 * 24 * time.Hour
)

// Options say where the records of one provider configuration are. The zero value keeps none.
type Options struct {
	// Dir is the folder of the records. It is made when the first record is written. "" keeps no records.
	Dir string
	// Within is a folder that must exist already, else no records are kept; "" asks for none.
	Within string
	// Workspace is the CLI's workspace: equal objects of two workspaces are not the same one.
	Workspace string
	// Log is told of rare decisions. Nil logs nothing. It must not be called with secrets, and is not.
	Log func(ctx context.Context, text string, fields map[string]any)
}

// Process holds the stores of one provider process, so that what is finished can be tidied up when it ends. It is safe for
// concurrent use. A nil Process opens stores that nobody tidies up.
type Process struct {
	mu     sync.Mutex
	stores []*Store
	warned bool
}

// Open returns the store of one provider configuration. It touches no file.
func (p *Process) Open(o Options) *Store {
	s := &Store{options: o, process: p, own: map[string]*Record{}}
	if p != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.stores = append(p.stores, s)
	}
	return s
}

// Close removes the records of all finished operations at once. Those of operations whose outcome is not known stay.
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

// Store keeps the records of one provider configuration. It is safe for concurrent use; a nil Store keeps none.
type Store struct {
	options Options
	process *Process

	mu     sync.Mutex
	looked bool         // left was read
	left   []*entry     // records of other processes, as the first look found them
	off    bool         // no records are kept
	lock   *flock.Flock // held while the process lives; nil before the first record
	owner  string       // names the lock, and begins the name of each of our records
	count  int          // of our records
	own    map[string]*Record
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

// Left is what a process that is gone has left behind.
type Left struct {
	// Began and Last are when its first and its last request were sent, by the clock of the machine.
	Began, Last time.Time
	// ID is what the service answered; "" if no answer arrived.
	ID string
	// Others are ids of objects that this create did not make, however much they resemble the one that is wanted.
	Others []string
	// Path is the file of the record.
	Path string
}

// Begin returns the record of a create that is about to happen, nil if none is kept: outside of a Scope there is nobody who
// would end it. If a process that is gone, or an earlier operation of this one, left a record of the same create, it is
// taken over: see Left. Nothing is written before Attempt.
func (s *Store) Begin(ctx context.Context, key Key) *Record {
	scope := scopeOf(ctx)
	if s == nil || scope == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.look(ctx) {
		return nil
	}
	r := &Record{store: s, scope: scope, key: key, active: true}
	if e := s.takeOver(ctx, key); e != nil {
		r.left = &Left{Began: e.head.Began, Last: e.last, ID: e.id, Others: slices.Concat(e.head.Others, s.siblings(key, e)), Path: e.path}
		r.entry = e
		s.own[e.path] = r
	}
	scope.add(r)
	return r
}

// takeOver returns a record of the same create that nobody works on, renamed to be ours. Those with an id come first: what
// they made is certain.
func (s *Store) takeOver(ctx context.Context, key Key) *entry {
	for _, answered := range []bool{true, false} {
		for path, r := range s.own {
			if !r.active && r.entry != nil && r.timer == nil && r.entry.matches(key, s.options.Workspace) && (r.entry.id != "") == answered {
				delete(s.own, path)
				return r.entry
			}
		}
		for i, e := range s.left {
			if !e.matches(key, s.options.Workspace) || (e.id != "") != answered {
				continue
			}
			if !s.claim(ctx, e) {
				continue
			}
			s.left = slices.Delete(s.left, i, i+1)
			return e
		}
	}
	return nil
}

// siblings are the ids of other records of the same create: each belongs to an object of its own.
func (s *Store) siblings(key Key, but *entry) []string {
	var ids []string
	for _, e := range s.left {
		if e != but && e.id != "" && e.matches(key, s.options.Workspace) {
			ids = append(ids, e.id)
		}
	}
	for _, r := range s.own {
		if r.entry != but && r.entry != nil && r.entry.id != "" && r.entry.matches(key, s.options.Workspace) {
			ids = append(ids, r.entry.id)
		}
	}
	return ids
}

// claim makes the record of another process ours, unless that process lives or a third one is faster.
func (s *Store) claim(ctx context.Context, e *entry) bool {
	if !s.prepare(ctx, nil) {
		return false
	}
	release, dead := probe(s.options.Dir, ownerOf(e.path))
	if !dead {
		return false
	}
	defer release()
	path := s.next()
	if os.Rename(e.path, path) != nil {
		return false
	}
	e.path = path
	return true
}

// InState says that an object is in state. So it is not orphaned, and a record of its create has no purpose any more.
func (s *Store) InState(ctx context.Context, tenant, id string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.look(ctx) {
		return
	}
	s.left = slices.DeleteFunc(s.left, func(e *entry) bool {
		if e.id != id || !e.of(tenant, s.options.Workspace) {
			return false
		}
		release, dead := probe(s.options.Dir, ownerOf(e.path))
		if dead {
			_ = os.Remove(e.path)
			release()
		}
		return dead
	})
	for path, r := range s.own {
		if !r.active && r.entry != nil && r.entry.id == id && r.entry.of(tenant, s.options.Workspace) {
			s.remove(path)
		}
	}
}

// look reads what other processes left, once. It says whether records are kept.
func (s *Store) look(ctx context.Context) bool {
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
			s.log(ctx, "No intent records are kept: there is no data directory of the CLI here.", map[string]any{"directory": s.options.Within})
			return false
		}
	}
	s.left = readAll(s.options.Dir, time.Now())
	return true
}

// prepare makes the folder and the lock that says that this process lives. The first failure of the process is a warning
// of the scope; after it, no records are kept.
func (s *Store) prepare(ctx context.Context, scope *Scope) bool {
	if s.off || s.lock != nil {
		return !s.off
	}
	err := os.MkdirAll(s.options.Dir, 0o700)
	if err == nil {
		s.owner, s.lock, err = liveLock(s.options.Dir)
	}
	if err != nil {
		s.unwritable(ctx, scope, err)
	}
	return err == nil
}

func (s *Store) unwritable(ctx context.Context, scope *Scope, err error) {
	s.off = true
	s.log(ctx, "No intent records are kept: they cannot be written.", map[string]any{"directory": s.options.Dir, "error": err.Error()})
	if scope != nil && s.process.first() {
		scope.warn("Intent records cannot be written to " + s.options.Dir + ": " + err.Error() + ".")
	}
}

func (s *Store) log(ctx context.Context, text string, fields map[string]any) {
	if s.options.Log != nil {
		s.options.Log(ctx, text, fields)
	}
}

// next returns the path of a further record of ours.
func (s *Store) next() string {
	s.count++
	return filepath.Join(s.options.Dir, recordName(s.owner, s.count))
}

// remove forgets a record of ours.
func (s *Store) remove(path string) {
	if r := s.own[path]; r != nil && r.timer != nil {
		r.timer.Stop()
	}
	delete(s.own, path)
	_ = os.Remove(path)
}

// close tidies up at the end of the process.
func (s *Store) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for path, r := range s.own {
		if r.timer != nil {
			s.remove(path)
		}
	}
	s.off = true
	if s.lock != nil {
		_ = os.Remove(s.lock.Path()) // a record whose lock is missing is as good as one whose owner is dead
		_ = s.lock.Unlock()
		s.lock = nil
	}
}

// Record is one create under way. Its methods may be called on nil, which is a create without a record.
type Record struct {
	store *Store
	scope *Scope
	key   Key
	left  *Left

	// Guarded by the store.
	entry  *entry // nil: nothing is written yet
	active bool   // its operation is not over
	done   bool   // this operation got the answer, or adopted what another one had made
	timer  *time.Timer
}

// Left returns what an earlier process left of the same create, or nil.
func (r *Record) Left() *Left {
	if r == nil {
		return nil
	}
	return r.left
}

// Path returns the file of the record, "" if there is none.
func (r *Record) Path() string {
	if r == nil {
		return ""
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	if r.entry == nil {
		return ""
	}
	return r.entry.path
}

// Attempt writes that a request is about to be sent. Others are the ids of objects that resemble the one that is wanted and
// were there before.
func (r *Record) Attempt(ctx context.Context, others []string) {
	if r == nil {
		return
	}
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.entry != nil {
		r.append(ctx, line{Attempt: time.Now()})
		return
	}
	if !s.prepare(ctx, r.scope) {
		return
	}
	e, err := create(s.next(), r.key, s.options.Workspace, others)
	if err != nil {
		s.unwritable(ctx, r.scope, err)
		return
	}
	r.entry = e
	s.own[e.path] = r
}

// Answered writes the id that the service answered.
func (r *Record) Answered(ctx context.Context, id string) {
	if r == nil {
		return
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	r.done = true
	if r.entry != nil && r.entry.id != id {
		r.entry.id = id
		r.append(ctx, line{ID: id})
	}
}

func (r *Record) append(ctx context.Context, l line) {
	if err := appendLine(r.entry.path, l); err != nil {
		r.store.unwritable(ctx, r.scope, err)
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
		r.store.remove(r.entry.path)
		r.entry = nil
	}
	r.left = nil
}

// end is called when the operation is over. A record with an answer is removed soon; one without stays for the next create.
func (r *Record) end() {
	s := r.store
	s.mu.Lock()
	defer s.mu.Unlock()
	r.active = false
	if r.entry == nil || !r.done {
		return
	}
	path := r.entry.path
	r.timer = time.AfterFunc(grace, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.remove(path)
	})
}

// line is one line of a record; the first one is a head.
type line struct {
	Attempt time.Time `json:"attempt,omitzero"`
	ID      string    `json:"id,omitempty"`
}

func encode(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	return append(raw, '\n'), err
}
