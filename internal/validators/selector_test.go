package validators_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

func TestSelector(t *testing.T) {
	t.Parallel()
	const refused, doubted, taken = "refused", "doubted", "taken"
	for text, want := range map[string]struct{ tag, selector string }{
		"group:eng":             {taken, taken},
		"user:ä b":              {taken, taken},
		"host:[::1]":            {taken, taken},
		"app:acme.tcp.1.git":    {taken, taken},
		"grup:eng":              {doubted, doubted},
		"Group:eng":             {refused, refused},
		"group:eng ":            {refused, refused},
		" group:eng":            {refused, refused},
		"group: eng":            {refused, refused},
		"group:":                {refused, refused},
		":eng":                  {refused, refused},
		"group:a\nb":            {refused, refused},
		"8uA3fTq6Kx1RwZ9bYc5Jd": {refused, taken},
		"alice@acme.example":    {refused, taken},
		"id ":                   {refused, refused},
		"id\u00a0":              {refused, refused},
		"i\td":                  {refused, refused},
		"":                      {refused, refused},
	} {
		for name, c := range map[string]struct {
			validator validator.String
			want      string
		}{"a tag": {validators.Tag(), want.tag}, "a selector": {validators.Selector(), want.selector}} {
			var resp validator.StringResponse
			c.validator.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("x"), ConfigValue: types.StringValue(text)}, &resp)
			got := taken
			if resp.Diagnostics.HasError() {
				got = refused
			} else if len(resp.Diagnostics) > 0 {
				got = doubted
			}
			if got != c.want {
				t.Errorf("%q as %s is %s, want %s: %v", text, name, got, c.want, resp.Diagnostics)
			}
		}
	}
}
