package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// ware is an object of the shop of these tests.
type ware struct {
	ID      string   `json:"id"`
	Name    string   `json:"name,omitempty"`
	Size    int64    `json:"size,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Note    string   `json:"note,omitempty"`
	Created int64    `json:"created,omitempty"` // epoch milliseconds
	gone    bool
}

// shop is a service that keeps things. What a create does is decided by the test, for each request in turn; the last one
// holds for all that follow.
type shop struct {
	*api.Creator
	client *api.Client
	ahead  time.Duration // of the clock of the service

	mu      sync.Mutex
	things  []ware
	creates []func(s *shop) int // the status that is answered; 0 resets the connection
	sent    int
	list    int // status of the list; 0: 200
}

func newShop(t *testing.T, creates ...func(*shop) int) *shop {
	t.Helper()
	s := &shop{creates: creates}
	s.client = serve(t, func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		w.Header().Set("Date", time.Now().Add(s.ahead).UTC().Format(http.TimeFormat))
		if r.Method == http.MethodGet {
			w.WriteHeader(max(s.list, 200))
			return
		}
		step := s.creates[min(s.sent, len(s.creates)-1)]
		s.sent++
		status := step(s)
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(status)
		if status == http.StatusCreated {
			fmt.Fprintf(w, `{"id": %q}`, s.things[len(s.things)-1].ID)
		}
	}, func(c *api.Config) { c.MaxRetries = 2 })
	s.Creator = s.client.NewCreator("tenant")
	return s
}

// put adds a ware that was made at a distance from now.
func (s *shop) put(o ware, age time.Duration) {
	if o.ID == "" {
		o.ID = fmt.Sprintf("t%d", len(s.things))
	}
	if o.Created == 0 {
		o.Created = time.Now().Add(s.ahead - age).UnixMilli()
	}
	s.things = append(s.things, o)
}

func commit(s *shop) int {
	s.put(wanted(), 0)
	return http.StatusCreated
}

func lose(s *shop) int {
	s.put(wanted(), 0)
	return http.StatusBadGateway
}

func fail(*shop) int { return http.StatusInternalServerError }

func drop(*shop) int { return 0 }

// wanted is what every test creates.
func wanted() ware { return ware{Name: "n", Size: 5, Tags: []string{"b", "a"}} }

func (s *shop) create(ctx context.Context, change ...func(*api.Creation[ware])) (ware, error) {
	n := api.Creation[ware]{
		Operation: "createThing", Name: "n", Wanted: ware{Name: "n", Size: 5, Tags: []string{"a", "b"}}, NeverAnswered: []string{"id"},
		Send: func(ctx context.Context) (ware, error) {
			var made ware
			err := s.client.Do(ctx, api.Request{Operation: "createThing", Method: http.MethodPost, Route: "/things", Body: struct{}{}}, &made)
			return made, err
		},
		List: func(ctx context.Context) ([]ware, error) {
			if err := s.client.Do(ctx, api.Request{Operation: "listThings", Method: http.MethodGet, Route: "/things", Idempotent: true}, nil); err != nil {
				return nil, err
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			var short []ware
			for _, o := range s.things {
				short = append(short, ware{ID: o.ID, Name: o.Name, Created: o.Created}) // a list that holds less
			}
			return short, nil
		},
		Read: func(_ context.Context, id string) (ware, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, o := range s.things {
				if o.ID == id && !o.gone {
					return o, nil
				}
			}
			return ware{}, &api.Error{Operation: "readThing", Status: http.StatusNotFound, Sent: true}
		},
		Describe: func(o ware) api.Described {
			d := api.Described{ID: o.ID, Name: o.Name}
			if o.Created > 0 {
				d.Created = time.UnixMilli(o.Created)
			}
			return d
		},
	}
	for _, f := range change {
		f(&n)
	}
	return api.Create(ctx, s.Creator, n)
}

// TestCreate_lostAnswer: one object, whatever becomes of the answer.
func TestCreate_lostAnswer(t *testing.T) {
	t.Parallel()
	for name, creates := range map[string][]func(*shop) int{
		"answered":                    {commit},
		"made, and the answer lost":   {lose, fail},
		"not made":                    {fail, commit},
		"not made, and then lost":     {drop, lose, fail},
		"twice not made":              {fail, drop, commit},
		"made, and the name is taken": {func(s *shop) int { return http.StatusGatewayTimeout }, func(s *shop) int { s.put(wanted(), 0); return http.StatusConflict }},
	} {
		for _, ahead := range []time.Duration{0, 3 * time.Hour, -3 * time.Hour} {
			t.Run(fmt.Sprint(name, ahead), func(t *testing.T) {
				t.Parallel()
				s := newShop(t, creates...)
				s.ahead = ahead
				s.put(wanted(), time.Hour)
				s.put(ware{Name: "other", Size: 5}, 0)
				made, err := s.create(t.Context())
				if err != nil || made.ID != "t2" || len(s.things) != 3 {
					t.Errorf("made %v, %v; the service has %v", made, err, s.things)
				}
			})
		}
	}
}

// TestCreate_unclear: where nobody can tell, the error says why, and nothing is sent again.
func TestCreate_unclear(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		create func(*shop) int
		change func(*shop, *api.Creation[ware])
		reason api.Reason
		ids    []string
		sent   int
	}{
		"several": {create: func(s *shop) int { s.put(wanted(), 0); return lose(s) }, reason: api.ReasonSeveral, ids: []string{"t0", "t1"}},
		"no time": {create: func(s *shop) int {
			o := wanted()
			o.ID = "t0"
			s.things = append(s.things, o)
			return 0
		}, reason: api.ReasonUntimed, ids: []string{"t0"}},
		"nothing":             {create: fail, reason: api.ReasonNothing, sent: 3},
		"the list":            {create: func(s *shop) int { s.list = http.StatusForbidden; return lose(s) }, reason: api.ReasonLookup},
		"once":                {create: fail, change: func(_ *shop, n *api.Creation[ware]) { n.Once = true }, reason: api.ReasonOnce},
		"made, and not shown": {create: func(*shop) int { return http.StatusNoContent }, reason: api.ReasonHidden},
		"made, and its secret is lost": {create: func(s *shop) int { s.put(wanted(), 0); return http.StatusNoContent }, reason: api.ReasonHidden, change: func(_ *shop, n *api.Creation[ware]) {
			n.SecretAnswered = true
		}},
		"no lookup": {create: lose, change: func(_ *shop, n *api.Creation[ware]) { n.List, n.Read = nil, nil }, reason: api.ReasonNoLookup},
		"nothing known before": {create: fail, change: func(_ *shop, n *api.Creation[ware]) {
			n.Before = func(context.Context) ([]string, error) { return nil, errors.New("no list") }
		}, reason: api.ReasonLookup},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, c.create)
			_, err := s.create(t.Context(), func(n *api.Creation[ware]) {
				if c.change != nil {
					c.change(s, n)
				}
			})
			unclear, ok := errors.AsType[*api.UnclearError](err)
			if !ok || unclear.Reason != c.reason || !slices.Equal(unclear.IDs, c.ids) || unclear.Recorded || s.sent != max(c.sent, 1) {
				t.Errorf("%+v, sent %d times", err, s.sent)
			}
			if !api.Ambiguous(err) {
				t.Error("the failure of the create itself is lost")
			}
		})
	}
}

// A create that was answered by a success without a body has made its object, which lists may show only later. It is never
// sent again.
func TestCreate_answeredWithoutBody(t *testing.T) {
	t.Parallel()
	for _, lag := range []int{0, 1, 3} {
		s := newShop(t, func(*shop) int { return http.StatusNoContent })
		looks := 0
		made, err := s.create(t.Context(), func(n *api.Creation[ware]) {
			list := n.List
			n.List = func(ctx context.Context) ([]ware, error) {
				if looks++; looks == lag+1 {
					s.mu.Lock()
					s.put(wanted(), 0)
					s.mu.Unlock()
				}
				return list(ctx)
			}
		})
		if err != nil || made.ID != "t0" || s.sent != 1 {
			t.Errorf("lag %d: made %v, %v, sent %d times", lag, made, err, s.sent)
		}
	}
}

// TestCreate_atLeastOnce: a create that nobody can look for is repeated where that is asked for, until the service says what
// came of it, and that there may be more than one is told.
func TestCreate_atLeastOnce(t *testing.T) {
	t.Parallel()
	refuse := func(*shop) int { return http.StatusBadRequest }
	unreadable := func(*shop) int { return http.StatusAccepted } // no body
	repeated := []api.Finding{{Kind: api.FoundRepeated, Operation: "createThing", ID: "t1"}}
	for name, c := range map[string]struct {
		creates []func(*shop) int
		made    string
		sent    int
		want    []api.Finding
		reason  api.Reason // of the error, if nothing is made
	}{
		"answered":            {creates: []func(*shop) int{commit}, made: "t0", sent: 1},
		"lost":                {creates: []func(*shop) int{lose, commit}, made: "t1", sent: 2, want: repeated},
		"lost and never made": {creates: []func(*shop) int{fail, drop, func(s *shop) int { s.put(ware{ID: "t1"}, 0); return http.StatusCreated }}, made: "t1", sent: 3, want: repeated},
		"lost each time":      {creates: []func(*shop) int{lose}, sent: 3, reason: api.ReasonRepeated},
		"lost, then refused":  {creates: []func(*shop) int{lose, refuse}, sent: 2, reason: api.ReasonRepeated},
		"carried out":         {creates: []func(*shop) int{unreadable}, sent: 1, reason: api.ReasonNoLookup},
		"lost, then done":     {creates: []func(*shop) int{lose, unreadable}, sent: 2, reason: api.ReasonNoLookup},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, c.creates...)
			ctx, findings := api.WatchFindings(t.Context())
			made, err := s.create(ctx, func(n *api.Creation[ware]) { n.List, n.Read, n.AtLeastOnce = nil, nil, true })
			unclear, failed := errors.AsType[*api.UnclearError](err)
			if made.ID != c.made || failed != (c.made == "") || failed && unclear.Reason != c.reason || s.sent != c.sent {
				t.Errorf("made %v, %v, sent %d times", made, err, s.sent)
			}
			if got := findings(); !reflect.DeepEqual(got, c.want) {
				t.Errorf("found %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestCreate_atLeastOnceRefused: what was never in doubt is no matter of repetition.
func TestCreate_atLeastOnceRefused(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(*shop) int { return http.StatusBadRequest })
	_, err := s.create(t.Context(), func(n *api.Creation[ware]) { n.List, n.Read, n.AtLeastOnce = nil, nil, true })
	if _, unclear := errors.AsType[*api.UnclearError](err); unclear || api.StatusOf(err) != http.StatusBadRequest || s.sent != 1 {
		t.Errorf("%v, sent %d times", err, s.sent)
	}
}

// TestCreate_cancelled: no wait outlives the context.
func TestCreate_cancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := newShop(t, func(s *shop) int { cancel(); return lose(s) })
	_, err := s.create(ctx)
	if unclear, ok := errors.AsType[*api.UnclearError](err); !ok || unclear.Reason != api.ReasonCancelled || s.sent != 1 {
		t.Errorf("%v, sent %d times", err, s.sent)
	}
}

// TestCreate_findings: what a create finds while it looks for its object is told once, and changes nothing else. Only an
// object that has every field and was made while the request was under way is taken.
func TestCreate_findings(t *testing.T) {
	t.Parallel()
	found := func(kind api.FindingKind, id string, others ...string) []api.Finding {
		return []api.Finding{{Kind: kind, Operation: "createThing", ID: id, Others: others}}
	}
	secret := func(n *api.Creation[ware]) { n.SecretAnswered = true }
	for name, c := range map[string]struct {
		before  ware          // made at an age; without a name there is none
		age     time.Duration // of before
		creates []func(*shop) int
		change  func(*api.Creation[ware])
		made    string
		want    []api.Finding
	}{
		"lost": {creates: []func(*shop) int{lose, fail}, made: "t0", want: found(api.FoundLost, "t0")},
		"lost, with other white space": {creates: []func(*shop) int{func(s *shop) int {
			o := wanted()
			o.Note = "a\nb"
			s.put(o, 0)
			return 0
		}}, change: func(n *api.Creation[ware]) {
			o := wanted()
			o.Note = " a\r\nb\n"
			n.Wanted = o
		}, made: "t0", want: found(api.FoundLost, "t0")},
		"another run's, a second before": {before: wanted(), age: time.Second, creates: []func(*shop) int{fail, commit}, made: "t1", want: found(api.FoundAlike, "", "t0")},
		"another run's, long before":     {before: wanted(), age: time.Minute, creates: []func(*shop) int{fail, commit}, made: "t1"},
		"other fields": {creates: []func(*shop) int{func(s *shop) int {
			s.put(ware{Name: "n", Size: 6}, 0)
			return 0
		}, fail, commit}, made: "t1", want: found(api.FoundOther, "", "t0")},
		"other fields, and a name that is taken": {creates: []func(*shop) int{func(s *shop) int {
			s.put(ware{Name: "n", Size: 6}, 0)
			return 0
		}, func(*shop) int { return http.StatusConflict }}, want: found(api.FoundOther, "", "t0")},
		"a secret was answered": {creates: []func(*shop) int{lose, commit}, change: secret, made: "t1", want: found(api.FoundSecretless, "", "t0")},
		"a secret was answered to somebody else": {before: wanted(), age: time.Second, creates: []func(*shop) int{fail, commit}, change: secret, made: "t1",
			want: found(api.FoundSecretless, "", "t0")},
	} {
		for _, ahead := range []time.Duration{0, 3 * time.Hour} {
			t.Run(fmt.Sprint(name, ahead), func(t *testing.T) {
				t.Parallel()
				s := newShop(t, c.creates...)
				s.ahead = ahead
				if c.before.Name != "" {
					s.put(c.before, c.age)
				}
				ctx, findings := api.WatchFindings(t.Context())
				made, err := s.create(ctx, func(n *api.Creation[ware]) {
					if c.change != nil {
						c.change(n)
					}
				})
				exists, taken := errors.AsType[*api.ExistsError](err)
				if made.ID != c.made || (err == nil) != (c.made != "") || taken && exists.ID != "t0" {
					t.Errorf("made %v, %v", made, err)
				}
				if got := findings(); !reflect.DeepEqual(got, c.want) {
					t.Errorf("found %+v, want %+v", got, c.want)
				}
			})
		}
	}
}

// TestCreate_windowOfEachRequest: what is made between two requests of one create is none of theirs.
func TestCreate_windowOfEachRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var created int64
		c, _ := offline(t, func(n int, r *http.Request) (*http.Response, error) {
			date := time.Now().UTC().Format(http.TimeFormat)
			switch {
			case r.Method == http.MethodGet:
				return respond(r, 200, `{}`, "Date", date)
			case n < 3:
				return respond(r, 502, "", "Date", date)
			}
			return respond(r, 201, `{"id": "mine"}`, "Date", date)
		}, func(c *api.Config) { c.RetryWait = 20 * time.Second })
		s := &shop{client: c, Creator: c.NewCreator("tenant")}
		time.AfterFunc(5*time.Second, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.put(wanted(), 0)
			created = s.things[0].Created
		})
		ctx, findings := api.WatchFindings(t.Context())
		made, err := s.create(ctx)
		if err != nil || made.ID != "mine" || created == 0 {
			t.Errorf("made %v, %v", made, err)
		}
		if got := findings(); len(got) != 1 || got[0].Kind != api.FoundAlike {
			t.Errorf("found %v", got)
		}
	})
}

// TestCreate_interrupted: a request that was sent is waited for some seconds more, so that its object becomes known; what
// waits for its turn, or for the next attempt, ends at once.
func TestCreate_interrupted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		takes time.Duration // after the interruption
		made  bool
		limit time.Duration // what the create may take at most after the interruption
	}{
		"answered in time": {3 * time.Second, true, 3 * time.Second},
		"hangs":            {time.Minute, false, 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c2, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
					wrote(r)
					select {
					case <-r.Context().Done():
						return nil, r.Context().Err()
					case <-time.After(time.Second + c.takes):
						return respond(r, 201, `{"id": "mine"}`)
					}
				})
				s := &shop{client: c2, Creator: c2.NewCreator("tenant")}
				ctx, cancel := context.WithCancel(t.Context())
				var interrupted time.Time
				time.AfterFunc(time.Second, func() { interrupted = time.Now(); cancel() })
				made, err := s.create(ctx)
				if took := time.Since(interrupted); (err == nil) != c.made || c.made && made.ID != "mine" || took > c.limit {
					t.Errorf("made %v after %s, %v", made, took, err)
				}
				if unclear, ok := errors.AsType[*api.UnclearError](err); !c.made && (!ok || unclear.Reason != api.ReasonCancelled) {
					t.Errorf("%v, want to hear that there was no time to look", err)
				}
				if _, err := s.create(ctx); err == nil || network.count() != 1 {
					t.Errorf("after the interruption %d requests were sent: %v", network.count(), err)
				}
			})
		})
	}
}

// TestCreate_timeIsOver: the end of the time of an operation ends its requests at once.
func TestCreate_timeIsOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
			wrote(r)
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		s := &shop{client: c, Creator: c.NewCreator("tenant")}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if _, err := s.create(ctx); err == nil || time.Since(began) > time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

// TestCreate_taken: a refusal names the one object that has the name.
func TestCreate_taken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		things int
		exists bool
	}{"one": {1, true}, "none": {0, false}, "several": {2, false}} {
		s := newShop(t, func(*shop) int { return http.StatusConflict })
		for range c.things {
			s.put(ware{Name: "n"}, time.Hour)
		}
		_, err := s.create(t.Context())
		exists, ok := errors.AsType[*api.ExistsError](err)
		if ok != c.exists || ok && exists.ID != "t0" || !api.IsConflict(err) || s.sent != 1 {
			t.Errorf("%s: %v, exists: %v", name, err, exists)
		}
	}
}

// TestCreate_equal: two creates of the same object at the same time are two objects, even if both answers are lost.
func TestCreate_equal(t *testing.T) {
	t.Parallel()
	s := newShop(t, lose, lose, fail)
	var wg sync.WaitGroup
	ids := make([]string, 2)
	for i := range ids {
		wg.Go(func() {
			made, err := s.create(t.Context())
			if err != nil {
				t.Error(err)
			}
			ids[i] = made.ID
		})
	}
	wg.Wait()
	slices.Sort(ids)
	if !slices.Equal(ids, []string{"t0", "t1"}) || len(s.things) != 2 {
		t.Errorf("adopted %v of %v", ids, s.things)
	}
}

// TestCreate_inState: an object that is in state is nobody else's, however much it resembles.
func TestCreate_inState(t *testing.T) {
	t.Parallel()
	s := newShop(t, fail, commit)
	s.put(wanted(), 0)
	s.InState(t.Context(), "t0")
	if made, err := s.create(t.Context()); err != nil || made.ID != "t1" {
		t.Errorf("made %v, %v", made, err)
	}
}

// TestCreate_late: a request that is carried out only after the lookup has found nothing makes a twin, which is told. What
// existed before, and what another create has made, is none.
func TestCreate_late(t *testing.T) {
	t.Parallel()
	late := func(s *shop) int { s.put(wanted(), 0); return commit(s) }
	for name, c := range map[string]struct {
		second func(*shop) int
		want   []api.Finding
	}{
		"late":     {late, []api.Finding{{Kind: api.FoundTwin, Operation: "createThing", ID: "t3", Others: []string{"t2"}}}},
		"not late": {commit, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, commit, fail, c.second)
			s.put(wanted(), time.Hour)
			ctx, findings := api.WatchFindings(t.Context())
			for range 2 {
				if _, err := s.create(ctx); err != nil {
					t.Fatal(err)
				}
			}
			if got := findings(); !reflect.DeepEqual(got, c.want) {
				t.Errorf("found %v, want %v", got, c.want)
			}
		})
	}
}
