package acctest

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// Direction says how a secret travels.
type Direction string

// The ways of a secret.
const (
	Sent       Direction = "request"
	Answered   Direction = "answer"
	Credential Direction = "credential"
)

// SecretField is a secret of the contract that a call of the provider can carry.
type SecretField struct {
	Service   string // "edge", "apptego", "gate"
	Operation string // operationId; of a credential, the name of its security scheme
	Direction Direction
	Path      string // names joined by dots, "[]" for an element; "" of a credential
}

func (f SecretField) String() string {
	return strings.TrimSpace(strings.Join([]string{f.Service, f.Operation, string(f.Direction), f.Path}, " "))
}

// Name is the last name of the path.
func (f SecretField) Name() string { return f.Path[strings.LastIndex(f.Path, ".")+1:] }

// SecretFields reads from the contracts every secret (x-secret) that the operations which the provider calls can send or
// answer, and the credentials that they need.
func SecretFields(t *testing.T) []SecretField {
	t.Helper()
	var all []SecretField
	for service, document := range contracts() {
		spec := loadSpec(t, document)
		called := calledOperations(t, service, spec)
		found := 0
		for _, item := range spec.Paths.Map() {
			for _, op := range item.Operations() {
				if called[op.OperationID] {
					found++
					all = append(all, secretsOfOperation(service, spec, op)...)
				}
			}
		}
		if service == "edge" {
			candidates := candidateSecrets(spec, called)
			found += len(candidates)
			for _, fields := range candidates {
				all = append(all, fields...)
			}
		}
		if found != len(called) {
			t.Fatalf("%s: the provider calls %d operations, of which the contract has %d", service, len(called), found)
		}
	}
	slices.SortFunc(all, func(a, b SecretField) int { return cmp.Compare(a.String(), b.String()) })
	return slices.Compact(all)
}

// CalledOperations returns the operations that the clients can call, in order, without the login.
func CalledOperations(t *testing.T) []string {
	t.Helper()
	var all []string
	for service, document := range contracts() {
		all = append(all, slices.Collect(maps.Keys(calledOperations(t, service, loadSpec(t, document))))...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(all, func(operation string) bool { return operation == "tokenLogin" })
}

// MarkedNames returns the names of all fields of the contracts that have a mark, x-secret or x-sensitive, also of operations
// that the provider does not call.
func MarkedNames(t *testing.T, mark string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, document := range contracts() {
		spec := loadSpec(t, document)
		for _, s := range spec.Components.Schemas {
			for name, p := range s.Value.Properties {
				if marked(p.Value, mark) {
					names[name] = true
				}
			}
		}
	}
	return names
}

func contracts() map[string][]byte {
	return map[string][]byte{"edge": contract.Edge(), "apptego": contract.AppTego(), "gate": contract.Gate()}
}

func loadSpec(t *testing.T, document []byte) *openapi3.T {
	t.Helper()
	spec, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

// calledOperations returns the operations that a client can call: those of its route table, or, of a client without one,
// those that its source names.
func calledOperations(t *testing.T, service string, spec *openapi3.T) map[string]bool {
	t.Helper()
	called := map[string]bool{}
	if service == "edge" {
		client, err := edge.New(edge.Config{HTTP: api.Config{Endpoint: "http://127.0.0.1"}})
		if err != nil {
			t.Fatal(err)
		}
		for operation := range client.Routes() {
			called[operation] = true
		}
		return called
	}
	known := map[string]bool{}
	for _, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			known[op.OperationID] = true
		}
	}
	for _, literal := range literals(t, filepath.Join(ModuleRoot(t), "internal", "api", service)) {
		if known[literal] {
			called[literal] = true
		}
	}
	if len(called) == 0 {
		t.Fatalf("the source of client %s names no operation", service)
	}
	return called
}

// literals returns the texts in the source of a package.
func literals(t *testing.T, directory string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(directory, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					found = append(found, text)
				}
			}
			return true
		})
	}
	return found
}

// ModuleRoot returns the directory of the module that the test is in.
func ModuleRoot(t testing.TB) string {
	t.Helper()
	directory, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(directory, "go.mod")); err == nil {
			return directory
		}
		above := filepath.Dir(directory)
		if above == directory {
			t.Fatal("no go.mod above the test")
		}
		directory = above
	}
}

func secretsOfOperation(service string, spec *openapi3.T, op *openapi3.Operation) []SecretField {
	var found []SecretField
	add := func(direction Direction, schema *openapi3.SchemaRef) {
		for _, path := range secretPaths(schema, direction) {
			found = append(found, SecretField{service, op.OperationID, direction, path})
		}
	}
	if op.RequestBody != nil {
		for _, media := range op.RequestBody.Value.Content {
			add(Sent, media.Schema)
		}
	}
	for status, response := range op.Responses.Map() {
		for _, media := range response.Value.Content {
			if strings.HasPrefix(status, "2") {
				add(Answered, media.Schema)
			}
		}
	}
	needs := spec.Security
	if op.Security != nil {
		needs = *op.Security
	}
	for _, alternative := range needs {
		for scheme := range alternative {
			found = append(found, SecretField{Service: service, Operation: scheme, Direction: Credential})
		}
	}
	return found
}

// candidateSecrets are those of the operations that the contract tells in words only: they carry the object.
func candidateSecrets(spec *openapi3.T, called map[string]bool) map[string][]SecretField {
	entries, _ := spec.Extensions["x-candidate-operations"].([]any)
	found := map[string][]SecretField{}
	for _, e := range entries {
		entry, _ := e.(map[string]any)
		object, _ := entry["object"].(string)
		operation := "update" + object
		if entry["method"] == "delete" {
			operation = "delete" + object
		}
		if !called[operation] {
			continue
		}
		found[operation] = nil
		if entry["method"] == "delete" {
			continue
		}
		for _, direction := range []Direction{Sent, Answered} {
			for _, path := range secretPaths(spec.Components.Schemas[object], direction) {
				found[operation] = append(found[operation], SecretField{"edge", operation, direction, path})
			}
		}
	}
	return found
}

// secretPaths walks a schema. What is only read is in no request, and what is only written in no answer.
func secretPaths(root *openapi3.SchemaRef, direction Direction) []string {
	found := map[string]bool{}
	var visit func(ref *openapi3.SchemaRef, path []string, above []*openapi3.Schema)
	visit = func(ref *openapi3.SchemaRef, path []string, above []*openapi3.Schema) {
		if ref == nil || slices.Contains(above, ref.Value) {
			return
		}
		s := ref.Value
		if direction == Sent && s.ReadOnly || direction == Answered && s.WriteOnly {
			return
		}
		above = append(slices.Clip(above), s)
		if isSecret(s) {
			found[strings.Join(path, ".")] = true
			return
		}
		for name, p := range s.Properties {
			visit(p, append(slices.Clip(path), name), above)
		}
		visit(s.Items, append(slices.Clip(path), "[]"), above)
		visit(s.AdditionalProperties.Schema, append(slices.Clip(path), "*"), above)
		for _, group := range []openapi3.SchemaRefs{s.AllOf, s.AnyOf, s.OneOf} {
			for _, member := range group {
				visit(member, path, above)
			}
		}
	}
	visit(root, nil, nil)
	return slices.Sorted(maps.Keys(found))
}

func isSecret(s *openapi3.Schema) bool { return marked(s, "x-secret") }

func marked(s *openapi3.Schema, mark string) bool {
	if is, _ := s.Extensions[mark].(bool); is {
		return true
	}
	return slices.ContainsFunc(s.AllOf, func(member *openapi3.SchemaRef) bool { return marked(member.Value, mark) })
}
