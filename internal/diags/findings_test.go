package diags_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// TestFindings: each kind has a text of its own that names the object, and none advises to take away what this run may not
// have made.
func TestFindings(t *testing.T) {
	t.Parallel()
	var d diag.Diagnostics
	diags.Findings(&d, nil)
	var all []api.Finding
	for kind := api.FoundLost; kind <= api.FoundRepeated; kind++ {
		all = append(all, api.Finding{Kind: kind, Operation: "createApp", ID: "a2", Others: []string{"a1"}})
	}
	diags.Findings(&d, all)
	if len(d) != len(all) {
		t.Errorf("%d warnings of %d findings", len(d), len(all))
	}
	got := text(d)
	if strings.Contains(got, "delete") {
		t.Errorf("something is to be deleted: %s", got)
	}
	golden(t, "findings", got)
}
