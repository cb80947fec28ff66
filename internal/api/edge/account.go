package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Account is the contract's Account: what a tenant is.
type Account struct {
	UUID                      string               `json:"uuid,omitempty"`
	Name                      string               `json:"name,omitempty"`
	DisplayName               string               `json:"display_name,omitempty"`
	Domain                    string               `json:"domain,omitempty"`
	Org                       string               `json:"org,omitempty"`
	Location                  string               `json:"location,omitempty"`
	Status                    Status               `json:"status,omitempty"`
	Shard                     string               `json:"shard,omitempty"`
	BackendShard              string               `json:"backend_shard,omitempty"`
	SessionTTLSec             api.Int64            `json:"session_ttl_sec,omitempty"` // seconds
	AllowedEmailDomains       []string             `json:"allowed_email_domains,omitempty"`
	DNSAllowedSources         []string             `json:"dns_allowed_sources,omitempty"`
	ViewPIITags               []string             `json:"view_pii_tags,omitempty"`
	MFAProvider               api.Int64            `json:"mfa_provider,omitempty"`
	MFAPreferredOrder         string               `json:"mfa_preferred_order,omitempty"`
	MITMCAUUID                string               `json:"mitm_ca_uuid,omitempty"`
	EndpointCAUUID            string               `json:"endpoint_ca_uuid,omitempty"`
	ClientCAUUIDs             []string             `json:"client_ca_uuids,omitempty"`
	ExtendSessionWorkflowUUID string               `json:"extend_session_workflow_uuid,omitempty"`
	ExternalTokenAppID        string               `json:"external_token_app_id,omitempty"`
	PreferredGatewaysRegex    string               `json:"preferred_gateways_regex,omitempty"`
	HasLogo                   bool                 `json:"has_logo,omitempty"`
	KeyID                     string               `json:"key_id,omitempty"`
	IDPMetadata               string               `json:"idp_metadata,omitempty"`
	DatasourceToIDPMetadata   map[string]string    `json:"datasource_to_idp_metadata,omitempty"`
	Onboarding                *Onboarding          `json:"onboarding,omitempty"`
	FeatureFlags              *AccountFeatureFlags `json:"feature_flags,omitempty"`
	CreateTime                api.Time             `json:"create_time,omitempty"`
	UpdateTime                api.Time             `json:"update_time,omitempty"`
}

// AccountFeatureFlags is the contract's AccountFeatureFlags.
type AccountFeatureFlags struct {
	CreateIngestionPermitPolicies  bool      `json:"create_ingestion_permit_policies,omitempty"`
	DisableDNSAccessLog            bool      `json:"disable_dns_access_log,omitempty"`
	EnableContentHashing           bool      `json:"enable_content_hashing,omitempty"`
	EnableDNSCapture               bool      `json:"enable_dns_capture,omitempty"`
	EnableEDNSClientSubnet         bool      `json:"enable_edns_client_subnet,omitempty"`
	EnableOAuthTokenEventIngestion bool      `json:"enable_oauth_token_event_ingestion,omitempty"`
	EnableQueryDebugInfo           bool      `json:"enable_query_debug_info,omitempty"`
	EnableQueryEnhancements        bool      `json:"enable_query_enhancements,omitempty"`
	IngestClearData                bool      `json:"ingest_clear_data,omitempty"`
	MaxConcFileMetadataIngestion   api.Int64 `json:"max_conc_file_metadata_ingestion,omitempty"`
	SkipAnalytics                  bool      `json:"skip_analytics,omitempty"`
	StallResourceIngestion         bool      `json:"stall_resource_ingestion,omitempty"`
	SupportMultipleIDPs            bool      `json:"support_multiple_idps,omitempty"`
}

// GetAccount implements the contract's getAccount; "" is the account of the session.
func (c *Client) GetAccount(ctx context.Context, name string) (Account, error) {
	if name == "" {
		name = c.session.account
	}
	var answer Account
	err := c.do(ctx, call{operation: opGetAccount, id: name, idempotent: true}, &answer)
	if err == nil && answer.Name != name {
		return Account{}, c.mismatch(opGetAccount, answer.Name, name)
	}
	return answer, err
}
