package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Guard puts any server behind the guard.
func Guard(inner tfprotov6.ProviderServer, secrets ...api.Secret) tfprotov6.ProviderServer {
	return newGuard(inner, func() []api.Secret { return secrets })
}

// EveryRPC is what the guard guards.
type EveryRPC = server

// GuardAction puts any action behind its guard.
func GuardAction(inner action.Action) action.Action { return guardedAction{inner} }
