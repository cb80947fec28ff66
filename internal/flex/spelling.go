package flex

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// spelled writes a value so that values which differ in spelling alone are written alike: texts by api.Plain, sets in any
// order. It takes time in proportion to the value, where comparing sets element by element takes its square.
func spelled(v attr.Value) string {
	if v.IsNull() || v.IsUnknown() {
		return v.String()
	}
	switch v := v.(type) {
	case types.String:
		return strconv.Quote(api.Plain(v.ValueString()))
	case types.Object:
		return spelledMembers(v.Attributes())
	case types.Map:
		return spelledMembers(v.Elements())
	case types.List:
		return "[" + strings.Join(Map(v.Elements(), spelled), ",") + "]"
	case collection: // a set
		elements := Map(v.Elements(), spelled)
		slices.Sort(elements)
		return "[" + strings.Join(elements, ",") + "]"
	}
	return v.String()
}

func spelledMembers(members map[string]attr.Value) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(members)) {
		b.WriteString(strconv.Quote(name) + ":" + spelled(members[name]) + ",")
	}
	return "{" + b.String() + "}"
}
