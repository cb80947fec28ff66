// Package edge is a client of the Lacework Edge API. It knows nothing of Terraform.
//
// Most routes of this API are inferred: they are kept in one table by operationId of the contract (routes.gen.go), and
// each can be corrected by configuration. The API says "zero" by leaving a field out, in both directions: requests carry
// only what is set, and updates clear by name in attributes_to_delete.
package edge

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// serviceName is how messages call the service.
const serviceName = "Lacework Edge"

// Auth says what the configured API token is.
type Auth string

// The forms of authentication.
const (
	AuthTokenLogin Auth = "token_login" // a long-lived API token, exchanged for a session (contract tokenLogin)
	AuthBearer     Auth = "bearer"      // a session JWT, sent as it is
)

// Config describes one tenant.
type Config struct {
	HTTP     api.Config // Service, Secrets and ErrorBody are filled in by New
	Account  string
	APIToken api.Secret
	Auth     Auth
	Routes   map[string]string // overrides by operationId, "METHOD /path"; see ParseRoute
	// AllowUndocumented lets calls out whose route no source mentions (the contract's x-candidate-operations).
	AllowUndocumented bool
	// ReadBatching lets many reads of one kind be answered from one list: see Objects.
	ReadBatching bool
	// BatchingOff is told once when reads of a type cannot be answered from its list (operation), and why. It must return
	// at once. Nil: nobody is told.
	BatchingOff func(ctx context.Context, operation, reason string)
}

// Client calls the Edge API for one tenant. It is safe for concurrent use. The calls about a kind of objects hang on the
// field of that kind.
type Client struct {
	Accesses             *Accesses
	AlertConfigs         *AlertConfigs
	Apps                 *Apps
	CACertificates       *CACertificates
	Cards                *Cards
	Dashboards           *Dashboards
	AppControlPolicies   *AppControlPolicies
	Blobs                *Blobs
	ClientConfigs        *ClientConfigs
	Connectors           *Connectors
	DataExports          *DataExports
	Groups               *Groups
	Integrations         *Integrations
	NotificationChannels *NotificationChannels
	Policies             *Policies
	PostureAttributes    *PostureAttributes
	PostureProfiles      *PostureProfiles
	Tokens               *Tokens
	Users                *Users
	Workflows            *Workflows

	http              *api.Client
	routes            map[string]Route
	session           *session
	creator           *api.Creator
	effects           map[string]effect     // of operations that write, by operationId
	lists             map[string]sharedList // that reads are answered from, by operationId; none without batching
	allowUndocumented bool
}

// effect is what a write makes out of date: the object itself in the list of its kind, and whole lists of other kinds.
type effect struct {
	list   string // operationId, as the others
	others []string
}

// sharedList is an api.Snapshot of any kind.
type sharedList interface {
	Wrote(id string)
	Outdate()
}

// New returns a client. It makes no request: the login happens with the first call.
func New(cfg Config) (*Client, error) {
	routes := contractRoutes()
	for operation, value := range cfg.Routes {
		route, err := ParseRoute(operation, value)
		if err != nil {
			return nil, fmt.Errorf("route %s: %w", operation, err)
		}
		routes[operation] = route
	}
	cfg.HTTP.Service, cfg.HTTP.Account = serviceName, cfg.Account
	cfg.HTTP.Secrets = append(cfg.HTTP.Secrets, cfg.APIToken.Value())
	cfg.HTTP.ErrorBody = errorBody
	transport, err := api.New(cfg.HTTP)
	if err != nil {
		return nil, err
	}
	c := &Client{
		http: transport, routes: routes, creator: transport.NewCreator(cfg.Account), allowUndocumented: cfg.AllowUndocumented,
		effects: map[string]effect{}, lists: map[string]sharedList{},
	}
	c.session = newSession(cfg, c)
	c.Accesses = newAccesses(c, cfg)
	c.AlertConfigs = newAlertConfigs(c, cfg)
	c.Apps = newApps(c, cfg)
	c.CACertificates = newCACertificates(c, cfg)
	c.Cards = newCards(c, cfg)
	c.Dashboards = newDashboards(c, cfg)
	c.AppControlPolicies = newAppControlPolicies(c, cfg)
	c.Blobs = newBlobs(c, cfg)
	c.ClientConfigs = newClientConfigs(c, cfg)
	c.Connectors = newConnectors(c, cfg)
	c.DataExports = newDataExports(c, cfg)
	c.Groups = newGroups(c, cfg)
	c.Integrations = newIntegrations(c, cfg)
	c.NotificationChannels = newNotificationChannels(c, cfg)
	c.Policies = newPolicies(c, cfg)
	c.PostureAttributes = newPostureAttributes(c, cfg)
	c.PostureProfiles = newPostureProfiles(c, cfg)
	c.Tokens = newTokens(c, cfg)
	c.Users = newUsers(c, cfg)
	c.Workflows = newWorkflows(c, cfg)
	return c, nil
}

// Format prints a placeholder for every verb, because a Client holds credentials.
func (Client) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("edge.Client{[redacted]}")) }

// Secrets returns the credential and the session that the client holds now. No client has none.
func (c *Client) Secrets() []api.Secret {
	if c == nil || c.session == nil {
		return nil
	}
	return c.session.secrets()
}

// AllowsUndocumented says whether candidate operations may be called. A client that is not configured yet allows nothing.
func (c *Client) AllowsUndocumented() bool { return c != nil && c.allowUndocumented }

// Account returns the name of the tenant.
func (c *Client) Account() string { return c.session.account }

// Routes returns a copy of the route table in force.
func (c *Client) Routes() map[string]Route { return maps.Clone(c.routes) }

// call is one request of an operation.
type call struct {
	operation  string
	id         string // path parameter, whatever its name, if the route has one
	query      url.Values
	body       any
	idempotent bool
	secrets    []string
}

// do sends a call with a live session. A session that the service no longer accepts is renewed once, by whichever
// goroutine comes first, and the call is repeated: a 401 says that nothing was carried out.
func (c *Client) do(ctx context.Context, in call, out any) error {
	defer c.wrote(in) // whatever comes of it
	token, err := c.session.token(ctx)
	if err != nil {
		return err
	}
	err = c.send(ctx, in, token, out)
	if !api.IsUnauthorized(err) || !c.session.renewable() {
		return err
	}
	if token, err = c.session.renew(ctx, token); err != nil {
		return err
	}
	return c.send(ctx, in, token, out)
}

func (c *Client) send(ctx context.Context, in call, bearer api.Secret, out any) error {
	route, ok := c.routes[in.operation]
	if !ok {
		return fmt.Errorf("operation %s is not in the route table", in.operation)
	}
	return c.http.Do(ctx, c.request(in, route, bearer), out)
}

// request is what a call sends by a route.
func (c *Client) request(in call, route Route, bearer api.Secret) api.Request {
	request := api.Request{
		Operation:    in.operation,
		Method:       route.Method,
		Route:        route.Path,
		Query:        in.query,
		Header:       http.Header{"Authorization": {"Bearer " + bearer.Value()}},
		Body:         in.body,
		Idempotent:   in.idempotent,
		Inferred:     route.Source != SourceDocumented,
		IssuesSecret: issuesSecret(in.operation),
		Secrets:      append([]string{bearer.Value()}, in.secrets...),
	}
	if _, rest, found := strings.Cut(route.Path, "{"); found && in.id != "" {
		parameter, _, _ := strings.Cut(rest, "}")
		request.PathParams = map[string]string{parameter: in.id}
	}
	return request
}

// wrote keeps what was listed before a write from answering for what was written. Besides the object itself these are
// objects of other kinds that name it, or show its name.
func (c *Client) wrote(in call) {
	e, writes := c.effects[in.operation]
	if !writes {
		return
	}
	if list := c.lists[e.list]; list != nil {
		list.Wrote(in.id)
	}
	for _, other := range e.others {
		if list := c.lists[other]; list != nil {
			list.Outdate()
		}
	}
}

// issuesSecret says whether an operation answers a token that it makes.
func issuesSecret(operation string) bool {
	return operation == opTokenLogin || operation == opCreateToken || operation == opCreateTemporaryAccessToken || operation == opCreateConnector ||
		operation == opCreateClientConfig || operation == opUpdateClientConfig
}

// errorBody reads the contract's schema Error.
func errorBody(body []byte) (string, map[string][]string) {
	var e struct {
		Message string `json:"message"`
	}
	if api.Unmarshal(body, &e) != nil {
		return "", nil
	}
	return e.Message, nil
}
