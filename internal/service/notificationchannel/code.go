package notificationchannel

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Keys of the private state.
const (
	ownKey  = "own"        // this provider made the channel, so that a null version means "none" and not "not known"
	sentKey = "oauth_code" // digest of the code that was sent
)

// newVersion says whether a plan wants another code to be sent. For an imported channel, null is not the version of no
// code: nobody knows which one it was made with.
func newVersion(ctx context.Context, r private.Reader, planned, prior types.Int64) bool {
	var own bool
	private.Load(ctx, r, ownKey, &own)
	return !planned.IsNull() && !planned.Equal(prior) && (own || !prior.IsNull())
}

// requireCode refuses to make a channel with a version of a code and no code that could still be used: the service would
// refuse it in the middle of a replacement, when the old channel is out of state already. A configuration that has no
// version either wants a channel without authorization.
func requireCode(ctx context.Context, r private.Reader, config model, d *diag.Diagnostics) {
	code, version := config.OAuthCodeWO, config.OAuthCodeWOVersion
	switch {
	case version.IsNull() || version.IsUnknown() || code.IsUnknown():
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
