package api_test

import (
	"context"
	"errors"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// shared returns a snapshot whose list has been seen to agree, and the ids of its objects.
func shared(t testing.TB, objects int) (*api.Snapshot[book], []string) {
	t.Helper()
	all := make([]book, objects)
	names := make([]string, objects)
	for i, id := range ids(objects) {
		all[i], names[i] = book{ID: id, Tags: []string{"a"}}, id
	}
	s := api.NewSnapshot(api.SnapshotConfig[book]{
		ID:   func(t book) string { return t.ID },
		List: func(context.Context) ([]book, error) { return all, nil },
	})
	for i := range 4 {
		if _, err := s.Read(t.Context(), names[i], func(context.Context) (book, error) { return all[i], nil }); err != nil {
			t.Fatal(err)
		}
	}
	return s, names
}

func notByID(context.Context) (book, error) { return book{}, errors.New("read by id") }

// TestRead_allocations: a read that a list answers allocates nothing.
func TestRead_allocations(t *testing.T) { //nolint:paralleltest // AllocsPerRun counts for the whole process
	s, names := shared(t, 1000)
	ctx := t.Context()
	if n := testing.AllocsPerRun(100, func() {
		if _, err := s.Read(ctx, names[500], notByID); err != nil {
			t.Error(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkRead_fromList(b *testing.B) {
	s, names := shared(b, 1000)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			if _, err := s.Read(b.Context(), names[i%len(names)], notByID); err != nil {
				b.Fatal(err)
			}
		}
	})
}
