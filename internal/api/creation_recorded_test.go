package api_test

import (
	"context"
	"net/http"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// recordedShop is a shop whose creates are recorded in a folder.
func recordedShop(t *testing.T, dir string, creates ...func(*shop) int) (s *shop, end func()) {
	t.Helper()
	process := &intent.Process{}
	s = newShop(t, creates...)
	c := clientFor(t, s.client.Endpoint().String(), func(c *api.Config) {
		c.MaxRetries, c.RequestTimeout, c.Intents = 0, 2*time.Second, process.Open(intent.Options{Dir: dir})
	})
	s.client, s.Creator = c, c.NewCreator("tenant")
	return s, process.Close
}

// TestCreate_recorded: what the record of an earlier run leads to is taken only if it is what that run has sent, and nobody
// else's.
func TestCreate_recorded(t *testing.T) {
	t.Parallel()
	answered := func(s *shop) int { s.put(wanted(), 0); return http.StatusCreated }
	for name, c := range map[string]struct {
		first func(*shop) int // of the earlier run
		then  func(*shop)     // before the next run
		made  string
		want  []api.FindingKind
	}{
		"answered":                  {answered, func(*shop) {}, "t0", []api.FindingKind{api.FoundRecorded}},
		"answered, and changed":     {answered, func(s *shop) { s.things[0].Size = 6 }, "t1", []api.FindingKind{api.FoundChanged}},
		"answered, and made before": {answered, func(s *shop) { s.things[0].Created -= time.Hour.Milliseconds() }, "t1", []api.FindingKind{api.FoundChanged}},
		"answered, and gone":        {answered, func(s *shop) { s.things[0].gone = true }, "t1", nil},
		"answered, and known":       {answered, func(s *shop) { s.InState(t.Context(), "t0") }, "t1", nil},
		"lost":                      {func(s *shop) int { s.list = http.StatusForbidden; return lose(s) }, func(*shop) {}, "t0", []api.FindingKind{api.FoundRecorded}},
		"lost, and made after its window": {func(s *shop) int { s.list = http.StatusForbidden; return lose(s) }, func(s *shop) {
			s.things[0].Created += time.Minute.Milliseconds()
		}, "t1", nil},
		"lost, and other fields": {func(s *shop) int { s.list = http.StatusForbidden; return lose(s) }, func(s *shop) {
			s.things[0].Size = 6
		}, "t1", []api.FindingKind{api.FoundOther}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "intents")
			killed, end := recordedShop(t, dir, c.first)
			ctx, _ := intent.Watch(t.Context())
			_, _ = killed.create(ctx)
			end()
			// The next process asks the same service, whose address the records know.
			process := &intent.Process{}
			client := clientFor(t, killed.client.Endpoint().String(), func(c *api.Config) {
				c.RequestTimeout, c.Intents = 2*time.Second, process.Open(intent.Options{Dir: dir})
			})
			killed.client, killed.Creator = client, client.NewCreator("tenant")
			killed.creates, killed.list = []func(*shop) int{commit}, 0
			c.then(killed)
			ctx, findings := api.WatchFindings(ctx)
			made, err := killed.create(ctx)
			if err != nil || made.ID != c.made {
				t.Errorf("made %v, %v; the service has %v", made, err, killed.things)
			}
			var got []api.FindingKind
			for _, f := range findings() {
				got = append(got, f.Kind)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("found %v, want %v", got, c.want)
			}
		})
	}
}

// TestCreate_recordedAtLeastOnce: what a killed run has sent, and nobody can look for, is sent again at once where that is
// asked for, and the record does not outlive that.
func TestCreate_recordedAtLeastOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "intents")
	repeat := func(n *api.Creation[ware]) { n.List, n.Read, n.AtLeastOnce = nil, nil, true }
	process := &intent.Process{}
	ctx, cancel := context.WithCancel(t.Context())
	killed, end := recordedShop(t, dir, func(s *shop) int { cancel(); return lose(s) })
	watched, _ := intent.Watch(ctx)
	_, _ = killed.create(watched) // looks for its object, so that the record stays when there is no time for that
	end()
	client := clientFor(t, killed.client.Endpoint().String(), func(c *api.Config) { c.Intents = process.Open(intent.Options{Dir: dir}) })
	killed.client, killed.Creator, killed.creates = client, client.NewCreator("tenant"), []func(*shop) int{commit}
	for _, want := range [][]api.Finding{{{Kind: api.FoundRepeated, Operation: "createThing", ID: "t1"}}, nil} {
		ctx, _ := intent.Watch(t.Context())
		ctx, findings := api.WatchFindings(ctx)
		if made, err := killed.create(ctx, repeat); err != nil || !reflect.DeepEqual(findings(), want) {
			t.Errorf("made %v, %v; found %+v, want %+v", made, err, findings(), want)
		}
		killed.Creator.InState(ctx, "t1")
	}
}
