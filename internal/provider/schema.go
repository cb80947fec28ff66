package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

type model struct {
	Edge                  types.Object  `tfsdk:"edge"`
	AppTego               types.Object  `tfsdk:"apptego"`
	Gate                  types.Object  `tfsdk:"gate"`
	RequestTimeout        types.String  `tfsdk:"request_timeout"`
	MaxRetries            types.Int64   `tfsdk:"max_retries"`
	MaxConcurrentRequests types.Int64   `tfsdk:"max_concurrent_requests"`
	RequestsPerSecond     types.Float64 `tfsdk:"requests_per_second"`
	ReadBatching          types.Bool    `tfsdk:"read_batching"`
	IntentRecords         types.Bool    `tfsdk:"intent_records"`
	IntentDirectory       types.String  `tfsdk:"intent_directory"`
}

type edgeModel struct {
	Endpoint          types.String `tfsdk:"endpoint"`
	Account           types.String `tfsdk:"account"`
	APIToken          types.String `tfsdk:"api_token"`
	Auth              types.String `tfsdk:"auth"`
	Routes            types.Map    `tfsdk:"routes"`
	AllowUndocumented types.Bool   `tfsdk:"allow_undocumented_operations"`
}

type appTegoModel struct {
	Endpoint          types.String `tfsdk:"endpoint"`
	TenantID          types.String `tfsdk:"tenant_id"`
	TokenKey          types.String `tfsdk:"token_key"`
	TokenSecret       types.String `tfsdk:"token_secret"`
	WebSocketEndpoint types.String `tfsdk:"websocket_endpoint"`
}

type gateModel struct {
	Endpoint types.String `tfsdk:"endpoint"`
	APIToken types.String `tfsdk:"api_token"`
}

func providerSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Manages a zero-trust estate as code: who may reach which private app under which policy (Lacework Edge), " +
			"which builds of the mobile app are trusted (AppTego App Integrity), and the connection events that feed the audit trail (Zequenze GATE).",
		Attributes: map[string]schema.Attribute{
			"edge": schema.SingleNestedAttribute{
				MarkdownDescription: "Lacework Edge, for `zerotrust_access`, `zerotrust_app` and `zerotrust_policy`.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"endpoint": endpointAttribute("Base URL of the Edge API, for example `https://edge.example.com`. The vendor documents no host, so there is no default.", "EDGE_ENDPOINT"),
					"account":  textAttribute("Name of the account (tenant).", "EDGE_ACCOUNT"),
					"api_token": secretAttribute("API token of a service user, as the console shows it under Settings, API Keys. "+
						"A token that was created with `ttl_sec` above 0 works only once and does not suit.", "EDGE_API_TOKEN"),
					"auth": schema.StringAttribute{
						MarkdownDescription: "How `api_token` is used: `token_login` exchanges it for a session with the first request, `bearer` sends it as it is, because it already is a session JWT. Default `token_login`.",
						Optional:            true,
						Validators:          []validator.String{stringvalidator.OneOf(string(edge.AuthTokenLogin), string(edge.AuthBearer))},
					},
					"routes": schema.MapAttribute{
						MarkdownDescription: "Corrections of routes, by operationId of the contract, as `\"METHOD /path/{uuid}\"`. The vendor publishes no routes for most operations, so the provider infers them; " +
							"an error of a route that does not work names the operation. Parameters in braces are those of the inferred path.",
						ElementType: types.StringType,
						Optional:    true,
						Validators:  []validator.Map{routesValidator{}},
					},
					"allow_undocumented_operations": schema.BoolAttribute{
						MarkdownDescription: "Whether calls may be tried that no source documents: updating apps in place and deleting what has no documented deletion. " +
							"Each is verified by reading the object again. Default `false`: such changes replace the object, and such deletions leave it in the service with a warning.",
						Optional: true,
					},
				},
			},
			"apptego": schema.SingleNestedAttribute{
				MarkdownDescription: "AppTego, for `zerotrust_app_integrity_config` and the types whose names begin with `zerotrust_apptego`.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"endpoint":           endpointAttribute("Base URL, without `/frontend`. Default `"+appTegoEndpoint+"`.", "APPTEGO_ENDPOINT"),
					"tenant_id":          textAttribute("Id of the tenant.", "APPTEGO_TENANT_ID"),
					"token_key":          textAttribute("Key of the API token. A new token has no permissions: App Integrity needs *Configuration* and the Enterprise plan.", "APPTEGO_TOKEN_KEY"),
					"token_secret":       secretAttribute("Secret of the API token.", "APPTEGO_TOKEN_SECRET"),
					"websocket_endpoint": webSocketAttribute(),
				},
			},
			"gate": schema.SingleNestedAttribute{
				MarkdownDescription: "Zequenze GATE, for `zerotrust_device_app_connection_log`.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"endpoint":  endpointAttribute("Base URL. Default `"+gateEndpoint+"`.", "GATE_ENDPOINT"),
					"api_token": secretAttribute("API token, which also decides the organization.", "GATE_API_TOKEN"),
				},
			},
			"request_timeout": schema.StringAttribute{
				MarkdownDescription: "How long one attempt of a request may take, such as `30s` or `1m`. Default `30s`.",
				Optional:            true,
				Validators:          []validator.String{validators.PositiveDuration()},
			},
			"max_retries": schema.Int64Attribute{
				MarkdownDescription: "How often a request that may be repeated is tried again. A create that may have been carried out is repeated only if the service does not have the object. Default `4`.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(0, 20)},
			},
			"max_concurrent_requests": schema.Int64Attribute{
				MarkdownDescription: "How many requests to one service may be under way at once. Default `10`; at most 4 are used for AppTego and GATE, whose limits are not published.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(1, 100)},
			},
			"requests_per_second": schema.Float64Attribute{
				MarkdownDescription: "Limit of requests per second to one service. Default `0`: none; a service that asks to wait is obeyed in any case.",
				Optional:            true,
				Validators:          []validator.Float64{float64validator.AtLeast(0)},
			},
			"intent_records": schema.BoolAttribute{
				MarkdownDescription: "Whether each create leaves a record in the working directory until a later run sees its object in state, so that the next apply finds what a killed run has made. " +
					"A record holds times, ids and salted hashes, and no argument of the object. Default `true`. See the guide on failures.",
				Optional: true,
			},
			"intent_directory": schema.StringAttribute{
				MarkdownDescription: "Folder for these records, for runners that throw their working directory away. It belongs to the user who runs the CLI, and is not writable by others. " +
					"It is created if it does not exist. Default: `zerotrust/intents` in the data directory of the CLI (`TF_DATA_DIR` or `.terraform`).",
				Optional:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"read_batching": schema.BoolAttribute{
				MarkdownDescription: "Whether one list request may answer many reads of one type, once three of its objects have been compared with reads by id. " +
					"It answers for at most 30 seconds, never for what this run has changed, and never as proof that an object is gone. Default `true`; `false` reads each object by its id.",
				Optional: true,
			},
		},
	}
}

func endpointAttribute(description, env string) schema.StringAttribute {
	a := textAttribute(description+" `https` is required for any host but loopback.", env)
	a.Validators = []validator.String{validators.Endpoint()}
	return a
}

func webSocketAttribute() schema.StringAttribute {
	a := textAttribute("Address of the tenant's notifications, for example `wss://push.example.com/socket`, for types that wait for a build. No call tells it. "+
		"It is used as it is, with its path and its query. `wss` is required for any host but loopback.", "APPTEGO_WEBSOCKET_ENDPOINT")
	a.Validators = []validator.String{validators.WebSocketEndpoint()}
	return a
}

func textAttribute(description, env string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Environment variable `" + envPrefix + env + "`.",
		Optional:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

func secretAttribute(description, env string) schema.StringAttribute {
	a := textAttribute(description, env)
	a.Sensitive = true
	return a
}

// routesValidator checks each route override against the contract.
type routesValidator struct{}

func (routesValidator) Description(context.Context) string {
	return "routes by operationId, as METHOD /path"
}

func (v routesValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (routesValidator) ValidateMap(ctx context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	elements := req.ConfigValue.Elements()
	for _, operation := range slices.Sorted(maps.Keys(elements)) {
		value, ok := elements[operation].(types.String)
		if !ok || value.IsUnknown() {
			continue
		}
		if _, err := edge.ParseRoute(operation, value.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(operation), "Invalid Route", err.Error()+".")
		}
	}
}
