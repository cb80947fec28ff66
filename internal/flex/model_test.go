package flex_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

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

func TestEqualModels(t *testing.T) {
	t.Parallel()
	model := func(tag string) filled {
		return filled{embedded: embedded{Name: types.StringValue("n"), Tags: flex.StringSetValue([]string{tag})}, Count: types.Int64Null()}
	}
	a, same, other := model("a"), model("a"), model("b")
	if same.Own = 1; !flex.EqualModels(&a, &same) { // no attribute
		t.Errorf("%+v and %+v differ", a, same)
	}
	if flex.EqualModels(&a, &other) {
		t.Errorf("%+v and %+v are equal", a, other)
	}
	if got, other := struct {
		Plain string `tfsdk:"plain"`
	}{"a"}, struct {
		Plain string `tfsdk:"plain"`
	}{"a"}; flex.EqualModels(&got, &other) {
		t.Error("fields that are no values were compared")
	}
}
