package contract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// TestAnswers_exact: to every call of every client, a member whose name differs in its letter case only is the same as a
// member that nobody knows, at the top and within lists and objects; and null is no object of a list.
func TestAnswers_exact(t *testing.T) {
	t.Parallel()
	service := &arbitrary{status: 200, contentType: "application/json"}
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	operations := allOperations(t, server.URL)
	for _, client := range []struct {
		name     string
		document []byte
	}{{"edge", contract.Edge()}, {"apptego", contract.AppTego()}, {"gate", contract.Gate()}} {
		schemas := load(t, client.document).Components.Schemas
		for _, name := range slices.Sorted(maps.Keys(operations)) {
			if !strings.HasPrefix(name, client.name+".") {
				continue
			}
			ask := func(body []byte) (any, string) {
				service.body = body
				got, err := operations[name].do(t.Context())
				if err != nil {
					return nil, err.Error()
				}
				if _, raw := got.(json.RawMessage); raw { // handed on as it is
					return nil, ""
				}
				return got, ""
			}
			other, otherErr := ask(answerOf(t, schemas, strings.ToUpper))
			unknown, unknownErr := ask(answerOf(t, schemas, backwards))
			if otherErr != unknownErr || !reflect.DeepEqual(other, unknown) {
				t.Errorf("%s takes members in another letter case for its own:\n  %.200s, %s\n  %.200s, %s", name, fmt.Sprint(other), otherErr, fmt.Sprint(unknown), unknownErr)
			}
			if _, err := ask(nulls(t, schemas)); err == "" && (strings.Contains(name, ".List") || strings.Contains(name, ".Query")) {
				t.Errorf("%s takes null for an object of its list", name)
			}
		}
	}
}

func backwards(name string) string {
	letters := []byte(name)
	slices.Reverse(letters)
	return string(letters)
}

// answerOf is an answer with every field that the contract knows, each renamed, and with every list and object of the contract
// under its own name, filled in the same way.
func answerOf(t *testing.T, schemas openapi3.Schemas, rename func(string) string) []byte {
	t.Helper()
	renamed := func(properties openapi3.Schemas) map[string]any {
		all := map[string]any{}
		for name := range properties {
			all[rename(name)] = "x"
		}
		return all
	}
	answer := map[string]any{}
	eachProperty(schemas, func(name string, p *openapi3.Schema) {
		answer[rename(name)] = "x"
		switch {
		case isList(p):
			answer[name] = []any{renamed(p.Items.Value.Properties)}
		case len(p.Properties) > 0:
			answer[name] = renamed(p.Properties)
		}
	})
	return encoded(t, answer)
}

// nulls is an answer in which every list of objects holds null.
func nulls(t *testing.T, schemas openapi3.Schemas) []byte {
	t.Helper()
	outer := map[string]any{}
	eachProperty(schemas, func(name string, p *openapi3.Schema) {
		if isList(p) {
			outer[name] = []any{nil}
		}
	})
	return encoded(t, outer)
}

func isList(p *openapi3.Schema) bool {
	return p.Items != nil && p.Items.Value != nil && len(p.Items.Value.Properties) > 0
}

func eachProperty(schemas openapi3.Schemas, visit func(name string, p *openapi3.Schema)) {
	for _, schema := range slices.Sorted(maps.Keys(schemas)) {
		for name, p := range schemas[schema].Value.Properties {
			if p.Value != nil {
				visit(name, p.Value)
			}
		}
	}
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
