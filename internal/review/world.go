package review

import (
	"maps"
	"slices"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// world says who reaches what at one moment.
type world struct {
	estate     *estate
	moment     int
	now        time.Time
	targets    map[string]*target
	targetIDs  ids
	rules      map[string]*rule // by canonical address, with the deposed key
	ruleIDs    ids
	bySelector map[string][]*rule
	open       []*rule // whose selectors are not all known
}

// ids finds objects by the id that the service gave them. Two tenants may have equal ids, so the provider configuration counts.
type ids map[string][]*object

func (i ids) find(id, provider string) *object {
	var found *object
	for _, o := range i[id] {
		switch {
		case provider != "" && o.provider == provider:
			return o
		case found == nil && (provider == "" || o.provider == ""):
			found = o
		}
	}
	return found
}

// target is something that can be reached, of the plan or not.
type target struct {
	key    string
	object *object // nil if the plan knows no more than its id
	id     meaning.Value
	where  meaning.Sentence
	active meaning.Truth
}

// rule lets selectors reach targets.
type rule struct {
	object      *object
	active      meaning.Truth
	selectors   map[string]entry
	targets     map[string]entry
	revoked     map[string]bool
	openWho     bool            // there are selectors that are not known yet
	openWhat    bool            // there are targets that are not known yet, and may be anything
	among       map[string]bool // there are targets that are not known yet, among these
	openRevoked bool
	unknown     []meaning.Sentence // why something is open
	outside     bool               // the plan knows its members alone
	freeWho     bool               // the selectors are free for members that others manage
	freeWhat    bool               // the targets are
}

// entry is an element of a rule's list.
type entry struct {
	value       meaning.Value
	by          []string // addresses of members that add it
	own         bool     // the rule has it itself
	byReference bool     // its id is not known, the configuration refers to it
}

// served are the states of an object in the service at a moment: none, one, or two where a destroy leaves the old one behind.
func (w *world) served(o *object) []meaning.Object {
	var states []meaning.Object
	if o.at[w.moment].Exists() {
		states = append(states, o.at[w.moment])
	}
	if w.moment == planned && o.ends() && o.at[current].Exists() && (o.forgotten() || o.noun.End == meaning.Stays && !w.estate.undocumented) {
		states = append(states, o.at[current])
	}
	return states
}

func (e *estate) world(moment int, now time.Time) *world {
	w := &world{
		estate: e, moment: moment, now: now, targets: map[string]*target{}, targetIDs: ids{}, rules: map[string]*rule{}, ruleIDs: ids{},
		bySelector: map[string][]*rule{},
	}
	var rules, members []*object
	for _, o := range e.objects {
		if o.noun.Reach == nil {
			continue
		}
		for i, state := range w.served(o) {
			switch reach := o.noun.Reach(state); {
			case reach.Target != nil:
				w.addTarget(o, reach.Target, i == 0)
			case reach.Rule != nil && i == 0:
				rules = append(rules, o)
				if id, known := reach.Rule.ID.Exact(); known {
					w.ruleIDs[id] = append(w.ruleIDs[id], o)
				}
			case reach.Member != nil && i == 0:
				members = append(members, o)
			}
		}
	}
	for address, o := range e.data {
		if o.noun.Reach == nil {
			continue
		}
		if reach := o.noun.Reach(o.at[current]); reach.Target != nil {
			o.canonical = address
			w.addTarget(o, reach.Target, true)
		}
	}
	for _, o := range rules {
		w.addRule(o)
	}
	for _, o := range members {
		w.addMember(o)
	}
	for _, key := range slices.Sorted(maps.Keys(w.rules)) {
		r := w.rules[key]
		for selector := range r.selectors {
			w.bySelector[selector] = append(w.bySelector[selector], r)
		}
		if r.openWho {
			w.open = append(w.open, r)
		}
	}
	return w
}

func (w *world) addTarget(o *object, t *meaning.Target, first bool) {
	key := o.canonical + o.deposed
	if id, known := t.ID.Exact(); known && id != "" {
		w.targetIDs[id] = append(w.targetIDs[id], o)
	}
	if first {
		w.targets[key] = &target{key: key, object: o, id: t.ID, where: t.Where, active: t.Active}
	}
}

func (w *world) addRule(o *object) {
	state := w.served(o)[0]
	told := o.noun.Reach(state).Rule
	r := &rule{object: o, active: told.Active, selectors: map[string]entry{}, targets: map[string]entry{}, revoked: map[string]bool{}, among: map[string]bool{}}
	w.rules[o.canonical+o.deposed] = r
	if ends := told.Ends; ends.HasUnknown() {
		if state.Configured(told.EndsName) && r.active == meaning.True {
			r.active = meaning.Perhaps
			r.unknown = append(r.unknown, meaning.Say("when the rule ends"))
		}
	} else if at, known := ends.Time(); known && !at.After(w.now) {
		r.active = meaning.False
	}
	if r.active == meaning.Perhaps && len(r.unknown) == 0 {
		r.unknown = append(r.unknown, meaning.Say("whether the rule is active"))
	}
	r.freeWho, r.freeWhat = told.Selectors.IsNull(), told.Targets.IsNull()
	w.fillSelectors(r, state, told.Selectors, told.SelectorsName)
	w.fillTargets(r, state, told.Targets, told.TargetsName)
	for _, v := range told.Revoked.Elements() {
		if text, known := v.Exact(); known {
			r.revoked[text] = true
		}
	}
	if told.Revoked.HasUnknown() && state.Configured(told.RevokedName) {
		r.openRevoked = true
		r.unknown = append(r.unknown, meaning.Say("whose access is revoked"))
	}
}

func (w *world) fillSelectors(r *rule, state meaning.Object, list meaning.Value, name string) {
	if list.IsUnknown() && !state.Configured(name) {
		return // left to the service
	}
	unknown := list.IsUnknown()
	for _, v := range list.Elements() {
		text, known := v.Exact()
		if !known {
			unknown = true
			continue
		}
		if list.IsHidden() {
			v = meaning.NewValue(text, nil, true)
		}
		r.selectors[text] = entry{value: v, own: true}
	}
	if unknown {
		r.openWho = true
		r.unknown = append(r.unknown, w.refers(r.object, name, "who is in "+name))
	}
}

// refers says of something unknown what the configuration refers to there.
func (w *world) refers(o *object, name, what string) meaning.Sentence {
	references := longest(o.config.Expressions[name].References)
	if len(references) == 0 {
		return meaning.Say(what)
	}
	return meaning.Say(what, ", by ", references)
}

func (w *world) fillTargets(r *rule, state meaning.Object, list meaning.Value, name string) {
	if list.IsUnknown() && !state.Configured(name) {
		return
	}
	open := 0
	for _, v := range list.Elements() {
		text, known := v.Exact()
		if !known {
			open++
			continue
		}
		if list.IsHidden() {
			v = meaning.NewValue(text, nil, true)
		}
		if t := w.find(text, v, r.object.provider); t != nil {
			r.targets[t.key] = entry{value: v, own: true}
		}
	}
	if list.IsUnknown() {
		open = -1 // nobody knows how many
	}
	if open == 0 {
		return
	}
	keys, all := w.unresolved(r.object, name)
	if all && len(keys) == open {
		for _, key := range keys {
			r.targets[key] = entry{own: true, byReference: true}
		}
		return
	}
	r.openWhat = !all || len(keys) == 0
	for _, key := range keys {
		r.among[key] = true
	}
	r.unknown = append(r.unknown, w.refers(r.object, name, "which apps are in "+name))
}

// unresolved returns the targets whose ids are not known yet and to which the configuration of an argument refers, and whether it
// refers to nothing else that could be unknown.
func (w *world) unresolved(o *object, name string) (keys []string, all bool) {
	expression, configured := o.config.Expressions[name]
	if !configured {
		return nil, false
	}
	addresses, all := w.estate.resources.resolve(o.place, expression, o.config.ForEach, o.key)
	for _, address := range addresses {
		other := w.estate.byAddress[address]
		if other == nil {
			all = false
			continue
		}
		t := w.targets[address]
		switch {
		case t != nil && t.id.HasUnknown():
			keys = append(keys, address)
		case t == nil:
			all = false // of something that is not reached, such as another rule
		}
	}
	return keys, all
}

// find returns the target of an id: an object of the plan, or whatever the service has under it. It is nil for an object of the
// plan that is not in the service at the moment.
func (w *world) find(id string, v meaning.Value, provider string) *target {
	if o := w.targetIDs.find(id, provider); o != nil {
		return w.targets[o.canonical+o.deposed]
	}
	if w.estate.owns(id, provider) {
		return nil
	}
	key := "\x00" + id
	t := w.targets[key]
	if t == nil {
		t = &target{key: key, id: v, active: meaning.True}
		w.targets[key] = t
	}
	if v.IsHidden() { // what is sensitive in one place is not shown for another
		t.id = v
	}
	return t
}

// owns says whether an id is one of an object of the plan, at any moment.
func (e *estate) owns(id, provider string) bool {
	if e.owned == nil {
		e.owned = ids{}
		for _, o := range e.objects {
			if o.noun.Reach == nil {
				continue
			}
			for _, state := range o.at {
				if t := o.noun.Reach(state).Target; state.Exists() && t != nil {
					if id, known := t.ID.Exact(); known && id != "" {
						e.owned[id] = append(e.owned[id], o)
					}
				}
			}
		}
	}
	return e.owned.find(id, provider) != nil
}

// addMember adds a member to its rule. The rule may be one that the plan knows nothing of.
func (w *world) addMember(o *object) {
	state := w.served(o)[0]
	told := o.noun.Reach(state).Member
	r := w.ruleOf(o, told)
	add := func(list map[string]entry, key string, v meaning.Value, byReference bool) {
		e, found := list[key]
		if !found {
			e = entry{value: v, byReference: byReference}
		}
		e.by = append(e.by, o.address)
		list[key] = e
	}
	if !told.Selector.IsNull() {
		if text, known := told.Selector.Exact(); known {
			add(r.selectors, text, told.Selector, false)
		} else {
			r.openWho = true
			r.unknown = append(r.unknown, w.refers(o, told.SelectorName, "whom "+o.address+" adds"))
		}
	}
	if told.Target.IsNull() {
		return
	}
	if text, known := told.Target.Exact(); known {
		if t := w.find(text, told.Target, o.provider); t != nil {
			add(r.targets, t.key, told.Target, false)
		}
		return
	}
	keys, all := w.unresolved(o, told.TargetName)
	if all && len(keys) == 1 {
		add(r.targets, keys[0], meaning.Value{}, true)
		return
	}
	r.openWhat = r.openWhat || !all || len(keys) == 0
	for _, key := range keys {
		r.among[key] = true
	}
	r.unknown = append(r.unknown, w.refers(o, told.TargetName, "which app "+o.address+" adds"))
}

// ruleOf returns the rule of a member. For one that is not in the plan it makes one, which has nothing but its members.
func (w *world) ruleOf(o *object, told *meaning.Member) *rule {
	if id, known := told.Rule.Exact(); known {
		if of := w.ruleIDs.find(id, o.provider); of != nil {
			return w.rules[of.canonical+of.deposed]
		}
		return w.elsewhere("\x00"+id, o)
	}
	expression := o.config.Expressions[told.RuleName]
	addresses, all := w.estate.resources.resolve(o.place, expression, o.config.ForEach, o.key)
	if all && len(addresses) == 1 {
		if r := w.rules[addresses[0]]; r != nil {
			return r
		}
	}
	r := w.elsewhere("\x00"+o.address, o)
	r.openWhat, r.openWho = true, true
	r.unknown = append(r.unknown, w.refers(o, told.RuleName, "which rule "+o.address+" belongs to"))
	return r
}

// elsewhere is a rule that the plan does not tell of: what it has besides its members is not known.
func (w *world) elsewhere(key string, member *object) *rule {
	r := w.rules[key]
	if r == nil {
		r = &rule{object: member, active: meaning.True, selectors: map[string]entry{}, targets: map[string]entry{}, revoked: map[string]bool{}, among: map[string]bool{}, outside: true}
		w.rules[key] = r
	}
	return r
}

// reaches says whether a selector reaches a target, and by which rules and members it does for certain.
func (w *world) reaches(selector, to string) (best meaning.Truth, by []string, byReference bool) {
	byReference = true
	try := func(r *rule, certain bool) {
		truth := r.active
		what, has := r.targets[to]
		if !has && (r.openWhat || r.among[to]) {
			truth = min(truth, meaning.Perhaps)
		} else if !has {
			return
		}
		if t := w.targets[to]; t != nil {
			truth = min(truth, t.active)
		}
		if r.revoked[selector] {
			return
		}
		if r.openRevoked || !certain {
			truth = min(truth, meaning.Perhaps)
		}
		best = max(best, truth)
		if truth == meaning.True {
			who := r.selectors[selector]
			if !r.outside {
				by = append(by, r.object.address)
			}
			by = append(by, who.by...)
			by = append(by, what.by...)
			byReference = byReference && what.byReference
		}
	}
	for _, r := range w.bySelector[selector] {
		try(r, true)
	}
	for _, r := range w.open {
		if _, has := r.selectors[selector]; !has {
			try(r, false)
		}
	}
	slices.Sort(by)
	return best, slices.Compact(by), byReference && len(by) > 0
}
