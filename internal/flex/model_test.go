package flex_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

type embedded struct {
	Name types.String `tfsdk:"name"`
	Tags types.Set    `tfsdk:"tags"`
}

type filled struct {
	embedded
	Count   types.Int64 `tfsdk:"count"`
	Ignored int         `tfsdk:"-"`
	Own     int
}

func TestFillModel(t *testing.T) {
	t.Parallel()
	list := tftypes.Set{ElementType: tftypes.String}
	values := map[string]tftypes.Value{
		"name":  tftypes.NewValue(tftypes.String, "n"),
		"tags":  tftypes.NewValue(list, []tftypes.Value{tftypes.NewValue(tftypes.String, "a")}),
		"count": tftypes.NewValue(tftypes.Number, nil),
	}
	kinds := map[string]attr.Type{"name": types.StringType, "tags": types.SetType{ElemType: types.StringType}, "count": types.Int64Type}
	var got filled
	if !flex.FillModel(t.Context(), values, kinds, &got) {
		t.Fatal("not filled")
	}
	want := filled{embedded: embedded{Name: types.StringValue("n"), Tags: flex.StringSetValue([]string{"a"})}, Count: types.Int64Null()}
	if !flex.EqualModels(&got, &want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	want.Tags = flex.StringSetValue([]string{"b"})
	if flex.EqualModels(&got, &want) {
		t.Errorf("%+v and %+v are equal", got, want)
	}
	for name, c := range map[string]struct {
		name string
		kind attr.Type
	}{"another type": {"count", types.StringType}, "another value": {"name", types.Int64Type}, "no type": {"tags", nil}} {
		broken := map[string]attr.Type{"name": types.StringType, "tags": types.SetType{ElemType: types.StringType}, "count": types.Int64Type}
		broken[c.name] = c.kind
		if c.kind == nil {
			delete(broken, c.name)
		}
		if flex.FillModel(t.Context(), values, broken, &filled{}) {
			t.Errorf("%s: filled", name)
		}
	}
	if got, other := struct {
		Plain string `tfsdk:"plain"`
	}{"a"}, struct {
		Plain string `tfsdk:"plain"`
	}{"a"}; flex.EqualModels(&got, &other) {
		t.Error("fields that are no values were compared")
	}
}
