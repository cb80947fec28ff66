package flex_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	number := func(text string) attr.Value {
		n, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		return types.NumberValue(n)
	}
	list := types.TupleValueMust([]attr.Type{types.StringType, types.NumberType}, []attr.Value{types.StringValue("<é>"), number("12345678901234567890")})
	object := types.ObjectValueMust(
		map[string]attr.Type{"list": list.Type(t.Context()), "none": types.StringType, "yes": types.BoolType, "map": types.MapType{ElemType: types.NumberType}},
		map[string]attr.Value{"list": list, "none": types.StringNull(), "yes": types.BoolValue(true), "map": types.MapValueMust(types.NumberType, map[string]attr.Value{"half": number("-0.5")})},
	)
	for want, value := range map[string]attr.Value{
		`null`:                            types.DynamicNull(),
		`"x"`:                             types.DynamicValue(types.StringValue("x")),
		`-45`:                             number("-45"),
		`1000000000000000000000000000000`: number("1e30"),
		`[]`:                              types.SetValueMust(types.StringType, nil),
		`{"list":["\u003cé\u003e",12345678901234567890],"map":{"half":-0.5},"none":null,"yes":true}`: types.DynamicValue(object),
	} {
		got, err := json.Marshal(flex.Plain(value))
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", value, got, err, want)
		}
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	for _, value := range []attr.Value{nil, types.DynamicNull(), types.DynamicUnknown(), types.StringValue("x"), types.DynamicValue(types.StringValue("x")), types.MapNull(types.StringType)} {
		if members, ok := flex.Members(value); ok {
			t.Errorf("%v has members: %v", value, members)
		}
	}
	if members, ok := flex.Members(types.DynamicValue(types.MapValueMust(types.StringType, nil))); !ok || len(members) != 0 {
		t.Errorf("an empty map: %v, %t", members, ok)
	}
}
