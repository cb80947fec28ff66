package notificationchannel

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
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
func newCode(ctx context.Context, r private.Reader, config, prior model) bool {
	var own bool
	private.Load(ctx, r, ownKey, &own)
	code, version := config.OAuthCodeWO, config.OAuthCodeWOVersion
	known, sent := !code.IsNull() && !code.IsUnknown(), private.LoadDigest(ctx, r, sentKey)
	switch {
	case !version.IsNull() && !prior.OAuthCodeWOVersion.IsNull():
		return !version.Equal(prior.OAuthCodeWOVersion)
	case !version.IsNull() && known && sent.Is(code.ValueString()):
		return false
	case !version.IsNull():
		return own
	}
	record, _ := r.GetKey(ctx, sentKey)
	damaged := sent.IsZero() && len(record) > 0
	return own && known && !damaged && !sent.Is(code.ValueString())
}

// replaceByCode replaces the channel by the version of the code if that changes. Else nothing changes in the plan, and what
// does not change replaces nothing: the id does, since the new channel has another one. A warning says why.
func replaceByCode(ctx context.Context, plan, state model, resp *resource.ModifyPlanResponse) {
	if !plan.OAuthCodeWOVersion.Equal(state.OAuthCodeWOVersion) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("oauth_code_wo_version"))
		return
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("id"), types.StringUnknown())...)
	resp.RequiresReplace = append(resp.RequiresReplace, path.Root("id"))
	resp.Diagnostics.AddWarning("New Authorization Code: "+state.Name.ValueString(),
		"The value of oauth_code_wo is not a code that the channel was created with. Only a new channel takes a code, so the channel is replaced.")
}

// warnUnauthorized warns that the channel was given a code, and that the one that replaces it will have none.
func warnUnauthorized(ctx context.Context, r private.Reader, config model, name string, d *diag.Diagnostics) {
	if config.OAuthCodeWO.IsNull() && config.OAuthCodeWOVersion.IsNull() && !private.LoadDigest(ctx, r, sentKey).IsZero() {
		d.AddWarning("Channel Without Authorization: "+name, "The channel was created with an authorization code. The one that replaces it is created without, "+
			"since oauth_code_wo is not configured. A code works only once: if the channel needs an authorization, get a new code.")
	}
}

// requireCode refuses to make a channel with a code that was used, or with a version of a code and none: the service would
// refuse it in the middle of a replacement, when the old channel is out of state already. A configuration that has neither
// wants a channel without authorization.
func requireCode(ctx context.Context, r private.Reader, config model, d *diag.Diagnostics) {
	code, version := config.OAuthCodeWO, config.OAuthCodeWOVersion
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
func explainCode(config model, err error, d *diag.Diagnostics) {
	failure, ok := errors.AsType[*api.Error](err)
	if config.OAuthCodeWO.IsNull() || ok && !failure.Sent {
		return
	}
	d.AddAttributeError(path.Root("oauth_code_wo"), "New Authorization Code Needed",
		"The authorization code was sent with the request that failed. It works only once and may have been used up: get a new code before the next apply.")
}
