package life

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Versioned is the name of a write-only argument that is sent by a create and by each new version of it, <name>_version. The
// version is required with it, and nothing else says that it has changed: it may be a password, of which no digest is kept.
type Versioned string

// VersionName is the name of the version.
func (v Versioned) VersionName() string { return string(v) + "_version" }

// Version makes the version.
func (v Versioned) Version() schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: fmt.Sprintf("Version of `%s`, needed with it: raise it together with a new value, which is then sent by an update. Removing it changes nothing in the service.", v),
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(0)},
	}
}

// New says whether a plan, or an apply, has another version than state.
func (v Versioned) New(planned, state Values) bool {
	version := planned.Number(v.VersionName())
	return !version.IsNull() && !version.Equal(state.Number(v.VersionName()))
}

// Require refuses to send a version of nothing, of which nobody would hear.
func (v Versioned) Require(p *Planning) {
	sends := v.New(p.Plan, p.State) || len(p.RequiresReplace) > 0 && !p.Plan[v.VersionName()].IsNull()
	if sends && p.Config[string(v)].IsNull() {
		p.Diagnostics.AddAttributeError(path.Root(string(v)), "Write-Only Value Needed", fmt.Sprintf(
			"The plan sends %[1]s, because %[1]s_version is new or because the object is to be created, and the configuration has no value for it.", v))
	}
}
