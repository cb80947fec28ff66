package flex

import (
	"cmp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// String mirrors a text that was read.
func String(read string, prior types.String) types.String {
	return Mirror(types.StringValue(read), prior, types.StringNull())
}

// Bool mirrors a flag that was read.
func Bool(read bool, prior types.Bool) types.Bool {
	return Mirror(types.BoolValue(read), prior, types.BoolNull())
}

// StringSetValue returns a set of texts; repeated ones count once.
func StringSetValue(read []string) types.Set {
	return setOf(types.StringType, read, func(s string) attr.Value { return types.StringValue(s) })
}

// StringListValue returns a list of texts, in their order.
func StringListValue(read []string) types.List {
	return types.ListValueMust(types.StringType, Map(read, func(s string) attr.Value { return types.StringValue(s) }))
}

// Int64SetValue returns a set of numbers; repeated ones count once.
func Int64SetValue(read []api.Int64) types.Set {
	return setOf(types.Int64Type, read, func(n api.Int64) attr.Value { return types.Int64Value(int64(n)) })
}

func setOf[T any](element attr.Type, read []T, convert func(T) attr.Value) types.Set {
	return SetOfValues(element, Map(read, convert))
}

// SetOfValues returns a set of values of one type; equal ones count once.
func SetOfValues(element attr.Type, values []attr.Value) types.Set {
	return types.SetValueMust(element, distinct(values))
}

// Map returns the converted elements.
func Map[T, R any](in []T, convert func(T) R) []R {
	out := make([]R, len(in))
	for i, v := range in {
		out[i] = convert(v)
	}
	return out
}

// StringMapValue returns a map of texts.
func StringMapValue(read map[string]string) types.Map {
	values := make(map[string]attr.Value, len(read))
	for k, v := range read {
		values[k] = types.StringValue(v)
	}
	return types.MapValueMust(types.StringType, values)
}

// StringOrNull returns null for a text that is absent.
func StringOrNull(read string) types.String {
	return String(read, types.StringNull())
}

// Strings returns the known elements of a set, sorted, so that equal sets give equal requests.
func Strings(set collection) []string {
	return sorted(set, func(v types.String) string { return v.ValueString() })
}

// Int64s returns the known elements of a set, sorted, so that equal sets give equal requests.
func Int64s(set collection) []api.Int64 {
	return sorted(set, func(v types.Int64) api.Int64 { return api.Int64(v.ValueInt64()) })
}

func sorted[V attr.Value, T cmp.Ordered](set collection, convert func(V) T) []T {
	out := Elements(set, convert)
	slices.Sort(out)
	return out
}

// collection is a list or a set, of whatever type.
type collection interface{ Elements() []attr.Value }

// Elements converts the known elements of a list or a set.
func Elements[V attr.Value, T any](of collection, convert func(V) T) []T {
	var out []T
	for _, element := range of.Elements() {
		if v, ok := element.(V); ok && !v.IsNull() && !v.IsUnknown() {
			out = append(out, convert(v))
		}
	}
	return out
}

// Member returns a member of an object, or its Go zero value (null) if the object has none of that type.
func Member[V attr.Value](object types.Object, name string) V {
	v, _ := object.Attributes()[name].(V)
	return v
}

// StringElements returns the known elements of a map of texts.
func StringElements(m types.Map) map[string]string {
	out := map[string]string{}
	for key, element := range m.Elements() {
		if v, ok := element.(types.String); ok && !v.IsUnknown() {
			out[key] = v.ValueString()
		}
	}
	return out
}
