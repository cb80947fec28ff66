package diags

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/identity"
)

// Gone removes an object from state that the service no longer has, and says so: a plan that wants to create it again
// must not come as a surprise. The object stands in the summary, because Terraform folds warnings of equal summary into one.
func Gone(ctx context.Context, resp *resource.ReadResponse, noun, id string, err error) {
	resp.Diagnostics.AddWarning(fmt.Sprintf("%s Not Found: %s", noun, id),
		fmt.Sprintf("%s %s is no longer in the service and was removed from state; the plan creates it again if it is still configured. The service said: %s.", noun, id, err))
	identity.Keep(resp)
	resp.State.RemoveResource(ctx)
}

// Named names an object that has no id yet.
func Named(name types.String) string { return strconv.Quote(name.ValueString()) }

// Suspended warns that an object could only be suspended instead of deleted. The object stands in the summary, as above.
func Suspended(d *diag.Diagnostics, noun, id string, err error) {
	d.AddWarning(fmt.Sprintf("%s Suspended Instead of Deleted: %s", noun, id),
		fmt.Sprintf("The service refused to delete it, so it was suspended; it stays in the service and is no longer managed. The service said: %s.", err))
}
