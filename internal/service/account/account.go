// Package account implements the data source zerotrust_account.
package account

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Question describes the data source zerotrust_account.
func Question() life.Question[edge.Account] {
	return life.Question[edge.Account]{
		Type: "account", Title: "Account", Description: "Reads an account of Lacework Edge: by default the one of the provider configuration.",
		Arguments: map[string]schema.Attribute{"name": schema.StringAttribute{
			MarkdownDescription: "Name of the account. Default: the account of the provider configuration.", Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}},
		Answers: answers(),
		Ask: func(ctx context.Context, a *life.Asked) (edge.Account, error) {
			return a.Client.GetAccount(ctx, a.Arguments.Text("name").ValueString())
		},
	}
}

func answers() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                           argument.ShownText("Id of the account, its `uuid` in the API."),
		"name":                         argument.ShownText("Name of the account."),
		"display_name":                 argument.ShownText("Display name."),
		"domain":                       argument.ShownText("Domain of the account."),
		"org":                          argument.ShownText("Organization of the account."),
		"location":                     argument.ShownText("Location of the account."),
		"status":                       argument.ShownText("State of the account: `INIT`, `ACTIVE`, `SUSPENDED`, or a number that has no published name."),
		"shard":                        argument.ShownText("Shard of the account."),
		"backend_shard":                argument.ShownText("Shard of the backend."),
		"session_ttl_sec":              argument.ShownNumber("Lifetime of a session, in seconds."),
		"allowed_email_domains":        argument.ShownTexts("Domains whose addresses may sign in."),
		"dns_allowed_sources":          argument.ShownTexts("Sources that may ask the DNS of the account."),
		"view_pii_tags":                argument.ShownTexts("Tags of those who may view personal data."),
		"mfa_provider":                 argument.ShownCode("Provider of the second factor."),
		"mfa_preferred_order":          argument.ShownText("Preferred order of the second factors."),
		"mitm_ca_uuid":                 argument.ShownText("Id of the CA certificate of TLS inspection."),
		"endpoint_ca_uuid":             argument.ShownText("Id of the CA certificate of endpoints."),
		"client_ca_uuids":              argument.ShownTexts("Ids of the CA certificates of clients."),
		"extend_session_workflow_uuid": argument.ShownText("Id of the workflow that extends a session."),
		"external_token_app_id":        argument.ShownText("Id of the app for external tokens."),
		"preferred_gateways_regex":     argument.ShownText("Regular expression of the preferred gateways."),
		"has_logo":                     argument.ShownFlag("Whether the account has a logo of its own."),
		"key_id":                       argument.ShownText("Id of the key of the account. The vendor does not say which key."),
		"idp_metadata":                 argument.ShownPrivate("Metadata of the identity provider."),
		"datasource_to_idp_metadata":   privateMap("Metadata of the identity providers, by their data source."),
		"onboarding":                   argument.ShownObject("How far the account is set up, and who signed the license agreement.", argument.Onboarding()),
		"feature_flags": argument.ShownObject("Features of the account. The vendor does not describe them.", map[string]schema.Attribute{
			"create_ingestion_permit_policies":   argument.ShownFlag("Whether ingestion creates permit policies."),
			"disable_dns_access_log":             argument.ShownFlag("Whether accesses to the DNS are not logged."),
			"enable_content_hashing":             argument.ShownFlag("Whether content is hashed."),
			"enable_dns_capture":                 argument.ShownFlag("Whether DNS is captured."),
			"enable_edns_client_subnet":          argument.ShownFlag("Whether DNS requests carry the subnet of the client."),
			"enable_oauth_token_event_ingestion": argument.ShownFlag("Whether events about OAuth tokens are ingested."),
			"enable_query_debug_info":            argument.ShownFlag("Whether queries give debug information."),
			"enable_query_enhancements":          argument.ShownFlag("Whether queries are enhanced."),
			"ingest_clear_data":                  argument.ShownFlag("Whether data is ingested in clear."),
			"max_conc_file_metadata_ingestion":   argument.ShownNumber("How many ingestions of file metadata run at once at most."),
			"skip_analytics":                     argument.ShownFlag("Whether analytics are skipped."),
			"stall_resource_ingestion":           argument.ShownFlag("Whether the ingestion of resources is stalled."),
			"support_multiple_idps":              argument.ShownFlag("Whether several identity providers are supported."),
		}),
		"create_time": argument.ShownTime("When the account was created."),
		"update_time": argument.ShownTime("When the account was changed last."),
	}
}

func privateMap(description string) schema.MapAttribute {
	m := argument.ShownMap(description)
	m.Sensitive = true
	return m
}
