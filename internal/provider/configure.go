package provider

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
)

const (
	envPrefix       = "ZEROTRUST_"
	appTegoEndpoint = "https://app.apptego.com"
	gateEndpoint    = "https://gate.zequenze.com/api/v1"

	defaultTimeout     = 30 * time.Second
	defaultRetries     = 4
	defaultConcurrency = 10
	// politeConcurrency bounds the requests to services that publish no limits.
	politeConcurrency = 4
)

// Configure builds the clients. It makes no request: a service that a run does not use is never asked anything.
func (p *zeroTrust) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	shared := p.httpConfig(config, req.TerraformVersion)
	shared.Intents = p.records.Open(intentOptions(config))
	sharedUnknown := anyUnknown(config.RequestTimeout, config.MaxRetries, config.MaxConcurrentRequests, config.RequestsPerSecond)
	batching := config.ReadBatching.IsNull() || config.ReadBatching.IsUnknown() || config.ReadBatching.ValueBool()

	clients := &conns.Clients{
		Claims:  &conns.Claims{},
		Edge:    configureEdge(ctx, config.Edge, shared, sharedUnknown, batching, &resp.Diagnostics),
		AppTego: configureAppTego(ctx, config.AppTego, shared, sharedUnknown, batching, &resp.Diagnostics),
		Gate:    configureGate(ctx, config.Gate, shared, sharedUnknown, &resp.Diagnostics),
	}
	p.clients.Store(clients)
	resp.ResourceData = clients
	resp.DataSourceData = clients
	resp.ListResourceData = clients
	resp.EphemeralResourceData = clients
	resp.ActionData = clients
}

func (p *zeroTrust) httpConfig(config model, cliVersion string) api.Config {
	if cliVersion == "" {
		cliVersion = "unknown"
	}
	cfg := api.Config{
		UserAgent:             "terraform-provider-zerotrust/" + p.version + " Terraform/" + cliVersion,
		RequestTimeout:        defaultTimeout,
		MaxRetries:            defaultRetries,
		RetryWait:             p.retryWait,
		MaxConcurrentRequests: defaultConcurrency,
		RequestsPerSecond:     config.RequestsPerSecond.ValueFloat64(),
		Log:                   conns.LogAttempt,
		Decide:                conns.LogDecision,
	}
	if p.attempt != nil {
		cfg.Log = func(ctx context.Context, a api.Attempt) {
			conns.LogAttempt(ctx, a)
			p.attempt(ctx, a)
		}
	}
	if timeout, err := time.ParseDuration(config.RequestTimeout.ValueString()); err == nil {
		cfg.RequestTimeout = timeout
	}
	if !config.MaxRetries.IsNull() {
		cfg.MaxRetries = int(config.MaxRetries.ValueInt64())
	}
	if !config.MaxConcurrentRequests.IsNull() {
		cfg.MaxConcurrentRequests = int(config.MaxConcurrentRequests.ValueInt64())
	}
	return cfg
}

// settings reads the arguments of one service, each from the configuration or else from the environment.
type settings struct {
	service string // name of the argument object
	missing []string
	unknown bool
}

func (s *settings) required(value types.String, name, env string) string {
	text := s.optional(value, env, "")
	if text == "" && !value.IsUnknown() {
		s.missing = append(s.missing, s.service+"."+name+" (or the environment variable "+envPrefix+env+")")
	}
	return text
}

func (s *settings) optional(value types.String, env, fallback string) string {
	if value.IsUnknown() {
		s.unknown = true
		return ""
	}
	for _, candidate := range []string{value.ValueString(), os.Getenv(envPrefix + env)} {
		if candidate != "" {
			return candidate
		}
	}
	return fallback
}

// serviceOf finishes a service: unknown and incomplete ones have no client, which is an error only where one is needed.
func serviceOf[T any](name string, s settings, d *diag.Diagnostics, build func() (*T, error)) conns.Service[T] {
	service := conns.Service[T]{Name: name, Missing: s.missing, Unknown: s.unknown}
	if s.unknown || len(s.missing) > 0 {
		return service
	}
	client, err := build()
	if err != nil {
		d.AddAttributeError(path.Root(s.service), "Invalid Provider Configuration", "The "+name+" API cannot be set up from the arguments of "+s.service+
			" and the environment variables "+envPrefix+strings.ToUpper(s.service)+"_*: "+err.Error()+".")
		return service
	}
	service.Client = client
	return service
}

// read decodes the arguments of a service. A null object has null arguments; an unknown one leaves the service unknown.
func read(ctx context.Context, object types.Object, target any, d *diag.Diagnostics) (unknown bool) {
	if object.IsUnknown() {
		return true
	}
	if !object.IsNull() {
		d.Append(object.As(ctx, target, basetypes.ObjectAsOptions{})...)
	}
	return false
}

func configureEdge(ctx context.Context, object types.Object, shared api.Config, unknown, batching bool, d *diag.Diagnostics) conns.Service[edge.Client] {
	var m edgeModel
	s := settings{service: "edge", unknown: read(ctx, object, &m, d) || unknown || anyUnknown(m.Auth, m.Routes, m.AllowUndocumented)}
	cfg := edge.Config{
		Account:           s.required(m.Account, "account", "EDGE_ACCOUNT"),
		APIToken:          api.Secret(s.required(m.APIToken, "api_token", "EDGE_API_TOKEN")),
		Auth:              edge.AuthTokenLogin,
		AllowUndocumented: m.AllowUndocumented.ValueBool(),
		ReadBatching:      batching,
		BatchingOff:       conns.LogBatchingOff,
		HTTP:              shared,
	}
	cfg.HTTP.Endpoint = s.required(m.Endpoint, "endpoint", "EDGE_ENDPOINT")
	if auth := m.Auth.ValueString(); auth != "" {
		cfg.Auth = edge.Auth(auth)
	}
	if !m.Routes.IsNull() && !m.Routes.IsUnknown() {
		routes := map[string]types.String{}
		d.Append(m.Routes.ElementsAs(ctx, &routes, false)...)
		cfg.Routes = map[string]string{}
		for operation, route := range routes {
			s.unknown = s.unknown || route.IsUnknown()
			cfg.Routes[operation] = route.ValueString()
		}
	}
	return serviceOf("Lacework Edge", s, d, func() (*edge.Client, error) { return edge.New(cfg) })
}

func configureAppTego(ctx context.Context, object types.Object, shared api.Config, unknown, batching bool, d *diag.Diagnostics) conns.Service[apptego.Client] {
	var m appTegoModel
	s := settings{service: "apptego", unknown: read(ctx, object, &m, d) || unknown}
	cfg := apptego.Config{
		TenantID:     s.required(m.TenantID, "tenant_id", "APPTEGO_TENANT_ID"),
		TokenKey:     s.required(m.TokenKey, "token_key", "APPTEGO_TOKEN_KEY"),
		TokenSecret:  api.Secret(s.required(m.TokenSecret, "token_secret", "APPTEGO_TOKEN_SECRET")),
		ReadBatching: batching,
		HTTP:         shared,

		WebSocketEndpoint: s.optional(m.WebSocketEndpoint, "APPTEGO_WEBSOCKET_ENDPOINT", ""),
	}
	cfg.HTTP.Endpoint = s.optional(m.Endpoint, "APPTEGO_ENDPOINT", appTegoEndpoint)
	cfg.HTTP.MaxConcurrentRequests = min(cfg.HTTP.MaxConcurrentRequests, politeConcurrency)
	return serviceOf("AppTego", s, d, func() (*apptego.Client, error) { return apptego.New(cfg) })
}

func configureGate(ctx context.Context, object types.Object, shared api.Config, unknown bool, d *diag.Diagnostics) conns.Service[gate.Client] {
	var m gateModel
	s := settings{service: "gate", unknown: read(ctx, object, &m, d) || unknown}
	cfg := gate.Config{APIToken: api.Secret(s.required(m.APIToken, "api_token", "GATE_API_TOKEN")), HTTP: shared}
	cfg.HTTP.Endpoint = s.optional(m.Endpoint, "GATE_ENDPOINT", gateEndpoint)
	cfg.HTTP.MaxConcurrentRequests = min(cfg.HTTP.MaxConcurrentRequests, politeConcurrency)
	return serviceOf("Zequenze GATE", s, d, func() (*gate.Client, error) { return gate.New(cfg) })
}

func anyUnknown(values ...attr.Value) bool {
	for _, v := range values {
		if v != nil && v.IsUnknown() {
			return true
		}
	}
	return false
}
