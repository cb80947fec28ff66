package flex_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// TestSame_whiteSpace: a text that a service has trimmed or re-wrapped is the same text, in nested values too, and state
// keeps the spelling that it has.
func TestSame_whiteSpace(t *testing.T) {
	t.Parallel()
	text := func(s string) attr.Value { return types.StringValue(s) }
	object := func(s string) attr.Value {
		return types.ObjectValueMust(map[string]attr.Type{"a": types.StringType}, map[string]attr.Value{"a": text(s)})
	}
	for name, c := range map[string]struct {
		read, prior attr.Value
		same        bool
	}{
		"trimmed":             {text("x"), text("x\n"), true},
		"blanks around":       {text("x y"), text(" \tx y  "), true},
		"line ends":           {text("a\nb"), text("a\r\nb\r\n"), true},
		"blanks within":       {text("a b"), text("a  b"), false},
		"another text":        {text("x"), text("y\n"), false},
		"PEM, wrapped anew":   {text("-----BEGIN CERTIFICATE-----\nAB\nC\n-----END CERTIFICATE-----"), text("-----BEGIN CERTIFICATE-----\r\nABC\r\n-----END CERTIFICATE-----\r\n"), true},
		"another PEM":         {text("-----BEGIN CERTIFICATE-----\nABC"), text("-----BEGIN CERTIFICATE-----\nABD"), false},
		"JSON, laid out anew": {text(`{"b":[1,2],"a":"<x>"}`), text("{ \"a\": \"<x>\",\n  \"b\": [1, 2] }\n"), true},
		"JSON, another order": {text(`[1,2]`), text(`[2,1]`), false},
		"JSON, large numbers": {text(`[10000000000000001]`), text(`[10000000000000000]`), false},
		"JSON and more":       {text(`{} {}`), text(`{}{}`), false},
		"begins like JSON":    {text(`{a}`), text(`{a }`), false},
		"member of an object": {object("x"), object("x\n"), true},
		"element of a set": {
			types.SetValueMust(types.StringType, []attr.Value{text("b"), text("a")}), types.SetValueMust(types.StringType, []attr.Value{text("a\n"), text("b")}), true,
		},
		"element of a set of objects": {flex.SetOfValues(object("").Type(t.Context()), []attr.Value{object("x")}), flex.SetOfValues(object("").Type(t.Context()), []attr.Value{object(" x")}), true},
		"lists have an order": {
			types.ListValueMust(types.StringType, []attr.Value{text("b"), text("a")}), types.ListValueMust(types.StringType, []attr.Value{text("a"), text("b")}), false,
		},
		"value of a map": {
			types.MapValueMust(types.StringType, map[string]attr.Value{"k": text("x")}), types.MapValueMust(types.StringType, map[string]attr.Value{"k": text("x\r\n")}), true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := flex.Same(c.read, c.prior); got != c.same {
				t.Errorf("the same: %t", got)
			}
			want := c.read
			if c.same {
				want = c.prior
			}
			if got := flex.Mirror(c.read, c.prior, nil); !got.Equal(want) {
				t.Errorf("state holds %s, want %s", got, want)
			}
		})
	}
}
