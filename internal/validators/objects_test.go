package validators_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

func TestMembers(t *testing.T) {
	t.Parallel()
	types3 := map[string]attr.Type{"a": types.StringType, "b": types.StringType, "c": types.StringType}
	object := func(a, b types.String) types.Object {
		return types.ObjectValueMust(types3, map[string]attr.Value{"a": a, "b": b, "c": types.StringNull()})
	}
	null, value := types.StringNull(), types.StringValue("v")
	for name, test := range map[string]struct {
		object  types.Object
		missing []string
	}{
		"all there":      {object: object(value, value)},
		"empty is there": {object: object(types.StringValue(""), value)},
		"not known yet":  {object: object(types.StringUnknown(), value)},
		"one missing":    {object: object(value, null), missing: []string{"b"}},
		"both missing":   {object: object(null, null), missing: []string{"a", "b"}},
		"null object":    {object: types.ObjectNull(types3)},
		"unknown object": {object: types.ObjectUnknown(types3)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var resp validator.ObjectResponse
			validators.Members("a", "b").ValidateObject(t.Context(), validator.ObjectRequest{Path: path.Root("o"), ConfigValue: test.object}, &resp)
			if resp.Diagnostics.ErrorsCount() != len(test.missing) {
				t.Fatalf("errors %v, want %v", resp.Diagnostics, test.missing)
			}
			for _, member := range test.missing {
				want := path.Root("o").AtName(member)
				found := false
				for _, d := range resp.Diagnostics.Errors() {
					at, ok := d.(interface{ Path() path.Path })
					found = found || ok && at.Path().Equal(want)
				}
				if !found {
					t.Errorf("no error at %s in %v", want, resp.Diagnostics)
				}
			}
		})
	}
}
