package contract_test

import (
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// noun says where the fields of an object of the contract are found in the provider.
type noun struct {
	typeName    string
	writable    map[string]bool // by field
	readable    map[string]bool
	dataSources []string // each must show everything that can be read
}

// exception is a field of the contract that the provider leaves out, or has under another name.
type exception struct {
	noun, field string // no noun: all of them
	instead     string // argument that stands for the field, if one does
	reason      string
}

func exceptions() []exception {
	return []exception{
		{field: "account_name", reason: "never configured: the session decides the account"},
		{field: "data_source", reason: "never configured: unset is local, which is what Terraform manages"},
		{noun: "zerotrust_workflow", field: "uuid", reason: "may be chosen on create, against which the reference advises; read as id"},
		{field: "uuid", instead: "id", reason: "named as Terraform names it"},
		{noun: "zerotrust_app_integrity_config", field: "decryption_key", instead: "decryption_key_wo", reason: "secret: write-only, and reads give a mask that no state holds"},
		{noun: "zerotrust_app_integrity_config", field: "verification_key", instead: "verification_key_wo", reason: "secret: write-only, and reads give a mask that no state holds"},
		{noun: "zerotrust_policy", field: "expected_update_time", reason: "the provider sends what it read: the optimistic lock is no matter of configuration"},
		{noun: "zerotrust_notification_channel", field: "encrypted_credentials", reason: "secret: read by nobody"},
		{noun: "zerotrust_notification_channel", field: "oauth_code", instead: "oauth_code_wo", reason: "secret: write-only"},
		{noun: "zerotrust_connector", field: "access_token", reason: "secret: only the managed resource that made the connector has it"},
		{noun: "zerotrust_connector", field: "secret_hash", reason: "secret: read by nobody"},
		{noun: "zerotrust_token", field: "secret", reason: "secret: only the managed resource that made the token has it"},
		{noun: "zerotrust_token", field: "login_url", reason: "secret: only the managed resource that made the token has it"},
	}
}

// nouns reads the contracts. What a create or an update takes is writable; everything else of the object is only read.
func nouns(t *testing.T) []noun {
	t.Helper()
	edge, appTego := load(t, contract.Edge()).Components.Schemas, load(t, contract.AppTego()).Components.Schemas
	object := func(typeName, schema string, dataSources ...string) noun {
		n := noun{typeName: typeName, writable: map[string]bool{}, readable: map[string]bool{}, dataSources: dataSources}
		for name, p := range edge[schema].Value.Properties {
			n.readable[name] = true
			if flag(p, "x-create") || flag(p, "x-update") {
				n.writable[name] = true
			}
		}
		return n
	}
	takes := func(n noun, requests ...string) noun {
		for _, request := range requests {
			for name := range edge[request].Value.Properties {
				if name != "attributes_to_delete" && name != "uuid" { // how an update is worded
					n.writable[name] = true
				}
			}
		}
		return n
	}
	policy := object("zerotrust_policy", "Policy", "zerotrust_policy", "zerotrust_policies")
	for _, request := range []string{"CreatePolicyRequest", "UpdatePolicyRequest"} {
		for name := range edge[request].Value.Properties {
			if name != "policy" && name != "attributes_to_delete" && name != "uuid" { // how an update is worded
				policy.writable[name] = true
			}
		}
	}
	config := noun{
		typeName: "zerotrust_app_integrity_config", writable: map[string]bool{}, readable: map[string]bool{"version": true},
		dataSources: []string{"zerotrust_app_integrity_config", "zerotrust_app_integrity_configs"},
	}
	for _, request := range []string{"AppIntegrityCreateRequest", "AppIntegrityAndroidUpdate", "AppIntegrityIosUpdate"} {
		for name := range appTego[request].Value.Properties {
			if name != "config_id" { // made by the service: it addresses the update
				config.writable[name] = true
			}
		}
	}
	for name := range appTego["AppIntegrityConfig"].Value.Properties {
		config.readable[name] = true
	}
	return []noun{
		object("zerotrust_access", "Access", "zerotrust_access", "zerotrust_accesses"),
		object("zerotrust_ca_certificate", "CaCertificate", "zerotrust_ca_certificate", "zerotrust_ca_certificates"),
		object("zerotrust_connector", "Connector", "zerotrust_connector", "zerotrust_connectors"),
		object("zerotrust_app_control_policy", "AppControlPolicy", "zerotrust_app_control_policy", "zerotrust_app_control_policies"),
		takes(object("zerotrust_data_export", "DataExportConfig", "zerotrust_data_export", "zerotrust_data_exports"), "CreateDataExportConfigRequest"),
		takes(object("zerotrust_notification_channel", "NotificationChannel", "zerotrust_notification_channel", "zerotrust_notification_channels"), "CreateNotificationChannelRequest"),
		object("zerotrust_posture_attribute", "PostureAttribute", "zerotrust_posture_attribute", "zerotrust_posture_attributes"),
		object("zerotrust_posture_profile", "PostureProfile", "zerotrust_posture_profile", "zerotrust_posture_profiles"),
		takes(object("zerotrust_token", "Token", "zerotrust_token", "zerotrust_tokens"), "CreateTokenRequest", "UpdateTokenRequest"),
		object("zerotrust_workflow", "Workflow", "zerotrust_workflow", "zerotrust_workflows"),
		object("zerotrust_app", "App", "zerotrust_app", "zerotrust_apps"),
		policy,
		config,
	}
}

func flag(p *openapi3.SchemaRef, name string) bool {
	on, _ := p.Value.Extensions[name].(bool)
	return on
}

// TestCoverage shows that the provider leaves out nothing of its nouns without a reason.
func TestCoverage(t *testing.T) {
	t.Parallel()
	resources, dataSources := schemas(t)
	left := exceptions()
	used := make([]bool, len(left))
	// excused returns the exception for a field, which counts as used only if the field is not there.
	excused := func(n noun, field string) (exception, bool) {
		for i, e := range left {
			if e.field == field && (e.noun == "" || e.noun == n.typeName) {
				used[i] = true
				return e, true
			}
		}
		return exception{}, false
	}
	for _, n := range nouns(t) {
		arguments := resources[n.typeName]
		for _, field := range sorted(n.writable) {
			if configurable(arguments[field]) {
				continue
			}
			e, ok := excused(n, field)
			if !ok {
				t.Errorf("%s: the contract takes %s, which is no argument", n.typeName, field)
			} else if e.instead != "" && !configurable(arguments[e.instead]) {
				t.Errorf("%s: %s should stand for %s and is no argument", n.typeName, e.instead, field)
			}
		}
		for _, field := range sorted(n.readable) {
			if len(n.dataSources) == 0 && arguments[field] == nil {
				if e, ok := excused(n, field); !ok || e.instead != "" && arguments[e.instead] == nil {
					t.Errorf("%s: the contract has %s, which no attribute shows", n.typeName, field)
				}
			}
			for _, name := range n.dataSources {
				if dataSources[name][field] != nil {
					continue
				}
				e, ok := excused(n, field)
				if !ok || e.instead != "" && !configurable(arguments[e.instead]) && dataSources[name][e.instead] == nil {
					t.Errorf("data source %s: the contract has %s, which no attribute shows", name, field)
				}
			}
		}
	}
	for i, e := range left {
		if !used[i] {
			t.Errorf("the exception for %q of %q is not needed: %s", e.field, e.noun, e.reason)
		}
		if e.reason == "" {
			t.Errorf("the exception for %q of %q has no reason", e.field, e.noun)
		}
	}
}

// TestCoverage_everyNounIsServed makes sure that a new noun is compared with the contract, too.
func TestCoverage_everyNounIsServed(t *testing.T) {
	t.Parallel()
	resources, dataSources := schemas(t)
	var covered []string
	for _, n := range nouns(t) {
		covered = append(covered, n.typeName)
		for _, name := range n.dataSources {
			if dataSources[name] == nil {
				t.Errorf("there is no data source %s", name)
			}
		}
	}
	// They stand for no object of the contract's Edge or AppTego schemas: a selector within a rule, and an event.
	covered = append(covered, "zerotrust_access_member", "zerotrust_device_app_connection_log")
	slices.Sort(covered)
	if got := sorted(resources); !slices.Equal(got, covered) {
		t.Errorf("the provider serves %v; this file compares %v with the contract", got, covered)
	}
}

func configurable(a attribute) bool { return a != nil && (a.IsRequired() || a.IsOptional()) }

// attribute is what the attributes of resources and data sources have in common.
type attribute interface {
	IsRequired() bool
	IsOptional() bool
}

// schemas returns the attributes of every resource and of every data source. A data source for several objects has
// the attributes of one in its one nested list.
func schemas(t *testing.T) (resources, dataSources map[string]map[string]attribute) {
	t.Helper()
	resources, dataSources = map[string]map[string]attribute{}, map[string]map[string]attribute{}
	p := provider.New("test", provider.Options{})()
	for _, build := range p.Resources(t.Context()) {
		var meta resource.MetadataResponse
		var resp resource.SchemaResponse
		build().Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		build().Schema(t.Context(), resource.SchemaRequest{}, &resp)
		resources[meta.TypeName] = attributesOf(resp.Schema.Attributes, func(a schema.Attribute) attribute { return a })
	}
	for _, build := range p.DataSources(t.Context()) {
		var meta datasource.MetadataResponse
		var resp datasource.SchemaResponse
		build().Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		build().Schema(t.Context(), datasource.SchemaRequest{}, &resp)
		found := resp.Schema.Attributes
		for _, a := range resp.Schema.Attributes {
			if list, ok := a.(dsschema.ListNestedAttribute); ok && found["id"] == nil {
				found = list.NestedObject.Attributes
			}
		}
		dataSources[meta.TypeName] = attributesOf(found, func(a dsschema.Attribute) attribute { return a })
	}
	return resources, dataSources
}

func attributesOf[A any](in map[string]A, convert func(A) attribute) map[string]attribute {
	out := map[string]attribute{}
	for name, a := range in {
		out[name] = convert(a)
	}
	return out
}
