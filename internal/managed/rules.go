package managed

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/dynamicplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/float64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
)

// rule says when a plan keeps what state has for an attribute although the configuration has no value for it. A value that
// is configured is always kept here: the CLI has proposed it, and it is what state has.
type rule struct {
	name     string
	need     need
	shown    bool          // for needGiven: whether state shows what the service chose
	usual    tftypes.Value // for needGiven: what the service is sure to choose; the zero Value: nothing is known
	passing  tftypes.Value // for needGiven: what the service changes by itself; the zero Value: nothing
	standard tftypes.Value // for needDefault
	nesting  nesting
	members  []rule // of a nested object, or of each one in a collection
}

type need int

const (
	needNothing need = iota
	needZero         // planmodifiers.Unset
	needGiven        // planmodifiers.ServerDefault: zero, or not taken out of the configuration
	needDefault      // the default of the schema
)

type nesting int

const (
	nestingNone nesting = iota
	nestingSingle
	nestingList
	nestingUnordered // sets and maps: which element of the configuration an element of state stands for is not asked
)

// rulesOf returns the rules of attributes, without those that always hold. It says false if an attribute has something
// that no rule is known for: a plan of such a resource is left to the framework.
func rulesOf(ctx context.Context, attributes map[string]schema.Attribute, root bool) ([]rule, bool) {
	var rules []rule
	for name, attribute := range attributes {
		r, ok := ruleOf(ctx, attribute)
		if !ok || attribute.IsWriteOnly() || (r.need == needGiven && !root) {
			return nil, false
		}
		r.name = name
		if r.need != needNothing || len(r.members) > 0 {
			rules = append(rules, r)
		}
	}
	return rules, true
}

// ruleOf reads the modifiers, the default and what is nested from the fields that attributes of all kinds call alike.
func ruleOf(ctx context.Context, attribute schema.Attribute) (rule, bool) {
	var r rule
	fields := reflect.ValueOf(attribute)
	modifiers := fields.FieldByName("PlanModifiers")
	for i := range modifiers.Len() {
		modifier := modifiers.Index(i).Interface()
		need, known := needOf(modifier)
		if !known || (need != needNothing && r.need != needNothing) {
			return r, false
		}
		r.need = max(r.need, need)
		if chosen, ok := modifier.(planmodifiers.ServerDefault); ok {
			r.shown = chosen.Shown
			r.usual, r.passing = plain(ctx, chosen.Usual), plain(ctx, chosen.Passing)
		}
	}
	if standard := defaultOf(ctx, fields.FieldByName("Default").Interface()); standard != nil {
		value, err := standard.ToTerraformValue(ctx)
		if err != nil || r.need != needNothing {
			return r, false
		}
		r.need, r.standard = needDefault, value
	}
	members, n := Nested(attribute)
	object := fields.FieldByName("NestedObject")
	switch {
	case members == nil:
		return r, !object.IsValid() // maps of objects have no rule
	case object.IsValid() && object.FieldByName("PlanModifiers").Len() > 0:
		return r, false
	}
	r.nesting = n
	all, ok := rulesOf(ctx, members, false)
	r.members = all
	return r, ok
}

// plain returns a value that is not nil as the protocol has it.
func plain(ctx context.Context, value attr.Value) tftypes.Value {
	if value == nil {
		return tftypes.Value{}
	}
	converted, err := value.ToTerraformValue(ctx)
	if err != nil {
		panic(fmt.Sprintf("no value of the protocol for %s: %v", value, err)) // seen by every test that plans
	}
	return converted
}

// defaultOf returns the default of a schema, nil if there is none.
func defaultOf(ctx context.Context, standard any) attr.Value {
	switch d := standard.(type) {
	case defaults.String:
		var resp defaults.StringResponse
		d.DefaultString(ctx, defaults.StringRequest{}, &resp)
		return resp.PlanValue
	case defaults.Bool:
		var resp defaults.BoolResponse
		d.DefaultBool(ctx, defaults.BoolRequest{}, &resp)
		return resp.PlanValue
	case defaults.Int64:
		var resp defaults.Int64Response
		d.DefaultInt64(ctx, defaults.Int64Request{}, &resp)
		return resp.PlanValue
	case defaults.List:
		var resp defaults.ListResponse
		d.DefaultList(ctx, defaults.ListRequest{}, &resp)
		return resp.PlanValue
	case nil:
		return nil
	}
	panic(fmt.Sprintf("no rule for a default of %T: add one", standard)) // seen by every test that plans
}

// Nested returns the attributes of the object, or of each object, that an attribute is; nil if it is none.
func Nested(attribute schema.Attribute) (map[string]schema.Attribute, nesting) {
	switch a := attribute.(type) {
	case schema.SingleNestedAttribute:
		return a.Attributes, nestingSingle
	case schema.ListNestedAttribute:
		return a.NestedObject.Attributes, nestingList
	case schema.SetNestedAttribute:
		return a.NestedObject.Attributes, nestingUnordered
	}
	return nil, nestingNone
}

// Absence says what a plan makes of an argument that is not configured, and so how state spells its absence.
type Absence int

// The forms of absence.
const (
	Kept      Absence = iota // the CLI and the framework decide
	Mirrored                 // absent, in the spelling that state has
	Defaulted                // the default of the schema
	Hidden                   // left to the service; state does not show what it chose
	Shown                    // left to the service; state shows what it chose
)

// AbsenceOf returns the form of absence of an attribute.
func AbsenceOf(attribute schema.Attribute) Absence {
	r, _ := ruleOf(context.Background(), attribute)
	switch {
	case r.need == needGiven && r.shown:
		return Shown
	case r.need == needGiven:
		return Hidden
	case r.need == needZero:
		return Mirrored
	case r.need == needDefault:
		return Defaulted
	}
	return Kept
}

// needOf says what a modifier needs to keep a known value that is the one in state. Those of the framework need nothing:
// they look at unknown values, or at differences. They are known by their types, which have no exported names; a
// condition for a replacement is only asked about values that differ.
func needOf(modifier any) (need, bool) {
	switch m := modifier.(type) {
	case planmodifiers.Unset:
		return needZero, true
	case planmodifiers.ServerDefault:
		return needGiven, true
	case planmodifiers.KeepsKnown:
		return needNothing, true
	default:
		for _, known := range []any{
			stringplanmodifier.UseStateForUnknown(), int64planmodifier.UseStateForUnknown(),
			boolplanmodifier.RequiresReplace(), dynamicplanmodifier.RequiresReplace(), float64planmodifier.RequiresReplace(), int64planmodifier.RequiresReplace(),
			listplanmodifier.RequiresReplace(), mapplanmodifier.RequiresReplace(), objectplanmodifier.RequiresReplace(),
			setplanmodifier.RequiresReplace(), stringplanmodifier.RequiresReplace(),
		} {
			if reflect.TypeOf(m) == reflect.TypeOf(known) {
				return needNothing, true
			}
		}
		return needNothing, false
	}
}

// hold says whether all rules hold for an object. Removed says whether an argument was configured at the last apply.
func hold(rules []rule, config, state map[string]tftypes.Value, removed func(name string) bool) bool {
	for i := range rules {
		r := &rules[i]
		configured, prior := config[r.name], state[r.name]
		if configured.IsNull() && !r.keeps(prior, removed) {
			return false
		}
		if len(r.members) > 0 && !prior.IsNull() && !r.membersHold(configured, prior, removed) {
			return false
		}
	}
	return true
}

// keeps says whether what is not configured keeps its value.
func (r *rule) keeps(prior tftypes.Value, removed func(name string) bool) bool {
	switch r.need {
	case needZero:
		return isZero(prior)
	case needGiven:
		return isZero(prior) || !removed(r.name) || r.usual.Type() != nil && r.usual.Equal(prior)
	case needDefault:
		return r.standard.Equal(prior)
	case needNothing:
	}
	return true
}

// passes says whether the service changes a value by itself sooner or later, so that no configuration should hold it.
func (r *rule) passes(value tftypes.Value) bool {
	return r.need == needGiven && r.passing.Type() != nil && r.passing.Equal(value)
}

// membersHold says whether the rules hold within a nested value. An object without a counterpart in the configuration is
// held against none at all, which is never less strict than the framework.
func (r *rule) membersHold(configured, prior tftypes.Value, removed func(name string) bool) bool {
	if r.nesting == nestingSingle {
		config, ok := membersOf(configured)
		state, found := membersOf(prior)
		return ok && found && hold(r.members, config, state, removed)
	}
	var elements, counterparts []tftypes.Value
	if prior.As(&elements) != nil { // a map, which no schema nests
		return false
	}
	if r.nesting == nestingList && !configured.IsNull() && configured.As(&counterparts) != nil {
		return false
	}
	for i, element := range elements {
		var counterpart tftypes.Value
		if i < len(counterparts) {
			counterpart = counterparts[i]
		}
		config, ok := membersOf(counterpart)
		state, found := membersOf(element)
		if !ok || !found || !hold(r.members, config, state, removed) {
			return false
		}
	}
	return true
}

// membersOf returns the members of an object: none, if there is no object.
func membersOf(object tftypes.Value) (map[string]tftypes.Value, bool) {
	if object.IsNull() {
		return nil, true
	}
	var members map[string]tftypes.Value
	return members, object.As(&members) == nil
}
