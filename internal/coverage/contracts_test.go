package coverage_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// operation is one call of a service that the vendor documents.
type operation struct {
	id, service, summary string
	inferred             bool // its route
	spec                 *openapi3.Operation
}

// services in the order of the page.
func services() []string { return []string{"Lacework Edge", "AppTego", "Zequenze GATE"} }

// operations reads the contracts. What they tag as beyond is documented on other pages, for other products.
func operations(t *testing.T) []operation {
	t.Helper()
	var all []operation
	for i, text := range [][]byte{contract.Edge(), contract.AppTego(), contract.Gate()} {
		spec, err := openapi3.NewLoader().LoadFromData(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range spec.Paths.Map() {
			for _, o := range item.Operations() {
				if slices.Contains(o.Tags, "beyond") {
					continue
				}
				all = append(all, operation{
					id: o.OperationID, service: services()[i], summary: o.Summary, inferred: o.Extensions["x-source"] != "documented", spec: o,
				})
			}
		}
	}
	all = append(all, operation{ // which no contract of HTTP calls can describe
		id: mockapi.OperationWebSocket, service: "AppTego", summary: "Listen to notifications over WebSocket", inferred: true, spec: openapi3.NewOperation(),
	})
	slices.SortFunc(all, func(a, b operation) int {
		return cmp.Or(cmp.Compare(slices.Index(services(), a.service), slices.Index(services(), b.service)), strings.Compare(a.id, b.id))
	})
	return all
}

// part is one object within the requests or the answers: its fields, and what the forms that meet it have for them.
type part struct {
	schema *openapi3.Schema
	has    map[form]fields
	opened map[string]bool // fields that only wrap an object, whose fields then count
	verbs  map[string]bool // of requests: x-create, x-update
}

// walk collects the parts of the requests, or else of the answers, by the names of their schemas.
type walk struct {
	answers bool
	parts   map[string]*part
	left    map[string]string // fields that no form needs to have
}

// request walks what an operation takes.
func (w *walk) request(o operation, f form, has fields) {
	arguments := has.arguments()
	for _, p := range o.spec.Parameters {
		w.part(o.id, openapi3.NewObjectSchema()).add(f, arguments)
		w.parts[o.id].schema.WithPropertyRef(p.Value.Name, openapi3.NewStringSchema().NewRef())
	}
	if o.spec.RequestBody == nil {
		return
	}
	verb := "x-create"
	if strings.HasPrefix(o.id, "update") {
		verb = "x-update"
	}
	w.visit(o.id, o.spec.RequestBody.Value.Content.Get("application/json").Schema, f, arguments, verb, true)
}

// answer walks what an operation gives.
func (w *walk) answer(o operation, f form, has fields) {
	for code, response := range o.spec.Responses.Map() {
		if media := response.Value.Content.Get("application/json"); strings.HasPrefix(code, "2") && media != nil && media.Schema != nil {
			w.visit(o.id, media.Schema, f, has, "", true)
		}
	}
}

func (w *walk) part(name string, schema *openapi3.Schema) *part {
	if w.parts[name] == nil {
		w.parts[name] = &part{schema: schema, has: map[form]fields{}, opened: map[string]bool{}, verbs: map[string]bool{}}
	}
	return w.parts[name]
}

func (p *part) add(f form, has fields) {
	if p.has[f] == nil {
		p.has[f] = fields{}
	}
	maps.Copy(p.has[f], has)
}

// visit enters an object, by the name of its schema or else by its place. At the root of a body that is no object of its own, an
// object that the form has no field for is a wrapper: the fields of the form are those of the wrapped object.
func (w *walk) visit(place string, ref *openapi3.SchemaRef, f form, has fields, verb string, root bool) {
	name, schema := place, ref.Value
	for {
		if ref.Ref != "" {
			name = ref.Ref[strings.LastIndex(ref.Ref, "/")+1:]
		}
		next := inner(ref.Value)
		if next == nil {
			break
		}
		ref, schema = next, next.Value
	}
	for _, alternative := range slices.Concat(schema.OneOf, schema.AnyOf) {
		w.visit(place, alternative, f, has, verb, root)
	}
	if len(schema.Properties) == 0 {
		return
	}
	p := w.part(name, schema)
	_, met := p.has[f]
	p.add(f, has)
	p.verbs[verb] = true
	if met && !root {
		return // a schema within itself
	}
	for property, nested := range schema.Properties {
		if !holdsObject(nested) {
			continue
		}
		attribute, found := has.of(property)
		switch {
		case found && attribute.members != nil:
			w.visit(name+"."+property, nested, f, attribute.members, verb, false)
		case !found && root && !w.isLeft(name, property) && w.wraps(schema, has):
			p.opened[property] = true
			w.visit(name+"."+property, nested, f, unwrapped(has, nested), verb, false)
		}
	}
}

// wraps says whether what a form has no field for can be a wrapper at all: an answer with an id is an object itself, and one of
// which the form shows a list shows that list alone.
func (w *walk) wraps(schema *openapi3.Schema, has fields) bool {
	if !w.answers {
		return true
	}
	for property := range schema.Properties {
		if property == "uuid" || has[property].members != nil {
			return false
		}
	}
	return true
}

// inner is what a list, a map or a reference with a description of its own is about; nil for anything else.
func inner(s *openapi3.Schema) *openapi3.SchemaRef {
	switch {
	case s.Items != nil:
		return s.Items
	case len(s.Properties) == 0 && s.AdditionalProperties.Schema != nil:
		return s.AdditionalProperties.Schema
	case s.Type == nil && len(s.AllOf) == 1:
		return s.AllOf[0]
	}
	return nil
}

func holdsObject(ref *openapi3.SchemaRef) bool {
	for next := ref; next != nil; next = inner(next.Value) {
		ref = next
	}
	return len(ref.Value.Properties) > 0
}

// unwrapped are the fields for the objects of a list that the provider names otherwise: a plural data source has one list.
func unwrapped(has fields, ref *openapi3.SchemaRef) fields {
	if _, single := has["id"]; single || ref.Value.Items == nil {
		return has
	}
	var lists []fields
	for _, one := range has {
		if one.members != nil && !one.configurable {
			lists = append(lists, one.members)
		}
	}
	if len(lists) != 1 {
		return has
	}
	return lists[0]
}

// of is the argument or attribute for a field of the contract, which may be spelled otherwise.
func (f fields) of(property string) (field, bool) {
	if one, found := f[property]; found {
		return one, true
	}
	one, found := f[map[string]string{"uuid": "id", "appid": "app_id", "userid": "user_id", "datasource": "data_source"}[property]]
	return one, found
}

func (w *walk) isLeft(name, property string) bool {
	return w.left[name+"."+property] != "" || w.left["*."+property] != ""
}

// missing are the fields that nobody has, as "Schema.field": in a request the arguments of all forms count together, in an
// answer each data source must show everything, and where there is none, all forms together.
func (w *walk) missing() map[string][]form {
	missing := map[string][]form{}
	for name, p := range w.parts {
		var each []form
		for f := range p.has {
			if w.answers && f.kind == dataSource {
				each = append(each, f)
			}
		}
		for property, schema := range p.schema.Properties {
			if p.opened[property] || !w.answers && !p.takes(schema.Value) {
				continue
			}
			for _, f := range each {
				if _, found := p.has[f].of(property); !found {
					missing[name+"."+property] = append(missing[name+"."+property], f)
				}
			}
			if len(each) == 0 && !slices.ContainsFunc(slices.Collect(maps.Values(p.has)), func(has fields) bool { _, found := has.of(property); return found }) {
				missing[name+"."+property] = slices.Collect(maps.Keys(p.has))
			}
		}
	}
	return missing
}

// takes says whether a field of an object is sent. Objects that are both sent and answered mark what is only answered.
func (p *part) takes(schema *openapi3.Schema) bool {
	if _, marked := schema.Extensions["x-create"]; !marked {
		return !schema.ReadOnly
	}
	for verb := range p.verbs {
		if on, _ := schema.Extensions[verb].(bool); on {
			return true
		}
	}
	return false
}
