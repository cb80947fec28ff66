// Package conns hands the configured API clients to the types that need them.
package conns

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
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

// Configure returns the service whose client is T from provider data. One that is not set up is an error.
func Configure[T any](data any, d *diag.Diagnostics) Service[T] {
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

// Require returns the client, or nil with an error if the provider configuration is not known yet.
func (s Service[T]) Require(d *diag.Diagnostics) *T {
	if s.Client == nil && !d.HasError() {
		d.AddError("Provider Configuration Not Known", fmt.Sprintf("The %s API is needed here, but an argument of its provider configuration is not known before apply. "+
			"Apply what determines it first (for example with -target), or give it a known value.", s.Name))
	}
	return s.Client
}

// DataSource is embedded by data sources of the API whose client is T.
type DataSource[T any] struct{ service Service[T] }

// Configure implements datasource.DataSourceWithConfigure.
func (s *DataSource[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.service = Configure[T](req.ProviderData, &resp.Diagnostics)
}

// Client returns the client, or nil with an error if the provider configuration is not known yet.
func (s *DataSource[T]) Client(d *diag.Diagnostics) *T { return s.service.Require(d) }

// DeferRead says whether the read is deferred because the provider configuration is not known yet and the CLI allows it.
func (s *DataSource[T]) DeferRead(req datasource.ReadRequest, resp *datasource.ReadResponse) bool {
	if !s.service.Unknown || !req.ClientCapabilities.DeferralAllowed {
		return false
	}
	resp.Deferred = &datasource.Deferred{Reason: datasource.DeferredReasonProviderConfigUnknown}
	resp.State.Raw = unread(resp.State.Schema.GetAttributes(), req.Config.Raw)
	return true
}

// unread is a configuration in which everything that a read would fill in is unknown: null says that there is nothing.
func unread[A interface{ IsComputed() bool }](attributes map[string]A, config tftypes.Value) tftypes.Value {
	var members map[string]tftypes.Value
	if config.IsNull() || !config.IsKnown() || config.As(&members) != nil {
		return config
	}
	for name, attribute := range attributes {
		if value := members[name]; value.IsNull() && attribute.IsComputed() {
			members[name] = tftypes.NewValue(value.Type(), tftypes.UnknownValue)
		}
	}
	return tftypes.NewValue(config.Type(), members)
}

// LogAttempt writes one line per request. Its fields are an allow-list: bodies, headers, query and path values, which may
// hold secrets or personal data, are not among them.
func LogAttempt(ctx context.Context, a api.Attempt) {
	tflog.Debug(ctx, "API request", map[string]any{
		"service": a.Service, "operation": a.Operation, "method": a.Method, "route": a.Route, "status": a.Status,
		"attempt": a.Attempt, "duration_ms": a.Duration.Milliseconds(), "request_id": a.RequestID, "error": a.Err,
	})
}

// LogBatchingOff writes one line when reads of a type go by id because its list (operation) cannot stand for them. The
// reason names fields at most, no values.
func LogBatchingOff(ctx context.Context, operation, reason string) {
	tflog.Debug(ctx, "Reads are not batched", map[string]any{"operation": operation, "reason": reason})
}
