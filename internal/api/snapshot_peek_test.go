package api_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// TestPeek: it answers what Read would answer from the list, and nothing else, and asks the service nothing.
func TestPeek(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		all := ids(5)
		s := newShelf(all...)
		absent := func(when, id string) {
			t.Helper()
			if found, ok := s.snapshot.Peek(id); ok {
				t.Errorf("%s: %+v", when, found)
			}
		}
		for _, id := range all[:3] {
			absent("before the list", id)
			s.read(t, id)
		}
		absent("before the list", all[3])
		s.read(t, all[3])
		for _, id := range all {
			if found, ok := s.snapshot.Peek(id); !ok || found.ID != id {
				t.Errorf("%s: %+v, %t", id, found, ok)
			}
		}
		absent("not in the list", "other")
		s.write(all[0], "written")
		absent("written since", all[0])
		s.wantRequests(t, 3, 1)
		time.Sleep(31 * time.Second) // virtual
		absent("too old", all[1])
		s.snapshot.Outdate()
		absent("outdated", all[1])
		s.wantRequests(t, 3, 1)
	})
	if _, ok := (*api.Snapshot[book])(nil).Peek("a"); ok {
		t.Error("no snapshot has an object")
	}
}

// TestPeek_untrusted: a list that disagrees with reads by id answers nobody.
func TestPeek_untrusted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		all := ids(5)
		s := newShelf(all...)
		s.tamper = func(b book) book { b.Name = "another"; return b }
		for _, id := range all {
			s.read(t, id)
		}
		if found, ok := s.snapshot.Peek(all[4]); ok {
			t.Errorf("%+v", found)
		}
	})
}
