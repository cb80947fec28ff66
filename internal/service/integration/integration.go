// Package integration implements zerotrust_integration: third parties that the service takes data from.
package integration

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

const (
	displayName = "display_name"
	credentials = life.Versioned("credentials_wo")
)

// Noun describes integrations.
func Noun() life.Noun[edge.Integration] {
	return life.Noun[edge.Integration]{
		Words:       life.Words{Title: "Integration", Titles: "Integrations"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.Integration] { return c.Integrations.Objects },
		Description: description,
		Attributes:  attributes,
		Answers:     answers,
		Key:         displayName,
		KeyTitle:    "Display name",
		ReadsOne:    "Reads one integration, by its id or its display name, without its credentials.",
		ReadsMany:   "Reads the integrations of the account, or those that the service finds by the filters, without their credentials.",
		Lists:       "Finds the integrations of the account, or those that the filters select.",
		Found:       "The integrations, by display name and id.",
		Filters: []life.Filter{
			{Name: displayName, Description: "Only integrations of this display name."},
			{Name: "data_source", Description: "Only integrations of this kind of third party.", Parameter: "data_source", Numbers: sources()},
		},
		Ends:        life.LeftBehind,
		Unclearable: true,
		CreateOnly: []string{
			"app_id", "config", "data_source", displayName, "environment_id", "install_id", "integration_org_name", "interval_mins", "ms365_cloud", "shard_id",
		},
		Recorded: []string{"config", "interval_mins"},
		PlanAny:  plan,
		Adds:     addCredentials,
		Creates: func(ctx context.Context, c *life.Creating[edge.Integration]) (edge.Integration, error) {
			return c.Client.Integrations.Create(ctx, c.Wanted, c.Plan.Flag("validate_credentials").ValueBool())
		},
		Saved: Validation().Run,
	}
}

// Validation describes how an integration is validated.
func Validation() life.Validation {
	return life.Validation{
		Title: "Integration", Arguments: []string{"filter_domains", credentials.VersionName()}, What: "the credentials",
		Description: "Has the service try the credentials of an integration. Fails if they are not valid.",
		Begins:      "Having the credentials tried of",
		Runs: func(ctx context.Context, client *edge.Client, id string) error {
			return client.Integrations.Validate(ctx, id)
		},
	}
}

func plan(ctx context.Context, p *life.Planning) {
	Validation().Plan(ctx, p)
	credentials.Require(p)
}

// addCredentials sends the credentials with a create and with each new version. They are in the configuration and nowhere else.
func addCredentials(a *life.Adding[edge.Integration]) bool {
	if !credentials.New(a.Plan, a.State) {
		return false
	}
	object, _ := a.Config[string(credentials)].(types.Object)
	text := func(name string) string {
		value, _ := object.Attributes()[name].(types.String)
		return value.ValueString()
	}
	secret := func(name string) api.Secret { return api.Secret(text(name)) }
	a.Change.Credentials = &edge.IntegrationCredentials{
		AccessToken: secret("access_token"), ClientID: text("client_id"), ClientSecret: secret("client_secret"), EnvironmentName: text("environment_name"),
		Password: secret("password"), PrivateKey: secret("private_key"), RefreshToken: secret("refresh_token"),
		ServiceAccountID: text("service_account_id"), TenantID: text("tenant_id"), Username: text("username"),
	}
	return true
}
