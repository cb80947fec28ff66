package private_test

import (
	"context"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// memory is a private state. The one of the framework cannot be made outside of it.
type memory map[string][]byte

func (m memory) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return m[key], nil }

func (m memory) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	m[key] = value
	return nil
}

// broken is a private state that cannot be read.
type broken struct{ memory }

func (broken) GetKey(context.Context, string) ([]byte, diag.Diagnostics) {
	return []byte(`1`), diag.Diagnostics{diag.NewErrorDiagnostic("broken", "")}
}

func TestStoreAndLoad(t *testing.T) {
	t.Parallel()
	m := memory{}
	if d := private.Store(t.Context(), m, "k", int64(1795299621367)); d.HasError() {
		t.Fatal(d)
	}
	var n int64
	if !private.Load(t.Context(), m, "k", &n) || n != 1795299621367 {
		t.Errorf("loaded %d", n)
	}
	if private.Load(t.Context(), m, "other", &n) {
		t.Error("loaded what was never stored")
	}
	var text string
	if private.Load(t.Context(), m, "k", &text) {
		t.Error("loaded a number as a text")
	}
	m["k"] = []byte(`{`)
	if private.Load(t.Context(), m, "k", &n) {
		t.Error("loaded what is no JSON")
	}
	if private.Load(t.Context(), broken{}, "k", &n) {
		t.Error("loaded what cannot be read")
	}
	if d := private.Store(t.Context(), m, "f", func() {}); !d.HasError() {
		t.Error("a function was stored")
	}
}

func TestHas(t *testing.T) {
	t.Parallel()
	m := memory{"names": []byte(`["a","b"]`), "number": []byte(`1`)}
	for name, c := range map[string]struct {
		key, name string
		want      bool
	}{
		"there": {"names", "b", true}, "another": {"names", "c", false}, "no list": {"number", "a", false}, "nothing": {"none", "a", false},
	} {
		if got := private.Has(t.Context(), m, c.key, c.name); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestRememberConfigured: what counts is whether the configuration has the argument, not what value.
func TestRememberConfigured(t *testing.T) {
	t.Parallel()
	text, list := tftypes.String, tftypes.List{ElementType: tftypes.String}
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"set": text, "empty": text, "null": text, "unknown": text, "none": list, "other": text}}
	config := tfsdk.Config{Raw: tftypes.NewValue(typ, map[string]tftypes.Value{
		"set": tftypes.NewValue(text, "a"), "empty": tftypes.NewValue(text, ""), "null": tftypes.NewValue(text, nil),
		"unknown": tftypes.NewValue(text, tftypes.UnknownValue), "none": tftypes.NewValue(list, []tftypes.Value{}), "other": tftypes.NewValue(text, "a"),
	})}
	m := memory{}
	names := []string{"set", "empty", "null", "unknown", "none"}
	if d := private.RememberConfigured(t.Context(), m, config, names...); d.HasError() {
		t.Fatal(d)
	}
	var remembered []string
	for _, name := range append(names, "other") {
		if private.WasConfigured(t.Context(), m, name) {
			remembered = append(remembered, name)
		}
	}
	if want := []string{"set", "empty", "unknown", "none"}; !slices.Equal(remembered, want) {
		t.Errorf("remembered %v, want %v", remembered, want)
	}
	// What is remembered is what the last apply saw.
	if d := private.RememberConfigured(t.Context(), m, config, "null"); d.HasError() || private.WasConfigured(t.Context(), m, "set") {
		t.Errorf("an argument that is gone is remembered (%v)", d)
	}
	if d := private.RememberConfigured(t.Context(), m, tfsdk.Config{Raw: tftypes.NewValue(text, "a")}, "set"); !d.HasError() {
		t.Error("a configuration that is no object was read")
	}
}
