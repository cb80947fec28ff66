package review

import (
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// mark says what kind of thing a line tells, by a sign and, on a terminal, by a colour as well.
type mark string

// The marks.
const (
	plus     mark = "+"
	minus    mark = "-"
	tilde    mark = "~"
	alarm    mark = "!"
	doubtful mark = "?"
	dot      mark = ""
)

// item is a line of a section, with lines below it.
type item struct {
	mark  mark
	text  meaning.Sentence
	below []meaning.Sentence
}

// section is a headline with lines below it.
type section struct {
	title  string
	depth  int // 1 for a section, 2 for one within another
	intro  string
	items  []item
	folded bool
	graph  *difference // that is drawn where a format can draw
}

// document is a report in the order in which people read it.
type document struct {
	title    string
	summary  meaning.Sentence
	sections []section
}

func (r *report) document(driftOnly bool) document {
	d := document{title: "Review of the plan", summary: r.summary(driftOnly)}
	if driftOnly {
		d.title = "Drift"
	}
	if r.hasDrift() {
		if !driftOnly {
			d.sections = append(d.sections, section{title: "Changed outside of Terraform", depth: 1, intro: "Somebody or something changed these objects in the service since the last apply."})
		}
		d.sections = append(d.sections, reachSections(r.drift.reach, "Who reaches what because of it", 2)...)
		d.sections = append(d.sections, riskSection(r.drift.risks, "Risks in it", 2)...)
		d.sections = append(d.sections, section{title: "What was changed, and what this plan does about it", depth: 2, items: driftItems(r.drift.objects)})
	}
	if driftOnly {
		return d.accepted(r)
	}
	depth := 1
	d.sections = append(d.sections, reachSections(r.reach, "Who reaches what", depth)...)
	d.sections = append(d.sections, riskSection(r.risks, "Risks", depth)...)
	d.sections = append(d.sections, r.changeSections()...)
	lines := func(title string, list []line) {
		if len(list) > 0 {
			d.sections = append(d.sections, section{title: title, depth: depth, items: lineItems(list)})
		}
	}
	for _, o := range r.orders {
		d.sections = append(d.sections, section{title: "Another order (" + o.one + ")", depth: depth, items: []item{
			{text: meaning.Say("Before: ", chain(o.before))}, {text: meaning.Say("After: ", chain(o.after))},
		}})
	}
	lines("Left behind in the service", r.leftBehind)
	lines("Replaced by new objects", r.replaced)
	lines("Credentials", r.secrets)
	lines("Calls that the vendor does not document", r.undocumented)
	lines("Planned later", r.deferred)
	if len(r.actions) > 0 {
		var items []item
		for _, a := range r.actions {
			items = append(items, item{text: meaning.Say(meaning.Data(a.Address), " is run.")})
		}
		d.sections = append(d.sections, section{title: "Actions", depth: depth, items: items})
	}
	return d.accepted(r)
}

// accepted says which acceptances accept nothing.
func (d document) accepted(r *report) document {
	if len(r.unused) == 0 {
		return d
	}
	var items []item
	for _, a := range r.unused {
		items = append(items, item{mark: doubtful, text: meaning.Say(meaning.Data(a.id), " of ", meaning.Data(a.address), " (", meaning.Data(a.reason), "): the report has no such risk. Remove it.")})
	}
	d.sections = append(d.sections, section{title: "Acceptances without a risk", depth: 1, items: items})
	return d
}

func (r *report) summary(driftOnly bool) meaning.Sentence {
	var s meaning.Sentence
	add := func(text string) {
		if len(s) > 0 {
			text = " " + text
		}
		s = append(s, meaning.Say(text)...)
	}
	if r.errored {
		add("The plan ended with an error: it is not complete, and neither is this report.")
	}
	if r.partial {
		add("The plan is not complete: it is limited to some objects, or a part is planned later. This report tells no more than the plan.")
	}
	if r.hasDrift() {
		n := len(r.drift.objects)
		add(meaning.Plural(int64(n), "object") + " " + verb(n, "was", "were") + " changed outside of Terraform.")
	} else if driftOnly {
		add("Nothing was changed outside of Terraform.")
	}
	if driftOnly {
		return s
	}
	if r.isEmpty() {
		add("The plan changes nothing.")
		return s
	}
	gains, loses := len(r.reach.gained), len(r.reach.lost)
	switch {
	case gains+loses == 0 && len(r.reach.doubts) == 0:
		add("Nobody gains or loses access.")
	case gains+loses == 0:
		add("Nobody is known to gain or lose access; some of it is known only after apply.")
	default:
		add("Access: " + meaning.Count(int64(gains)) + " gained, " + meaning.Count(int64(loses)) + " lost (counted as pairs of a selector and an app).")
	}
	if n := len(r.reach.changed); n > 0 {
		add(meaning.Plural(int64(n), "app") + " " + verb(n, "is", "are") + " reached otherwise than before.")
	}
	var counts []string
	for level := meaning.High; level >= meaning.Low; level-- {
		n := 0
		for _, x := range r.risks {
			if x.kind.Level == level && x.accepted == nil {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, meaning.Count(int64(n))+" "+level.String())
		}
	}
	if len(counts) > 0 {
		add("Risks: " + strings.Join(counts, ", ") + ".")
	} else {
		add("No open risks.")
	}
	add(meaning.Plural(int64(len(r.changes)), "object") + " " + verb(len(r.changes), "changes", "change") + ".")
	return s
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// title is an object by its name and its address.
func (o *object) title() meaning.Sentence {
	label := o.label()
	if label.IsNull() || label.IsUnknown() {
		return meaning.Say(meaning.Data(o.address))
	}
	if label.IsHidden() {
		return meaning.Say(meaning.Data(o.address))
	}
	return meaning.Say(label, " (", meaning.Data(o.address), ")")
}

func (t *target) title() meaning.Sentence {
	if t.object == nil {
		return meaning.Say(t.id)
	}
	return t.object.title()
}

func reachSections(d difference, title string, depth int) []section {
	var items []item
	items = append(items, d.pairItems(d.gained, plus, "gains", "gain")...)
	items = append(items, d.pairItems(d.lost, minus, "loses", "lose")...)
	for _, a := range d.changed {
		text := meaning.Say(a.target.title(), " is reached otherwise")
		if a.replaced {
			text = append(text, meaning.Say(" (it is replaced by a new object)")...)
		}
		below := []meaning.Sentence{meaning.Say("Before: ", a.before), meaning.Say("After: ", a.after)}
		if len(a.selectors) > 0 {
			below = append(below, meaning.Say("For ", meaning.Shown(a.selectors), ", by ", d.rules(a.by), "."))
		}
		items = append(items, item{mark: tilde, text: append(text, meaning.Say(":")...), below: below})
	}
	for _, x := range d.doubts {
		var among []meaning.Sentence
		for _, t := range x.among {
			among = append(among, t.title())
		}
		text := append(x.object.title(), meaning.Say(": ", x.text)...)
		if x.selector != nil {
			text = meaning.Say(*x.selector, " may lose ", listed(among), ", by ", x.object.title(), ". ", x.text)
		} else if len(among) > 0 {
			text = append(text, meaning.Say(" It is about ", listed(among), ".")...)
		}
		items = append(items, item{mark: doubtful, text: text})
	}
	if len(items) == 0 {
		return nil
	}
	s := section{title: title, depth: depth, items: items}
	if len(d.gained)+len(d.lost) > 0 {
		s.graph = &d
	}
	return []section{s}
}

// rules names rules and members by their addresses.
func (d difference) rules(addresses []string) meaning.Sentence {
	var titles []meaning.Sentence
	for _, address := range addresses {
		titles = append(titles, d.estate.title(address))
	}
	return listed(titles)
}

// listed says things one after another. Of very many it says how many there are.
func listed(titles []meaning.Sentence) meaning.Sentence {
	const most = 20
	var s meaning.Sentence
	for i, title := range titles {
		if i == most {
			return append(s, meaning.Say(" and "+meaning.Count(int64(len(titles)-most))+" more")...)
		}
		if i > 0 {
			s = append(s, meaning.Say(", ")...)
		}
		s = append(s, title...)
	}
	return s
}

// group is pairs of the same target and rules.
type group struct {
	target    *target
	by        []string
	selectors []meaning.Value
}

// grouped puts the pairs of the same target and the same rules together.
func grouped(pairs []pair) []group {
	index := map[string]int{}
	var groups []group
	for _, p := range pairs {
		key := p.target.key + "\x00" + strings.Join(p.by, "\x00")
		i, found := index[key]
		if !found {
			i = len(groups)
			index[key] = i
			groups = append(groups, group{target: p.target, by: p.by})
		}
		groups[i].selectors = append(groups[i].selectors, p.selector)
	}
	return groups
}

func (d difference) pairItems(pairs []pair, m mark, one, many string) []item {
	var items []item
	for _, g := range grouped(pairs) {
		names := meaning.Shown(g.selectors)
		text := meaning.Say(names, " "+verb(len(names), one, many)+" ", g.target.title())
		var below []meaning.Sentence
		if len(g.target.where) > 0 {
			below = append(below, meaning.Say("Where: ", g.target.where))
		}
		if len(g.by) > 0 {
			below = append(below, meaning.Say("By: ", d.rules(g.by)))
		}
		items = append(items, item{mark: m, text: text, below: below})
	}
	return items
}

func riskSection(risks []risk, title string, depth int) []section {
	if len(risks) == 0 {
		return nil
	}
	var items []item
	for _, x := range risks {
		i := item{mark: alarm, text: meaning.Say(strings.ToUpper(x.kind.Level.String())+" "+x.kind.ID+": ", x.object.title(), ": ", x.text)}
		if x.accepted != nil {
			i.mark = dot
			i.below = append(i.below, meaning.Say("Accepted: ", meaning.Data(x.accepted.reason)))
		}
		items = append(items, i)
	}
	return []section{{title: title, depth: depth, items: items}}
}

func driftItems(list []drifted) []item {
	var items []item
	for _, d := range list {
		text := d.object.title()
		items = append(items, item{mark: tilde, text: append(text, meaning.Say(", "+d.object.noun.One+":")...), below: append(slices.Clone(d.sentences), d.plan)})
	}
	return items
}

func (r *report) changeSections() []section {
	var sections []section
	for _, kind := range []struct {
		action, title string
		mark          mark
	}{
		{"update", "Changed", tilde}, {"replace", "Changed by a replacement", tilde}, {"create", "New", plus}, {"delete", "Removed", minus}, {"forget", "Out of Terraform", minus}, {"import", "Taken over", tilde},
	} {
		var items []item
		for _, c := range r.changes {
			if c.action == kind.action {
				text := meaning.Say(c.object.title(), ", "+c.object.noun.One)
				if c.object.deposed != "" {
					text = append(text, meaning.Say(", left from an earlier replacement")...)
				}
				items = append(items, item{mark: kind.mark, text: text, below: c.sentences})
			}
		}
		if len(items) > 0 {
			sections = append(sections, section{title: kind.title, depth: 1, items: items, folded: true})
		}
	}
	return sections
}

func lineItems(list []line) []item {
	var items []item
	for _, l := range list {
		items = append(items, item{text: append(l.object.title(), meaning.Say(", "+l.object.noun.One+": ", l.text)...)})
	}
	return items
}

func chain(objects []*object) meaning.Sentence {
	var s meaning.Sentence
	for i, o := range objects {
		if i > 0 {
			s = append(s, meaning.Say(", then ")...)
		}
		s = append(s, o.title()...)
	}
	if len(s) == 0 {
		return meaning.Say("none")
	}
	return append(s, meaning.Say(".")...)
}
