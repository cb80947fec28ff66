// Package account implements the data source zerotrust_account.
package account

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

var _ datasource.DataSourceWithConfigure = (*dataSource)(nil)

// NewDataSource returns the data source zerotrust_account.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

type model struct {
	ID                        types.String `tfsdk:"id"`
	Name                      types.String `tfsdk:"name"`
	DisplayName               types.String `tfsdk:"display_name"`
	Domain                    types.String `tfsdk:"domain"`
	Org                       types.String `tfsdk:"org"`
	Location                  types.String `tfsdk:"location"`
	Status                    types.String `tfsdk:"status"`
	Shard                     types.String `tfsdk:"shard"`
	BackendShard              types.String `tfsdk:"backend_shard"`
	SessionTTLSec             types.Int64  `tfsdk:"session_ttl_sec"`
	AllowedEmailDomains       types.Set    `tfsdk:"allowed_email_domains"`
	DNSAllowedSources         types.Set    `tfsdk:"dns_allowed_sources"`
	ViewPIITags               types.Set    `tfsdk:"view_pii_tags"`
	MFAProvider               types.Int64  `tfsdk:"mfa_provider"`
	MFAPreferredOrder         types.String `tfsdk:"mfa_preferred_order"`
	MITMCAUUID                types.String `tfsdk:"mitm_ca_uuid"`
	EndpointCAUUID            types.String `tfsdk:"endpoint_ca_uuid"`
	ClientCAUUIDs             types.Set    `tfsdk:"client_ca_uuids"`
	ExtendSessionWorkflowUUID types.String `tfsdk:"extend_session_workflow_uuid"`
	ExternalTokenAppID        types.String `tfsdk:"external_token_app_id"`
	PreferredGatewaysRegex    types.String `tfsdk:"preferred_gateways_regex"`
	HasLogo                   types.Bool   `tfsdk:"has_logo"`
	CreateTime                types.String `tfsdk:"create_time"`
	UpdateTime                types.String `tfsdk:"update_time"`
}

func flatten(a edge.Account) model {
	return model{
		ID:                        types.StringValue(a.UUID),
		Name:                      types.StringValue(a.Name),
		DisplayName:               flex.StringOrNull(a.DisplayName),
		Domain:                    flex.StringOrNull(a.Domain),
		Org:                       flex.StringOrNull(a.Org),
		Location:                  flex.StringOrNull(a.Location),
		Status:                    flex.StringOrNull(a.Status.Name()),
		Shard:                     flex.StringOrNull(a.Shard),
		BackendShard:              flex.StringOrNull(a.BackendShard),
		SessionTTLSec:             types.Int64Value(int64(a.SessionTTLSec)),
		AllowedEmailDomains:       flex.StringSetValue(a.AllowedEmailDomains),
		DNSAllowedSources:         flex.StringSetValue(a.DNSAllowedSources),
		ViewPIITags:               flex.StringSetValue(a.ViewPIITags),
		MFAProvider:               types.Int64Value(int64(a.MFAProvider)),
		MFAPreferredOrder:         flex.StringOrNull(a.MFAPreferredOrder),
		MITMCAUUID:                flex.StringOrNull(a.MITMCAUUID),
		EndpointCAUUID:            flex.StringOrNull(a.EndpointCAUUID),
		ClientCAUUIDs:             flex.StringSetValue(a.ClientCAUUIDs),
		ExtendSessionWorkflowUUID: flex.StringOrNull(a.ExtendSessionWorkflowUUID),
		ExternalTokenAppID:        flex.StringOrNull(a.ExternalTokenAppID),
		PreferredGatewaysRegex:    flex.StringOrNull(a.PreferredGatewaysRegex),
		HasLogo:                   types.BoolValue(a.HasLogo),
		CreateTime:                flex.StringOrNull(a.CreateTime.RFC3339()),
		UpdateTime:                flex.StringOrNull(a.UpdateTime.RFC3339()),
	}
}

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the account. Default: the account of the provider configuration.", Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"has_logo": schema.BoolAttribute{MarkdownDescription: "Whether the account has a logo of its own.", Computed: true},
	}
	//nolint:gosec // descriptions: one mentions tokens
	for name, description := range map[string]string{
		"id":                           "Id of the account, its `uuid` in the API.",
		"display_name":                 "Display name.",
		"domain":                       "Domain of the account.",
		"org":                          "Organization of the account.",
		"location":                     "Location of the account.",
		"status":                       "State of the account: `INIT`, `ACTIVE`, `SUSPENDED`, or a number that has no published name.",
		"shard":                        "Shard of the account.",
		"backend_shard":                "Shard of the backend.",
		"mfa_preferred_order":          "Preferred order of the second factors.",
		"mitm_ca_uuid":                 "Id of the CA certificate of TLS inspection.",
		"endpoint_ca_uuid":             "Id of the CA certificate of endpoints.",
		"extend_session_workflow_uuid": "Id of the workflow that extends a session.",
		"external_token_app_id":        "Id of the app for external tokens.",
		"preferred_gateways_regex":     "Regular expression of the preferred gateways.",
		"create_time":                  "When the account was created.",
		"update_time":                  "When the account was changed last.",
	} {
		all[name] = schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	for name, description := range map[string]string{
		"session_ttl_sec": "Lifetime of a session, in seconds.",
		"mfa_provider":    "Provider of the second factor. A number whose meaning the vendor does not publish.",
	} {
		all[name] = schema.Int64Attribute{MarkdownDescription: description, Computed: true}
	}
	for name, description := range map[string]string{
		"allowed_email_domains": "Domains whose addresses may sign in.",
		"dns_allowed_sources":   "Sources that may ask the DNS of the account.",
		"view_pii_tags":         "Tags of those who may view personal data.",
		"client_ca_uuids":       "Ids of the CA certificates of clients.",
	} {
		all[name] = schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	return all
}

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_account"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads an account of Lacework Edge: by default the one of the provider configuration.",
		Attributes:          attributes(),
	}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	found, err := client.GetAccount(ctx, config.Name.ValueString())
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Account", config.Name.ValueString(), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(found))...)
}
