package token

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Keys of the private state.
const (
	ownKey        = "own"        // this provider made the token, so that null means "not set" and not "not known"
	unfinishedKey = "unfinished" // a rotation whose old token could not be revoked yet
	revokedKey    = "revoked"    // a revocation was sent whose answer was lost
)

// unfinished is what is left of a rotation. Its successor exists and is in state, but rotation keeps its old value there
// until the last superseded token is revoked: so the next plan shows that there is something left to do.
type unfinished struct {
	Rotation   string   `json:"rotation"`
	Superseded []string `json:"superseded"`
}

func loadUnfinished(ctx context.Context, r private.Reader) unfinished {
	var u unfinished
	private.Load(ctx, r, unfinishedKey, &u)
	return u
}

func isOwn(ctx context.Context, r private.Reader) bool {
	var own bool
	return private.Load(ctx, r, ownKey, &own) && own
}

// rotates says whether a plan needs a successor. An imported token had no rotation before: its first one is recorded.
func rotates(planned, prior types.String, own bool, left unfinished) bool {
	switch {
	case planned.IsNull() || planned.Equal(prior), prior.IsNull() && !own:
		return false
	case len(left.Superseded) > 0 && !planned.IsUnknown() && planned.ValueString() == left.Rotation:
		return false // the successor is there already
	}
	return true
}

// planRotation plans what only the successor will show.
func planRotation(ctx context.Context, p *life.Planning, own bool) {
	unknown := map[string]attr.Value{
		"id": types.StringUnknown(), "secret": types.StringUnknown(), "login_url": types.StringUnknown(),
	}
	if p.Config["status"].IsNull() { // the successor of a token that somebody suspended must not be suspended itself
		unknown["status"] = types.StringUnknown()
	}
	for name, value := range unknown {
		p.Set(ctx, name, value)
	}
	if role := p.Config["role"]; !own && flex.IsZero(role) && !role.IsUnknown() {
		p.Diagnostics.AddAttributeWarning(path.Root("role"), "Role of the Imported Token Not Known",
			"The service does not say which role the imported token has, and none is configured. Its successor will have the role of its creator. Set role to have another one.")
	}
}

// planFixed replaces a token whose owner or lifetime changes: no update takes them. For an imported token null means "not
// known", and a replacement would revoke a token that may be in use as it should be: there the value is recorded.
func planFixed(p *life.Planning, own bool) {
	for _, name := range []string{"user_uuid", "ttl_sec"} {
		planned, prior := p.Plan[name], p.State[name]
		switch {
		case !planned.IsUnknown() && flex.Same(planned, prior):
		case prior.IsNull() && !own: // nobody has said what the imported token has
			p.Diagnostics.AddAttributeWarning(path.Root(name), "Argument of an Imported Token Not Checked",
				fmt.Sprintf("The service does not say which %[1]s the imported token has, and no update can set it. It is recorded as configured, and only a later change of %[1]s replaces the token. "+
					"If the token has another one, replace it now, with -replace.", name))
		default:
			p.Replace(name)
		}
	}
}

// planLeftovers warns of superseded tokens that no change in the plan would revoke: the rotation was taken back.
func planLeftovers(p *life.Planning, left unfinished) {
	if !p.Plan["rotation"].Equal(p.State["rotation"]) {
		return
	}
	left.warn(&p.Diagnostics, "A rotation created a successor, but the old token could not be revoked, and the rotation was taken back since. "+
		"The next update or rotation of the token, and its destruction, revoke the old one as well.")
}

// warn names each token that is still to be revoked.
func (u unfinished) warn(d *diag.Diagnostics, detail string) {
	for _, id := range u.Superseded {
		d.AddWarning("Superseded Token Still Active", "Token "+id+": "+detail)
	}
}

// errRevoked is why a token is gone that the service still lists: it lists revoked tokens as suspended.
var errRevoked = errors.New("the token was revoked by an earlier run whose answer was lost")

func wasRevoked(ctx context.Context, r private.Reader) bool {
	var revoked bool
	return private.Load(ctx, r, revokedKey, &revoked) && revoked
}

// revokeSuperseded revokes what a rotation left and returns what still could not be revoked. Each failure is an error that
// names the token, since it is a credential that works.
func revokeSuperseded(ctx context.Context, client *edge.Client, left unfinished, d *diag.Diagnostics) unfinished {
	left.Superseded = slices.DeleteFunc(slices.Clone(left.Superseded), func(id string) bool {
		err := client.Tokens.Revoke(ctx, id)
		if err != nil {
			diags.API(d, "Revoke Superseded", "Token", id, err)
		}
		return err == nil
	})
	return left
}
