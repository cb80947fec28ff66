package api_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// book is an object of the tests.
type book struct {
	ID   string   `json:"id"`
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

// shelf is a service in virtual time: a read takes 50 ms, a list as long as a test says.
type shelf struct {
	mu       sync.Mutex
	books    map[string]book
	listTime time.Duration
	listErr  error
	readErr  map[string]error
	tamper   func(book) book // of what the list shows
	paused   bool
	off      []string // reasons
	reads    []string // ids that were read by id
	lists    int
	snapshot *api.Snapshot[book]
}

const readTime = 50 * time.Millisecond

func newShelf(ids ...string) *shelf {
	s := &shelf{books: map[string]book{}, listTime: readTime, readErr: map[string]error{}}
	for _, id := range ids {
		s.books[id] = book{ID: id, Name: "name of " + id, Tags: []string{"a", "b"}}
	}
	s.snapshot = api.NewSnapshot(api.SnapshotConfig[book]{
		ID:     func(t book) string { return t.ID },
		List:   s.list,
		Paused: func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.paused },
		Off:    func(_ context.Context, reason string) { s.off = append(s.off, reason) },
	})
	return s
}

// list answers what there is when the request arrives.
func (s *shelf) list(ctx context.Context) ([]book, error) {
	s.mu.Lock()
	s.lists++
	all, err, takes := slices.Collect(maps.Values(s.books)), s.listErr, s.listTime
	for i := range all {
		all[i].Tags = slices.Clone(all[i].Tags)
		slices.Reverse(all[i].Tags) // a list has no order
		if s.tamper != nil {
			all[i] = s.tamper(all[i])
		}
	}
	s.mu.Unlock()
	if sleep(ctx, takes) != nil {
		return nil, ctx.Err()
	}
	return all, err
}

var errNone = errors.New("no such book")

func (s *shelf) get(ctx context.Context, id string) (book, error) {
	s.mu.Lock()
	s.reads = append(s.reads, id)
	found, ok := s.books[id]
	err := s.readErr[id]
	s.mu.Unlock()
	if sleep(ctx, readTime) != nil {
		return book{}, ctx.Err()
	}
	if err == nil && !ok {
		err = errNone
	}
	found.Tags = slices.Clone(found.Tags)
	return found, err
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (s *shelf) read(t *testing.T, id string) book {
	t.Helper()
	found, err := s.snapshot.Read(t.Context(), id, func(ctx context.Context) (book, error) { return s.get(ctx, id) })
	if err != nil || found.ID != id {
		t.Errorf("reading %s: %+v, %v", id, found, err)
	}
	return found
}

// expect reads an object that a caller knows by a name.
func (s *shelf) expect(t *testing.T, id, name string) book {
	t.Helper()
	found, err := s.snapshot.ReadExpecting(t.Context(), id, func(ctx context.Context) (book, error) { return s.get(ctx, id) },
		func(b book) bool { return b.Name == name })
	if err != nil || found.ID != id {
		t.Errorf("reading %s: %+v, %v", id, found, err)
	}
	return found
}

// rename changes an object behind the provider's back.
func (s *shelf) rename(id, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books[id] = book{ID: id, Name: name}
}

// readAll reads objects with a parallelism of ten, as a CLI does, and returns how long it took.
func (s *shelf) readAll(t *testing.T, ids []string) time.Duration {
	t.Helper()
	begun := time.Now()
	var all sync.WaitGroup
	next := make(chan string)
	for range 10 {
		all.Go(func() {
			for id := range next {
				s.read(t, id)
			}
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	all.Wait()
	return time.Since(begun)
}

func (s *shelf) write(id, name string) {
	s.mu.Lock()
	s.books[id] = book{ID: id, Name: name}
	s.mu.Unlock()
	s.snapshot.Wrote(id)
}

func (s *shelf) wantRequests(t *testing.T, reads, lists int) {
	t.Helper()
	if len(s.reads) != reads || s.lists != lists {
		t.Errorf("%d reads by id %q and %d lists, want %d and %d", len(s.reads), s.reads, s.lists, reads, lists)
	}
}

func ids(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = "t" + strings.Repeat("-", i)
	}
	return all
}

// TestRead_requests: three reads and one list, however many objects there are, and never a list for three.
func TestRead_requests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ tenant, state, reads, lists int }{
		"one object": {1, 1, 1, 0}, "three objects": {3, 3, 3, 0}, "four": {4, 4, 3, 1}, "a thousand": {1000, 1000, 3, 1},
		"tenant ten times the state": {1000, 100, 3, 1}, "tenant a hundred times the state": {1000, 10, 3, 1}, "one of a thousand": {1000, 1, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newShelf(ids(c.tenant)...)
				took := s.readAll(t, ids(c.state))
				s.wantRequests(t, c.reads, c.lists)
				if took > 2*readTime {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}

// TestRead_oneAfterTheOther: without parallelism it is the same.
func TestRead_oneAfterTheOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(20)...)
		for _, id := range ids(20) {
			s.read(t, id)
			time.Sleep(time.Second) // longer than reads wait for a list
		}
		s.wantRequests(t, 3, 1)
	})
}

// TestRead_slowList: a list that takes much longer than reads holds them up for a moment only, and still serves those
// that come later.
func TestRead_slowList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(1000)...)
		s.listTime = 2 * time.Second
		plain := 1000 / 10 * readTime
		took := s.readAll(t, ids(1000))
		if limit := plain * 105 / 100; took > limit {
			t.Errorf("took %s, want at most %s", took, limit)
		}
		if len(s.reads) > 500 || s.lists != 1 {
			t.Errorf("%d reads, %d lists", len(s.reads), s.lists)
		}
	})
}

// TestRead_hangingList: as slow as without batching but for the wait, with one request more.
func TestRead_hangingList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(1000)...)
		s.listTime = time.Minute
		took := s.readAll(t, ids(1000))
		s.wantRequests(t, 1000, 1)
		if limit := 1000 / 10 * readTime * 106 / 100; took > limit {
			t.Errorf("took %s, want at most %s", took, limit)
		}
		synctest.Wait()
		time.Sleep(time.Minute) // it arrives when it is too old
		s.read(t, "t")
		s.wantRequests(t, 1001, 1)
	})
}

// TestRead_pausedService: while the service asks to wait, reads by id would be no quicker than the list.
func TestRead_pausedService(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(100)...)
		s.listTime, s.paused = 20*time.Second, true
		s.readAll(t, ids(100))
		s.wantRequests(t, 3, 1)
	})
}

// TestRead_disagreement: whatever the list shows otherwise, or not at all, turns it off.
func TestRead_disagreement(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tamper func(book) book
		fails  error
		reason string
	}{
		"a list of summaries":   {tamper: func(o book) book { o.Tags = nil; return o }, reason: "differ in tags"},
		"another value":         {tamper: func(o book) book { o.Name = "other"; return o }, reason: "differ in name"},
		"it lacks an object":    {tamper: func(o book) book { o.ID += "x"; return o }, reason: "lacks an object"},
		"the list fails":        {fails: errors.New("the service is down"), reason: "the list failed"},
		"there is no list":      {fails: api.ErrNothingToList, reason: "no list holds the objects that are read"},
		"the same, other order": {tamper: func(o book) book { slices.Sort(o.Tags); return o }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newShelf(ids(50)...)
				s.tamper = c.tamper
				s.listErr = c.fails
				s.readAll(t, ids(50))
				s.readAll(t, ids(50))
				if c.reason == "" {
					s.wantRequests(t, 3, 1)
					return
				}
				s.wantRequests(t, 100, 1)
				if len(s.off) != 1 || !strings.Contains(s.off[0], c.reason) || strings.Contains(s.off[0], "other") || strings.Contains(s.off[0], "down") {
					t.Errorf("told %q, want %q once and no value", s.off, c.reason)
				}
				if all, err := s.snapshot.All(t.Context()); c.fails == nil && (err != nil || len(all) != 50) {
					t.Errorf("the list itself: %d objects, %v", len(all), err)
				}
			})
		})
	}
}

// TestRead_missing: a list proves nothing about what it lacks, and objects that are gone do not stop the others.
func TestRead_missing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(20)...)
		read := func(id string) error {
			_, err := s.snapshot.Read(t.Context(), id, func(ctx context.Context) (book, error) { return s.get(ctx, id) })
			return err
		}
		for _, id := range []string{"x1", "x2", "x3", "x4"} {
			if err := read(id); !errors.Is(err, errNone) {
				t.Errorf("%s: %v", id, err)
			}
		}
		s.wantRequests(t, 4, 0)
		s.readAll(t, ids(20))
		s.wantRequests(t, 4+3, 1)
		if err := read("x5"); !errors.Is(err, errNone) {
			t.Errorf("x5: %v", err)
		}
		s.mu.Lock()
		s.books["late"] = book{ID: "late"}
		s.mu.Unlock()
		s.read(t, "late")
		s.wantRequests(t, 4+3+2, 1)
	})
}

// TestRead_expiry: after thirty seconds there is one more list, and no further read by id; unless the last one served nobody.
func TestRead_expiry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(50)...)
		s.readAll(t, ids(50))
		time.Sleep(30*time.Second - 2*readTime)
		s.readAll(t, ids(50))
		s.wantRequests(t, 3, 1)
		s.books["t-"] = book{ID: "t-", Name: "changed elsewhere"}
		time.Sleep(2 * readTime)
		s.readAll(t, ids(50))
		s.wantRequests(t, 3, 2)
		if got := s.read(t, "t-").Name; got != "changed elsewhere" {
			t.Errorf("the name is %q", got)
		}
		time.Sleep(time.Minute)
		s.listErr = errors.New("the service is down")
		s.readAll(t, ids(50))
		s.wantRequests(t, 53, 3)
	})
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		s.listTime = 29 * time.Second
		s.readAll(t, ids(4))
		time.Sleep(time.Minute)
		s.readAll(t, ids(10))
		s.wantRequests(t, 14, 1)
	})
}

// TestRead_canceled: one who gives up takes nothing from the others.
func TestRead_canceled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		s.listTime = 200 * time.Millisecond
		for _, id := range ids(3) {
			s.read(t, id)
		}
		first, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { // the one who asks for the list
			if _, err := s.snapshot.Read(first, "t---", nil); !errors.Is(err, context.Canceled) {
				t.Errorf("who gave up got %v", err)
			}
		})
		synctest.Wait()
		all.Go(func() { s.read(t, "t----") })
		cancel()
		all.Wait()
		s.wantRequests(t, 3, 1)
	})
	synctest.Test(t, func(t *testing.T) { // a sample
		s := newShelf(ids(10)...)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for _, id := range ids(3) {
			if _, err := s.snapshot.Read(ctx, id, func(ctx context.Context) (book, error) { return s.get(ctx, id) }); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", id, err)
			}
		}
		s.readAll(t, ids(10)[3:])
		s.wantRequests(t, 3+3, 1)
	})
}

// TestRead_nil reads everything by id.
func TestRead_nil(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		s.snapshot = nil
		s.readAll(t, ids(10))
		s.write("t", "new")
		s.snapshot.Outdate()
		s.wantRequests(t, 10, 0)
	})
}
