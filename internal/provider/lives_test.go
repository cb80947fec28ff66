package provider_test

import (
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// life is what tests that go through the lives of all nouns need to know of one. Undocumented operations are taken for allowed, so that
// every noun can be updated and deleted.
type life struct {
	typeName string
	kind     string // of the mock
	minimal  string // JSON of a configuration
	changed  string // JSON of the same object with another configuration that updates it in place; "": every argument replaces
	plural   string // list attribute of the data source zerotrust_<plural>; "": the noun has none
	config   string // JSON that the plural data source and the list resource need
	reads    string // operation that reads one; "": only the list does
	lists    string // operation that lists
	event    bool   // a fact that is sent once: it cannot be read, listed, imported or deleted
	before   func(*acctest.Services)
}

// rule is the access rule that members are added to.
const rule = "rule-of-others"

func allLives() []life {
	return []life{
		{
			typeName: "zerotrust_access", kind: mockapi.KindAccess, plural: "accesses", reads: "getAccess", lists: "queryAccesses",
			minimal: `{"description":"d","user_list":["user:a"]}`, changed: `{"description":"e","user_list":["user:a"],"app_list":["app:x"]}`,
		},
		{
			typeName: "zerotrust_access_member", kind: mockapi.KindAccess, reads: "getAccess", lists: "queryAccesses",
			minimal: `{"access_id":"` + rule + `","user":"group:a"}`,
			before: func(s *acctest.Services) {
				s.Put(mockapi.KindAccess, mockapi.Object{"uuid": rule, "user_list": []any{"group:owners"}})
			},
		},
		{
			typeName: "zerotrust_app", kind: mockapi.KindApp, plural: "apps", reads: "getApp", lists: "queryApps",
			minimal: `{"name":"n","host":"h"}`, changed: `{"name":"n","host":"i","port":443}`,
		},
		{
			typeName: "zerotrust_app_integrity_config", kind: mockapi.KindAppIntegrityConfig, plural: "app_integrity_configs", lists: "listAppIntegrityConfigs",
			minimal: `{"version":"staging","platform":"ios","name":"n","title":"t"}`,
			changed: `{"version":"staging","platform":"ios","name":"n","title":"u","team_id":"T"}`,
			config:  `{"version":"staging"}`,
		},
		{
			typeName: "zerotrust_data_export", kind: mockapi.KindDataExport, plural: "data_exports", lists: "queryDataExportConfigs",
			minimal: `{"s3_bucket_name":"acme-logs","data_export_types":[1]}`, changed: `{"s3_bucket_name":"acme-logs","data_export_types":[1,2]}`,
		},
		{
			typeName: "zerotrust_device_app_connection_log", kind: mockapi.KindConnectionLog, event: true,
			minimal: `{"device_id":"D","application_id":"A","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z"}`,
		},
		{
			typeName: "zerotrust_notification_channel", kind: mockapi.KindNotificationChannel, plural: "notification_channels", reads: "getNotificationChannel", lists: "queryNotificationChannels",
			minimal: `{"name":"n","recipients":["user:a"]}`, changed: `{"name":"n","description":"d","recipients":["user:a","user:b"]}`,
		},
		{
			typeName: "zerotrust_policy", kind: mockapi.KindPolicy, plural: "policies", reads: "getPolicy", lists: "queryPolicies",
			minimal: `{"name":"n","action":1}`, changed: `{"name":"n","action":2,"app_filter":{"include_any":[{"all":["app:x"]}]}}`,
		},
		{
			typeName: "zerotrust_posture_attribute", kind: mockapi.KindPostureAttribute, plural: "posture_attributes", reads: "getPostureAttribute", lists: "queryPostureAttributes",
			minimal: `{"name":"n","attribute_type":1}`, changed: `{"name":"n","attribute_type":1,"description":"d"}`,
		},
		{
			typeName: "zerotrust_posture_profile", kind: mockapi.KindPostureProfile, plural: "posture_profiles", reads: "getPostureProfile", lists: "queryPostureProfiles",
			minimal: `{"name":"n","platform":1}`, changed: `{"name":"n","platform":1,"description":"d"}`,
		},
		{
			typeName: "zerotrust_token", kind: mockapi.KindToken, plural: "tokens", lists: "queryTokens",
			minimal: `{"name":"n"}`, changed: `{"name":"n","description":"d"}`,
		},
		{
			typeName: "zerotrust_workflow", kind: mockapi.KindWorkflow, plural: "workflows", reads: "getWorkflow", lists: "queryWorkflows",
			minimal: `{"name":"n","recipients":["group:a"]}`, changed: `{"name":"n","title":"t","recipients":["group:a","group:b"]}`,
		},
	}
}

// TestLives_areAll: a resource that is not in the table is in none of the tests that go through it.
func TestLives_areAll(t *testing.T) {
	t.Parallel()
	var registered, listed []string
	for _, build := range provider.New("test")().Resources(t.Context()) {
		registered = append(registered, resourceName(t, build()))
	}
	for _, n := range allLives() {
		listed = append(listed, n.typeName)
	}
	slices.Sort(registered)
	slices.Sort(listed)
	if !slices.Equal(registered, listed) {
		t.Errorf("the table has %v, the provider %v", listed, registered)
	}
}
