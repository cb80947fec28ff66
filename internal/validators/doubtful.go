package validators

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Doubtful makes warnings of what a validator refuses: for what looks wrong, but may be what the service holds. An object that
// holds it must be importable with the configuration that is generated from it.
func Doubtful(v validator.String) validator.String { return doubtful{v} }

type doubtful struct{ validator.String }

func (v doubtful) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	var found validator.StringResponse
	v.String.ValidateString(ctx, req, &found)
	for _, d := range found.Diagnostics {
		if d.Severity() == diag.SeverityError {
			resp.Diagnostics.AddAttributeWarning(req.Path, "Value Looks Wrong", d.Detail()+"\n\nIt is sent as it is, and the service decides.")
		}
	}
}
