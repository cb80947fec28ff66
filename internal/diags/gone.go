package diags

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Gone warns that an object is removed from state because the service no longer has it: a plan that wants to create it
// again must not come as a surprise. An object that never was in the account that was asked is not there either, so the account
// stands in the text.
func Gone(d *diag.Diagnostics, noun, id string, err error) {
	text := fmt.Sprintf("%s %s is no longer in the service and was removed from state; the plan creates it again if it is still configured. The service said: %s.", noun, id, err)
	if failure, ok := errors.AsType[*api.Error](err); ok && accountOf(failure) != "" {
		text += fmt.Sprintf(" It was looked for in the %s: an object of another one needs the provider configuration of that one (provider = zerotrust.<alias>).", accountOf(failure))
	}
	d.AddWarning(noun+" Not Found", text)
}

// The summaries name no object, and those below no kind: Terraform shows warnings of equal summary as one, and the plan of forty
// objects that stay must not be forty warnings. The text of each names its object.

// StaysBehind warns at plan that an object that is destroyed stays in the service, because no deletion is documented for its
// kind. One and many are the kind as it stands within a sentence ("app", "apps"); an object without a name has "".
func StaysBehind(d *diag.Diagnostics, one, many, name, id string) {
	d.AddWarning("Destroyed Object Stays in the Service", fmt.Sprintf("%s is to be destroyed, but it only leaves the state: %s", the(one, name, id), noDeletion(many)))
}

// Forgotten warns at plan that an object that is destroyed stays as it is, because Terraform has not made it.
func Forgotten(d *diag.Diagnostics, one, name, id string) {
	d.AddWarning("Destroyed Object Stays as It Is", fmt.Sprintf("%s was there before it was managed. It only leaves the state, and keeps its settings.", the(one, name, id)))
}

// LeftBehind warns that an object that is no longer managed stays in the service, because no deletion is documented for its
// kind, or, with an error, because the undocumented one did not work.
func LeftBehind(d *diag.Diagnostics, one, many, name, id string, err error) {
	const summary = "Object Left in the Service"
	object := the(one, name, id) + " is no longer managed"
	if err != nil {
		d.AddWarning(summary, fmt.Sprintf("%s, but the undocumented deletion did not work, so it stays in the service: %s.", object, err))
		return
	}
	d.AddWarning(summary, fmt.Sprintf("%s, but it stays in the service: %s", object, noDeletion(many)))
}

// Replaced warns at plan that an object that is replaced stays in the service.
func Replaced(d *diag.Diagnostics, one, many, name, id string) {
	d.AddWarning("Replaced Object Stays in the Service", fmt.Sprintf("%s is to be replaced: a new one is created, and this one stays in the service: %s", the(one, name, id), noDeletion(many)))
}

// the begins a sentence about an object.
func the(one, name, id string) string {
	if name == "" {
		return fmt.Sprintf("The %s (%s)", one, id)
	}
	return fmt.Sprintf("The %s %q (%s)", one, name, id)
}

func noDeletion(many string) string {
	return fmt.Sprintf("no deletion of %s is documented. Delete it in the console, or set edge.allow_undocumented_operations to have the provider try an undocumented call.", many)
}

// Named names an object that has no id yet.
func Named(name types.String) string { return strconv.Quote(name.ValueString()) }

// Suspended warns that an object could only be suspended instead of deleted.
func Suspended(d *diag.Diagnostics, noun, id string, err error) {
	d.AddWarning(noun+" Suspended Instead of Deleted",
		fmt.Sprintf("The service refused to delete %s %s, so it was suspended; it stays in the service and is no longer managed. The service said: %s.", noun, id, err))
}
