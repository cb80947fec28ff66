package acctest

import "testing"

// In returns the same provider for another test, as the executions of a fuzz target are: what fails, fails that one.
func (p *Protocol) In(t testing.TB) *Protocol {
	q := *p
	q.t = t
	return &q
}

// New returns a managed resource of this provider that does not exist yet.
func (p *Protocol) New(typeName string) *Lifecycle {
	return &Lifecycle{Protocol: p, TypeName: typeName, State: p.Resource(typeName, "")}
}
