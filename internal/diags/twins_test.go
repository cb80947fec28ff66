package diags_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

func TestTwins(t *testing.T) {
	t.Parallel()
	var d diag.Diagnostics
	diags.Twins(&d, nil)
	diags.Twins(&d, []api.Twin{{Operation: "createApp", ID: "a2", Others: []string{"a1"}}})
	golden(t, "twins", text(d))
}
