package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// FormatVersion is the version of the JSON of a report. Its first number changes when a member goes or gets another meaning.
const FormatVersion = "1.0"

// report is what is said of a plan.
type report struct {
	errored, partial bool
	reach            difference
	risks            []risk
	changes          []change
	orders           []order
	leftBehind       []line
	replaced         []line
	secrets          []line
	undocumented     []line
	deferred         []line
	actions          []actionInvocation
	drift            driftReport
	unused           []acceptance
}

// risk is something risky in a plan, or in what was changed outside of it.
type risk struct {
	kind     meaning.Risk
	object   *object
	text     meaning.Sentence
	stays    bool // of a risk in drift: the plan does not take it back
	accepted *acceptance
}

// change is what a plan does to an object.
type change struct {
	object    *object
	action    string
	sentences []meaning.Sentence
}

// line says one thing of an object.
type line struct {
	object *object
	text   meaning.Sentence
}

// order is the order in which objects are tried, where it changes.
type order struct {
	one           string
	before, after []*object
}

// driftReport is what was changed outside of Terraform.
type driftReport struct {
	reach   difference
	risks   []risk
	objects []drifted
}

type drifted struct {
	object    *object
	what      string // changed, gone
	sentences []meaning.Sentence
	plan      meaning.Sentence // what the plan does about it
	effect    string           // puts_back, keeps, changes, creates_again, leaves_gone
}

// compile makes the report of a plan. A plan without a time is taken to be made now.
func compile(p *plan, nouns []meaning.Noun, now time.Time) (*report, error) {
	e, err := newEstate(p, nouns)
	if err != nil {
		return nil, err
	}
	if !p.timestamp.IsZero() {
		now = p.timestamp
	}
	r := &report{errored: p.errored, partial: p.complete != nil && !*p.complete && !p.errored, actions: p.actions}
	is := e.world(current, now)
	if r.reach, err = compare(is, e.world(planned, now)); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(e.objects, func(o *object) bool { return o.drifted }) {
		if r.drift.reach, err = compare(e.world(recorded, now), is); err != nil {
			return nil, err
		}
	}
	for _, o := range e.objects {
		r.object(e, o)
		if o.drifted {
			r.drift.add(o)
		}
	}
	r.orders = orders(e.objects)
	r.translate(e)
	for _, d := range p.deferred {
		o := e.newObject(d.Change.Address, d.Change.Type)
		r.deferred = append(r.deferred, line{o, meaning.Say("What becomes of it is planned later (", meaning.Data(d.Reason), ").")})
	}
	byLevel(r.risks)
	byLevel(r.drift.risks)
	return r, nil
}

// translate names the objects of which a sentence tells the id.
func (r *report) translate(e *estate) {
	titles := map[string]meaning.Sentence{}
	for _, o := range e.objects {
		for _, state := range o.at {
			id, known := state.Get("id").Exact()
			if !known || state.Get("id").IsHidden() || o.title().String() == id {
				continue
			}
			if other, found := titles[id]; found && other.String() != o.title().String() {
				titles[id] = nil // of another tenant: nobody knows which one is meant
				continue
			}
			titles[id] = o.title()
		}
	}
	named := func(s *meaning.Sentence) {
		var out meaning.Sentence
		for _, p := range *s {
			if title := titles[p.Text]; p.Data && title != nil {
				out = append(out, title...)
			} else {
				out = append(out, p)
			}
		}
		*s = out
	}
	for i := range r.changes {
		for j := range r.changes[i].sentences {
			named(&r.changes[i].sentences[j])
		}
	}
	for i := range r.drift.objects {
		for j := range r.drift.objects[i].sentences {
			named(&r.drift.objects[i].sentences[j])
		}
	}
	for _, risks := range [][]risk{r.risks, r.drift.risks} {
		for i := range risks {
			named(&risks[i].text)
		}
	}
}

// byLevel puts the highest risks first.
func byLevel(risks []risk) {
	slices.SortStableFunc(risks, func(a, b risk) int {
		if n := int(b.kind.Level) - int(a.kind.Level); n != 0 {
			return n
		}
		return strings.Compare(a.kind.ID, b.kind.ID)
	})
}

func kindOf(id string) meaning.Risk {
	for _, kind := range meaning.Risks() {
		if kind.ID == id {
			return kind
		}
	}
	return meaning.Risk{ID: id, Level: meaning.High}
}

// object says what the plan does to an object.
func (r *report) object(e *estate, o *object) {
	c := &meaning.Change{Before: o.at[current], After: o.at[planned]}
	action := ""
	switch {
	case o.forgotten() && !o.is("create"):
		r.risks = append(r.risks, risk{kind: kindOf(meaning.LeavesTerraform), object: o, text: meaning.Say("It stays in the service as it is, and nobody sees its changes any more.")})
		r.leftBehind = append(r.leftBehind, line{o, meaning.Say("Leaves Terraform and stays in the service as it is.")})
		r.changes = append(r.changes, change{object: o, action: "forget", sentences: []meaning.Sentence{meaning.Say("Leaves Terraform. The object stays in the service.")}})
		return
	case o.replaced() || o.forgotten():
		action, c.Replaced = "replace", true
	case o.is("create"):
		action, c.Created = "create", true
	case o.is("delete"):
		action = "delete"
	case o.is("update"):
		action, c.Updated = "update", true
	case o.importing:
		action = "import"
	default:
		return
	}
	o.noun.Describe(c)
	for _, found := range c.Risks {
		r.risks = append(r.risks, risk{kind: kindOf(found.ID), object: o, text: found.Text})
	}
	if o.importing {
		c.Sentences = append([]meaning.Sentence{meaning.Say("Comes under Terraform.")}, c.Sentences...)
	}
	r.changes = append(r.changes, change{object: o, action: action, sentences: c.Sentences})
	r.remains(e, o, action)
	if o.noun.Secret != nil {
		for _, text := range o.noun.Secret(c) {
			r.secrets = append(r.secrets, line{o, text})
		}
	}
	if c.Updated && o.noun.ReplacedUnless != nil && slices.ContainsFunc(c.After.Keys(), func(name string) bool { return c.Differs(name) && !slices.Contains(o.noun.ReplacedUnless, name) }) {
		r.undocumented = append(r.undocumented, line{o, meaning.Say("Is updated by a call that the vendor does not document.")})
	}
}

// remains says what is left of an object that is destroyed or replaced.
func (r *report) remains(e *estate, o *object, action string) {
	if action == "replace" {
		r.replaced = append(r.replaced, line{o, meaning.Say("Becomes a new object with another id. What refers to the old id, other than by Terraform, does not follow.")})
	}
	if action != "replace" && action != "delete" {
		return
	}
	old := "It"
	if action == "replace" {
		old = "The old object"
	}
	if o.forgotten() {
		r.leftBehind = append(r.leftBehind, line{o, meaning.Say(old + " leaves Terraform and stays in the service as it is.")})
		return
	}
	switch o.noun.End {
	case meaning.Stays:
		if e.undocumented {
			r.undocumented = append(r.undocumented, line{o, meaning.Say(old + " is deleted by a call that the vendor does not document. If the service refuses it, the object stays.")})
			return
		}
		r.leftBehind = append(r.leftBehind, line{o, meaning.Say(old + " stays in the service with its effect: the vendor documents no call that deletes it. Delete it in the console.")})
	case meaning.Revoked:
		r.leftBehind = append(r.leftBehind, line{o, meaning.Say(old + " is suspended, and stays in the service without effect.")})
	case meaning.Kept:
		r.leftBehind = append(r.leftBehind, line{o, meaning.Say(old + " stays in the service: it is a record that is never deleted.")})
	case meaning.Gone:
	}
}

// orders finds the nouns whose objects are tried in another order than before.
func orders(objects []*object) []order {
	type ranked struct {
		o    *object
		rank int64
	}
	var found []order
	seen := map[*meaning.Noun]bool{}
	for _, first := range objects {
		if first.noun.Order == "" || seen[first.noun] {
			continue
		}
		seen[first.noun] = true
		sorted := func(moment int) []*object {
			var list []ranked
			for _, o := range objects {
				if n, known := o.at[moment].Get(first.noun.Order).Int(); o.noun == first.noun && o.at[moment].State() != meaning.False && known && n != 0 {
					list = append(list, ranked{o, n})
				}
			}
			slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
			all := make([]*object, len(list))
			for i, item := range list {
				all[i] = item.o
			}
			return all
		}
		before, after := sorted(current), sorted(planned)
		if !slices.Equal(before, after) && len(before)+len(after) > 1 {
			found = append(found, order{first.noun.One, before, after})
		}
	}
	return found
}

// add says what was changed of an object outside of Terraform.
func (d *driftReport) add(o *object) {
	was, is, will := o.at[recorded], o.at[current], o.at[planned]
	c := &meaning.Change{Before: was, After: is}
	found := drifted{object: o, what: "changed"}
	if is.Exists() {
		o.noun.Describe(c)
		found.sentences = c.Sentences
	} else {
		o.noun.Describe(c)
		found.what = "gone"
		found.sentences = append([]meaning.Sentence{meaning.Say("It is no longer in the service.")}, c.Sentences...)
	}
	found.effect, found.plan = effect(o, was, is, will)
	lasting := &meaning.Change{Before: was, After: will}
	if o.forgotten() {
		lasting.After = is
	}
	o.noun.Describe(lasting)
	for _, one := range c.Risks {
		stays := slices.ContainsFunc(lasting.Risks, func(other meaning.Found) bool { return other.ID == one.ID })
		d.risks = append(d.risks, risk{kind: kindOf(one.ID), object: o, text: one.Text, stays: stays})
	}
	d.objects = append(d.objects, found)
}

// effect says what the plan does about a change that was made outside of it.
func effect(o *object, was, is, will meaning.Object) (string, meaning.Sentence) {
	switch {
	case !is.Exists() && will.Exists():
		return "creates_again", meaning.Say("The plan makes it again.")
	case !is.Exists():
		return "leaves_gone", meaning.Say("The plan does nothing about it.")
	case o.forgotten():
		return "keeps", meaning.Say("The plan leaves it as it is, and takes it out of Terraform.")
	case !will.Exists():
		return "deletes", meaning.Say("The plan deletes the object.")
	}
	var back, kept, other []string
	for _, name := range union(was.Keys(), is.Keys()) {
		before, now, after := was.Get(name), is.Get(name), will.Get(name)
		switch {
		case before.Same(now):
		case after.Same(before):
			back = append(back, name)
		case after.Same(now), after.IsUnknown() && !will.Configured(name):
			kept = append(kept, name)
		default:
			other = append(other, name)
		}
	}
	switch {
	case len(kept)+len(other) == 0 && len(back) > 0:
		return "puts_back", meaning.Say("The plan puts it back.")
	case len(back)+len(other) == 0:
		return "keeps", meaning.Say("The plan leaves it so.")
	}
	var s meaning.Sentence
	for _, part := range []struct {
		words string
		names []string
	}{{"puts back ", back}, {"leaves as it is: ", kept}, {"changes once more: ", other}} {
		if len(part.names) == 0 {
			continue
		}
		if len(s) == 0 {
			s = meaning.Say("The plan ")
		} else {
			s = append(s, meaning.Say("; ")...)
		}
		s = append(s, meaning.Say(part.words, part.names)...)
	}
	return "changes", append(s, meaning.Say(".")...)
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// hasDrift says whether anything was changed outside of Terraform.
func (r *report) hasDrift() bool { return len(r.drift.objects) > 0 }

// onlyDrift leaves nothing but what was changed outside of Terraform.
func (r *report) onlyDrift() {
	*r = report{errored: r.errored, partial: r.partial, drift: r.drift}
}

// fails says whether there is a risk of a level, or of a higher one, that nobody has accepted. Risks in what was changed outside of
// Terraform count unless the plan takes them back, and all of them in a report of nothing else.
func (r *report) fails(level meaning.Level, driftOnly bool) bool {
	if level == 0 {
		return false
	}
	counts := func(x risk) bool { return x.kind.Level >= level && x.accepted == nil }
	return slices.ContainsFunc(r.risks, counts) || slices.ContainsFunc(r.drift.risks, func(x risk) bool { return (x.stays || driftOnly) && counts(x) })
}

// isEmpty says whether the plan does nothing, as far as people have to know.
func (r *report) isEmpty() bool { return len(r.changes)+len(r.actions)+len(r.deferred) == 0 }
