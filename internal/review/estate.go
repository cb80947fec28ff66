package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// The moments at which a plan tells of the services.
const (
	recorded = iota // as Terraform left them
	current         // as they were when the plan was made
	planned         // as they will be after the apply
	moments
)

// object is an object of the plan at its three moments.
type object struct {
	address   string
	canonical string
	noun      *meaning.Noun
	typ       string
	provider  string // configuration of its provider; "" if it is not known
	deposed   string
	actions   []string
	importing bool
	drifted   bool // changed outside of Terraform
	at        [moments]meaning.Object
	config    configResource
	place     *place
	key       any
}

// is says whether the plan does something with an object.
func (o *object) is(action string) bool { return slices.Contains(o.actions, action) }

func (o *object) replaced() bool  { return o.is("delete") && o.is("create") }
func (o *object) forgotten() bool { return o.is("forget") }

// ends says whether the object as it is leaves Terraform's care or the service.
func (o *object) ends() bool { return o.is("delete") || o.is("forget") }

// label is the name of an object for people, or a null value.
func (o *object) label() meaning.Value {
	for _, moment := range []int{planned, current, recorded} {
		if v := o.noun.Label(o.at[moment]); !v.IsZero() {
			return v
		}
	}
	return meaning.Value{}
}

// estate is everything that a plan tells of objects of this provider.
type estate struct {
	plan         *plan
	nouns        map[string]*meaning.Noun
	resources    *resources
	objects      []*object
	byAddress    map[string]*object // canonical; the one that is not deposed
	data         map[string]*object // data sources, by canonical address
	names        map[string]string  // of numbers, by type, argument and number
	twice        string             // an address that two objects have
	undocumented bool
	owned        ids // made when it is first asked for
}

func newEstate(p *plan, nouns []meaning.Noun) (*estate, error) {
	e := &estate{
		plan: p, nouns: map[string]*meaning.Noun{}, resources: newResources(p.configuration), byAddress: map[string]*object{}, data: map[string]*object{},
		names: map[string]string{}, undocumented: p.configuration.allowsUndocumented(),
	}
	for i := range nouns {
		e.nouns[nouns[i].Type] = &nouns[i]
	}
	drift := map[string]resourceChange{}
	for _, d := range p.drift {
		drift[d.Address+"\x00"+d.Deposed] = d
	}
	seen := map[string]bool{}
	for _, change := range p.changes {
		id := change.Address + "\x00" + change.Deposed
		if seen[id] {
			return nil, fmt.Errorf("it has two changes of %q", change.Address)
		}
		seen[id] = true
		d, drifted := drift[id]
		delete(drift, id)
		e.add(e.changed(change, d, drifted))
	}
	if err := e.state(p.prior.Values.RootModule, seen, drift); err != nil {
		return nil, err
	}
	for _, d := range p.drift { // of objects that neither the plan nor the state tells of: they are gone
		if left, found := drift[d.Address+"\x00"+d.Deposed]; found {
			none := left
			none.Change.Actions, none.Change.Before, none.Change.After = nil, left.Change.After, left.Change.After
			none.Change.AfterUnknown, none.Change.BeforeSensitive = nil, left.Change.AfterSensitive
			e.add(e.changed(none, left, true))
		}
	}
	if e.twice != "" {
		return nil, fmt.Errorf("it has two changes of %q", e.twice)
	}
	slices.SortStableFunc(e.objects, func(a, b *object) int { return compareAddresses(a.address+a.deposed, b.address+b.deposed) })
	e.name()
	return e, nil
}

// title is what people call the object of an address.
func (e *estate) title(address string) meaning.Sentence {
	if o := e.lookup(address); o != nil {
		return o.title()
	}
	return meaning.Say(meaning.Data(address))
}

func (e *estate) lookup(address string) *object {
	if steps, ok := parseAddress(address); ok {
		return e.byAddress[canonical(steps)]
	}
	return nil
}

// compareAddresses sorts objects of the root module before those of others.
func compareAddresses(a, b string) int {
	inner := func(s string) int { return strings.Count(s, "module.") }
	if n := inner(a) - inner(b); n != 0 {
		return n
	}
	return strings.Compare(a, b)
}

// changed makes an object of its planned change and of what was changed outside of Terraform.
func (e *estate) changed(c, drift resourceChange, drifted bool) *object {
	o := e.newObject(c.Address, c.Type)
	o.deposed, o.actions, o.drifted, o.importing = c.Deposed, c.Change.Actions, drifted, c.Change.Importing != nil
	hidden := merge(c.Change.BeforeSensitive, c.Change.AfterSensitive)
	if drifted {
		hidden = merge(hidden, merge(drift.Change.BeforeSensitive, drift.Change.AfterSensitive))
	}
	o.at[current] = e.moment(o, c.Change.Before, nil, hidden, false)
	after := c.Change.After
	if c.Deposed != "" || !c.hasAction("create") && (c.hasAction("delete") || c.hasAction("forget")) {
		after = nil
	}
	if after != nil || holdsObject(c.Change.AfterUnknown) && c.hasAction("create") {
		if after == nil {
			after = map[string]any{}
		}
		o.at[planned] = e.moment(o, after, c.Change.AfterUnknown, hidden, true)
	}
	o.at[recorded] = o.at[current]
	if drifted {
		o.at[recorded] = e.moment(o, drift.Change.Before, nil, hidden, false)
	}
	return o
}

func holdsObject(tree any) bool {
	_, is := tree.(map[string]any)
	return is
}

func (c resourceChange) hasAction(action string) bool {
	return slices.Contains(c.Change.Actions, action)
}

func (e *estate) newObject(address, typ string) *object {
	o := &object{address: address, typ: typ, noun: e.nouns[typ]}
	if o.noun == nil { // of a newer version of the provider
		o.noun = &meaning.Noun{Type: typ, One: "object of the type " + display(typ), Labels: []string{"name", "display_name", "description"}}
		e.nouns[typ] = o.noun
	}
	o.config, o.place, o.key = e.resources.config(address)
	o.provider = o.config.Provider
	return o
}

func (e *estate) moment(o *object, raw, unknown, hidden any, named bool) meaning.Object {
	if raw == nil {
		return meaning.Object{}
	}
	return meaning.NewObject(meaning.NewValue(raw, unknown, hidden), source{e, o, named})
}

// source tells what the configuration says of an object.
type source struct {
	estate *estate
	object *object
	new    bool // the configuration is about this state of the object, and not an earlier one
}

// Configured implements meaning.Source.
func (s source) Configured(name string) bool {
	_, is := s.object.config.Expressions[name]
	return is
}

// Named implements meaning.Source. A number of an earlier state has the name that the number has now.
func (s source) Named(name string, v meaning.Value) string {
	n, known := v.Int()
	if !known {
		return ""
	}
	if s.new {
		if text := constantName(s.object.config.Expressions[name]); text != "" {
			return text
		}
	}
	return s.estate.names[fmt.Sprint(s.object.typ, " ", name, " ", n)]
}

// References implements meaning.Source.
func (s source) References(name string) []string {
	return longest(s.object.config.Expressions[name].References)
}

// add takes an object in.
func (e *estate) add(o *object) {
	e.objects = append(e.objects, o)
	if o.deposed != "" {
		o.canonical = o.address
		return
	}
	o.canonical = e.resources.add(o.address)
	if e.byAddress[o.canonical] != nil { // in another spelling
		e.twice = o.address
	}
	e.byAddress[o.canonical] = o
}

// state takes in what the plan leaves alone without telling so, as it does when it is limited to some objects, and data sources.
func (e *estate) state(m stateModule, seen map[string]bool, drift map[string]resourceChange) error {
	for _, r := range m.Resources {
		id := r.Address + "\x00" + r.DeposedKey
		if !isOwn(r.ProviderName) || seen[id] {
			continue
		}
		seen[id] = true
		var c resourceChange
		c.Address, c.Type, c.Deposed = r.Address, r.Type, r.DeposedKey
		if err := decode(r.Values, &c.Change.Before); err != nil {
			return err
		}
		if err := decode(r.SensitiveValues, &c.Change.BeforeSensitive); err != nil {
			return err
		}
		c.Change.After = c.Change.Before
		d, drifted := drift[id]
		delete(drift, id)
		o := e.changed(c, d, drifted)
		if c.Deposed != "" {
			o.at[planned] = o.at[current]
		}
		if r.Mode == "data" {
			e.data[r.Address] = o
			continue
		}
		e.add(o)
	}
	for _, child := range m.ChildModules {
		if err := e.state(child, seen, drift); err != nil {
			return err
		}
	}
	return nil
}

func decode(raw json.RawMessage, into *any) error {
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	return d.Decode(into)
}

// name learns which numbers the configuration gives a name: a state has the number alone. A number with two names has none.
func (e *estate) name() {
	for _, o := range e.objects {
		for argument, expression := range o.config.Expressions {
			name := constantName(expression)
			n, known := o.at[planned].At(argument).Int()
			if name == "" || !known || o.at[planned].At(argument).IsHidden() {
				continue
			}
			id := fmt.Sprint(o.typ, " ", argument, " ", n)
			if other, found := e.names[id]; found && other != name {
				name = ""
			}
			e.names[id] = name
		}
	}
}

// merge marks what either of two trees of marks does. Lists of different marks are marked as a whole: a change may have moved
// their elements.
func merge(a, b any) any {
	switch {
	case a == true || b == true:
		return true
	case a == nil || a == false:
		return b
	case b == nil || b == false:
		return a
	}
	first, isObject := a.(map[string]any)
	second, isOther := b.(map[string]any)
	if isObject && isOther {
		both := make(map[string]any, len(first))
		for name, mark := range first {
			both[name] = mark
		}
		for name, mark := range second {
			both[name] = merge(both[name], mark)
		}
		return both
	}
	list, isList := a.([]any)
	other, isOtherList := b.([]any)
	if isList && isOtherList {
		all := slices.Concat(list, other)
		if slices.ContainsFunc(all, marks) {
			return true
		}
		return list
	}
	return marks(a) || marks(b)
}

func marks(tree any) bool { return meaning.NewValue(nil, tree, nil).HasUnknown() }
