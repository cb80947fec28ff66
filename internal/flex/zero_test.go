package flex_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func memberTypes() map[string]attr.Type {
	return map[string]attr.Type{"text": types.StringType, "flag": types.BoolType}
}

func object(text types.String, flag types.Bool) types.Object {
	return types.ObjectValueMust(memberTypes(), map[string]attr.Value{"text": text, "flag": flag})
}

func set(texts ...string) types.Set { return flex.StringSetValue(texts) }

func stringMap(pairs map[string]string) types.Map { return flex.StringMapValue(pairs) }

// TestIsZero: whatever the service does not store, in every spelling that a configuration has for it.
func TestIsZero(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]attr.Value{
		"nil": nil, "null text": types.StringNull(), "unknown text": types.StringUnknown(), "empty text": types.StringValue(""),
		"null flag": types.BoolNull(), "false": types.BoolValue(false), "null number": types.Int64Null(), "0": types.Int64Value(0),
		"0.0": types.NumberValue(big.NewFloat(0)), "unknown set": types.SetUnknown(types.StringType), "null set": types.SetNull(types.StringType),
		"empty set": set(), "empty list": types.ListValueMust(types.StringType, nil), "empty map": stringMap(nil), "null map": types.MapNull(types.StringType),
		"null object": types.ObjectNull(memberTypes()), "object of nulls": object(types.StringNull(), types.BoolNull()),
		"object of zeros": object(types.StringValue(""), types.BoolValue(false)), "object of unknowns": object(types.StringUnknown(), types.BoolUnknown()),
	} {
		if !flex.IsZero(v) {
			t.Errorf("%s is something", name)
		}
	}
	for name, v := range map[string]attr.Value{
		"text": types.StringValue(" "), "true": types.BoolValue(true), "-1": types.Int64Value(-1), "0.5": types.NumberValue(big.NewFloat(0.5)),
		"set of an empty text": set(""), "list": types.ListValueMust(types.StringType, []attr.Value{types.StringNull()}),
		"map": stringMap(map[string]string{"a": ""}), "object": object(types.StringNull(), types.BoolValue(true)),
	} {
		if flex.IsZero(v) {
			t.Errorf("%s is nothing", name)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b attr.Value
		want bool
	}{
		"equal":                     {types.StringValue("a"), types.StringValue("a"), true},
		"different":                 {types.StringValue("a"), types.StringValue("b"), false},
		"null and empty":            {types.StringNull(), types.StringValue(""), true},
		"unknown and null":          {types.StringUnknown(), types.StringNull(), true},
		"null and text":             {types.StringNull(), types.StringValue("a"), false},
		"text and empty":            {types.StringValue("a"), types.StringValue(""), false},
		"null and 0":                {types.Int64Null(), types.Int64Value(0), true},
		"null and false":            {types.BoolNull(), types.BoolValue(false), true},
		"false and true":            {types.BoolValue(false), types.BoolValue(true), false},
		"order of a set":            {set("a", "b"), set("b", "a"), true},
		"sets":                      {set("a", "b"), set("a"), false},
		"null and empty set":        {types.SetNull(types.StringType), set(), true},
		"maps":                      {stringMap(map[string]string{"a": "1"}), stringMap(map[string]string{"a": "2"}), false},
		"zero members":              {object(types.StringValue("a"), types.BoolNull()), object(types.StringValue("a"), types.BoolValue(false)), true},
		"different members":         {object(types.StringValue("a"), types.BoolNull()), object(types.StringValue("a"), types.BoolValue(true)), false},
		"null object and zeros":     {types.ObjectNull(memberTypes()), object(types.StringValue(""), types.BoolNull()), true},
		"null object and something": {types.ObjectNull(memberTypes()), object(types.StringValue("x"), types.BoolNull()), false},
	} {
		if flex.Same(c.a, c.b) != c.want || flex.Same(c.b, c.a) != c.want {
			t.Errorf("%s: %t and %t, want %t", name, flex.Same(c.a, c.b), flex.Same(c.b, c.a), c.want)
		}
	}
}

// TestMirror: a value that was read is kept; the absence of one keeps the spelling that state has for it.
func TestMirror(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	for name, c := range map[string]struct{ read, prior, want types.String }{
		"value after null":     {text("a"), types.StringNull(), text("a")},
		"value after value":    {text("a"), text("b"), text("a")},
		"value after empty":    {text("a"), text(""), text("a")},
		"value after unknown":  {text("a"), types.StringUnknown(), text("a")},
		"absent after null":    {text(""), types.StringNull(), types.StringNull()},
		"absent after empty":   {text(""), text(""), text("")},
		"absent after value":   {text(""), text("b"), types.StringNull()},
		"absent after unknown": {text(""), types.StringUnknown(), types.StringNull()},
	} {
		if got := flex.Mirror(c.read, c.prior, types.StringNull()); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	// The null of an empty model has no element type, which state does not take.
	if got := flex.Mirror(flex.StringSetValue(nil), types.Set{}, types.SetNull(types.StringType)); !got.Equal(types.SetNull(types.StringType)) {
		t.Errorf("a set without a type stays one: %#v", got)
	}
}

// TestManaged: what is not in state is the service's own choice, and stays out.
func TestManaged(t *testing.T) {
	t.Parallel()
	number := types.Int64Value
	for name, c := range map[string]struct{ read, prior, want types.Int64 }{
		"chosen by the service":       {number(7), types.Int64Null(), types.Int64Null()},
		"nothing":                     {number(0), types.Int64Null(), types.Int64Null()},
		"configured as zero":          {number(7), number(0), number(0)},
		"configured":                  {number(7), number(7), number(7)},
		"changed behind our back":     {number(8), number(7), number(8)},
		"removed behind our back":     {number(0), number(7), types.Int64Null()},
		"to be shown":                 {number(7), types.Int64Unknown(), number(7)},
		"to be shown, but not chosen": {number(0), types.Int64Unknown(), number(0)},
	} {
		if got := flex.Managed(c.read, c.prior, types.Int64Null()); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := flex.Managed(set("a"), types.Set{}, types.SetNull(types.StringType)); !got.Equal(types.SetNull(types.StringType)) {
		t.Errorf("a set without a type stays one: %#v", got)
	}
}

// TestPatch: what an update sends, what it clears by name, and what it leaves alone.
func TestPatch(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	for name, c := range map[string]struct {
		planned, prior      attr.Value
		changed, set, clear bool
	}{
		"unchanged":              {text("a"), text("a"), false, false, false},
		"changed":                {text("b"), text("a"), true, true, false},
		"added":                  {text("a"), types.StringNull(), true, true, false},
		"added after empty":      {text("a"), text(""), true, true, false},
		"removed":                {types.StringNull(), text("a"), true, false, true},
		"emptied":                {text(""), text("a"), true, false, true},
		"null to empty":          {text(""), types.StringNull(), false, false, false},
		"empty to null":          {types.StringNull(), text(""), false, false, false},
		"given back":             {types.StringUnknown(), text("a"), true, false, true},
		"chosen by the service":  {types.StringUnknown(), types.StringNull(), true, false, false},
		"flag set":               {types.BoolValue(true), types.BoolNull(), true, true, false},
		"flag taken back":        {types.BoolValue(false), types.BoolValue(true), true, false, true},
		"number to zero":         {types.Int64Value(0), types.Int64Value(5), true, false, true},
		"set in another order":   {set("b", "a"), set("a", "b"), false, false, false},
		"element added":          {set("b", "a"), set("a"), true, true, false},
		"last element removed":   {set(), set("a"), true, false, true},
		"object emptied":         {object(types.StringNull(), types.BoolValue(false)), object(text("a"), types.BoolNull()), true, false, true},
		"member of object added": {object(text("a"), types.BoolValue(true)), object(text("a"), types.BoolNull()), true, true, false},
	} {
		var p flex.Patch
		called := false
		p.Field("field", c.planned, c.prior, func() { called = true })
		if called != c.set || (len(p.Clear) == 1) != c.clear || (len(p.Changed) == 1) != c.changed || p.IsEmpty() == (c.set || c.clear) {
			t.Errorf("%s: set %t, clear %v, changed %v, empty %t; want %+v", name, called, p.Clear, p.Changed, p.IsEmpty(), c)
		}
	}
	var p flex.Patch
	for _, name := range []string{"b", "a"} {
		p.Field(name, types.StringNull(), text("x"), func() { t.Error("a cleared field is set") })
	}
	if len(p.Clear) != 2 || p.Clear[0] != "b" || len(p.Changed) != 2 {
		t.Errorf("two fields: %+v", p)
	}
	if !new(flex.Patch).IsEmpty() {
		t.Error("a patch of nothing is something")
	}
}
