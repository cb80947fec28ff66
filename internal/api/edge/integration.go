package edge

import (
	"context"
	"fmt"
	"net/http"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Integration is the contract's Integration: a third party that the service takes data from. Zero values are left out of
// requests.
type Integration struct {
	UUID               string             `json:"uuid,omitempty"`
	DataSource         api.Int64          `json:"data_source,omitempty"`
	DisplayName        string             `json:"display_name,omitempty"`
	AppID              string             `json:"app_id,omitempty"`
	EnvironmentID      string             `json:"environment_id,omitempty"`
	InstallID          string             `json:"install_id,omitempty"`
	IntegrationOrgName string             `json:"integration_org_name,omitempty"`
	MS365Cloud         api.Int64          `json:"ms365_cloud,omitempty"`
	ShardID            api.Int64          `json:"shard_id,omitempty"`
	Config             *IntegrationConfig `json:"config,omitempty"`        // create only, in no answer
	IntervalMins       api.Int64          `json:"interval_mins,omitempty"` // create only, in no answer
	FilterDomains      []string           `json:"filter_domains,omitempty"`
	IngestionStreamIDs []string           `json:"ingestion_stream_ids,omitempty"`
	AddedBy            string             `json:"added_by,omitempty"`
	LastModifiedBy     string             `json:"last_modified_by,omitempty"`
	AccountName        string             `json:"account_name,omitempty"`
	CreateTime         api.Time           `json:"create_time,omitempty"`
	UpdateTime         api.Time           `json:"update_time,omitempty"`

	// Credentials are sent if there are any. No answer is read for them, although it may repeat them, and no record holds them.
	Credentials *IntegrationCredentials `json:"-"`
}

// IntegrationConfig is the contract's IntegrationConfig: how data is fetched.
type IntegrationConfig struct {
	Bucket                   string    `json:"bucket,omitempty"`
	BucketRegion             string    `json:"bucket_region,omitempty"`
	DisableKinesis           bool      `json:"disable_kinesis,omitempty"`
	DisableParentPathFetch   bool      `json:"disable_parent_path_fetch,omitempty"`
	DisableSFDCHourlyUpdates bool      `json:"disable_sfdc_hourly_updates,omitempty"`
	LogAPITimeWindowInMin    api.Int64 `json:"log_api_time_window_in_min,omitempty"`
	MaxPages                 api.Int64 `json:"max_pages,omitempty"`
	OAuthBaseURL             string    `json:"oauth_base_url,omitempty"`
}

// IntegrationCredentials is the contract's IngestionCredentials: what a third party asks for.
type IntegrationCredentials struct {
	AccessToken      api.Secret `json:"access_token,omitempty"`
	ClientID         string     `json:"client_id,omitempty"`
	ClientSecret     api.Secret `json:"client_secret,omitempty"`
	EnvironmentName  string     `json:"environment_name,omitempty"`
	Password         api.Secret `json:"password,omitempty"`
	PrivateKey       api.Secret `json:"private_key,omitempty"`
	RefreshToken     api.Secret `json:"refresh_token,omitempty"`
	ServiceAccountID string     `json:"service_account_id,omitempty"`
	TenantID         string     `json:"tenant_id,omitempty"`
	Username         string     `json:"username,omitempty"`
}

func (i Integration) identifier() string { return i.UUID }
func (i Integration) status() Status     { return 0 }
func (i Integration) label() string      { return i.DisplayName }
func (i Integration) created() api.Time  { return i.CreateTime }
func (i Integration) updated() api.Time  { return i.UpdateTime }

type createIntegrationRequest struct {
	Integration
	Credentials         *IntegrationCredentials `json:"credentials,omitempty"`
	ValidateCredentials bool                    `json:"validate_credentials,omitempty"`
}

type updateIntegrationRequest struct {
	UUID          string                  `json:"uuid,omitempty"`
	FilterDomains []string                `json:"filter_domains,omitempty"`
	Credentials   *IntegrationCredentials `json:"credentials,omitempty"`
}

type validateIntegrationRequest struct {
	UUID string `json:"uuid,omitempty"`
}

// Integrations are the calls about integrations. No operation reads one: the list does. An update changes FilterDomains and
// Credentials, and clears nothing.
type Integrations struct{ *Objects[Integration] }

func newIntegrations(c *Client, cfg Config) *Integrations {
	return &Integrations{newObjects(c, cfg, kind[Integration]{
		create: opCreateIntegration, list: opQueryIntegrations, update: opUpdateIntegration, delete: opDeleteIntegration,
		member: "integrations", blurred: []string{"config", "interval_mins"},
		updating: func(id string, change Integration, _ []string) any {
			return updateIntegrationRequest{UUID: id, FilterDomains: change.FilterDomains, Credentials: change.Credentials}
		},
		secrets: func(change Integration) []string { return change.Credentials.secrets() },
	})}
}

func (c *IntegrationCredentials) secrets() []string {
	if c == nil {
		return nil
	}
	return []string{c.AccessToken.Value(), c.ClientSecret.Value(), c.Password.Value(), c.PrivateKey.Value(), c.RefreshToken.Value()}
}

// Create is that of every kind, with what only a create takes: whether the service checks the credentials. What was made by
// a request whose answer was lost is looked for without its credentials.
func (i *Integrations) Create(ctx context.Context, wanted Integration, validate bool) (Integration, error) {
	return typed[Integration](i.calls.createAs(ctx, making{
		wanted: wanted, secrets: wanted.Credentials.secrets(),
		body: createIntegrationRequest{Integration: wanted, Credentials: wanted.Credentials, ValidateCredentials: validate},
	}))
}

// Validate implements the contract's validateIntegration: the service tries the credentials. The vendor publishes no words for
// the status that is answered, so an answer with a message of an error is the failure.
func (i *Integrations) Validate(ctx context.Context, id string) error {
	var answer struct {
		ErrorMessage string `json:"error_message"`
	}
	err := i.calls.client.do(ctx, call{operation: opValidateIntegration, body: validateIntegrationRequest{UUID: id}, idempotent: true}, &answer)
	if api.IsEmptyAnswer(err) { // nothing is said against them
		return nil
	}
	if err == nil && answer.ErrorMessage != "" {
		err = i.calls.client.unusable(opValidateIntegration, http.StatusCreated, fmt.Errorf("the credentials are not valid: %q", answer.ErrorMessage))
	}
	return err
}
