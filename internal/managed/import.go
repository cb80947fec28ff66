package managed

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// CanImport says whether an object can be imported now. Where the provider configuration is not known yet, the read that
// follows an import is deferred, if the CLI allows it; else there would be a state made up of an id alone, and a plan on it that
// replaces what it does not know.
func (b *Base[T]) CanImport(req resource.ImportStateRequest, d *diag.Diagnostics) bool {
	if !b.service.Unknown || req.ClientCapabilities.DeferralAllowed {
		return true
	}
	d.AddError("Import Not Possible Yet", fmt.Sprintf("An argument of the %s configuration is not known before apply, so the object cannot be read. "+
		"Apply what determines the argument first (for example with -target), or give it a known value; then import.", b.service.Name))
	return false
}

// ImportByID imports an object by its id, or by an identity that holds the id and nothing else.
func (b *Base[T]) ImportByID(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id := types.StringValue(req.ID)
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root("id"), &id)...)
	}
	if problem := InvalidID(id.ValueString()); problem != "" {
		resp.Diagnostics.AddError("Invalid Import Id", fmt.Sprintf("The id %q %s.", id.ValueString(), problem))
	}
	if resp.Diagnostics.HasError() || !b.CanImport(req, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("id"), id)...)
	}
	resp.Diagnostics.Append(Imports(ctx, resp.Private)...)
}

// importedKey is the key in private state of what an import has named and no read has found yet: its state does not tell.
const importedKey = "imported"

// Imports marks what an import has named, for the read that follows.
func Imports(ctx context.Context, w private.Writer) diag.Diagnostics {
	return private.Store(ctx, w, importedKey, true)
}

// IsImport says whether an import has named an object that no read has found yet.
func IsImport(ctx context.Context, r private.Reader) bool {
	var imported bool
	return private.Load(ctx, r, importedKey, &imported) && imported
}

// EndImport takes the mark of an import away: a read has found the object.
func EndImport(ctx context.Context, w private.Writer) diag.Diagnostics {
	return w.SetKey(ctx, importedKey, nil)
}

// InvalidID says what keeps a text from being the id of an object: no request could be about it. "" means nothing does.
func InvalidID(id string) string {
	switch {
	case id == "":
		return "is empty"
	case id == "." || id == "..":
		return "is no id but a path"
	case strings.ContainsFunc(id, unicode.IsControl):
		return "holds a line break or another control character"
	case strings.TrimSpace(id) != id:
		return "has blanks around it"
	}
	return ""
}
