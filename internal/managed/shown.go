package managed

import (
	"context"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

const (
	// longestShown is how many bytes of a value are shown as a whole.
	longestShown = 200
	// shownBefore is how much of a longer one is shown before the first difference.
	shownBefore = 60
)

// shown writes two values so that what differs can be seen: white space within texts is written out, and of long values
// there is no more than the place at which they begin to differ.
func shown(ctx context.Context, typ attr.Type, a, b tftypes.Value) (string, string) {
	left, right := written(flex.WireValue(ctx, typ, a)), written(flex.WireValue(ctx, typ, b))
	if len(left) <= longestShown && len(right) <= longestShown {
		return left, right
	}
	common := 0
	for common < len(left) && common < len(right) && left[common] == right[common] {
		common++
	}
	return excerpt(left, common), excerpt(right, common)
}

// excerpt cuts a text to what is around a place.
func excerpt(text string, place int) string {
	from, to := max(0, min(place, len(text))-shownBefore), min(len(text), place+longestShown-shownBefore)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	cut := text[from:to]
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(text) {
		cut += "…"
	}
	return cut
}

// written writes a value as a configuration would, on one line; members that are null are left out.
func written(v tftypes.Value) string {
	var (
		text     string
		yes      bool
		number   = new(big.Float)
		elements []tftypes.Value
		members  map[string]tftypes.Value
		parts    []string
	)
	switch {
	case v.IsNull():
		return "null"
	case !v.IsKnown():
		return "(known after apply)"
	case v.Type().Is(tftypes.String) && v.As(&text) == nil:
		return strconv.Quote(text)
	case v.Type().Is(tftypes.Bool) && v.As(&yes) == nil:
		return strconv.FormatBool(yes)
	case v.Type().Is(tftypes.Number) && v.As(&number) == nil:
		return number.Text('f', -1)
	case v.As(&elements) == nil:
		for _, element := range elements {
			parts = append(parts, written(element))
		}
		if v.Type().Is(tftypes.Set{}) {
			slices.Sort(parts)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.As(&members) == nil:
		for name, member := range members {
			if !member.IsNull() {
				parts = append(parts, name+" = "+written(member))
			}
		}
		slices.Sort(parts)
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return "a value of another kind"
}
