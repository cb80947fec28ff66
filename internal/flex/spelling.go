package flex

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// plain is a text without the white space around it and with one kind of line ends: services trim and re-wrap texts, and a
// text that comes back so is the same text.
func plain(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
}

// spelled writes a value so that values which differ in spelling alone are written alike: texts by plain, sets in any
// order. It takes time in proportion to the value, where comparing sets element by element takes its square.
func spelled(v attr.Value) string {
	if v.IsNull() || v.IsUnknown() {
		return v.String()
	}
	switch v := v.(type) {
	case types.String:
		return strconv.Quote(plain(v.ValueString()))
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
