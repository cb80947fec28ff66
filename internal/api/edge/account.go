package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Account is the part of the contract's Account that says what a tenant is. What is left out is internal to the service,
// or metadata of identity providers.
type Account struct {
	UUID                      string    `json:"uuid,omitempty"`
	Name                      string    `json:"name,omitempty"`
	DisplayName               string    `json:"display_name,omitempty"`
	Domain                    string    `json:"domain,omitempty"`
	Org                       string    `json:"org,omitempty"`
	Location                  string    `json:"location,omitempty"`
	Status                    Status    `json:"status,omitempty"`
	Shard                     string    `json:"shard,omitempty"`
	BackendShard              string    `json:"backend_shard,omitempty"`
	SessionTTLSec             api.Int64 `json:"session_ttl_sec,omitempty"` // seconds
	AllowedEmailDomains       []string  `json:"allowed_email_domains,omitempty"`
	DNSAllowedSources         []string  `json:"dns_allowed_sources,omitempty"`
	ViewPIITags               []string  `json:"view_pii_tags,omitempty"`
	MFAProvider               api.Int64 `json:"mfa_provider,omitempty"`
	MFAPreferredOrder         string    `json:"mfa_preferred_order,omitempty"`
	MITMCAUUID                string    `json:"mitm_ca_uuid,omitempty"`
	EndpointCAUUID            string    `json:"endpoint_ca_uuid,omitempty"`
	ClientCAUUIDs             []string  `json:"client_ca_uuids,omitempty"`
	ExtendSessionWorkflowUUID string    `json:"extend_session_workflow_uuid,omitempty"`
	ExternalTokenAppID        string    `json:"external_token_app_id,omitempty"`
	PreferredGatewaysRegex    string    `json:"preferred_gateways_regex,omitempty"`
	HasLogo                   bool      `json:"has_logo,omitempty"`
	CreateTime                api.Time  `json:"create_time,omitempty"`
	UpdateTime                api.Time  `json:"update_time,omitempty"`
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
