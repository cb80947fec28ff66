package api_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestReadExpecting: a list that lags behind says nothing about what an object has become, and goes on to answer for others.
func TestReadExpecting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		s.readAll(t, ids(10))
		s.rename("t", "new")
		if got := s.expect(t, "t", "new").Name; got != "new" {
			t.Errorf("the name is %q", got)
		}
		s.wantRequests(t, 4, 1)
		if got := s.expect(t, "t-", "another").Name; got != "name of t-" { // the service is asked, and decides
			t.Errorf("the name is %q", got)
		}
		s.wantRequests(t, 5, 1)
		s.expect(t, "t--", "name of t--")
		s.wantRequests(t, 5, 1)
	})
}

// TestReadExpecting_requests: never more than three requests above the plain way, whatever the list shows and however long
// it goes on.
func TestReadExpecting_requests(t *testing.T) {
	t.Parallel()
	for name, peeks := range map[string]bool{"reads": false, "reads after a look at the list": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newShelf(ids(200)...)
				for _, id := range ids(200) {
					if peeks {
						s.snapshot.Peek(id)
					}
					s.expect(t, id, "another")
					time.Sleep(2 * time.Second) // 400 s: lists expire a dozen times
				}
				if above := len(s.reads) + s.lists - 200; above > 3 {
					t.Errorf("%d requests above the plain way: %d lists", above, s.lists)
				}
			})
		})
	}
}

// TestFindExpecting: of a type that only its list can tell, a list that began after the question decides.
func TestFindExpecting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		find := func(id, name string) string {
			found, exists, err := s.snapshot.FindExpecting(t.Context(), id, func(b book) bool { return b.Name == name })
			if err != nil || !exists {
				t.Errorf("%s: exists %t, %v", id, exists, err)
			}
			return found.Name
		}
		find("t", "name of t")
		time.Sleep(time.Second)
		s.rename("t", "new")
		for id, name := range map[string]string{"t": "new", "t-": "name of t-"} {
			if got := find(id, name); got != name {
				t.Errorf("%s is %q", id, got)
			}
		}
		s.wantRequests(t, 0, 2)
		time.Sleep(time.Second)
		if got := find("t", "another"); got != "new" {
			t.Errorf("what nobody expects is %q", got)
		}
		s.wantRequests(t, 0, 3)
	})
}

func (s *shelf) all(t *testing.T) map[string]bool {
	t.Helper()
	all, err := s.snapshot.All(t.Context())
	if err != nil {
		t.Error(err)
	}
	found := map[string]bool{}
	for _, b := range all {
		found[b.ID] = true
	}
	return found
}

// TestAll_findsWhatWasJustMade: a list that began before the question is no answer to it, whether it has arrived or not; and
// all who ask meanwhile share the next one.
func TestAll_findsWhatWasJustMade(t *testing.T) {
	t.Parallel()
	for name, off := range map[string]bool{"lists answer reads": false, "lists answer no reads": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newShelf(ids(5)...)
				if off {
					s.tamper = func(b book) book { b.Tags = nil; return b }
				}
				s.readAll(t, ids(5))
				before := s.lists
				time.Sleep(time.Second)
				s.rename("made 1", "elsewhere")
				if !s.all(t)["made 1"] {
					t.Error("what was made before the question is missing: a list that had arrived answered")
				}
				s.listTime = 2 * time.Second
				var asking sync.WaitGroup
				asking.Go(func() { s.all(t) })
				time.Sleep(time.Second)
				s.rename("made 2", "elsewhere")
				for range 20 {
					asking.Go(func() {
						if !s.all(t)["made 2"] {
							t.Error("what was made before the question is missing: a list that was under way answered")
						}
					})
					time.Sleep(10 * time.Millisecond)
				}
				asking.Wait()
				if got := s.lists - before; got != 3 {
					t.Errorf("%d lists, want 3: two after the other, and one for twenty questions", got)
				}
			})
		})
	}
}

// TestAll_afterAListThatFailed: who waits for another's older list is not told what became of it.
func TestAll_afterAListThatFailed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(5)...)
		down := errors.New("the service is down")
		s.listErr, s.listTime = down, time.Second
		var asking sync.WaitGroup
		asking.Go(func() {
			if _, err := s.snapshot.All(t.Context()); !errors.Is(err, down) {
				t.Errorf("the first got %v", err)
			}
		})
		time.Sleep(readTime)
		s.mu.Lock()
		s.listErr = nil
		s.mu.Unlock()
		asking.Go(func() {
			if len(s.all(t)) != 5 {
				t.Error("the second got another list")
			}
		})
		ctx, cancel := context.WithTimeout(t.Context(), readTime)
		defer cancel()
		if _, err := s.snapshot.All(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who gave up got %v", err)
		}
		asking.Wait()
		s.wantRequests(t, 0, 2)
	})
}

// TestSnapshot_olderListComesLate: it does not replace a newer one that was quicker.
func TestSnapshot_olderListComesLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(5)...)
		s.listTime = 10 * time.Second
		var asking sync.WaitGroup
		asking.Go(func() { s.all(t) })
		time.Sleep(time.Second)
		s.rename("made", "elsewhere")
		s.mu.Lock()
		s.listTime = readTime
		s.mu.Unlock()
		s.snapshot.Outdate() // so that Find begins a list of its own
		find := func() {
			if _, exists, err := s.snapshot.Find(t.Context(), "made"); err != nil || !exists {
				t.Errorf("exists: %t, %v", exists, err)
			}
		}
		find()
		asking.Wait() // the first list is there now
		find()
		s.wantRequests(t, 0, 2)
	})
}

// incomparable is an object that Difference cannot compare.
type incomparable struct {
	ID   string
	Call func() `json:"s3cr3t"`
}

// TestRead_panicInTheComparison: nobody above the goroutine of a list could catch it. What can be read by id is read by id.
func TestRead_panicInTheComparison(t *testing.T) {
	t.Parallel()
	for name, broken := range map[string]string{"comparing": "comparing the list with reads by id ended in a panic", "indexing": "the list failed"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				object := func(id string) incomparable { return incomparable{ID: id, Call: func() {}} }
				var off []string
				s := api.NewSnapshot(api.SnapshotConfig[incomparable]{
					ID: func(o incomparable) string {
						if name == "indexing" {
							panic("s3cr3t")
						}
						return o.ID
					},
					List: func(context.Context) ([]incomparable, error) {
						time.Sleep(readTime)
						return []incomparable{object("a"), object("b"), object("c"), object("d")}, nil
					},
					Off: func(_ context.Context, reason string) { off = append(off, reason) },
				})
				for range 2 {
					for _, id := range []string{"a", "b", "c", "d"} {
						got, err := s.Read(t.Context(), id, func(context.Context) (incomparable, error) { return object(id), nil })
						if err != nil || got.ID != id {
							t.Errorf("%s: %v", id, err)
						}
					}
				}
				if len(off) != 1 || !strings.Contains(off[0], broken) || strings.Contains(off[0], "s3cr3t") {
					t.Errorf("told %q, want %q", off, broken)
				}
				_, err := s.All(t.Context())
				if caught, ok := errors.AsType[*api.PanicError](err); ok != (name == "indexing") || ok && strings.Contains(caught.Error(), "s3cr3t") {
					t.Errorf("the list itself: %v", err)
				}
			})
		})
	}
}
