package contract_test

import (
	"go/ast"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// TestClientTypes_secretsAreSecret: a field of a client type that the contract calls secret has the type api.Secret, which
// redacts itself wherever it is printed. The table of clientTypes says which schema a type is.
func TestClientTypes_secretsAreSecret(t *testing.T) {
	t.Parallel()
	table, found := clientTypes(), 0
	for _, client := range []struct {
		name     string
		document []byte
	}{{"edge", contract.Edge()}, {"apptego", contract.AppTego()}, {"gate", contract.Gate()}} {
		schemas := load(t, client.document).Components.Schemas
		for name, fields := range structs(t, client.name) {
			for field, typ := range fields {
				if !secretIn(schemas, table[name].schemas, field) {
					continue
				}
				found++
				if name == "edge.WorkflowRunAnswer" && field == "token" {
					continue // no number redacts itself: the call names it among its secrets
				}
				if !isSecretType(typ) {
					t.Errorf("%s: field %s is secret in the contract and no api.Secret", name, field)
				}
			}
		}
	}
	if found < 8 {
		t.Errorf("only %d secret fields were found", found)
	}
}

func secretIn(schemas openapi3.Schemas, names []string, field string) bool {
	for _, name := range names {
		if p := schemas[name].Value.Properties[field]; p != nil && (flag(p, "x-secret") || flag(resolvedRef(p), "x-secret")) {
			return true
		}
	}
	return false
}

func resolvedRef(p *openapi3.SchemaRef) *openapi3.SchemaRef {
	return openapi3.NewSchemaRef("", resolved(p))
}

func isSecretType(typ ast.Expr) bool {
	if pointer, ok := typ.(*ast.StarExpr); ok {
		typ = pointer.X
	}
	selector, ok := typ.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, _ := selector.X.(*ast.Ident)
	return pkg != nil && pkg.Name == "api" && selector.Sel.Name == "Secret"
}

func flag(p *openapi3.SchemaRef, name string) bool {
	on, _ := p.Value.Extensions[name].(bool)
	return on
}
