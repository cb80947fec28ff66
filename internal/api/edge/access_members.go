package edge

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// ErrNotKept marks an edit of an access rule that was written, and that the rule does not show all the same.
var ErrNotKept = errors.New("the access rule does not show the change")

const (
	// settling is how long a version of a rule may be on its way from the service to a writer and back as another version,
	// and how long that one may take to be seen. A rule is read again after both: whoever wrote on the version before ours
	// has written by then, and it can be seen.
	settling = 250 * time.Millisecond
	// longestSettling limits the waits, which double while others write or reads lag behind.
	longestSettling = 10 * time.Second
	// editRounds is how often a rule is read for one edit, at most.
	editRounds = 8
	// quickReads is how often a rule is read in one round, at most, to have an answer that was not long on its way.
	quickReads = 3
)

// members edits the lists of access rules. It is safe for concurrent use.
type members struct {
	read  func(ctx context.Context, id string) (Access, error)
	write func(ctx context.Context, id string, change Access, toClear []string) (Access, error)

	turns api.KeyedLock // one at a time edits a rule, for all who wait
	mu    sync.Mutex    // guards what follows
	waits map[string][]*edit
	known map[string]api.Time // update_time of the newest version seen
	lags  map[string]time.Duration
}

// edit is one change of the lists of a rule. What comes after ctx belongs to whoever has the turn.
type edit struct {
	ctx    context.Context //nolint:containedctx // of the one who waits: nobody carries out what nobody waits for
	change func(Access) (change Access, toClear []string)
	done   bool
	found  Access
	err    error
}

func (m *members) edit(ctx context.Context, id string, change func(Access) (Access, []string)) (Access, error) {
	mine := &edit{ctx: ctx, change: change}
	m.wait(id, mine)
	unlock, err := m.turns.Lock(ctx, id)
	if err != nil {
		return Access{}, fmt.Errorf("waiting for another change of the access rule: %w", err)
	}
	defer unlock()
	if mine.done {
		return mine.found, mine.err
	}
	all := m.take(id)
	found, err := m.carryOut(ctx, id, all)
	if err != nil && ctx.Err() != nil { // the others have a time of their own
		m.wait(id, slices.DeleteFunc(all, func(e *edit) bool { return e == mine })...)
		return found, err
	}
	for _, e := range all {
		e.done, e.found, e.err = true, found, err
	}
	return found, err
}

func (m *members) wait(id string, edits ...*edit) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.waits == nil {
		m.waits, m.known, m.lags = map[string][]*edit{}, map[string]api.Time{}, map[string]time.Duration{}
	}
	m.waits[id] = append(m.waits[id], edits...)
}

// take returns the edits that somebody waits for.
func (m *members) take(id string) []*edit {
	m.mu.Lock()
	defer m.mu.Unlock()
	edits := m.waits[id]
	delete(m.waits, id)
	return slices.DeleteFunc(edits, func(e *edit) bool { return e.ctx.Err() != nil })
}

// see notes a version of a rule, and says how it is to the newest one that was seen before: older (-1), that one, or newer.
func (m *members) see(id string, version Access) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.known[id]
	m.known[id] = max(before, version.UpdateTime)
	return int(max(-1, min(1, version.UpdateTime-before)))
}

// carryOut makes edits of one rule until they hold. Whoever has read the version before our write may write on it for as long
// as reads lag behind, and it takes as long again to see that. So a read counts that was begun after twice that time and
// shows what was asked for. A version that is older than one seen before comes from a read that lags behind: it proves nothing
// but the lag, and to write on it would undo what others have written since.
func (m *members) carryOut(ctx context.Context, id string, edits []*edit) (Access, error) {
	since, behind, backoff := time.Now(), false, settling
	for round := 1; ; round++ {
		begin := time.Now()
		found, err := m.quickRead(ctx, id)
		if err != nil {
			return Access{}, err
		}
		age, waited := m.see(id, found), begin.Sub(since)
		lag := m.lag(id, age < 0 || behind, time.Since(since))
		behind = age < 0
		change, toClear := changes(found, edits)
		holds := age >= 0 && len(toClear) == 0 && len(change.UserList) == 0 && len(change.AppList) == 0
		switch {
		case holds && round > 1 && waited >= 2*lag:
			return found, nil
		case round == editRounds:
			return Access{}, fmt.Errorf("%w: it was read %d times, and each time it lacked what was added, had what was removed, or was older than what had been seen. "+
				"Somebody else is changing its lists, or reads lag behind writes: apply again when that is over", ErrNotKept, editRounds)
		case age >= 0 && !holds:
			written, err := m.write(ctx, id, change, toClear)
			if err != nil {
				return Access{}, err
			}
			m.see(id, written)
			since = time.Now()
			backoff *= 2 // others write as well
		}
		pause := max(2*lag-time.Since(since), backoff)
		if behind { // as long again as it takes to be seen
			pause = max(pause, time.Since(since)+settling)
		}
		// Whoever is as slow as this client was may need the time that it took.
		if err := rest(ctx, min(pause, longestSettling)+2*time.Since(begin)); err != nil {
			return Access{}, fmt.Errorf("waiting to see whether the access rule keeps the change: %w", err)
		}
	}
}

// lag returns how long reads of a rule are taken to lag behind writes, at most. Measured is how long after a write a read did
// not show it, or was the first to show it after one that did not.
func (m *members) lag(id string, measures bool, measured time.Duration) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	if measures {
		m.lags[id] = max(m.lags[id], measured)
	}
	return max(m.lags[id], settling)
}

// quickRead reads a rule. An answer that was long on its way is too old to write on, unless they all are.
func (m *members) quickRead(ctx context.Context, id string) (found Access, err error) {
	for range quickReads {
		begin := time.Now()
		if found, err = m.read(ctx, id); err != nil || time.Since(begin) < settling {
			break
		}
	}
	return found, err
}

// changes returns what makes of a rule what the edits want, one after the other.
func changes(found Access, edits []*edit) (change Access, toClear []string) {
	wanted, lists := found, [...]string{"app_list", "user_list"}
	for _, e := range edits {
		set, cleared := e.change(wanted)
		for _, name := range lists {
			if list := *set.Members(name); len(list) > 0 || slices.Contains(cleared, name) {
				*wanted.Members(name) = list
			}
		}
	}
	for _, name := range lists {
		switch list := *wanted.Members(name); {
		case slices.Equal(list, *found.Members(name)):
		case len(list) == 0:
			toClear = append(toClear, name)
		default:
			*change.Members(name) = list
		}
	}
	return change, toClear
}

// rest waits for up to a half longer than wait, so that writers who met once do not meet again.
func rest(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait + rand.N(wait/2)) //nolint:gosec // spreads requests; nobody gains by guessing it
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return api.Ended(ctx)
	}
}
