package mockapi

import (
	"net/http"
	"strings"
	"time"
)

// Options says who the services belong to and how they behave where their vendors leave it open. The zero value is a
// useful set of services: defaults are written at each field.
type Options struct {
	EdgeAccount  string // account of the Edge sessions; default "acme"
	EdgeAPIToken string // what TokenLogin takes; default "edge-api-token"

	TenantID    string // value of AppTego's tenant header; default "tenant-1"
	TokenKey    string // default "apptego-key"
	TokenSecret string // default "apptego-secret"

	GateAPIToken string // default "gate-api-token"

	// Seed decides ids and the order of lists that have none. 0 is a fixed default, so that runs are repeatable.
	Seed uint64

	// SessionTTL is the lifetime of an Edge session; 0 is one hour.
	SessionTTL time.Duration

	// Mask makes what AppTego shows of a stored secret; nil is MaskLastFour.
	Mask func(secret string) string

	// Undocumented serves the contract's x-candidate-operations too. Without it they are unknown routes.
	Undocumented bool

	// RefuseDeleted makes Edge answer 400 to an update that sets status 4.
	RefuseDeleted bool

	// ShowDeleted makes Edge answer a read by id of a deleted object with status 4 instead of 404. Lists never hold it.
	ShowDeleted bool

	// UniqueNames refuses duplicate names: AppTego with 400, Edge apps, policies and workflows with 409.
	UniqueNames bool

	// EnumNames makes Edge answers write a status as its name.
	EnumNames bool

	// StringInt64 makes Edge answers write 64-bit integers as decimal strings.
	StringInt64 bool

	// TrimTexts makes Edge store texts without white space around them, and with line feeds for line ends.
	TrimTexts bool

	// NumericProjectNumber makes AppTego answer cloud_project_number as a JSON number.
	NumericProjectNumber bool

	// Routes moves operations to another method and path, as in {"updatePolicy": "PUT /api/v1/policies/{uuid}"}: the
	// contract infers most routes of Edge, and this imitates a service where an inference was wrong.
	Routes map[string]string

	// AnswersOptions makes every path answer OPTIONS with the methods that it takes. Without it OPTIONS is an unknown method.
	AnswersOptions bool

	// Latency is waited before each answer.
	Latency time.Duration

	// Clock tells the time; nil is time.Now.
	Clock func() time.Time

	// OnChange is called after each request or call that changed the state, outside all locks. It must be quick.
	OnChange func()
}

func (o Options) withDefaults() Options {
	text := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	text(&o.EdgeAccount, "acme")
	text(&o.EdgeAPIToken, "edge-api-token")
	text(&o.TenantID, "tenant-1")
	text(&o.TokenKey, "apptego-key")
	text(&o.TokenSecret, "apptego-secret")
	text(&o.GateAPIToken, "gate-api-token")
	if o.Seed == 0 {
		o.Seed = 0x5eed
	}
	if o.SessionTTL == 0 {
		o.SessionTTL = time.Hour
	}
	if o.Mask == nil {
		o.Mask = MaskLastFour
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.OnChange == nil {
		o.OnChange = func() {}
	}
	return o
}

// Endpoints are the base addresses a client is configured with.
type Endpoints struct{ Edge, AppTego, Gate, WebSocket string }

// Endpoints returns the addresses of the three services below base, the address at which the Mock itself is served.
func (m *Mock) Endpoints(base string) Endpoints {
	return Endpoints{
		Edge: base + "/edge", AppTego: base + "/apptego", Gate: base + "/gate" + gateBase,
		WebSocket: "ws" + strings.TrimPrefix(base, "http") + "/apptego" + socketPath,
	}
}

// Environ returns NAME=value lines, sorted, that configure the provider for the services served at base.
func (m *Mock) Environ(base string) []string {
	at := m.Endpoints(base)
	return []string{
		"ZEROTRUST_APPTEGO_ENDPOINT=" + at.AppTego,
		"ZEROTRUST_APPTEGO_TENANT_ID=" + m.opts.TenantID,
		"ZEROTRUST_APPTEGO_TOKEN_KEY=" + m.opts.TokenKey,
		"ZEROTRUST_APPTEGO_TOKEN_SECRET=" + m.opts.TokenSecret,
		"ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT=" + at.WebSocket,
		"ZEROTRUST_EDGE_ACCOUNT=" + m.opts.EdgeAccount,
		"ZEROTRUST_EDGE_API_TOKEN=" + m.opts.EdgeAPIToken,
		"ZEROTRUST_EDGE_ENDPOINT=" + at.Edge,
		"ZEROTRUST_GATE_API_TOKEN=" + m.opts.GateAPIToken,
		"ZEROTRUST_GATE_ENDPOINT=" + at.Gate,
	}
}

// Edge serves Lacework Edge alone, without the prefix /edge.
func (m *Mock) Edge() http.Handler { return m.alone(m.edge) }

// AppTego serves AppTego alone, without the prefix /apptego.
func (m *Mock) AppTego() http.Handler { return m.alone(m.appTego) }

// Gate serves Zequenze GATE alone, without the prefix /gate. As on the real host, its paths begin with /api/v1.
func (m *Mock) Gate() http.Handler { return m.alone(m.gate) }
