package mockapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sort"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// ParseQuery compiles an audit (or device) query and returns what it says about a row.
func ParseQuery(query string, device bool) (func(Object) string, error) {
	columns := auditColumns()
	if device {
		columns = deviceColumns()
	}
	c, err := parseQuery(query, columns)
	if err != nil {
		return nil, err
	}
	return func(row Object) string {
		row, _ = normal(row)
		return [...]string{"no", "unknown", "yes"}[c(row)]
	}, nil
}

// TooLarge says whether AppTego refuses a body for its size.
func TooLarge(raw []byte) bool { return tooLarge(&call{raw: raw}) != nil }

// CheckAnswer compares an answer with what the contract says about its operation and status.
func (m *Mock) CheckAnswer(e Entry, body []byte) error {
	var r *route
	for _, s := range []*service{m.edge, m.appTego, m.gate} {
		for _, candidate := range s.routes.routes {
			if candidate.operation == e.Operation && s.name == e.Service {
				r = candidate
			}
		}
	}
	if r == nil || e.Status == http.StatusNoContent {
		return nil
	}
	op := r.forms[len(r.forms)-1].operation
	response := op.Responses.Value(strconv.Itoa(e.Status))
	if response == nil || response.Value.Content == nil {
		if e.Status < 300 && response == nil {
			return fmt.Errorf("%s: the contract has no status %d", e.Operation, e.Status)
		}
		return nil
	}
	schema := response.Value.Content.Get("application/json").Schema.Value
	var plain any
	if err := json.Unmarshal(body, &plain); err != nil {
		return fmt.Errorf("%s: %w: %s", e.Operation, err, body)
	}
	if err := schema.VisitJSON(plain, openapi3.VisitAsResponse(), openapi3.MultiErrors()); err != nil {
		return fmt.Errorf("%s: %w", e.Operation, err)
	}
	if unknown := undocumented(schema, "", plain); len(unknown) > 0 && e.Service == "edge" {
		return fmt.Errorf("%s: the contract does not have %v", e.Operation, unknown)
	}
	return nil
}

// undocumented lists the fields of a value that its schema does not name.
func undocumented(s *openapi3.Schema, at string, v any) []string {
	var found []string
	switch v := v.(type) {
	case map[string]any:
		for name, e := range v {
			switch p := s.Properties[name]; {
			case p != nil:
				found = append(found, undocumented(p.Value, at+"/"+name, e)...)
			case s.AdditionalProperties.Schema == nil:
				found = append(found, at+"/"+name)
			}
		}
	case []any:
		for i, e := range v {
			found = append(found, undocumented(s.Items.Value, fmt.Sprintf("%s/%d", at, i), e)...)
		}
	}
	sort.Strings(found)
	return found
}
