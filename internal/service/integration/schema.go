package integration

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
)

const description = "An integration: a third party that the service takes data from, such as an identity provider. A destroyed or replaced integration stays in the service and goes on taking data, with a warning: no source documents a deletion."

// sources are the kinds of third parties. 0 is none: the service cannot tell it from a value that is missing.
func sources() []int64 {
	return slices.DeleteFunc(edge.DataSourceValues(), func(source int64) bool { return source == 0 })
}

const replaces = " A change replaces the integration."

func attributes() map[string]schema.Attribute {
	name := argument.Name("Display name." + replaces)
	return Validation().Into(map[string]schema.Attribute{
		"id": argument.ID("integration"),
		"data_source": schema.Int64Attribute{
			MarkdownDescription: "Kind of third party: a number whose meaning the vendor does not publish. Use that of an existing integration of the same kind." + replaces,
			Required:            true,
			Validators:          []validator.Int64{int64validator.OneOf(sources()...)},
		},
		displayName:            name,
		"app_id":               argument.String("Id of the app. Used by GitHub." + replaces),
		"environment_id":       argument.String("Id of the environment. Some third parties, such as OneLogin, have it in their addresses." + replaces),
		"install_id":           argument.String("Id of the installation. Used by GitHub." + replaces),
		"integration_org_name": argument.String("Your subdomain, for third parties whose addresses have one, such as Okta." + replaces),
		"ms365_cloud": argument.Int64("Cloud of Microsoft 365, for its data sources, one of "+argument.Values(edge.Ms365CloudValues())+". The vendor does not publish their meaning."+replaces,
			int64validator.OneOf(edge.Ms365CloudValues()...)),
		"shard_id": argument.Int64("Shard that fetches the data." + replaces),
		"filter_domains": argument.Set("Domains whose data is taken; without a domain, all data is. Used by Azure AD and Microsoft 365. Removing the last domain replaces the integration.",
			types.StringType, setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"interval_mins": argument.Int64("Minutes between two fetches. Never read back. On an integration that exists, a first value is only recorded."+replaces, int64validator.AtLeast(0)),
		"validate_credentials": argument.Bool("Whether the service checks the credentials when it creates the integration. " +
			"The vendor says that it is for tests without real credentials. Never read back; a change by itself is only recorded."),
		"config": argument.SingleNested("How data is fetched. Never read back. On an integration that exists, a first value is only recorded."+replaces, map[string]schema.Attribute{
			"bucket":                      argument.String("Name of the bucket that holds the logs."),
			"bucket_region":               argument.String("Region of the bucket."),
			"disable_kinesis":             argument.Bool("Whether Kinesis is not used."),
			"disable_parent_path_fetch":   argument.Bool("Whether the parents of paths are not fetched."),
			"disable_sfdc_hourly_updates": argument.Bool("Whether the hourly updates of Salesforce are not fetched."),
			"log_api_time_window_in_min":  argument.Int64("Minutes of logs that one request asks for.", int64validator.AtLeast(0)),
			"max_pages":                   argument.Int64("Pages that are fetched at most.", int64validator.AtLeast(0)),
			"oauth_base_url":              argument.String("Address of the OAuth server."),
		}),
		string(credentials): schema.SingleNestedAttribute{
			MarkdownDescription: "Credentials for the third party; which of them it takes depends on `data_source`. Write-only: they are sent when the integration is created, and with each new `credentials_wo_version`. " +
				"They may be removed from the configuration once they were sent.",
			Optional: true, WriteOnly: true, Attributes: credentialAttributes(),
			Validators: []validator.Object{objectvalidator.AlsoRequires(path.MatchRoot(credentials.VersionName()))},
		},
		credentials.VersionName(): credentials.Version(),
	})
}

func credentialAttributes() map[string]schema.Attribute {
	secrets := map[string]string{
		"access_token": "Access token.", "client_secret": "Secret of the OAuth client.", "password": "Password.", "private_key": "Private key.", "refresh_token": "Refresh token.",
	}
	others := map[string]string{
		"client_id": "Id of the OAuth client.", "environment_name": "Name of the environment.", "service_account_id": "Id of the service account.",
		"tenant_id": "Id of the tenant.", "username": "Name of the user.",
	}
	all := map[string]schema.Attribute{}
	var members []path.Expression
	for _, group := range []map[string]string{secrets, others} {
		for name, text := range group {
			_, secret := secrets[name]
			all[name] = schema.StringAttribute{
				MarkdownDescription: text, Optional: true, WriteOnly: true, Sensitive: secret, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			}
			members = append(members, path.MatchRelative().AtParent().AtName(name))
		}
	}
	token := all["access_token"].(schema.StringAttribute) //nolint:forcetypeassert // made above
	token.Validators = append(token.Validators, stringvalidator.AtLeastOneOf(members...))
	all["access_token"] = token
	return all
}

func answers() map[string]dsschema.Attribute {
	return map[string]dsschema.Attribute{
		"ingestion_stream_ids": argument.ShownTexts("Ids of the streams by which data comes in."),
		"added_by":             argument.ShownText("Who added the integration, as the service writes it."),
		"last_modified_by":     argument.ShownText("Who changed the integration last, as the service writes it."),
		"create_time":          argument.ShownTime("When the integration was created."),
		"update_time":          argument.ShownTime("When the integration was changed last."),
	}
}
