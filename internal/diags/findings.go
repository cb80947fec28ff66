package diags

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Findings warns of what creates have found in the service. No text advises to
// delete anything: what looks like an object of this run may be somebody else's.
func Findings(d *diag.Diagnostics, findings []api.Finding) {
	for _, f := range findings {
		others := strings.Join(f.Others, ", ")
		switch f.Kind {
		case api.FoundLost:
			d.AddWarning("Adopted Object", fmt.Sprintf("The answer to %s was lost. The service has one object that nobody knew before, that was made while the request was under way, "+
				"and that has every field that was sent: %s. So it is taken for what the request made, and is in state. If somebody else made it, remove it from state.", f.Operation, f.ID))
		case api.FoundRecorded:
			d.AddWarning("Adopted Object", fmt.Sprintf("An earlier run sent the same %s, and ended before the object was in state. Its record leads to %s, which has every field that was sent. "+
				"It is in state now.", f.Operation, f.ID))
		case api.FoundTwin:
			d.AddWarning("Possibly Created Twice", fmt.Sprintf("The first %s got no answer, and the service had no such object when it was asked, so the request was repeated; that made %s, "+
				"which is in state. Since then the service also has %s: made meanwhile, with the same fields, and unknown to this run. The first request may have made it late, or somebody else: "+
				"find out who needs it.", f.Operation, f.ID, others))
		case api.FoundOther:
			d.AddWarning("Not Adopted", fmt.Sprintf("The answer to %s was lost. Meanwhile an object with the same name was made, which differs from what was sent: %s. "+
				"So it is somebody else's, and the provider leaves it alone.", f.Operation, others))
		case api.FoundAlike:
			d.AddWarning("Not Adopted", fmt.Sprintf("The answer to %s was lost. The service has an object with the same fields, but it was not made while the request was under way: %s. "+
				"So it is somebody else's, and the provider leaves it alone.", f.Operation, others))
		case api.FoundSecretless:
			d.AddWarning("Token Secret Lost", fmt.Sprintf("The answer to an earlier %s was lost or did not come into state, and with it the secret, so that another token is created. "+
				"The first request may have made %s. The provider does not revoke it, since somebody else may have made it: find out who needs it.", f.Operation, others))
		case api.FoundChanged:
			d.AddWarning("Not Adopted", fmt.Sprintf("An earlier run sent the same %s, and its record leads to %s. That object is not what was sent, or was made before: somebody has changed it since. "+
				"The provider leaves it alone and creates another one. If it belongs here, import it.", f.Operation, others))
		case api.FoundRepeated:
			d.AddWarning("Possibly There Twice", fmt.Sprintf("An earlier %s got no answer and was repeated, as at_least_once asks; the repetition made %s. "+
				"What was sent before may be in the service as well, and the service has no way to look.", f.Operation, f.ID))
		}
	}
}
