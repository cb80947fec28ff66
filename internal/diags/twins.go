package diags

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Twins warns of objects that were made twice, because a request that seemed lost was carried out late. The object stands in
// the summary; see Gone.
func Twins(d *diag.Diagnostics, twins []api.Twin) {
	for _, t := range twins {
		d.AddWarning("Possibly Created Twice: "+t.ID, fmt.Sprintf("The first %s got no answer, and the service had no such object when it was asked, so the request was repeated; that made %s, "+
			"which is in state. Since then the service also has %s: made meanwhile, with the same fields, and unknown to this run. If it is what the first request made late, "+
			"delete it in the console.", t.Operation, t.ID, strings.Join(t.Others, ", ")))
	}
}
