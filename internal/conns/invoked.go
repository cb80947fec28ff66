package conns

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
)

// Ephemeral is embedded by ephemeral resources of the API whose client is T.
type Ephemeral[T any] struct{ service Service[T] }

// Configure implements ephemeral.EphemeralResourceWithConfigure.
func (e *Ephemeral[T]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.service = Configure[T](req.ProviderData, &resp.Diagnostics)
}

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (e *Ephemeral[T]) Client(d *diag.Diagnostics) *T { return e.service.Require(d) }

// DeferOpen says whether opening is deferred because the provider configuration is not known yet and the CLI allows it.
func (e *Ephemeral[T]) DeferOpen(req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) bool {
	if !e.service.Unknown || !req.ClientCapabilities.DeferralAllowed {
		return false
	}
	resp.Deferred = &ephemeral.Deferred{Reason: ephemeral.DeferredReasonProviderConfigUnknown}
	return true
}

// Action is embedded by actions of the API whose client is T.
type Action[T any] struct{ service Service[T] }

// Configure implements action.ActionWithConfigure.
func (a *Action[T]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.service = Configure[T](req.ProviderData, &resp.Diagnostics)
}

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (a *Action[T]) Client(d *diag.Diagnostics) *T { return a.service.Require(d) }

// Configured returns the client, nil if the provider configuration is not known yet.
func (a *Action[T]) Configured() *T { return a.service.Client }
