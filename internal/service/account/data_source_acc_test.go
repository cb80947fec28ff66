package account_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_account"

func TestAccAccount_dataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	var checks []statecheck.StateCheck
	for _, address := range []string{"data.zerotrust_account.own", "data.zerotrust_account.named"} {
		for attribute, value := range map[string]knownvalue.Check{
			"id": knownvalue.NotNull(), "name": knownvalue.StringExact("acme"), "display_name": knownvalue.StringExact("acme"), "domain": knownvalue.StringExact("acme.example.com"),
			"status": knownvalue.StringExact("ACTIVE"), "session_ttl_sec": knownvalue.Int64Exact(3600), "org": knownvalue.Null(), "has_logo": knownvalue.Bool(false),
			"allowed_email_domains": knownvalue.SetSizeExact(0),
		} {
			checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value))
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_account" "own" {}

data "zerotrust_account" "named" {
  name = "acme"
}
`,
				ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks,
			},
			{
				Config: s.Provider() + `
data "zerotrust_account" "other" {
  name = "other"
}
`,
				ExpectError: regexp.MustCompile(`Unable to Read Account`),
			},
		},
	})
}

// Every field that the contract has and that is shown.
func TestAccount_full(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "getAccount", ContentType: "application/json", Body: `{
  "uuid": "a-1", "name": "acme", "display_name": "Acme", "domain": "acme.example", "org": "Acme Corp", "location": "eu", "status": 3, "shard": "s1", "backend_shard": "b1",
  "session_ttl_sec": 60, "allowed_email_domains": ["acme.example"], "dns_allowed_sources": ["10.0.0.0/8"], "view_pii_tags": ["group:dpo"], "mfa_provider": 1,
  "mfa_preferred_order": "totp", "mitm_ca_uuid": "ca1", "endpoint_ca_uuid": "ca2", "client_ca_uuids": ["ca3"], "extend_session_workflow_uuid": "w1",
  "external_token_app_id": "app1", "preferred_gateways_regex": "eu-.*", "has_logo": true, "create_time": 1, "update_time": 2,
  "idp_metadata": "<EntityDescriptor/>", "datasource_to_idp_metadata": {"12": "<EntityDescriptor/>"}, "key_id": "k1",
  "feature_flags": {"enable_dns_capture": true, "max_conc_file_metadata_ingestion": 3}, "onboarding": {"completed_steps": ["a"], "eula_signing_time": 1705329025000}
}`})
	found, diagnostics := s.Lifecycle(t, "zerotrust_app", "").ReadData(t.Context(), typeName, `{}`)
	acctest.Quiet(t, diagnostics)
	for name, value := range found {
		if value.IsNull() || !value.IsFullyKnown() {
			t.Errorf("%s is %s, want a value", name, value)
		}
	}
	if len(found) != 29 {
		t.Errorf("%d attributes are shown, want 29", len(found))
	}
	for name, text := range map[string]string{"feature_flags": `"enable_dns_capture":tftypes.Bool<"true">`, "onboarding": "2024-01-15T14:30:25Z", "create_time": "1970-01-01T00:00:01Z"} {
		if !strings.Contains(found[name].String(), text) {
			t.Errorf("%s is %s, want %s in it", name, found[name], text)
		}
	}
}

func TestAccount_fails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  string
	}{
		"forbidden":       {mockapi.Fault{Status: http.StatusForbidden}, "403 Forbidden"},
		"wrong route":     {mockapi.Fault{Status: http.StatusNotFound}, "getAccount ="},
		"another account": {mockapi.Fault{Body: `{"name": "other"}`, ContentType: "application/json"}, `the answer is about "other", not "acme"`},
		"no account":      {mockapi.Fault{Body: `{}`, ContentType: "application/json"}, "the answer holds no"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			test.fault.Operation = "getAccount"
			s.Inject(test.fault)
			_, diagnostics := s.Lifecycle(t, "zerotrust_app", "").ReadData(t.Context(), typeName, `{}`)
			acctest.Says(t, diagnostics, "error: Unable to Read Account", test.says)
		})
	}
	_, diagnostics := acctest.Start(t, mockapi.Options{}).Lifecycle(t, "zerotrust_app", "").ReadData(t.Context(), typeName, `{"name": ""}`)
	acctest.Says(t, diagnostics, `error at AttributeName("name"): Invalid Attribute Value`)
}
