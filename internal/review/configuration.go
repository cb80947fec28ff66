package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// configuration is what a plan tells of the configuration: which expressions refer to what. Their text is not in it.
type configuration struct {
	Providers map[string]providerConfig `json:"provider_config"`
	Root      configModule              `json:"root_module"`
}

type providerConfig struct {
	FullName    string                `json:"full_name"`
	Expressions map[string]expression `json:"expressions"`
}

type configModule struct {
	Resources []configResource        `json:"resources"`
	Calls     map[string]configCall   `json:"module_calls"`
	Outputs   map[string]configOutput `json:"outputs"`
}

type configOutput struct {
	Expression expression `json:"expression"`
}

type configCall struct {
	Expressions map[string]expression `json:"expressions"`
	ForEach     expression            `json:"for_each_expression"`
	Module      configModule          `json:"module"`
}

type configResource struct {
	Address     string                `json:"address"`
	Mode        string                `json:"mode"`
	Provider    string                `json:"provider_config_key"`
	Expressions map[string]expression `json:"expressions"`
	ForEach     expression            `json:"for_each_expression"`
}

// expression is an argument in the configuration. Blocks, which are lists of objects, have neither member.
type expression struct {
	References []string
	Constant   json.RawMessage
}

// UnmarshalJSON implements json.Unmarshaler.
func (e *expression) UnmarshalJSON(raw []byte) error {
	if len(raw) == 0 || raw[0] != '{' {
		return nil
	}
	var members struct {
		References []string        `json:"references"`
		Constant   json.RawMessage `json:"constant_value"`
	}
	if err := json.Unmarshal(raw, &members); err != nil {
		// A block that is an object has members of its own, of which one may have such a name.
		return nil //nolint:nilerr // it is no expression
	}
	e.References, e.Constant = members.References, members.Constant
	return nil
}

// place is an instance of a module, from which references are read.
type place struct {
	module configModule
	prefix string // of addresses in it: "" or `module.a["x"].`
	parent *place
	call   configCall
	key    any // of the instance
}

// step is a part of an address: a name and the key of an instance, nil for none.
type step struct {
	name string
	key  any
}

// parseAddress splits an address such as module.a["x"].zerotrust_app.b[0].id at the dots that are outside of brackets.
func parseAddress(address string) ([]step, bool) {
	var steps []step
	for address != "" {
		end := strings.IndexAny(address, ".[")
		if end < 0 {
			return append(steps, step{name: address}), address != ""
		}
		s := step{name: address[:end]}
		address = address[end:]
		for strings.HasPrefix(address, "[") {
			d := json.NewDecoder(strings.NewReader(address[1:]))
			d.UseNumber()
			if err := d.Decode(&s.key); err != nil {
				return nil, false
			}
			address = address[1+d.InputOffset():]
			if !strings.HasPrefix(address, "]") {
				return nil, false
			}
			address = address[1:]
		}
		steps = append(steps, s)
		if address == "" {
			return steps, true
		}
		if !strings.HasPrefix(address, ".") {
			return nil, false
		}
		address = address[1:]
	}
	return steps, len(steps) > 0
}

func keyText(key any) string {
	if key == nil {
		return ""
	}
	raw, err := json.Marshal(key)
	if err != nil {
		return ""
	}
	return "[" + string(raw) + "]"
}

// canonical writes an address in the one form by which addresses are compared: keys as JSON writes them.
func canonical(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(s.name + keyText(s.key))
	}
	return b.String()
}

// resources finds the configuration of resources by address without keys, in one pass over all modules.
type resources struct {
	root  configModule
	found map[string]configResource // by module path without keys, and address
	index map[string][]string       // canonical addresses of instances by the one without the last key
}

func newResources(c configuration) *resources {
	r := &resources{root: c.Root, found: map[string]configResource{}, index: map[string][]string{}}
	r.collect("", c.Root)
	return r
}

func (r *resources) collect(path string, m configModule) {
	for _, resource := range m.Resources {
		r.found[path+resource.Address] = resource
	}
	for name, call := range m.Calls {
		r.collect(path+"module."+name+".", call.Module)
	}
}

// add notes an instance that the plan or its state has, and returns its canonical address.
func (r *resources) add(address string) string {
	steps, ok := parseAddress(address)
	if !ok {
		return address
	}
	instance := canonical(steps)
	block := strings.TrimSuffix(instance, keyText(steps[len(steps)-1].key))
	r.index[block] = append(r.index[block], instance)
	return instance
}

// config returns the configuration of an instance, and the place that its references are read from.
func (r *resources) config(address string) (configResource, *place, any) {
	steps, ok := parseAddress(address)
	if !ok {
		return configResource{}, nil, nil
	}
	at := &place{module: r.root}
	path := ""
	for len(steps) > 2 && steps[0].name == "module" {
		call, found := at.module.Calls[steps[1].name]
		if !found {
			return configResource{}, nil, nil
		}
		path += "module." + steps[1].name + "."
		at = at.enter(steps[1], call)
		steps = steps[2:]
	}
	if len(steps) < 2 {
		return configResource{}, nil, nil
	}
	last := steps[len(steps)-1]
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.name
	}
	return r.found[path+strings.Join(names, ".")], at, last.key
}

func (p *place) enter(s step, call configCall) *place {
	return &place{module: call.Module, prefix: p.prefix + "module." + s.name + keyText(s.key) + ".", parent: p, call: call, key: s.key}
}

// maxSteps bounds how many references are followed for one argument. A configuration has no circles, but its JSON may.
const maxSteps = 10_000

// resolve returns the addresses of the instances that the references of an expression lead to, through the arguments and outputs
// of modules. All says that there is nothing else among the references, such as a local value, whose expression no plan tells.
func (r *resources) resolve(from *place, e expression, forEach expression, key any) (addresses []string, all bool) {
	w := walk{resources: r, found: map[string]bool{}, all: true, left: maxSteps}
	w.expression(from, e, forEach, key)
	for address := range w.found {
		addresses = append(addresses, address)
	}
	slices.Sort(addresses)
	return addresses, w.all
}

type walk struct {
	*resources
	found map[string]bool
	all   bool
	left  int
}

func (w *walk) expression(from *place, e, forEach expression, key any) {
	references := longest(e.References)
	keyed := slices.ContainsFunc(references, func(r string) bool { return r == "each.key" || r == "count.index" })
	for _, reference := range references {
		if w.left--; w.left < 0 {
			w.all = false
			return
		}
		steps, ok := parseAddress(reference)
		switch {
		case !ok || from == nil:
			w.all = false
		case reference == "each.key" || reference == "count.index":
		case steps[0].name == "each" && len(steps) > 1 && steps[1].name == "value":
			w.instance(from, forEach, key)
		case steps[0].name == "var" && len(steps) > 1 && from.parent != nil:
			w.expression(from.parent, from.call.Expressions[steps[1].name], from.call.ForEach, from.key)
		case steps[0].name == "module" && len(steps) > 1:
			w.module(from, steps, key, keyed)
		case slices.Contains([]string{"var", "local", "path", "terraform", "self", "data"}, steps[0].name) || len(steps) < 2:
			w.all = false
		default:
			w.instances(from.prefix+steps[0].name+"."+steps[1].name, steps[1].key, key, keyed)
		}
	}
}

// instances notes the instances of a block: the one of a key, or the one of the same key as the instance that refers to it, if
// the reference is by each.key or count.index, or else all.
func (w *walk) instances(block string, key, own any, keyed bool) {
	switch {
	case key != nil:
		w.found[block+keyText(key)] = true
	case keyed && slices.Contains(w.index[block], block+keyText(own)):
		w.found[block+keyText(own)] = true
	default:
		for _, address := range w.index[block] {
			w.found[address] = true
		}
	}
}

// instance follows each.value: of the instances that for_each goes through, the one with the key.
func (w *walk) instance(from *place, forEach expression, key any) {
	references := longest(forEach.References)
	if len(references) != 1 {
		w.all = false
		return
	}
	steps, ok := parseAddress(references[0])
	if !ok || len(steps) != 2 || steps[1].key != nil {
		w.all = false
		return
	}
	address := from.prefix + steps[0].name + "." + steps[1].name + keyText(key)
	if !slices.Contains(w.index[from.prefix+steps[0].name+"."+steps[1].name], address) {
		w.all = false
		return
	}
	w.found[address] = true
}

// module follows an output of a module.
func (w *walk) module(from *place, steps []step, own any, keyed bool) {
	call, found := from.module.Calls[steps[1].name]
	outputs := call.Module.Outputs
	if found && len(steps) > 2 { // else the whole object of the module, with all its outputs
		var output configOutput
		output, found = outputs[steps[2].name]
		outputs = map[string]configOutput{steps[2].name: output}
	}
	if !found {
		w.all = false
		return
	}
	keys := []any{steps[1].key}
	if steps[1].key == nil {
		if known := w.keys(from.prefix + "module." + steps[1].name); keyed && slices.ContainsFunc(known, func(k any) bool { return keyText(k) == keyText(own) }) {
			keys = []any{own}
		} else if len(known) > 0 {
			keys = known
		}
	}
	for _, key := range keys {
		for _, output := range outputs {
			w.expression(from.enter(step{steps[1].name, key}, call), output.Expression, expression{}, nil)
		}
	}
}

// keys returns the keys of the instances of a module that the plan has objects in.
func (w *walk) keys(module string) []any {
	var keys []any
	seen := map[string]bool{}
	for block := range w.index {
		rest, found := strings.CutPrefix(block, module)
		if !found || rest == "" || rest[0] != '[' {
			continue
		}
		d := json.NewDecoder(strings.NewReader(rest[1:]))
		d.UseNumber()
		var key any
		if d.Decode(&key) == nil && !seen[fmt.Sprint(key)] {
			seen[fmt.Sprint(key)] = true
			keys = append(keys, key)
		}
	}
	return keys
}

// longest leaves out the references that a plan lists as the beginnings of others.
func longest(references []string) []string {
	sorted := slices.Sorted(slices.Values(references))
	begins := func(text string) bool {
		i, _ := slices.BinarySearch(sorted, text)
		return i < len(sorted) && strings.HasPrefix(sorted[i], text)
	}
	var kept []string
	for _, reference := range references {
		if !begins(reference+".") && !begins(reference+"[") {
			kept = append(kept, reference)
		}
	}
	return kept
}

// constantName returns the name that a local value or a variable gives to what an expression refers to, if it refers to nothing
// else.
func constantName(e expression) string {
	references := longest(e.References)
	if len(references) != 1 {
		return ""
	}
	steps, ok := parseAddress(references[0])
	if !ok || len(steps) < 2 || steps[0].name != "local" && steps[0].name != "var" {
		return ""
	}
	last := steps[len(steps)-1]
	if text, ok := last.key.(string); ok {
		return text
	}
	return last.name
}

// allowsUndocumented says whether a provider block is known to allow undocumented operations.
func (c configuration) allowsUndocumented() bool {
	for _, p := range c.Providers {
		var edge struct {
			Allowed bool `json:"allow_undocumented_operations"`
		}
		if isOwn(p.FullName) && json.Unmarshal(p.Expressions["edge"].Constant, &edge) == nil && edge.Allowed {
			return true
		}
	}
	return false
}
