// Package conns hands the configured API clients to the types that need them.
package conns

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/identity"
)

// Clients is what the provider hands to everything it serves: one per provider block, so that two aliases never share.
type Clients struct {
	Edge    Service[edge.Client]
	AppTego Service[apptego.Client]
	Gate    Service[gate.Client]
	Claims  *Claims
}

// Secrets returns the credentials of every client that there is, and the sessions that they hold now. No Clients have
// none.
func (c *Clients) Secrets() []api.Secret {
	if c == nil {
		return nil
	}
	return slices.Concat(c.Edge.Client.Secrets(), c.AppTego.Client.Secrets(), c.Gate.Client.Secrets())
}

// Service is the client of one API, or the reason why there is none.
type Service[T any] struct {
	Name    string
	Client  *T
	Missing []string // arguments without a value, each with its environment variable
	Unknown bool     // an argument is not known before apply
}

func serviceOf[T any](clients *Clients) Service[T] {
	var found Service[T]
	for _, candidate := range []any{clients.Edge, clients.AppTego, clients.Gate} {
		if s, ok := candidate.(Service[T]); ok {
			found = s
		}
	}
	return found
}

func configure[T any](data any, d *diag.Diagnostics) Service[T] {
	if data == nil { // validation comes before the provider is configured
		return Service[T]{}
	}
	clients, ok := data.(*Clients)
	if !ok {
		d.AddError("Unexpected Provider Data", fmt.Sprintf("This is a bug in the provider, please report it: got %T.", data))
		return Service[T]{}
	}
	s := serviceOf[T](clients)
	if s.Client == nil && !s.Unknown {
		d.AddError("Service Not Configured", fmt.Sprintf("This type needs the %s API, which the provider configuration does not set up. Missing: %s.",
			s.Name, strings.Join(s.Missing, ", ")))
	}
	return s
}

func (s Service[T]) require(d *diag.Diagnostics) *T {
	if s.Client == nil && !d.HasError() {
		d.AddError("Provider Configuration Not Known", fmt.Sprintf("The %s API is needed here, but an argument of its provider configuration is not known before apply. "+
			"Apply what determines it first (for example with -target), or give it a known value.", s.Name))
	}
	return s.Client
}

// Resource is embedded by managed resources of the API whose client is T.
type Resource[T any] struct {
	service Service[T]
	claims  *Claims
}

// Configure implements resource.ResourceWithConfigure.
func (r *Resource[T]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.service = configure[T](req.ProviderData, &resp.Diagnostics)
	if clients, ok := req.ProviderData.(*Clients); ok {
		r.claims = clients.Claims
	}
}

// Claims returns what the configuration manages as a whole, as far as the plan or apply has come.
func (r *Resource[T]) Claims() *Claims { return r.claims }

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (r *Resource[T]) Client(d *diag.Diagnostics) *T { return r.service.require(d) }

// Configured returns the client if there is one: planning can do without.
func (r *Resource[T]) Configured() *T { return r.service.Client }

// DeferRead says whether a refresh must wait because the provider configuration is not known yet. The state stays as it is.
func (r *Resource[T]) DeferRead(req resource.ReadRequest, resp *resource.ReadResponse) bool {
	if !r.service.Unknown {
		return false
	}
	identity.Keep(resp)
	if req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &resource.Deferred{Reason: resource.DeferredReasonProviderConfigUnknown}
		return true
	}
	resp.Diagnostics.AddWarning("Object Not Refreshed", fmt.Sprintf("An argument of the %s configuration is not known before apply, so the service could not be asked. "+
		"This plan relies on the last known state.", r.service.Name))
	return true
}

// DeferPlan defers the planning of a resource whose provider configuration is not known yet, where the CLI allows it. What
// has a prior state is noted as being in state: a plan without a refresh comes by here only.
func (r *Resource[T]) DeferPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.inState(ctx, req.State)
	if r.service.Unknown && req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &resource.Deferred{Reason: resource.DeferredReasonProviderConfigUnknown}
	}
}

// DataSource is embedded by data sources of the API whose client is T.
type DataSource[T any] struct{ service Service[T] }

// Configure implements datasource.DataSourceWithConfigure.
func (s *DataSource[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.service = configure[T](req.ProviderData, &resp.Diagnostics)
}

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (s *DataSource[T]) Client(d *diag.Diagnostics) *T { return s.service.require(d) }

// DeferRead says whether the read is deferred because the provider configuration is not known yet and the CLI allows it.
func (s *DataSource[T]) DeferRead(req datasource.ReadRequest, resp *datasource.ReadResponse) bool {
	if !s.service.Unknown || !req.ClientCapabilities.DeferralAllowed {
		return false
	}
	resp.Deferred = &datasource.Deferred{Reason: datasource.DeferredReasonProviderConfigUnknown}
	return true
}

// LogAttempt writes one line per request. Its fields are an allow-list: bodies, headers, query and path values, which may
// hold secrets or personal data, are not among them.
func LogAttempt(ctx context.Context, a api.Attempt) {
	tflog.Debug(ctx, "API request", map[string]any{
		"service": a.Service, "operation": a.Operation, "method": a.Method, "route": a.Route, "status": a.Status,
		"attempt": a.Attempt, "duration_ms": a.Duration.Milliseconds(), "request_id": a.RequestID, "error": a.Err,
	})
}
