package edge

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// rule is an access rule in a service without a lock, in virtual time. Each request takes a while to get there, and its
// answer takes one to come back.
type rule struct {
	mu       sync.Mutex
	random   *rand.Rand
	versions []version
	trip     time.Duration // the longest way in one direction
	slow     time.Duration // the longest way back of one answer to a read in ten
	lag      time.Duration // reads show the version that was the newest so long ago
}

type version struct {
	Access
	at time.Time
}

func (r *rule) up(limit time.Duration) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Duration(r.random.Int64N(int64(limit) + 1))
}

func (r *rule) read(context.Context, string) (Access, error) {
	time.Sleep(r.up(r.trip))
	back := r.up(r.trip)
	if r.up(10) == 0 {
		back = r.up(r.slow)
	}
	r.mu.Lock()
	found := r.versions[0]
	for _, v := range r.versions {
		if !v.at.After(time.Now().Add(-r.lag)) {
			found = v
		}
	}
	r.mu.Unlock()
	time.Sleep(back)
	return found.Access, nil
}

func (r *rule) write(_ context.Context, _ string, change Access, toClear []string) (Access, error) {
	time.Sleep(r.up(r.trip))
	back := r.up(r.trip)
	r.mu.Lock()
	next := r.versions[len(r.versions)-1]
	next.at = time.Now()
	next.UpdateTime = max(next.UpdateTime+1, api.Time(next.at.UnixMilli()))
	if len(change.UserList) > 0 {
		next.UserList = slices.Clone(change.UserList)
	}
	if slices.Contains(toClear, "user_list") {
		next.UserList = nil
	}
	r.versions = append(r.versions, next)
	r.mu.Unlock()
	time.Sleep(back)
	return next.Access, nil
}

func (r *rule) now() []string { return r.versions[len(r.versions)-1].UserList }

func add(selector string) func(Access) (Access, []string) {
	return func(a Access) (change Access, toClear []string) {
		if !slices.Contains(a.UserList, selector) {
			change.UserList = append(slices.Clone(a.UserList), selector)
		}
		return change, toClear
	}
}

func remove(selector string) func(Access) (Access, []string) {
	return func(a Access) (change Access, toClear []string) {
		rest := slices.DeleteFunc(slices.Clone(a.UserList), func(s string) bool { return s == selector })
		switch {
		case len(rest) == len(a.UserList):
		case len(rest) == 0:
			toClear = []string{"user_list"}
		default:
			change.UserList = rest
		}
		return change, toClear
	}
}

// TestMembers_twoWorkspaces: fifty times, two clients that know nothing of each other change the members of one rule at once,
// ten at a time: each adds ten and removes ten. What an edit that ended well has asked for is so in the end.
func TestMembers_twoWorkspaces(t *testing.T) {
	t.Parallel()
	const runs, old = 50, 20
	for name, service := range map[string]*rule{
		"quick":          {trip: 5 * time.Millisecond},
		"far away":       {trip: 60 * time.Millisecond},
		"very far":       {trip: 300 * time.Millisecond},
		"slow reads":     {trip: 20 * time.Millisecond, slow: 3 * time.Second},
		"old reads":      {trip: 20 * time.Millisecond, lag: 200 * time.Millisecond},
		"very old reads": {trip: 20 * time.Millisecond, lag: 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failed := 0
			for seed := uint64(1); seed <= runs; seed++ {
				synctest.Test(t, func(t *testing.T) {
					r := &rule{random: rand.New(rand.NewPCG(seed, seed)), trip: service.trip, slow: service.slow, lag: service.lag}
					begin := version{at: time.Now().Add(-time.Hour), Access: Access{UUID: "r", UpdateTime: 1, UserList: []string{"group:owners"}}}
					for i := range old {
						begin.UserList = append(begin.UserList, fmt.Sprint("old-", i))
					}
					r.versions = []version{begin}
					failed += twoWorkspaces(t, r, seed)
				})
			}
			t.Logf("%d of %d edits ended with an error", failed, runs*2*old)
		})
	}
}

func twoWorkspaces(t *testing.T, r *rule, seed uint64) (failed int) {
	t.Helper()
	errs := sync.Map{}
	var all sync.WaitGroup
	for workspace := range 2 {
		m := &members{read: r.read, write: r.write}
		slots := make(chan struct{}, 10)
		for i := range 10 {
			number := 10*workspace + i
			for selector, change := range map[string]func(Access) (Access, []string){
				fmt.Sprint("old-", number): remove(fmt.Sprint("old-", number)),
				fmt.Sprint("new-", number): add(fmt.Sprint("new-", number)),
			} {
				all.Go(func() {
					slots <- struct{}{}
					defer func() { <-slots }()
					if _, err := m.edit(t.Context(), "r", change); err != nil {
						errs.Store(selector, err)
					}
				})
			}
		}
	}
	all.Wait()
	for i := range 2 * 10 {
		for selector, want := range map[string]bool{fmt.Sprint("old-", i): false, fmt.Sprint("new-", i): true} {
			err, has := errs.Load(selector)
			if has {
				failed++
				if !errors.Is(err.(error), ErrNotKept) {
					t.Errorf("seed %d: %v", seed, err)
				}
			} else if got := slices.Contains(r.now(), selector); got != want {
				t.Errorf("seed %d: %s is in the rule: %t, and its edit ended well", seed, selector, got)
			}
		}
	}
	if !slices.Contains(r.now(), "group:owners") {
		t.Errorf("seed %d: a member of others was removed", seed)
	}
	return failed
}
