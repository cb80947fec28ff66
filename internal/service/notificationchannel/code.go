package notificationchannel

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Keys of the private state.
const (
	ownKey  = "own"        // this provider made the channel, so that a null version means "none" and not "not known"
	sentKey = "oauth_code" // digest of the code that was sent
)

// newCode says whether a plan wants another code to be sent, for which the channel has to be replaced. With a version the
// version says it, but for one that is added to the code that was sent; without one the code does. For an imported channel,
// null is not the version of no code: nobody knows which one it was made with. A code that is not known yet is none: a
// replacement cannot be taken back, and the next plan knows it. Nor is one new that is compared with a damaged record.
func newCode(ctx context.Context, r private.Reader, config, prior life.Values) bool {
	var own bool
	private.Load(ctx, r, ownKey, &own)
	code, version, priorVersion := config.Text("oauth_code_wo"), config.Number("oauth_code_wo_version"), prior.Number("oauth_code_wo_version")
	known, sent := !code.IsNull() && !code.IsUnknown(), private.LoadDigest(ctx, r, sentKey)
	switch {
	case !version.IsNull() && !priorVersion.IsNull():
		return !version.Equal(priorVersion)
	case !version.IsNull() && known && sent.Is(code.ValueString()):
		return false
	case !version.IsNull():
		return own
	}
	record, _ := r.GetKey(ctx, sentKey)
	damaged := sent.IsZero() && len(record) > 0
	return own && known && !damaged && !sent.Is(code.ValueString())
}

// planCode replaces the channel for a new code, which no update takes. Whatever creates a channel needs a code that was not
// used before.
func planCode(ctx context.Context, p *life.Planning) {
	if p.State != nil && newCode(ctx, p.Private, p.Config, p.State) {
		replaceByCode(ctx, p)
	}
	if p.State == nil || len(p.RequiresReplace) > 0 {
		requireCode(ctx, p.Private, p.Config, &p.Diagnostics)
	}
	if len(p.RequiresReplace) > 0 {
		warnUnauthorized(ctx, p)
	}
}

// replaceByCode replaces the channel by the version of the code if that changes. Else nothing changes in the plan, and what
// does not change replaces nothing: the id does, since the new channel has another one. A warning says why.
func replaceByCode(ctx context.Context, p *life.Planning) {
	if !p.Plan["oauth_code_wo_version"].Equal(p.State["oauth_code_wo_version"]) {
		p.Replace("oauth_code_wo_version")
		return
	}
	p.Set(ctx, "id", types.StringUnknown())
	p.Replace("id")
	p.Diagnostics.AddWarning("New Authorization Code", fmt.Sprintf("The value of oauth_code_wo is not a code that the channel %q was created with. Only a new channel takes a code, so the channel is replaced.", p.State.Text("name").ValueString()))
}

// warnUnauthorized warns that the channel was given a code, and that the one that replaces it will have none.
func warnUnauthorized(ctx context.Context, p *life.Planning) {
	if p.Config["oauth_code_wo"].IsNull() && p.Config["oauth_code_wo_version"].IsNull() && !private.LoadDigest(ctx, p.Private, sentKey).IsZero() {
		p.Diagnostics.AddWarning("Channel Without Authorization", fmt.Sprintf("The channel %q was created with an authorization code. The one that replaces it is created without, "+
			"since oauth_code_wo is not configured. A code works only once: if the channel needs an authorization, get a new code.", p.State.Text("name").ValueString()))
	}
}

// requireCode refuses to make a channel with a code that was used, or with a version of a code and none: the service would
// refuse it in the middle of a replacement, when the old channel is out of state already. A configuration that has neither
// wants a channel without authorization.
func requireCode(ctx context.Context, r private.Reader, config life.Values, d *diag.Diagnostics) {
	code, version := config.Text("oauth_code_wo"), config.Number("oauth_code_wo_version")
	switch {
	case code.IsUnknown() || code.IsNull() && (version.IsNull() || version.IsUnknown()):
	case code.IsNull():
		d.AddAttributeError(path.Root("oauth_code_wo"), "Authorization Code Needed",
			"The channel is to be created, for which oauth_code_wo_version asks for an authorization code, and oauth_code_wo has none. A code works only once: get a new one.")
	case private.HasDigest(ctx, r, sentKey, code.ValueString()):
		d.AddAttributeError(path.Root("oauth_code_wo"), "Authorization Code Used Before",
			"The channel is to be replaced, and oauth_code_wo is the code that it was created with. A code works only once: get a new one.")
	}
}

// explainCode adds to a failed create that the code is lost, unless it is certain that it never left.
func explainCode(code types.String, err error, d *diag.Diagnostics) {
	failure, ok := errors.AsType[*api.Error](err)
	if code.IsNull() || ok && !failure.Sent {
		return
	}
	d.AddAttributeError(path.Root("oauth_code_wo"), "New Authorization Code Needed",
		"The authorization code was sent with the request that failed. It works only once and may have been used up: get a new code before the next apply.")
}
