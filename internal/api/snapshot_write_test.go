package api_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestWrite_isNeverUndone: a list that began before a write ended answers neither that object nor a list of all.
func TestWrite_isNeverUndone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		s.readAll(t, ids(10))
		s.write("t", "written")
		if got := s.read(t, "t").Name; got != "written" {
			t.Errorf("after the write: %q", got)
		}
		s.wantRequests(t, 4, 1)
		s.readAll(t, ids(10)[1:]) // others are still good
		s.wantRequests(t, 4, 1)
		all, err := s.snapshot.All(t.Context())
		if err != nil || len(all) != 10 || s.lists != 2 {
			t.Errorf("%d objects, %v, %d lists", len(all), err, s.lists)
		}
		if got := s.read(t, "t").Name; got != "written" {
			t.Errorf("after the new list: %q", got)
		}
		s.wantRequests(t, 4, 2)
	})
}

// TestWrite_duringAList: the list saw the object as it was and arrives after the write.
func TestWrite_duringAList(t *testing.T) {
	t.Parallel()
	for _, outdate := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := newShelf(ids(10)...)
			s.readAll(t, ids(10))
			time.Sleep(30 * time.Second)
			s.listTime = 150 * time.Millisecond
			var all sync.WaitGroup
			all.Go(func() { s.read(t, "t-") }) // asks for a new list
			synctest.Wait()
			time.Sleep(readTime)
			s.mu.Lock()
			s.books["t"] = book{ID: "t", Name: "written"}
			s.mu.Unlock()
			if outdate {
				s.snapshot.Outdate()
			} else {
				s.snapshot.Wrote("t")
			}
			all.Wait()
			s.reads = nil
			if got := s.read(t, "t").Name; got != "written" {
				t.Errorf("the name is %q", got)
			}
			s.read(t, "t--")
			if want := map[bool]int{false: 1, true: 2}[outdate]; len(s.reads) != want {
				t.Errorf("outdated: %t, read by id: %v", outdate, s.reads)
			}
		})
	}
}

// TestWrite_duringSamples: what was read before a write is not compared with what is listed after it.
func TestWrite_duringSamples(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		for _, id := range ids(3) {
			s.read(t, id)
		}
		s.write("t", "written")
		s.readAll(t, ids(10)[3:])
		if len(s.off) != 0 {
			t.Errorf("turned off: %q", s.off)
		}
		s.wantRequests(t, 3+3, 1)
	})
}

// TestAll_shares: one list for all who ask in one moment, each with a slice of their own.
func TestAll_shares(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(10)...)
		var asking sync.WaitGroup
		for range 10 {
			asking.Go(func() {
				all, err := s.snapshot.All(t.Context())
				if err != nil || len(all) != 10 {
					t.Errorf("%d objects, %v", len(all), err)
				}
				clear(all)
			})
		}
		asking.Wait()
		s.readAll(t, ids(10)) // and for reads by id
		s.wantRequests(t, 3, 1)
		time.Sleep(30 * time.Second)
		if all, err := s.snapshot.All(t.Context()); err != nil || len(all) != 10 || all[0].ID == "" || s.lists != 2 {
			t.Errorf("later: %d objects, %v, %d lists", len(all), err, s.lists)
		}
	})
}

// TestAll_fails: everybody who waited is told, and the next one asks again.
func TestAll_fails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(5)...)
		down := errors.New("the service is down")
		s.listErr = down
		if _, err := s.snapshot.All(t.Context()); !errors.Is(err, down) {
			t.Errorf("the error is %v", err)
		}
		s.listErr = nil
		s.readAll(t, ids(5))
		if _, err := s.snapshot.All(t.Context()); err != nil {
			t.Error(err)
		}
		s.wantRequests(t, 3, 3) // the list for reads began before the second question
		ctx, cancel := context.WithTimeout(t.Context(), readTime/2)
		defer cancel()
		s.snapshot.Outdate()
		if _, err := s.snapshot.All(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who gave up got %v", err)
		}
		time.Sleep(readTime) // the list goes on
	})
}

// TestFind reads a type that has a list only.
func TestFind(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(ids(100)...)
		find := func(id string) (string, bool) {
			found, exists, err := s.snapshot.Find(t.Context(), id)
			if err != nil {
				t.Error(err)
			}
			return found.Name, exists
		}
		var all sync.WaitGroup
		for _, id := range ids(100) {
			all.Go(func() {
				if _, exists := find(id); !exists {
					t.Errorf("%s is missing", id)
				}
			})
		}
		all.Wait()
		s.wantRequests(t, 0, 1)
		s.write("t", "written")
		if name, _ := find("t"); name != "written" {
			t.Errorf("after a write: %q", name)
		}
		s.wantRequests(t, 0, 2)
		s.mu.Lock()
		s.books["new"] = book{ID: "new", Name: "created elsewhere"}
		s.mu.Unlock()
		if name, exists := find("new"); !exists || name == "" {
			t.Error("an object that the list lacked is missing")
		}
		if _, exists := find("none"); exists {
			t.Error("an object exists that does not")
		}
		s.wantRequests(t, 0, 4)
		time.Sleep(30 * time.Second)
		find("t-")
		s.wantRequests(t, 0, 5)
	})
}

// TestSnapshot_race is for the race detector: all methods at once, in real time.
func TestSnapshot_race(t *testing.T) {
	t.Parallel()
	object := func(i int) book { return book{ID: strconv.Itoa(i), Tags: []string{"a"}} }
	s := api.NewSnapshot(api.SnapshotConfig[book]{
		ID: func(t book) string { return t.ID },
		List: func(context.Context) ([]book, error) {
			all := make([]book, 50)
			for i := range all {
				all[i] = object(i)
			}
			return all, nil
		},
	})
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 200 {
				id := strconv.Itoa(i % 50)
				got, err := s.Read(t.Context(), id, func(context.Context) (book, error) { return object(i % 50), nil })
				if err != nil || got.ID != id || len(got.Tags) != 1 {
					t.Errorf("read %+v, %v", got, err)
				}
				if i%40 == worker {
					s.Wrote(id)
					_, _ = s.All(t.Context())
				}
				if i == 100 && worker == 3 {
					s.Outdate()
				}
				if _, exists, err := s.Find(t.Context(), id); err != nil || !exists {
					t.Errorf("%s exists: %t, %v", id, exists, err)
				}
			}
		})
	}
	all.Wait()
}
