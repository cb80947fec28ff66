package unchanged

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
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

// ruleOf needs a case for each kind of attribute in use.
func ruleOf(ctx context.Context, attribute schema.Attribute) (rule, bool) {
	switch a := attribute.(type) {
	case schema.StringAttribute:
		return plain(ctx, a.PlanModifiers, defaultOf(a.Default == nil, func() attr.Value {
			var resp defaults.StringResponse
			a.Default.DefaultString(ctx, defaults.StringRequest{}, &resp)
			return resp.PlanValue
		}))
	case schema.BoolAttribute:
		return plain(ctx, a.PlanModifiers, defaultOf(a.Default == nil, func() attr.Value {
			var resp defaults.BoolResponse
			a.Default.DefaultBool(ctx, defaults.BoolRequest{}, &resp)
			return resp.PlanValue
		}))
	case schema.Int64Attribute:
		return plain(ctx, a.PlanModifiers, defaultOf(a.Default == nil, func() attr.Value {
			var resp defaults.Int64Response
			a.Default.DefaultInt64(ctx, defaults.Int64Request{}, &resp)
			return resp.PlanValue
		}))
	case schema.Float64Attribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return r, ok && a.Default == nil
	case schema.SetAttribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return r, ok && a.Default == nil
	case schema.ListAttribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return r, ok && a.Default == nil
	case schema.MapAttribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return r, ok && a.Default == nil
	case schema.SingleNestedAttribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return nested(ctx, r, ok && a.Default == nil, nestingSingle, a.Attributes)
	case schema.ListNestedAttribute:
		r, ok := plain(ctx, a.PlanModifiers, defaultOf(a.Default == nil, func() attr.Value {
			var resp defaults.ListResponse
			a.Default.DefaultList(ctx, defaults.ListRequest{}, &resp)
			return resp.PlanValue
		}))
		return nested(ctx, r, ok && len(a.NestedObject.PlanModifiers) == 0, nestingList, a.NestedObject.Attributes)
	case schema.SetNestedAttribute:
		r, ok := plain(ctx, a.PlanModifiers, nil)
		return nested(ctx, r, ok && a.Default == nil && len(a.NestedObject.PlanModifiers) == 0, nestingUnordered, a.NestedObject.Attributes)
	}
	return rule{}, false
}

func defaultOf(none bool, value func() attr.Value) attr.Value {
	if none {
		return nil
	}
	return value()
}

// plain is the rule of an attribute by its modifiers and its default, nil if it has none.
func plain[M any](ctx context.Context, modifiers []M, standard attr.Value) (rule, bool) {
	var r rule
	for _, m := range modifiers {
		need, known := needOf(m)
		if !known || (need != needNothing && r.need != needNothing) {
			return r, false
		}
		r.need = max(r.need, need)
	}
	if standard == nil {
		return r, true
	}
	value, err := standard.ToTerraformValue(ctx)
	if err != nil || r.need != needNothing {
		return r, false
	}
	r.need, r.standard = needDefault, value
	return r, true
}

func nested(ctx context.Context, r rule, ok bool, n nesting, attributes map[string]schema.Attribute) (rule, bool) {
	if !ok {
		return r, false
	}
	r.nesting = n
	r.members, ok = rulesOf(ctx, attributes, false)
	return r, ok
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
			boolplanmodifier.RequiresReplace(), float64planmodifier.RequiresReplace(), int64planmodifier.RequiresReplace(),
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
		return isZero(prior) || !removed(r.name)
	case needDefault:
		return r.standard.Equal(prior)
	case needNothing:
	}
	return true
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
