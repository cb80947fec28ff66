package managed

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Addressable refuses an id that no request could be about, for the reasons that an import gives.
type Addressable struct{}

// Description implements validator.String.
func (Addressable) Description(context.Context) string { return "an id without blanks around it" }

// MarkdownDescription implements validator.String.
func (v Addressable) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString implements validator.String.
func (Addressable) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if problem := InvalidID(req.ConfigValue.ValueString()); problem != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Id", fmt.Sprintf("The id %q %s.", req.ConfigValue.ValueString(), problem))
	}
}
