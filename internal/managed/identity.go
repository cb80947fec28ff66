package managed

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// KeepIdentity fills in the identity of a read from the attributes of the same names in state, if there is none: a CLI before 1.12
// hands none in, nor does an import by id, and yet the framework refuses an answer without one, even if the object is gone
// or was not read.
func KeepIdentity(resp *resource.ReadResponse) {
	if resp.Identity == nil || !resp.Identity.Raw.IsFullyNull() {
		return
	}
	typ, ok := resp.Identity.Raw.Type().(tftypes.Object)
	var state map[string]tftypes.Value
	if err := resp.State.Raw.As(&state); err != nil || !ok {
		resp.Diagnostics.Append(diag.NewErrorDiagnostic("Unable to Keep Identity", "This is a bug in the provider, please report it: the state is no object."))
		return
	}
	values := make(map[string]tftypes.Value, len(typ.AttributeTypes))
	for name := range typ.AttributeTypes {
		values[name] = state[name]
	}
	resp.Identity.Raw = tftypes.NewValue(typ, values)
}
