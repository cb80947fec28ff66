// Package clientconfig implements zerotrust_client_config: settings of the client on devices.
package clientconfig

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

const (
	given     = life.Versioned("guest_user_api_token_wo")
	generate  = "generate_guest_user_api_token"
	generated = "guest_user_api_token"
)

// Noun describes client configurations.
func Noun() life.Noun[edge.ClientConfig] {
	return life.Noun[edge.ClientConfig]{
		Words:       life.Words{Title: "Client Config", Titles: "Client Configs", One: "client configuration", Many: "client configurations"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.ClientConfig] { return c.ClientConfigs.Objects },
		Description: description,
		Attributes:  attributes,
		Answers:     answers,
		Key:         "name",
		KeyTitle:    "The vendor documents no list of client configurations, so a name finds none.",
		ReadsOne:    "Reads one client configuration, by its id, without the API token of guest users.",
		Unlisted:    true,
		PlanChange:  plan,
		Adds:        addToken,
		Keeps:       keepGenerated,
	}
}

// plan refuses two tokens at once, and a version of none. It plans a new token when the service is asked for one, and none when
// it is not any more.
func plan(ctx context.Context, p *life.Planning) {
	planGenerated(ctx, p)
	given.Require(p)
	if p.Plan.Flag(generate).ValueBool() && (!p.Config[string(given)].IsNull() || !p.Plan[given.VersionName()].IsNull()) {
		p.Diagnostics.AddAttributeError(path.Root(generate), "Two Tokens of Guest Users",
			"With generate_guest_user_api_token the service makes the API token of guest users, and guest_user_api_token_wo gives it one. Configure one of them.")
	}
}

func planGenerated(ctx context.Context, p *life.Planning) {
	token := types.StringUnknown()
	switch wanted := p.Plan.Flag(generate); {
	case wanted.IsUnknown():
	case !wanted.ValueBool():
		token = types.StringNull()
	case p.State.Flag(generate).ValueBool():
		token = p.State.Text(generated)
	}
	p.Set(ctx, generated, token)
}

// addToken sends the token that is given, or asks for one, with a create and where that is new.
func addToken(a *life.Adding[edge.ClientConfig]) bool {
	switch {
	case a.Plan.Flag(generate).ValueBool() && !a.State.Flag(generate).ValueBool():
		a.Change.GuestToken.Generate = true
	case given.New(a.Plan, a.State):
		a.Change.GuestToken.Given = api.Secret(a.Config.Text(string(given)).ValueString())
	default:
		return false
	}
	return true
}

// keepGenerated keeps the token that the service made for this request, which state alone holds.
func keepGenerated(planned life.Values, answered edge.ClientConfig, d *diag.Diagnostics) {
	if !planned[generated].IsUnknown() {
		return
	}
	if planned[generated] = types.StringNull(); !planned.Flag(generate).ValueBool() {
		return
	}
	planned[generated] = flex.StringOrNull(answered.GuestUserAPIToken.Value())
	if answered.GuestUserAPIToken == "" {
		d.AddWarning("Client Configuration Without Guest Token", fmt.Sprintf("The service was asked for an API token of guest users of %q, and its answer holds none. "+
			"If you need it, set generate_guest_user_api_token to false and then to true again: the service makes another one.", answered.Name))
	}
}
