package acctest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What Terraform demands of the plans of a provider, and of the objects that an apply makes of them. A CLI ends with an error of
// the provider where they are not met; a Lifecycle fails its test.

// demands collects what is not met, a line each. Lines hold no values, which may be secrets.
type demands []string

func (d *demands) fail(t testing.TB, what string) {
	t.Helper()
	if len(*d) > 0 {
		t.Errorf("%s: %s", what, strings.Join(*d, "; "))
	}
}

func (d *demands) miss(path, format string, args ...any) {
	*d = append(*d, path+": "+fmt.Sprintf(format, args...))
}

// planned compares a plan with the configuration. What is configured is planned as it is, or as it was before, which is how
// a provider says that both mean the same; a provider may choose only what is not configured and computed.
func (d *demands) planned(path string, attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value) {
	switch {
	case config.IsNull() != planned.IsNull():
		d.miss(path, "the plan has an object (%t), the configuration has one (%t)", !planned.IsNull(), !config.IsNull())
		return
	case !members(planned):
		return
	}
	before, wanted, is := membersOf(prior), membersOf(config), membersOf(planned)
	for _, a := range attributes {
		d.attribute(path+"."+a.Name, a, before[a.Name], wanted[a.Name], is[a.Name])
	}
}

// attribute is planned for one attribute.
func (d *demands) attribute(path string, a *tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value) {
	switch nested := a.NestedType; {
	case a.WriteOnly:
		if !planned.IsNull() {
			d.miss(path, "it is write-only, and planned")
		}
	case alike(planned, config), !prior.IsNull() && !config.IsNull() && alike(planned, prior):
	case a.Computed && config.IsNull():
	case nested == nil || !config.IsKnown() || !planned.IsKnown() || config.IsNull() || planned.IsNull():
		d.miss(path, "the plan is neither what is configured nor what was there")
	case nested.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
		d.planned(path, nested.Attributes, prior, config, planned)
	default:
		wanted, is := elementsOf(config), elementsOf(planned)
		if len(wanted) != len(is) {
			d.miss(path, "%d elements are planned, %d configured", len(is), len(wanted))
			return
		}
		for key, element := range is { // a set with elements that a provider completes would need more than this
			d.planned(path+"["+key+"]", nested.Attributes, elementsOf(prior)[key], wanted[key], element)
		}
	}
}

// applied compares what an apply made with its plan: what the plan knew has come true, and nothing is left unknown.
func (d *demands) applied(path string, planned, is tftypes.Value) {
	switch {
	case !is.IsKnown():
		d.miss(path, "it is unknown after the apply")
	case !planned.IsKnown():
		if !is.IsFullyKnown() {
			d.miss(path, "a part of it is unknown after the apply")
		}
	case planned.IsNull() != is.IsNull():
		d.miss(path, "null was planned (%t), null it is (%t)", planned.IsNull(), is.IsNull())
	case planned.IsFullyKnown():
		if !alike(planned, is) {
			d.miss(path, "it is not what was planned")
		}
	case members(planned) || planned.Type().Is(tftypes.List{}) || planned.Type().Is(tftypes.Map{}):
		wanted, got := elementsOf(planned), elementsOf(is)
		if len(wanted) != len(got) {
			d.miss(path, "%d elements are there, %d were planned", len(got), len(wanted))
			return
		}
		for key, element := range wanted {
			d.applied(path+"."+key, element, got[key])
		}
	case !is.IsFullyKnown():
		d.miss(path, "a part of it is unknown after the apply")
	}
}

// members says whether a value is an object that is there. What is taken from where nothing is has no type, and is null.
func members(v tftypes.Value) bool {
	return !v.IsNull() && v.IsKnown() && v.Type().Is(tftypes.Object{})
}

// membersOf returns the attributes of an object. One that is not there has none, each of which is null.
func membersOf(v tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	if members(v) {
		_ = v.As(&all)
	}
	return all
}

// elementsOf returns the elements of an object, a map, a list or a set by name or place.
func elementsOf(v tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	if v.IsNull() || !v.IsKnown() || v.As(&all) == nil {
		return all
	}
	var list []tftypes.Value
	_ = v.As(&list)
	for i, element := range list {
		all[fmt.Sprint(i)] = element
	}
	return all
}

// alike says whether values are equal, sets in any order. tftypes compares sets pair by pair, which takes too long for thousands
// of elements.
func alike(a, b tftypes.Value) bool { return canonical(a) == canonical(b) }

func canonical(v tftypes.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case !v.IsKnown():
		return "unknown"
	}
	var parts []string
	var list []tftypes.Value
	if v.As(&list) == nil {
		for _, element := range list {
			parts = append(parts, canonical(element))
		}
		if v.Type().Is(tftypes.Set{}) {
			slices.Sort(parts)
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	var named map[string]tftypes.Value
	if v.As(&named) == nil {
		for name, member := range named {
			parts = append(parts, fmt.Sprintf("%q:%s", name, canonical(member)))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	}
	return v.String()
}
