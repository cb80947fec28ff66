package cacertificate

import (
	"context"
	"encoding/pem"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// publicPEM takes PEM without a private key, which would be in plan and state. It never shows what it refuses.
type publicPEM struct{}

func (publicPEM) Description(context.Context) string { return "PEM without a private key" }

func (v publicPEM) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (publicPEM) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	text := req.ConfigValue.ValueString()
	switch block, _ := pem.Decode([]byte(strings.TrimSpace(text))); {
	case strings.Contains(text, "PRIVATE KEY-----"):
		resp.Diagnostics.AddAttributeError(req.Path, "Private Key Refused",
			fmt.Sprintf("%s holds a private key, which would be stored in plan and state. Take it out: the service needs certificates only.", req.Path))
	case block == nil:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid PEM",
			fmt.Sprintf("%s must be text in PEM, which begins with a line such as -----BEGIN CERTIFICATE-----.", req.Path))
	}
}
