package mockapi

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// A routeTable finds the operation of a request. It is built once per Mock, since Options may move routes.
type routeTable struct{ routes []*route }

func newRouteTable(d *document, o Options) (*routeTable, error) {
	t := &routeTable{}
	known := map[string]bool{}
	for _, r := range slices.Concat(d.routes, d.candidates) {
		if to, moved := o.Routes[r.operation]; moved {
			method, path, ok := strings.Cut(to, " ")
			if !ok || !strings.HasPrefix(path, "/") {
				return nil, fmt.Errorf("route of %s: want \"METHOD /path\", have %q", r.operation, to)
			}
			copied := *r
			copied.at(method, path)
			r = &copied
		}
		known[r.operation] = true
		t.routes = append(t.routes, r)
	}
	return t, nil
}

// find returns the route of a path, the values in it, and the methods that the path knows. A word wins over a value,
// so that /apps/deploy is not an app named deploy.
func (t *routeTable) find(method, escapedPath string) (found *route, params map[string]string, methods []string) {
	segments := strings.Split(escapedPath, "/")
	best := -1
	for _, r := range t.routes {
		values, words, ok := r.match(segments)
		if !ok {
			continue
		}
		if !r.candidate {
			methods = append(methods, r.method)
		}
		if r.method == method && words > best {
			found, params, best = r, values, words
		}
	}
	return found, params, methods
}

func (r *route) match(segments []string) (values map[string]string, words int, ok bool) {
	if len(segments) != len(r.segments) {
		return nil, 0, false
	}
	for i, want := range r.segments {
		if !strings.HasPrefix(want, "{") {
			if segments[i] != want {
				return nil, 0, false
			}
			words++
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, 0, false
		}
		if values == nil {
			values = map[string]string{}
		}
		values[strings.Trim(want, "{}")] = value
	}
	return values, words, true
}

// A violation is what a request breaks of the contract, and the answer that says so.
type violation struct {
	text   string
	fields map[string][]string // by top-level body field, for services that answer so
	status int
}

func broken(format string, args ...any) *violation {
	return &violation{text: fmt.Sprintf(format, args...), status: http.StatusBadRequest}
}

// check compares a request with the contract. It returns the decoded body, as far as there is one.
func (r *route) check(req *http.Request, raw []byte, params map[string]string) (Object, *violation) {
	query, err := url.ParseQuery(req.URL.RawQuery)
	if err != nil {
		return nil, broken("query: %v", err)
	}
	for name := range query {
		if !slices.Contains(r.query, name) {
			return nil, broken("query: unknown parameter %q", name)
		}
	}
	var body Object
	if len(raw) > 0 {
		v, err := decodeJSON(raw)
		if err != nil {
			return nil, broken("body: not one JSON value: %v", err)
		}
		body, _ = v.(Object)
	}
	op := r.form(body)
	// The validator reads and replaces the body of its request, and may add defaults to the query.
	probe := req.Clone(req.Context())
	probe.Body = io.NopCloser(bytes.NewReader(raw))
	probe.ContentLength = int64(len(raw))
	err = openapi3filter.ValidateRequest(req.Context(), &openapi3filter.RequestValidationInput{
		Request:    probe,
		PathParams: params,
		Route: &routers.Route{
			Spec: r.spec, Path: r.path, PathItem: r.item, Method: r.method, Operation: op,
		},
		Options: validationOptions(),
	})
	if err != nil {
		return body, describe(err)
	}
	if schema := bodySchema(op); schema != nil {
		if text := overLimit(schema, "", body); text != "" {
			return body, broken("body %s", text)
		}
	}
	return body, nil
}

func (r *route) form(body Object) *openapi3.Operation {
	for _, f := range r.forms {
		if f.fits(body) {
			return f.operation
		}
	}
	return r.forms[len(r.forms)-1].operation
}

func validationOptions() *openapi3filter.Options {
	return &openapi3filter.Options{
		MultiError:                        true,
		RejectWhenRequestBodyNotSpecified: true,
		SkipSettingDefaults:               true,
		AuthenticationFunc:                openapi3filter.NoopAuthenticationFunc,
		// Values may be secrets and the text of an error ends up in logs.
		SchemaValidationOptions: []openapi3.SchemaValidationOption{openapi3.DisableSchemaErrorDetails()},
	}
}

// describe turns the validator's errors into one line, and into messages by field.
func describe(err error) *violation {
	v := &violation{status: http.StatusBadRequest, fields: map[string][]string{}}
	var lines []string
	var visit func(err error, where string)
	visit = func(err error, where string) {
		switch e := err.(type) { //nolint:errorlint // each level of the tree is looked at by itself
		case openapi3.MultiError:
			for _, one := range e {
				visit(one, where)
			}
		case *openapi3filter.RequestError:
			at := "body"
			if e.Parameter != nil {
				at = fmt.Sprintf("%s parameter %q", e.Parameter.In, e.Parameter.Name)
			}
			if e.Err == nil {
				lines = append(lines, at+": "+e.Reason)
				return
			}
			visit(e.Err, at)
		case *openapi3.SchemaError:
			if pointer := e.JSONPointer(); len(pointer) > 0 {
				where += " /" + strings.Join(pointer, "/")
				v.fields[pointer[0]] = append(v.fields[pointer[0]], e.Reason)
			}
			lines = append(lines, where+": "+e.Reason)
		default:
			lines = append(lines, where+": "+err.Error())
		}
	}
	visit(err, "")
	v.text = strings.Join(lines, "; ")
	return v
}

// overLimit looks for a string longer than its x-max-utf8-bytes: JSON Schema counts characters, the vendor bytes.
func overLimit(s *openapi3.Schema, at string, v any) string {
	switch v := v.(type) {
	case string:
		limit, ok := s.Extensions["x-max-utf8-bytes"].(float64)
		if ok && float64(len(v)) > limit {
			return fmt.Sprintf("%s: %d bytes of UTF-8, at most %.0f are allowed", at, len(v), limit)
		}
	case []any:
		if s.Items == nil {
			return ""
		}
		for i, e := range v {
			if text := overLimit(s.Items.Value, fmt.Sprintf("%s/%d", at, i), e); text != "" {
				return text
			}
		}
	case map[string]any:
		for name, e := range v {
			if p := s.Properties[name]; p != nil {
				if text := overLimit(p.Value, at+"/"+name, e); text != "" {
					return text
				}
			}
		}
	}
	return ""
}
