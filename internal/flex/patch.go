package flex

import "github.com/hashicorp/terraform-plugin-framework/attr"

// Patch collects what an update of an Edge object sends. A create is a patch of a prior state in which all is null.
type Patch struct {
	// Changed names the arguments that differ, or may differ once they are known.
	Changed []string
	// Clear names the fields that go back to nothing or to the default of the service: updates leave zero values alone.
	Clear []string

	set bool
}

// Field takes part in the update if planned differs from prior in a way the service can tell: it is set by calling set,
// or cleared by name. A planned value that is unknown is for the service to choose.
func (p *Patch) Field(name string, planned, prior attr.Value, set func()) {
	if !planned.IsUnknown() && Same(planned, prior) {
		return
	}
	p.Changed = append(p.Changed, name)
	switch {
	case !IsZero(planned):
		set()
		p.set = true
	case !IsZero(prior):
		p.Clear = append(p.Clear, name)
	}
}

// IsEmpty says whether there is nothing to send.
func (p *Patch) IsEmpty() bool { return !p.set && len(p.Clear) == 0 }
