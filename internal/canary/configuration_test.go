package canary_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// configuration has every noun, data source and ephemeral resource. Secrets come from ephemeral variables and ephemeral
// resources, as the guide asks; AppTego is configured by the environment alone. The variable stage changes every object
// that can be changed in place, and rotates what can be rotated.
func configuration(s *acctest.Services) string {
	at := s.Endpoints(s.URL)
	edge := func(more string) string {
		return fmt.Sprintf("edge = {\n    endpoint = %q\n    account = \"acme\"\n    %s\n  }\n  max_retries = 0", at.Edge, more)
	}
	return acctest.RequiredProviders() + `
variable "stage" { type = number }
` + ephemeralVariables("edge_token", "gate_token", "decryption_key", "verification_key", "oauth_code", "other_oauth_code", "integration_secret", "guest_token") + `
provider "zerotrust" {
  ` + edge("api_token = var.edge_token") + `
  apptego = { endpoint = "` + at.AppTego + `" }
  gate = {
    endpoint  = "` + at.Gate + `"
    api_token = var.gate_token
  }
}

provider "zerotrust" {
  alias = "undocumented"
  ` + edge("api_token = var.edge_token\n    allow_undocumented_operations = true") + `
}

provider "zerotrust" {
  alias = "bearer"
  ` + edge("auth = \"bearer\"\n    api_token = ephemeral.zerotrust_edge_session.s.token") + `
}
` + ephemerals + resources() + dataSources
}

func ephemeralVariables(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "variable %q {\n  type      = string\n  ephemeral = true\n}\n", name)
	}
	return b.String()
}

const ephemerals = `
ephemeral "zerotrust_edge_session" "s" {}

ephemeral "zerotrust_apptego_ws_ticket" "t" {}

ephemeral "zerotrust_token" "t" {
  name    = "ephemeral"
  ttl_sec = 900
}

ephemeral "zerotrust_temporary_access_token" "t" {
  user_uuid = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
}
`

// resources are those of all nouns.
func resources() string {
	var all strings.Builder
	for _, n := range nouns.All() {
		all.WriteString(n.Canary)
	}
	return all.String()
}

const dataSources = `
data "zerotrust_access" "d" { id = zerotrust_access.a.id }
data "zerotrust_accesses" "d" {}
data "zerotrust_account" "d" {}
data "zerotrust_alert" "d" { id = "shared-alert" }
data "zerotrust_alerts" "d" {
  start_time = "2024-01-15T00:00:00Z"
  end_time   = "2024-01-16T00:00:00Z"
}
data "zerotrust_alert_config" "d" { id = zerotrust_alert_config.a.id }
data "zerotrust_alert_configs" "d" {}
data "zerotrust_alert_history" "d" { alert_uuid = "shared-alert" }
data "zerotrust_audit_event" "d" { id = "shared-event" }
data "zerotrust_audit_events" "d" { start_time = "2024-01-15T00:00:00Z" }
data "zerotrust_countries" "d" {}
data "zerotrust_device" "d" {
  id        = "shared-device"
  user_uuid = "shared-user"
}
data "zerotrust_gateways" "d" {}
data "zerotrust_group" "d" { id = "shared-group" }
data "zerotrust_groups" "d" {}
data "zerotrust_user" "d" { id = zerotrust_user.u.id }
data "zerotrust_users" "d" {}
data "zerotrust_user_devices" "d" { user_uuid = "shared-user" }
data "zerotrust_app" "d" { id = zerotrust_app.a.id }
data "zerotrust_apps" "d" {}
data "zerotrust_app_integrity_config" "d" { id = zerotrust_app_integrity_config.android.id }
data "zerotrust_app_integrity_configs" "d" { version = "production" }
data "zerotrust_apptego_audit_logs" "d" {
  from = "2024-01-15T00:00:00Z"
  to   = "2024-01-16T00:00:00Z"
}
data "zerotrust_apptego_device_logs" "d" {
  from = "2024-01-15T00:00:00Z"
}
data "zerotrust_apptego_security_dashboard" "d" {}
data "zerotrust_app_control_policy" "d" { id = zerotrust_app_control_policy.p.id }
data "zerotrust_app_control_policies" "d" {}
data "zerotrust_ca_certificate" "d" { id = zerotrust_ca_certificate.c.id }
data "zerotrust_ca_certificates" "d" {}
data "zerotrust_card" "d" { id = zerotrust_card.c.id }
data "zerotrust_cards" "d" {}
data "zerotrust_dashboard" "d" { id = zerotrust_dashboard.d.id }
data "zerotrust_dashboards" "d" {}
data "zerotrust_connector" "d" { id = zerotrust_connector.c.id }
data "zerotrust_connectors" "d" {}
data "zerotrust_blob" "d" { id = zerotrust_blob.b.id }
data "zerotrust_blobs" "d" { prefix = "console" }
data "zerotrust_client_config" "d" { id = zerotrust_client_config.given.id }
data "zerotrust_integration" "d" { id = zerotrust_integration.i.id }
data "zerotrust_integrations" "d" {}
data "zerotrust_data_export" "d" { id = zerotrust_data_export.e.id }
data "zerotrust_data_exports" "d" {}
data "zerotrust_data_export_bucket_policy" "d" { s3_bucket_name = "acme-zero-trust-logs" }
data "zerotrust_notification_channel" "d" { id = zerotrust_notification_channel.c.id }
data "zerotrust_notification_channels" "d" {}
data "zerotrust_policy" "d" { id = zerotrust_policy.p.id }
data "zerotrust_policies" "d" {}
data "zerotrust_posture_attribute" "d" { id = zerotrust_posture_attribute.a.id }
data "zerotrust_posture_attributes" "d" {}
data "zerotrust_posture_profile" "d" { id = zerotrust_posture_profile.p.id }
data "zerotrust_posture_profiles" "d" {}
data "zerotrust_token" "d" { id = zerotrust_token.t.id }
data "zerotrust_tokens" "d" { get_all = true }
data "zerotrust_dataset" "d" { id = "shared-dataset" }
data "zerotrust_datasets" "d" {}
data "zerotrust_document" "d" { id = "shared-document" }
data "zerotrust_onboarding" "d" {}
data "zerotrust_view" "d" {
  view       = "v"
  start_time = "2024-01-15T00:00:00Z"
  end_time   = "2024-01-16T00:00:00Z"
}
data "zerotrust_workflow_run" "d" { id = "shared-run" }
data "zerotrust_workflow_runs" "d" {}
data "zerotrust_workflow" "d" { id = zerotrust_workflow.w.id }
data "zerotrust_workflows" "d" {}
`

// listsAndActions are invoked through the protocol, since they need a newer CLI than the oldest that is supported. IDs
// are filled in by the test.
func listsAndActions() (lists, actions map[string]string) {
	lists = map[string]string{"zerotrust_access_member": `{"access_id":"shared-rule"}`}
	for _, n := range nouns.All() {
		if n.List != "" {
			lists[n.TypeName] = cmp.Or(n.ListConfig, `{}`)
		}
	}
	return lists, map[string]string{
		"zerotrust_app_deploy":             `{"name":"deployed","protocol":"tcp","host":"git.example.com"}`,
		"zerotrust_apptego_wait_for_build": `{"version":"production","platform":"android"}`,
		"zerotrust_data_export_validate":   `{"data_export_id":"id of data_export"}`,
		"zerotrust_integration_validate":   `{"integration_id":"shared-integration"}`,
		"zerotrust_alert_action":           `{"investigation_actions":[{"alert_uuid":"shared-alert","action_type":1,"new_status":2}]}`,
		"zerotrust_alert_promote":          `{"event_id":"e","start_time":"2024-01-15T00:00:00Z","end_time":"2024-01-16T00:00:00Z"}`,
		"zerotrust_device_delete":          `{"devices":[{"id":"shared-device","user_uuid":"shared-user"}]}`,
		"zerotrust_device_app_connection_log": `{"device_id":"DEV-001-XR7H9","application_id":"APP-MOBILE-001","connection_type":"established",` +
			`"status":"success","timestamp":"2024-01-15T14:30:25Z"}`,
		"zerotrust_document_revoke_access":  `{"document_id":"shared-document","access_id":"a"}`,
		"zerotrust_document_revoke_sharing": `{"document_id":"shared-document"}`,
		"zerotrust_onboarding_update":       `{"eula_version":"2"}`,
		"zerotrust_token_revoke":            `{"token_id":"id of token"}`,
		"zerotrust_workflow_run":            `{"workflow_uuid":"w"}`,
		"zerotrust_workflow_run_answer":     `{"workflow_run_id":"shared-run","answer_index":"0","mfa_passcode":"passcode-of-the-second-factor","token":918273645}`,
	}
}

// TestConfiguration_isWhole: a new type must be entered above, or nobody looks whether it tells secrets.
func TestConfiguration_isWhole(t *testing.T) {
	t.Parallel()
	schema, err := provider.NewServer("test", provider.Options{})().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	has := func(kind, typeName string) {
		if !strings.Contains(ephemerals+resources()+dataSources, fmt.Sprintf("\n%s %q", kind, typeName)) {
			t.Errorf("the configuration has no %s %s", kind, typeName)
		}
	}
	for typeName := range schema.ResourceSchemas {
		has("resource", typeName)
	}
	for typeName := range schema.DataSourceSchemas {
		has("data", typeName)
	}
	for typeName := range schema.EphemeralResourceSchemas {
		has("ephemeral", typeName)
	}
	lists, actions := listsAndActions()
	for typeName := range schema.ListResourceSchemas {
		if lists[typeName] == "" {
			t.Errorf("the list resource %s is not listed", typeName)
		}
	}
	for typeName := range schema.ActionSchemas {
		if actions[typeName] == "" {
			t.Errorf("the action %s is not invoked", typeName)
		}
	}
}
