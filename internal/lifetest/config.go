package lifetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// object is a configuration, or what a request or the service has of one.
type object = map[string]any

func parse(text string) any {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		panic(fmt.Sprintf("a table holds %s: %v", text, err))
	}
	return value
}

func parsed(text string) object {
	o, ok := parse(text).(object)
	if !ok {
		panic("a table holds no object: " + text)
	}
	return o
}

func encode(value any) string {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// same compares a value with the JSON of another, without the spelling of the JSON.
func same(value any, text string) bool { return text != "" && encode(value) == encode(parse(text)) }

// with returns a configuration with another value of an argument; "" leaves it out.
func with(config object, name, value string) object {
	config = maps.Clone(config)
	delete(config, name)
	if value != "" {
		config[name] = parse(value)
	}
	return config
}

func (n Noun) minimal() object { return parsed(n.Minimal) }

// full has After for every argument.
func (n Noun) full() object {
	config := n.minimal()
	for _, a := range n.tried() {
		config = with(config, a.Name, a.After)
	}
	return config
}

// zero has a spelling of zero for every argument that has one; the last one is repeated.
func (n Noun) zero(spelling int) object {
	config := n.minimal()
	for _, a := range n.Arguments {
		if _, set := config[a.Name]; len(a.Zeros) > 0 && !set {
			config = with(config, a.Name, a.Zeros[min(spelling, len(a.Zeros)-1)])
		}
	}
	return config
}

// spellings is how many ways of spelling zero there are.
func (n Noun) spellings() int {
	most := 0
	for _, a := range n.Arguments {
		most = max(most, len(a.Zeros))
	}
	return most
}

// tried are the arguments that have values.
func (n Noun) tried() []Argument {
	return slices.DeleteFunc(slices.Clone(n.Arguments), func(a Argument) bool { return a.After == "" })
}

// stored are the arguments that the service keeps, and tells.
func (n Noun) stored() []Argument {
	return slices.DeleteFunc(n.tried(), func(a Argument) bool { return a.Local || a.Once || a.Unread })
}

func (n Noun) argument(name string) Argument {
	for _, a := range n.Arguments {
		if a.Name == name {
			return a
		}
	}
	return Argument{Name: name}
}

// wire is what a request holds for a value, nil if it is the zero value.
func (a Argument) wire(value any) any {
	for _, zero := range a.Zeros {
		if same(value, zero) {
			return nil
		}
	}
	switch {
	case a.Sent != "" && same(value, a.After):
		return parse(a.Sent)
	case a.Stored != "" && same(value, a.Chosen):
		return parse(a.Stored)
	case a.SentBefore != "" && same(value, a.Before):
		return parse(a.SentBefore)
	}
	return value
}

// Wire returns what a request holds for a value, nil if it is a zero value.
func (a Argument) Wire(value string) any { return a.wire(parse(value)) }

// wire returns the members that the service keeps of a configuration.
func (n Noun) wire(config object) object {
	sent := object{}
	for name, value := range config {
		if a := n.argument(name); !a.Local && !a.Once {
			if w := a.wire(value); w != nil {
				sent[name] = w
			}
		}
	}
	return sent
}

// keeps is what the service has of a configuration, with what it chooses.
func (n Noun) keeps(config object) object {
	kept := n.wire(config)
	for _, a := range n.Arguments {
		if _, ok := kept[a.Name]; !ok && a.Stored != "" {
			kept[a.Name] = parse(a.Stored)
		}
	}
	return kept
}

// request is an expected request: what it sets, and what it clears by name.
type request struct {
	set   object
	clear []string
}

func (r request) isEmpty() bool { return len(r.set)+len(r.clear) == 0 }

// creation returns the requests that make an object of a configuration: a create, and an update if there is more.
func (n Noun) creation(config object) (create, update request) {
	create, update = request{set: n.wire(config)}, request{set: object{}}
	for _, a := range n.Arguments {
		value, ok := create.set[a.Name]
		if ok && a.UpdateOnly {
			delete(create.set, a.Name)
			if !same(value, a.Stored) {
				update.set[a.Name] = value
			}
		}
		if a.First != "" && same(config[a.Name], a.After) {
			create.set[a.Name], update.set[a.Name] = parse(a.First), value
		}
		if configured, ok := config[a.Name]; ok && a.Once && a.wire(configured) != nil {
			create.set[a.Name] = configured
		}
	}
	return create, update
}

// change returns the request that makes one configuration of another.
func (n Noun) change(prior, planned object) request {
	before, after := n.wire(prior), n.wire(planned)
	r := request{set: object{}}
	for name, value := range after {
		if encode(before[name]) != encode(value) {
			r.set[name] = value
		}
	}
	for name, value := range before {
		a := n.argument(name)
		if _, ok := after[name]; !ok && !(a.Sure && same(value, a.Stored)) {
			r.clear = append(r.clear, name)
		}
	}
	slices.Sort(r.clear)
	return r
}

// body checks the body of a request about an object; no id: of a create.
func (n Noun) body(t testing.TB, raw, wrap, id string, want request) {
	t.Helper()
	body := parsed(raw)
	if got, _ := body[n.IDMember()].(string); got != id && (id != "" || n.ID == "") {
		t.Errorf("the request is about %q, want %q: %s", got, id, raw)
	}
	cleared, _ := body["attributes_to_delete"].([]any)
	var names []string
	for _, name := range cleared {
		names = append(names, fmt.Sprint(name))
	}
	slices.Sort(names)
	if id != "" || n.ID == "" {
		delete(body, n.IDMember())
	}
	delete(body, "attributes_to_delete")
	for _, name := range n.Unmatched {
		delete(body, name)
	}
	if wrap != "" {
		inner, ok := body[wrap].(object)
		if !ok || len(body) != 1 {
			t.Errorf("the request has no object %s, or something besides: %s", wrap, raw)
		}
		body = inner
	}
	if got, wanted := n.canonical(t, body), n.canonical(t, want.set); got != wanted || !slices.Equal(names, want.clear) {
		t.Errorf("the request sets\n%s and clears %v, want\n%s and %v", got, names, wanted, want.clear)
	}
}

// canonical encodes an object; sets of objects are sorted, because their order says nothing.
func (n Noun) canonical(t testing.TB, o object) string {
	t.Helper()
	o = maps.Clone(o)
	for name, value := range o {
		if list, ok := value.([]any); ok && !n.argument(name).Ordered && len(list) > 0 {
			if _, objects := list[0].(object); objects {
				o[name] = acctest.SetJSON(t, value)
			}
		}
		if _, ok := value.(object); ok {
			o[name] = acctest.SetJSON(t, value)
		}
	}
	return encode(o)
}

// reversed turns every set around.
func (n Noun) reversed(config object) object {
	config = maps.Clone(config)
	for name, value := range config {
		if a := n.argument(name); !a.Ordered {
			config[name] = turned(value, a.OrderedWithin...)
		}
	}
	return config
}

// turned reverses every list in a value, but those of the named members.
func turned(value any, but ...string) any {
	switch v := value.(type) {
	case []any:
		v = slices.Clone(v)
		slices.Reverse(v)
		for i := range v {
			v[i] = turned(v[i], but...)
		}
		return v
	case object:
		v = maps.Clone(v)
		for name := range v {
			if !slices.Contains(but, name) {
				v[name] = turned(v[name], but...)
			}
		}
		return v
	}
	return value
}

// inState returns what the state holds for an argument of a configuration.
func (n Noun) inState(p *acctest.Protocol, config object, a Argument) tftypes.Value {
	value, configured := config[a.Name]
	text := "null"
	switch {
	case configured && a.StateBefore != "" && same(value, a.Before):
		text = a.StateBefore
	case configured && a.State != "" && same(value, a.After):
		text = a.State
	case configured:
		text = encode(value)
	case a.Chosen != "":
		text = a.Chosen
	}
	return p.Decode(p.ResourceType(n.TypeName), p.Resource(n.TypeName, fmt.Sprintf(`{%q:%s}`, a.Name, text)))[a.Name]
}

// sortedNames writes names in one order.
func sortedNames(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	return strings.Join(names, " ")
}
