package meaning

import (
	"slices"
	"strings"
)

// Filter says a filter in words: "all of a and b, or all of c, unless all of d". It is empty for a filter that selects everything.
func Filter(filter Value) Sentence {
	switch {
	case filter.IsHidden():
		return Say(Hidden)
	case filter.IsUnknown():
		return Say(Unknown)
	}
	include, exclude := alternatives(filter.At("include_any")), alternatives(filter.At("exclude_any"))
	s := include
	if len(exclude) > 0 {
		if len(s) == 0 {
			s = Say("everything")
		}
		s = append(s, Say(", unless ", exclude)...)
	}
	return s
}

func alternatives(list Value) Sentence {
	if list.IsHidden() {
		return Say(Hidden)
	}
	if list.IsUnknown() {
		return Say(Unknown)
	}
	var said []Sentence
	for _, alternative := range list.Elements() {
		texts := alternative.At("all").Texts()
		var s Sentence
		switch {
		case alternative.IsHidden():
			s = Say(Hidden)
		case alternative.At("all").IsUnknown():
			s = Say(Unknown)
		case len(texts) == 0:
			s = Say("anything")
		case len(texts) == 1:
			s = Say(texts)
		default:
			s = Say("all of (", texts, ")")
		}
		said = append(said, s)
	}
	slices.SortFunc(said, func(a, b Sentence) int { return strings.Compare(a.String(), b.String()) })
	var all Sentence
	for i, s := range said {
		if i > 0 {
			all = append(all, Say(", or ")...)
		}
		all = append(all, s...)
	}
	return all
}

// Conditions compares two filters by what they select, and adds the risks of a policy that applies under other conditions than
// before. Words name the filter.
func (c *Change) Conditions(name, words string) {
	before, after := c.Before.Get(name), c.After.Get(name)
	if !c.Before.Exists() || !c.After.Exists() || after.HasUnknown() || before.Same(after) {
		return
	}
	was, is := tagsOf(before.At("include_any")), tagsOf(after.At("include_any"))
	hidden := holdsTrue(before.hidden) || holdsTrue(after.hidden)
	say := func(id, what string, tags []string) {
		if hidden {
			c.Risk(id, words, " ", what, " ", Hidden, ".")
			return
		}
		c.Risk(id, words, " ", what, " ", tags, ".")
	}
	if len(was) > 0 && len(is) == 0 {
		say(ConditionLost, "loses all its conditions, and selects everything:", flat(was))
	}
	for _, now := range is {
		if slices.ContainsFunc(was, func(w []string) bool { return covers(now, w) }) {
			continue // as strict as before
		}
		if w := closest(was, now); w != nil {
			if weaker := weakened(w, now); len(weaker) > 0 {
				say(ConditionWeakened, "asks for less than", weaker)
			}
			if lost := dropped(w, now); len(lost) > 0 {
				say(ConditionLost, "loses the condition", lost)
			}
		}
	}
	for _, w := range was {
		if len(is) > 0 && !slices.ContainsFunc(is, func(now []string) bool { return covers(w, now) || len(weakened(w, now)) > 0 }) {
			say(PolicyNarrowed, "no longer selects", w)
		}
	}
	exceptWas, exceptIs := tagsOf(before.At("exclude_any")), tagsOf(after.At("exclude_any"))
	for _, w := range exceptWas {
		if !slices.ContainsFunc(exceptIs, func(now []string) bool { return covers(w, now) }) {
			say(ConditionLost, "loses the exception", w)
		}
	}
	for _, now := range exceptIs {
		if !slices.ContainsFunc(exceptWas, func(w []string) bool { return covers(now, w) }) {
			say(PolicyNarrowed, "has a new exception:", now)
		}
	}
}

// tagsOf returns the tags of each alternative of a filter.
func tagsOf(list Value) [][]string {
	var all [][]string
	for _, alternative := range list.Elements() {
		tags := []string{}
		for _, tag := range alternative.At("all").Elements() {
			if text, known := tag.Exact(); known {
				tags = append(tags, text)
			}
		}
		slices.Sort(tags)
		all = append(all, slices.Compact(tags))
	}
	return all
}

func flat(alternatives [][]string) []string {
	all := slices.Concat(alternatives...)
	slices.Sort(all)
	return slices.Compact(all)
}

// covers says whether whatever has all of the first tags has all of the second.
func covers(first, second []string) bool { return len(without(second, first)) == 0 }

func without(tags, others []string) []string {
	var rest []string
	for _, tag := range tags {
		if !slices.Contains(others, tag) {
			rest = append(rest, tag)
		}
	}
	return rest
}

// closest returns the alternative that shares the most tags with another, among those that it does not cover; nil for none.
// Of those that share nothing, it is one only if it is stricter in a posture.
func closest(candidates [][]string, now []string) []string {
	var best []string
	most := -1
	for _, w := range candidates {
		shared := len(w) - len(without(w, now)) + len(weakened(w, now))
		if shared > most && (shared > 0 || len(now) == 0) {
			best, most = w, shared
		}
	}
	return best
}

// posture returns the key of a tag that asks for a posture of devices, and how much it asks for.
func posture(tag string) (key string, rank int) {
	key, value, _ := strings.Cut(tag, ":")
	if key != "posture" && key != "posture_ge" {
		return "", 0
	}
	return "posture", slices.Index([]string{"none", "low", "medium", "high"}, value)
}

// weakened returns the tags of an alternative that ask for a better posture than the ones in their place.
func weakened(was, now []string) []string {
	var tags []string
	for _, w := range was {
		key, rank := posture(w)
		if key == "" || slices.Contains(now, w) {
			continue
		}
		if slices.ContainsFunc(now, func(n string) bool { k, r := posture(n); return k == key && r >= 0 && r < rank }) {
			tags = append(tags, w)
		}
	}
	return tags
}

// dropped returns the tags of an alternative for which there is nothing of their kind any more, weaker ones left aside. A tag that
// gives way to another of its key, such as one group to another, is another condition and not a lost one.
func dropped(was, now []string) []string {
	var tags []string
	fresh := without(now, was)
	for _, w := range without(was, now) {
		key := keyOf(w)
		if !slices.Contains(weakened(was, now), w) && !slices.ContainsFunc(fresh, func(n string) bool { return keyOf(n) == key }) {
			tags = append(tags, w)
		}
	}
	return tags
}

func keyOf(tag string) string {
	key, _, _ := strings.Cut(tag, ":")
	return key
}
