package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// In returns the same provider for another test, as the executions of a fuzz target are: what fails, fails that one.
func (p *Protocol) In(t testing.TB) *Protocol {
	q := *p
	q.t = t
	return &q
}

// Again returns another provider server, which is not configured, for another test. It knows the schema already, which is
// what takes the most time.
func (p *Protocol) Again(t testing.TB) *Protocol {
	t.Helper()
	return p.Served(t, p.construct())
}

// Served is Again with a given server of the same schema.
func (p *Protocol) Served(t testing.TB, server tfprotov6.ProviderServer) *Protocol {
	return &Protocol{ProviderServer: server, schema: p.schema, construct: p.construct, t: t}
}

// Crashed fails the test if a diagnostic reports a panic, which the provider makes an error of.
func Crashed(t testing.TB, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, d := range diagnostics {
		if d.Summary == "Provider Crashed" {
			t.Error(d.Detail)
		}
	}
}

// New returns a managed resource of this provider that does not exist yet.
func (p *Protocol) New(typeName string) *Lifecycle {
	return &Lifecycle{Protocol: p, TypeName: typeName, State: p.Resource(typeName, "")}
}
