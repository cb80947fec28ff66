package mockapi

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"gopkg.in/yaml.v3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// A document is the contract of one service, prepared for strict validation. It is never changed once loaded.
type document struct {
	spec       *openapi3.T
	routes     []*route
	candidates []*route // x-candidate-operations
}

// A route is one operation of a contract.
type route struct {
	operation string
	method    string
	path      string
	segments  []string
	query     []string // names of the query parameters
	status    int      // of success
	answer    *openapi3.Schema
	forms     []form
	spec      *openapi3.T
	item      *openapi3.PathItem
	candidate bool
}

// A form is one of the bodies that an operation takes. Choosing the form first gives errors that say what is wrong,
// where anyOf and oneOf only say that nothing fits.
type form struct {
	fits      func(Object) bool
	operation *openapi3.Operation
}

type contracts struct{ edge, appTego, gate *document }

// loadContracts parses the documents once per process. They are constants, parsing them takes a third of a second (two with
// the race detector), and thousands of tests start services of their own.
//
//nolint:gochecknoglobals // the parsed form of constants; nothing changes it
var loadContracts = sync.OnceValues(func() (*contracts, error) {
	edge, err := loadDocument("edge", contract.Edge())
	if err != nil {
		return nil, err
	}
	if err := prepareEdge(edge); err != nil {
		return nil, err
	}
	appTego, err := loadDocument("apptego", contract.AppTego())
	if err != nil {
		return nil, err
	}
	if err := prepareAppTego(appTego); err != nil {
		return nil, err
	}
	gate, err := loadDocument("gate", contract.Gate())
	if err != nil {
		return nil, err
	}
	if err := prepareGate(gate); err != nil {
		return nil, err
	}
	return &contracts{edge: edge, appTego: appTego, gate: gate}, nil
})

func loadDocument(service string, text []byte) (*document, error) {
	// By way of JSON, loading takes half the time that the loader needs for YAML.
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("reading the contract of %s: %w", service, err)
	}
	raw, err := json.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("converting the contract of %s: %w", service, err)
	}
	spec, err := openapi3.NewLoader().LoadFromData(raw)
	if err != nil {
		return nil, fmt.Errorf("loading the contract of %s: %w", service, err)
	}
	d := &document{spec: spec}
	for _, s := range spec.Components.Schemas {
		flatten(s.Value)
	}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			d.routes = append(d.routes, newRoute(spec, item, method, path, op))
		}
	}
	slices.SortFunc(d.routes, func(a, b *route) int {
		return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method))
	})
	return d, nil
}

func newRoute(spec *openapi3.T, item *openapi3.PathItem, method, path string, op *openapi3.Operation) *route {
	r := &route{operation: op.OperationID, method: method, spec: spec, item: item}
	r.at(method, path)
	for _, params := range []openapi3.Parameters{item.Parameters, op.Parameters} {
		for _, p := range params {
			if p.Value.In == openapi3.ParameterInQuery {
				r.query = append(r.query, p.Value.Name)
			}
		}
	}
	r.status = http.StatusOK
	for code, response := range op.Responses.Map() {
		status, err := strconv.Atoi(code)
		if err != nil || status/100 != 2 {
			continue
		}
		r.status = status
		if media := response.Value.Content.Get("application/json"); media != nil && media.Schema != nil {
			r.answer = media.Schema.Value
		}
	}
	strictRequest(op)
	r.forms = []form{{fits: func(Object) bool { return true }, operation: op}}
	return r
}

// at puts the route at a method and path.
func (r *route) at(method, path string) {
	r.method, r.path, r.segments = method, path, strings.Split(path, "/")
}

// takes adds a form of body that is tried before the others.
func (r *route) takes(schema *openapi3.Schema, fits func(Object) bool) {
	refuseUnknown(schema)
	op := *r.forms[len(r.forms)-1].operation
	body := openapi3.NewRequestBody().WithRequired(true).WithJSONSchema(schema)
	op.RequestBody = &openapi3.RequestBodyRef{Value: body}
	r.forms = slices.Insert(r.forms, 0, form{fits: fits, operation: &op})
}

// body is the schema of the last form, which is the one that the contract prints.
func (r *route) body() *openapi3.Schema {
	return bodySchema(r.forms[len(r.forms)-1].operation)
}

func bodySchema(op *openapi3.Operation) *openapi3.Schema {
	if op.RequestBody == nil {
		return nil
	}
	media := op.RequestBody.Value.Content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}

// find returns a route by its operationId.
func (d *document) find(operation string) (*route, error) {
	for _, r := range d.routes {
		if r.operation == operation {
			return r, nil
		}
	}
	return nil, fmt.Errorf("the contract has no operation %q", operation)
}

// schema returns a component.
func (d *document) schema(name string) (*openapi3.Schema, error) {
	if ref := d.spec.Components.Schemas[name]; ref != nil {
		return ref.Value, nil
	}
	return nil, fmt.Errorf("the contract has no schema %q", name)
}

// flatten replaces properties that wrap a reference in an allOf with one member, as OpenAPI 3.0 must to say something
// beside it, by one schema that says both. Validation errors then name what is wrong and not "allOf".
func flatten(s *openapi3.Schema) {
	for name, p := range s.Properties {
		w := p.Value
		if len(w.AllOf) != 1 || w.Type != nil || len(w.Properties) > 0 {
			continue
		}
		merged := *w.AllOf[0].Value
		merged.ReadOnly = merged.ReadOnly || w.ReadOnly
		merged.WriteOnly = merged.WriteOnly || w.WriteOnly
		merged.Extensions = maps.Clone(merged.Extensions)
		if merged.Extensions == nil {
			merged.Extensions = map[string]any{}
		}
		maps.Copy(merged.Extensions, w.Extensions)
		s.Properties[name] = merged.NewRef()
	}
}

// strictRequest refuses fields that the request of an operation does not have.
func strictRequest(op *openapi3.Operation) {
	if schema := bodySchema(op); schema != nil {
		refuseUnknown(schema)
	}
}

// refuseUnknown sets additionalProperties to false wherever the contract leaves it open by silence.
func refuseUnknown(root *openapi3.Schema) {
	seen := map[*openapi3.Schema]bool{}
	var visit func(s *openapi3.Schema)
	visit = func(s *openapi3.Schema) {
		if seen[s] {
			return
		}
		seen[s] = true
		if len(s.Properties) > 0 && s.AdditionalProperties.Has == nil && s.AdditionalProperties.Schema == nil {
			closed := false
			s.AdditionalProperties.Has = &closed
		}
		for _, p := range s.Properties {
			visit(p.Value)
		}
		if s.Items != nil {
			visit(s.Items.Value)
		}
		if s.AdditionalProperties.Schema != nil {
			visit(s.AdditionalProperties.Schema.Value)
		}
		for _, group := range []openapi3.SchemaRefs{s.AllOf, s.AnyOf, s.OneOf} {
			for _, member := range group {
				visit(member.Value)
			}
		}
	}
	visit(root)
}

// narrowed returns a copy of an object schema without the properties whose extension (x-create, x-update) is false.
// Read-only ones stay, because "read-only" says more than "unknown".
func narrowed(s *openapi3.Schema, extension string) *openapi3.Schema {
	c := *s
	c.Properties = openapi3.Schemas{}
	for name, p := range s.Properties {
		if allowed, _ := p.Value.Extensions[extension].(bool); allowed || p.Value.ReadOnly {
			c.Properties[name] = p
		}
	}
	return &c
}
