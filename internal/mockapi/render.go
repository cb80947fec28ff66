package mockapi

import (
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// show returns an object as an answer holds it: only fields of the contract, without those that are shown once, with
// what is computed, in the way that Options ask for.
func (m *Mock) show(k *edgeObject, o Object, once []string, names bool) Object {
	shown := Object{}
	for name, value := range o {
		p := k.fields.Properties[name]
		if p == nil || name == "account_name" {
			continue
		}
		if slices.Contains(k.once, name) && !slices.Contains(once, name) {
			continue
		}
		shown[name] = cloneAny(value)
	}
	if k.computed != nil {
		k.computed(m, shown)
	}
	if names && k.display != nil {
		k.display(shown)
	}
	return m.render(k.fields, shown).(Object)
}

// render walks an answer along its schema. Lists without an order come in a random one: all but the actions and
// answers of a workflow, the chain of a certificate, search domains, and what a card sorts by and shows.
func (m *Mock) render(s *openapi3.Schema, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, e := range v {
			switch p := s.Properties[name]; {
			case p != nil:
				e = m.render(p.Value, e)
			case s.AdditionalProperties.Schema != nil:
				e = m.render(s.AdditionalProperties.Schema.Value, e)
			}
			if l, ok := e.([]any); ok && !slices.Contains([]string{"actions", "answers", "chain", "dns_search_domains", "sort_order", "visible_columns"}, name) {
				m.state.shuffle(l)
			}
			v[name] = e
		}
	case []any:
		if s.Items != nil {
			for i, e := range v {
				v[i] = m.render(s.Items.Value, e)
			}
		}
	case int64:
		if m.opts.EnumNames {
			if name := enumName(s, v); name != "" {
				return name
			}
		}
		if m.opts.StringInt64 && s.Format == "int64" {
			return strconv.FormatInt(v, 10)
		}
	}
	return v
}

// enumName returns the published name of an enum number, "" if there is none.
func enumName(s *openapi3.Schema, n int64) string {
	names, _ := s.Extensions["x-enum-names"].([]any)
	if n < 0 || int(n) >= len(names) {
		return ""
	}
	name, _ := names[n].(string)
	return name
}

// prune removes the zero values inside a value, as encoders of this kind do: from objects with named fields, not from
// maps and not from lists, where an element is there or is not.
func prune(ref *openapi3.SchemaRef, v any) any {
	if ref == nil {
		return v
	}
	s := ref.Value
	switch v := v.(type) {
	case map[string]any:
		for name, e := range v {
			p := s.Properties[name]
			if p == nil {
				continue
			}
			if e = prune(p, e); isZero(e) {
				delete(v, name)
			} else {
				v[name] = e
			}
		}
	case []any:
		for i, e := range v {
			v[i] = prune(s.Items, e)
		}
	}
	return v
}
