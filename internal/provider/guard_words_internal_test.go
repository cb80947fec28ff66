package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestReword(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`Attribute user_list[Value("a")] is empty`:                                `Attribute user_list is empty`,
		`f.any[Value({"all":["a)]\"(","b"]})].all[Value("x")] must be a tag`:      `f.any.all must be a tag`,
		`f[Value({"a":<unknown>,"b":"("})].b is wrong`:                            `f.b is wrong`,
		`ports[Value(5)] and [Value(`:                                             `ports and [Value(`,
		`value must be one of: ["1" "2" "-3"], got: 5`:                            `value must be one of: 1, 2, -3, got: 5`,
		`value must be one of: ["a" "2"], got: "5"`:                               `value must be one of: ["a" "2"], got: "5"`,
		"An unexpected error\n\nPlease report\n\nValue 1.5 is not an integer.":    `1.5 is not a whole number.`,
		"Please report\n\nValue %!s(*big.Float=0.5) is not an integer.":           `0.5 is not a whole number.`,
		"Please report\n\nValue 1e+30 cannot be represented as a 64-bit integer.": `1e+30 is beyond what a number of 64 bits can hold.`,
		"the value (of) a name":                                                   "the value (of) a name",
	} {
		d := &tfprotov6.Diagnostic{Detail: text}
		if reword(d); d.Detail != want {
			t.Errorf("%q becomes %q, want %q", text, d.Detail, want)
		}
	}
	inSet := tftypes.NewAttributePath().WithAttributeName("filter").WithAttributeName("any").WithElementKeyValue(tftypes.NewValue(tftypes.String, "x")).WithAttributeName("all")
	d := &tfprotov6.Diagnostic{Attribute: inSet}
	if reword(d); d.Attribute.String() != `AttributeName("filter")` {
		t.Errorf("the attribute is %s", d.Attribute)
	}
	whole := &tfprotov6.Diagnostic{Detail: "about an object"}
	if reword(whole); whole.Attribute != nil || whole.Detail != "about an object" {
		t.Errorf("a diagnostic without an attribute becomes %+v", whole)
	}
}
