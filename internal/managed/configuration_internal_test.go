package managed

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
)

// TestWriter_Write: what a plan keeps by itself is left out, and nothing else.
func TestWriter_Write(t *testing.T) {
	t.Parallel()
	member := map[string]schema.Attribute{
		"a": schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(7)},
		"b": schema.StringAttribute{Optional: true},
	}
	served := planmodifiers.ServerDefault{Shown: true, Usual: types.StringValue("usual"), Passing: types.StringValue("passing")}
	w := NewWriter(t.Context(), map[string]schema.Attribute{
		"required": schema.StringAttribute{Required: true},
		"computed": schema.StringAttribute{Computed: true},
		"secret":   schema.StringAttribute{Optional: true, WriteOnly: true},
		"mirrored": schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: []planmodifier.String{planmodifiers.Unset{}}},
		"plain":    schema.StringAttribute{Optional: true},
		"served":   schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: []planmodifier.String{served}},
		"one":      schema.SingleNestedAttribute{Optional: true, Attributes: member},
		"several":  schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: member}},
	})
	text := func(value any) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.Number, "b": tftypes.String}}
	of := func(a, b any) tftypes.Value {
		return tftypes.NewValue(object, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.Number, a), "b": text(b)})
	}
	list := func(elements ...tftypes.Value) tftypes.Value {
		return tftypes.NewValue(tftypes.List{ElementType: object}, elements)
	}
	null := text(nil)
	for name, c := range map[string]struct{ state, want tftypes.Value }{
		"required": {text(""), text("")}, "computed": {text("x"), null}, "secret": {text("x"), null}, "mirrored": {text(""), null},
		"plain": {text(""), text("")}, "served": {text("usual"), null},
		"one": {of(7, "b"), of(nil, "b")}, "several": {list(of(7, nil), of(0, "")), list(of(nil, nil), of(0, ""))},
	} {
		w := &Writer{arguments: map[string]writtenArgument{name: w.arguments[name]}}
		holder := tftypes.Object{AttributeTypes: map[string]tftypes.Type{name: c.state.Type()}}
		wrap := func(value tftypes.Value) tftypes.Value {
			return tftypes.NewValue(holder, map[string]tftypes.Value{name: value})
		}
		got, err := w.Write(wrap(c.state))
		if err != nil || !got.Equal(wrap(c.want)) {
			t.Errorf("%s: %s is written as %s, %v", name, c.state, got, err)
		}
	}
	argument := w.arguments["served"]
	for value, want := range map[string]tftypes.Value{"passing": null, "other": text("other"), "": null} {
		if got, err := argument.write(text(value)); err != nil || !got.Equal(want) {
			t.Errorf("%q is written as %s, %v", value, got, err)
		}
	}
}
