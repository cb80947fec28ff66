package review

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// pair is a selector that gains or loses a target.
type pair struct {
	selector    meaning.Value
	target      *target
	by          []string
	byReference bool
}

// doubt is something about reach that is not known before the apply.
type doubt struct {
	object   *object
	text     meaning.Sentence
	selector *meaning.Value
	among    []*target
}

// alteration is a target that is reached under other circumstances than before.
type alteration struct {
	target        *target
	before, after meaning.Sentence
	replaced      bool
	selectors     []meaning.Value
	by            []string
}

// difference is what one world has and another has not.
type difference struct {
	estate       *estate
	gained, lost []pair
	changed      []alteration
	doubts       []doubt
}

// maxPairs is how many changes of reach are told. No estate has so many, but the JSON of a plan may be anything.
const maxPairs = 1_000_000

var errTooMany = errors.New("it changes who reaches what in more than a million pairs")

// compare tells two worlds apart.
func compare(before, after *world) (difference, error) {
	d := difference{estate: after.estate}
	moved := map[string]bool{} // targets that are reachable in one world alone
	for _, w := range []*world{before, after} {
		for key := range w.targets {
			if before.activity(key) != after.activity(key) {
				moved[key] = true
			}
		}
	}
	work := 0
	each := func(w, other *world, do func(r *rule, selector, to string)) error {
		for _, key := range slices.Sorted(maps.Keys(w.rules)) {
			r, twin := w.rules[key], other.rules[key]
			if r.active == meaning.False || twin != nil && same(r, twin, moved) {
				continue
			}
			if work += len(r.selectors) * len(r.targets); work > 50*maxPairs {
				return errTooMany
			}
			for selector := range r.selectors {
				for to := range r.targets {
					do(r, selector, to)
				}
			}
		}
		if len(d.gained)+len(d.lost)+len(d.doubts) > maxPairs {
			return errTooMany
		}
		return nil
	}
	done := map[[2]string]bool{}
	err := each(after, before, func(r *rule, selector, to string) {
		id := [2]string{selector, to}
		if done[id] {
			return
		}
		done[id] = true
		now, by, byReference := after.reaches(selector, to)
		if now != meaning.True {
			return
		}
		if was, _, _ := before.reaches(selector, to); was != meaning.True {
			d.gained = append(d.gained, pair{r.selectors[selector].value, after.targets[to], by, byReference})
		}
	})
	if err != nil {
		return d, err
	}
	clear(done)
	err = each(before, after, func(r *rule, selector, to string) {
		id := [2]string{selector, to}
		if done[id] {
			return
		}
		done[id] = true
		was, by, _ := before.reaches(selector, to)
		if was != meaning.True {
			return
		}
		switch now, _, _ := after.reaches(selector, to); now {
		case meaning.False:
			d.lost = append(d.lost, pair{r.selectors[selector].value, before.targets[to], by, false})
		case meaning.Perhaps:
			v := r.selectors[selector].value
			d.doubts = append(d.doubts, doubt{r.object, meaning.Say("Whether it does is known only after apply."), &v, []*target{before.targets[to]}})
		}
	})
	if err != nil {
		return d, err
	}
	d.doubts = append(d.doubts, after.doubts(before, moved)...)
	d.changed = alterations(before, after)
	d.sort()
	return d, nil
}

func (w *world) activity(key string) meaning.Truth {
	if t := w.targets[key]; t != nil {
		return t.active
	}
	return meaning.False
}

// same says whether a rule lets the same selectors reach the same targets in both worlds.
func same(a, b *rule, moved map[string]bool) bool {
	if a.active != b.active || len(a.unknown)+len(b.unknown) > 0 || !maps.Equal(a.revoked, b.revoked) {
		return false
	}
	if !keysEqual(a.selectors, b.selectors) || !keysEqual(a.targets, b.targets) {
		return false
	}
	for to := range a.targets {
		if moved[to] {
			return false
		}
	}
	return true
}

// doubts tells what the rules of a world leave open.
func (w *world) doubts(before *world, moved map[string]bool) []doubt {
	var doubts []doubt
	for _, key := range slices.Sorted(maps.Keys(w.rules)) {
		r, was := w.rules[key], before.rules[key]
		if r.active == meaning.False {
			continue
		}
		for _, text := range r.unknown {
			d := doubt{object: r.object, text: meaning.Say("Known only after apply: ", text, ".")}
			for _, key := range slices.Sorted(maps.Keys(r.among)) {
				d.among = append(d.among, w.targets[key])
			}
			doubts = append(doubts, d)
		}
		if r.outside {
			if was == nil || !same(r, was, moved) {
				doubts = append(doubts, doubt{object: r.object, text: meaning.Say("It belongs to a rule that is not in this plan, so what it lets whom reach besides is not known.")})
			}
			continue
		}
		if was != nil && (r.freeWho && (r.active != was.active || !keysEqual(r.targets, was.targets)) || r.freeWhat && (r.active != was.active || !keysEqual(r.selectors, was.selectors))) {
			doubts = append(doubts, doubt{object: r.object, text: meaning.Say("A list of the rule is left to members. Those that other configurations manage are not in this plan; they gain or lose with it.")})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(before.rules)) {
		if was := before.rules[key]; w.rules[key] == nil && !was.outside && was.active != meaning.False && (was.freeWho || was.freeWhat) {
			doubts = append(doubts, doubt{object: was.object, text: meaning.Say("A list of the rule is left to members. Those that other configurations manage are not in this plan, and lose what the rule gave them.")})
		}
	}
	return doubts
}

func keysEqual(a, b map[string]entry) bool {
	return maps.EqualFunc(a, b, func(entry, entry) bool { return true })
}

// alterations finds the targets that are elsewhere, or have other ports, than before.
func alterations(before, after *world) []alteration {
	found := map[string]*alteration{}
	for key, t := range after.targets {
		was := before.targets[key]
		if was == nil || t.object == nil || was.where.String() == t.where.String() {
			continue
		}
		found[key] = &alteration{target: t, before: was.where, after: t.where, replaced: t.object.replaced()}
	}
	if len(found) == 0 {
		return nil
	}
	type reacher struct{ key, selector string }
	seen := map[reacher]bool{}
	for _, name := range slices.Sorted(maps.Keys(after.rules)) {
		r := after.rules[name]
		for key := range r.targets {
			a := found[key]
			if a == nil || r.active != meaning.True {
				continue
			}
			a.by = append(a.by, r.object.address)
			for selector, e := range r.selectors {
				if !r.revoked[selector] && !seen[reacher{key, selector}] && len(seen) < maxPairs {
					seen[reacher{key, selector}] = true
					a.selectors = append(a.selectors, e.value)
				}
			}
		}
	}
	var all []alteration
	for _, key := range slices.Sorted(maps.Keys(found)) {
		a := found[key]
		slices.SortFunc(a.selectors, func(a, b meaning.Value) int { return meaning.Natural(a.Text(), b.Text()) })
		slices.Sort(a.by)
		a.by = slices.Compact(a.by)
		all = append(all, *a)
	}
	return all
}

func (d *difference) sort() {
	order := func(a, b pair) int {
		if c := meaning.Natural(a.selector.Text(), b.selector.Text()); c != 0 {
			return c
		}
		return meaning.Natural(a.target.key, b.target.key)
	}
	slices.SortFunc(d.gained, order)
	slices.SortFunc(d.lost, order)
	selector := func(d doubt) string {
		if d.selector == nil {
			return ""
		}
		return d.selector.Text()
	}
	slices.SortStableFunc(d.doubts, func(a, b doubt) int {
		if c := compareAddresses(a.object.address, b.object.address); c != 0 {
			return c
		}
		return strings.Compare(selector(a)+a.text.String(), selector(b)+b.text.String())
	})
}
