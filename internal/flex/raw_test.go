package flex

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// rawValues returns values that differ from each other, but for the last ones, which are the first in another order.
func rawValues() (different []tftypes.Value, reordered [2]tftypes.Value) {
	text := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	set := func(values ...any) tftypes.Value {
		elements := make([]tftypes.Value, len(values))
		for i, v := range values {
			elements[i] = text(v)
		}
		return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, elements)
	}
	object := func(a, b tftypes.Value) tftypes.Value {
		return tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": a.Type(), "b": b.Type()}},
			map[string]tftypes.Value{"a": a, "b": b})
	}
	numbers := tftypes.NewValue(tftypes.Set{ElementType: tftypes.Number}, []tftypes.Value{tftypes.NewValue(tftypes.Number, 1)})
	of := tftypes.Set{ElementType: tftypes.String}
	for _, s := range []tftypes.Value{
		set("x", "y"), set("x"), set("x", "z"), set(), set(nil), set("x", nil), set("null"), set("x", tftypes.UnknownValue), numbers,
		tftypes.NewValue(of, nil), tftypes.NewValue(of, tftypes.UnknownValue),
		tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{text("x"), text("y")}),
	} {
		different = append(different, s, object(s, text("b")), object(s, text("c")), object(s, s), tftypes.NewValue(object(s, s).Type(), nil))
	}
	different = append(different, tftypes.Value{}, text("x"), text(nil), text(tftypes.UnknownValue), tftypes.NewValue(tftypes.Bool, true))
	return different, [2]tftypes.Value{object(set("x", "y"), set("", "z")), object(set("y", "x"), set("z", ""))}
}

// TestEqualRaw: it is what the library says, which takes longer.
func TestEqualRaw(t *testing.T) {
	t.Parallel()
	values, reordered := rawValues()
	if !EqualRaw(reordered[0], reordered[1]) {
		t.Error("the order of a set matters")
	}
	values = append(values, reordered[:]...)
	for i, a := range values {
		for j, b := range values {
			if got, want := EqualRaw(a, b), a.Equal(b); got != want {
				t.Errorf("%d and %d: %t, want %t:\n%s\n%s", i, j, got, want, a, b)
			}
		}
	}
}

// BenchmarkEqualRaw compares two sets of 3,000 elements.
func BenchmarkEqualRaw(b *testing.B) {
	elements := make([]tftypes.Value, 3000)
	for i := range elements {
		elements[i] = tftypes.NewValue(tftypes.String, fmt.Sprintf("user:employee-%d", i))
	}
	of := tftypes.Set{ElementType: tftypes.String}
	forward := tftypes.NewValue(of, slices.Clone(elements)) // a value keeps the slice
	slices.Reverse(elements)
	backward := tftypes.NewValue(of, elements)
	for name, equal := range map[string]func(a, b tftypes.Value) bool{"own": EqualRaw, "library": tftypes.Value.Equal} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if !equal(forward, backward) {
					b.Fatal("they differ")
				}
			}
		})
	}
}
