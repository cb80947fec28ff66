package diags_test

import (
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// TestAPI_forbiddenByAppTego: a refusal asks for the plan and the permission that the contract gives for the operation.
func TestAPI_forbiddenByAppTego(t *testing.T) {
	t.Parallel()
	spec, err := openapi3.NewLoader().LoadFromData(contract.AppTego())
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, item := range spec.Paths.Map() {
		for _, operation := range item.Operations() {
			if operation.Tags[0] == "beyond" {
				continue
			}
			seen++
			var d diag.Diagnostics
			diags.API(&d, "Read", "Thing", "", &api.Error{Service: "AppTego", Operation: operation.OperationID, Method: "POST", Route: "/", Status: 403, Sent: true})
			text := d[0].Detail()
			for phrase, want := range map[string]bool{
				"the Enterprise plan":         operation.Extensions["x-plan"] == "ENTERPRISE",
				"no plan of its own":          operation.Extensions["x-plan"] == "any",
				"no permission":               operation.Extensions["x-permission"] == "none",
				"permission Configuration":    operation.Extensions["x-permission"] == "Configuration",
				"ZEROTRUST_APPTEGO_TENANT_ID": true,
			} {
				if strings.Contains(text, phrase) != want {
					t.Errorf("%s: %q in the text: want %t\n%s", operation.OperationID, phrase, want, text)
				}
			}
		}
	}
	if seen != 8 {
		t.Errorf("%d operations, want 8", seen)
	}
}
