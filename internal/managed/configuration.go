package managed

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Derives is implemented by managed resources of which the service makes arguments of others, as long as nobody sets them.
type Derives interface {
	// Derived names the arguments whose value in a state is so: nobody writes it.
	Derived(state map[string]tftypes.Value) []string
}

// Writer knows what a person writes to have an object as its state shows it. It goes by the rules of plans that change
// nothing, so that what it leaves out cannot differ from what a plan keeps.
type Writer struct{ arguments map[string]writtenArgument }

type writtenArgument struct {
	rule    rule
	never   bool // nobody can configure it, or no state knows it
	kept    bool // the rule can leave it out
	members *Writer
}

// NewWriter returns the Writer for the attributes of a managed resource.
func NewWriter(ctx context.Context, attributes map[string]schema.Attribute) *Writer {
	w := &Writer{arguments: make(map[string]writtenArgument, len(attributes))}
	for name, attribute := range attributes {
		r, known := ruleOf(ctx, attribute)
		r.name = name
		a := writtenArgument{rule: r, never: !attribute.IsRequired() && !attribute.IsOptional() || attribute.IsWriteOnly()}
		a.kept = known && !attribute.IsRequired() && r.need != needNothing
		if members, _ := Nested(attribute); members != nil {
			a.members = NewWriter(ctx, members)
		}
		w.arguments[name] = a
	}
	return w
}

// Write returns the configuration of an object, with null for what is left out, and for the arguments that are named. The error
// is one of a state that does not fit the attributes.
func (w *Writer) Write(state tftypes.Value, derived ...string) (tftypes.Value, error) {
	if state.IsNull() || !state.IsKnown() {
		return state, nil
	}
	var values map[string]tftypes.Value
	if err := state.As(&values); err != nil {
		return state, err
	}
	for name, value := range values {
		argument := w.arguments[name]
		var err error
		if values[name], err = argument.write(value); err != nil {
			return state, err
		}
		if slices.Contains(derived, name) {
			values[name] = tftypes.NewValue(value.Type(), nil)
		}
	}
	return tftypes.NewValue(state.Type(), values), nil
}

// write returns the value that a person writes for a value in state.
func (a *writtenArgument) write(value tftypes.Value) (tftypes.Value, error) {
	always := func(string) bool { return true } // also what was taken out of the configuration is kept
	switch {
	case a.never, a.kept && (a.rule.keeps(value, always) || a.rule.passes(value)):
		return tftypes.NewValue(value.Type(), nil), nil
	case a.members == nil || value.IsNull() || !value.IsKnown():
		return value, nil
	case a.rule.nesting == nestingSingle:
		return a.members.Write(value)
	}
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return value, err
	}
	for i, element := range elements {
		var err error
		if elements[i], err = a.members.Write(element); err != nil {
			return value, err
		}
	}
	return tftypes.NewValue(value.Type(), elements), nil
}
