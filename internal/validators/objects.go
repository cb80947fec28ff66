package validators

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Members refuses an object in which one of the named attributes is null. It stands in for Required in sets of objects:
// there the framework would also refuse an element that is not known yet, such as an input variable during validation.
func Members(names ...string) validator.Object { return members(names) }

type members []string

func (m members) Description(context.Context) string {
	return "needs a value for " + strings.Join(m, ", ")
}

func (m members) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m members) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	for name, value := range req.ConfigValue.Attributes() {
		if value.IsNull() && slices.Contains(m, name) {
			resp.Diagnostics.AddAttributeError(req.Path.AtName(name), "Missing Value", fmt.Sprintf("%s has no value for %s, which is required.", req.Path, name))
		}
	}
}
