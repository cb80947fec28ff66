package provider_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// noun is a managed resource as the tests over all of them need it. Configurations are JSON.
type noun struct {
	typeName string
	kind     string // of the mock
	minimal  string // a configuration of few arguments, which an import finds again; what it refers to is put into the services by before
	changed  string // another one for the same object, which updates it in place; "": every argument replaces
	once     string // further arguments, which only a create sends: an import cannot know them
	plural   string // list attribute of the data source zerotrust_<plural>; "": the noun has none
	config   string // what the plural data source and the list resource need
	event    bool   // a fact that is sent once: it cannot be read, listed, imported or deleted

	// Operations of the service. Many nouns are deleted by an update.
	creates, updates, deletes string
	reads                     string   // reads one; "": only the list does
	lists                     string   // lists all
	undocumented              []string // those of them that no source mentions, and that the provider makes only with permission
}

// rule is the access rule that members are added to.
const rule = "rule-of-others"

func allNouns() []noun {
	return []noun{
		{
			typeName: "zerotrust_access", kind: mockapi.KindAccess, plural: "accesses",
			minimal: `{"description":"d"}`, changed: `{"description":"e","user_list":["user:a"],"app_list":["app:x"]}`,
			creates: "createAccess", reads: "getAccess", lists: "queryAccesses", updates: "updateAccess", deletes: "updateAccess",
		},
		{
			typeName: "zerotrust_access_member", kind: mockapi.KindAccess,
			minimal: `{"access_id":"` + rule + `","user":"group:a"}`,
			creates: "updateAccess", reads: "getAccess", lists: "queryAccesses", deletes: "updateAccess",
		},
		{
			typeName: "zerotrust_app", kind: mockapi.KindApp, plural: "apps",
			minimal: `{"name":"n"}`, changed: `{"name":"m","host":"i","port":443}`,
			creates: "createApp", reads: "getApp", lists: "queryApps", updates: "updateApp", deletes: "deleteApp",
			undocumented: []string{"updateApp", "deleteApp"},
		},
		{
			typeName: "zerotrust_app_integrity_config", kind: mockapi.KindAppIntegrityConfig, plural: "app_integrity_configs",
			minimal: `{"version":"staging","platform":"ios","name":"n","title":"t"}`, // a title is sent after the create,
			changed: `{"version":"staging","platform":"ios","name":"m","title":"u","team_id":"T"}`,
			config:  `{"version":"staging"}`,
			creates: "createAppIntegrityConfig", lists: "listAppIntegrityConfigs", updates: "updateAppIntegrityConfig", deletes: "deleteAppIntegrityConfig",
		},
		{
			typeName: "zerotrust_data_export", kind: mockapi.KindDataExport, plural: "data_exports",
			minimal: `{"s3_bucket_name":"acme-logs","data_export_types":[1]}`, changed: `{"s3_bucket_name":"acme-logs","data_export_types":[1,2]}`,
			creates: "createDataExportConfig", lists: "queryDataExportConfigs", updates: "updateDataExportConfig", deletes: "deleteDataExportConfig",
			undocumented: []string{"deleteDataExportConfig"},
		},
		{
			typeName: "zerotrust_device_app_connection_log", kind: mockapi.KindConnectionLog, event: true,
			minimal: `{"device_id":"D","application_id":"A","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z"}`,
			creates: "createDeviceAppConnectionLog",
		},
		{
			typeName: "zerotrust_notification_channel", kind: mockapi.KindNotificationChannel, plural: "notification_channels",
			minimal: `{"name":"n"}`, changed: `{"name":"m","description":"d","recipients":["user:a","user:b"]}`,
			once:    `"type":1,"oauth_code_wo":"code","oauth_code_wo_version":1`,
			creates: "createNotificationChannel", reads: "getNotificationChannel", lists: "queryNotificationChannels",
			updates: "updateNotificationChannel", deletes: "deleteNotificationChannel",
			undocumented: []string{"updateNotificationChannel", "deleteNotificationChannel"},
		},
		{
			typeName: "zerotrust_policy", kind: mockapi.KindPolicy, plural: "policies",
			minimal: `{"name":"n"}`, changed: `{"name":"m","action":2,"app_filter":{"include_any":[{"all":["app:x"]}]}}`,
			creates: "createPolicy", reads: "getPolicy", lists: "queryPolicies", updates: "updatePolicy", deletes: "updatePolicy",
		},
		{
			typeName: "zerotrust_posture_attribute", kind: mockapi.KindPostureAttribute, plural: "posture_attributes",
			minimal: `{"name":"n","attribute_type":1}`, changed: `{"name":"m","attribute_type":1,"description":"d"}`,
			creates: "createPostureAttribute", reads: "getPostureAttribute", lists: "queryPostureAttributes",
			updates: "updatePostureAttribute", deletes: "deletePostureAttribute", undocumented: []string{"deletePostureAttribute"},
		},
		{
			typeName: "zerotrust_posture_profile", kind: mockapi.KindPostureProfile, plural: "posture_profiles",
			minimal: `{"name":"n","platform":1}`, changed: `{"name":"m","platform":1,"description":"d"}`,
			creates: "createPostureProfile", reads: "getPostureProfile", lists: "queryPostureProfiles",
			updates: "updatePostureProfile", deletes: "deletePostureProfile", undocumented: []string{"deletePostureProfile"},
		},
		{
			typeName: "zerotrust_token", kind: mockapi.KindToken, plural: "tokens",
			minimal: `{"name":"n"}`, changed: `{"name":"m","description":"d"}`,
			creates: "createToken", lists: "queryTokens", updates: "updateToken", deletes: "updateToken",
		},
		{
			typeName: "zerotrust_workflow", kind: mockapi.KindWorkflow, plural: "workflows",
			minimal: `{"name":"n"}`, changed: `{"name":"m","title":"t","recipients":["group:a","group:b"]}`,
			creates: "createWorkflow", reads: "getWorkflow", lists: "queryWorkflows", updates: "updateWorkflow", deletes: "updateWorkflow",
		},
	}
}

// before puts what the configurations refer to into the services.
func (n noun) before(s *acctest.Services) {
	if n.typeName == "zerotrust_access_member" {
		s.Put(mockapi.KindAccess, mockapi.Object{"uuid": rule, "user_list": []any{"group:owners"}})
	}
}

// calls returns, by create, read, update and delete, an operation of the service that it makes without permission for what
// is undocumented. Without it, an update may fail, and a deletion only warns.
func (n noun) calls() map[string]string {
	calls := map[string]string{"create": n.creates, "read": cmp.Or(n.reads, n.lists), "update": n.updates, "delete": n.deletes}
	maps.DeleteFunc(calls, func(_, operation string) bool { return operation == "" || !n.documented(operation) })
	return calls
}

func (n noun) documented(operation string) bool { return !slices.Contains(n.undocumented, operation) }

// with returns the minimal configuration with what only a create sends, and with further arguments.
func (n noun) with(arguments ...string) string { return n.complete(n.minimal, arguments) }

// changedWith is with for the changed configuration, if there is one.
func (n noun) changedWith(arguments ...string) string {
	return n.complete(cmp.Or(n.changed, n.minimal), arguments)
}

func (n noun) complete(config string, arguments []string) string {
	members := []string{strings.TrimSuffix(config, "}")}
	for _, more := range append(arguments, n.once) {
		if more != "" {
			members = append(members, more)
		}
	}
	return strings.Join(members, ",") + "}"
}

// TestNouns_areAll: a resource that is not in the table is in none of the tests that go through it.
func TestNouns_areAll(t *testing.T) {
	t.Parallel()
	var registered, listed []string
	for _, build := range provider.New("test")().Resources(t.Context()) {
		registered = append(registered, resourceName(t, build()))
	}
	for _, n := range allNouns() {
		listed = append(listed, n.typeName)
	}
	slices.Sort(registered)
	slices.Sort(listed)
	if !slices.Equal(registered, listed) {
		t.Errorf("the table has %v, the provider %v", listed, registered)
	}
}
