package killpoints_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// noun is one kind of managed resource with a life: two configurations that differ by an update.
type noun struct {
	typeName, kind string
	first, second  string // configurations; no second: there is no update
	create         string // operation that makes the object; "": see member
	// told says that a create of unknown outcome is reported, because the service has no way to look: the next apply sends
	// it again.
	told string
	// after is the configuration that the practitioner has after being told; "" is first.
	after string
	// member is what is added to the access rule that is there before; "" for all other nouns.
	member string
}

// rule is the access rule of others that gets a member.
func rule() mockapi.Object {
	return mockapi.Object{"uuid": "rule", "description": "d", "user_list": []any{"group:owners", "user:x"}, "app_list": []any{"app:x"}}
}

// rig returns the services as they are before the noun is made.
func (n noun) rig(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	if n.member != "" {
		r.Put(mockapi.KindAccess, rule())
	}
	return r
}

func nouns() map[string]noun {
	return map[string]noun{
		"access": {
			typeName: "zerotrust_access", kind: mockapi.KindAccess, create: "createAccess",
			first:  `{"user_list": ["group:a", "group:b"], "end_time": 1900000000000}`,
			second: `{"user_list": ["group:a"], "end_time": 1900000000000, "description": "d"}`,
		},
		"access_member": {
			typeName: "zerotrust_access_member", kind: mockapi.KindAccess,
			first: `{"access_id": "rule", "user": "user:z"}`, member: "user:z",
		},
		"app": {
			typeName: "zerotrust_app", kind: mockapi.KindApp, create: "createApp",
			first: `{"name": "n", "host": "h"}`, second: `{"name": "n", "host": "other"}`,
		},
		"app_integrity_config": {
			typeName: "zerotrust_app_integrity_config", kind: mockapi.KindAppIntegrityConfig, create: "createAppIntegrityConfig",
			first:  `{"version": "staging", "platform": "ios", "name": "n", "team_id": "T", "bundle_id": "b", "enabled": true}`,
			second: `{"version": "staging", "platform": "ios", "name": "n", "team_id": "T", "bundle_id": "c", "enabled": true}`,
		},
		"data_export": {
			typeName: "zerotrust_data_export", kind: mockapi.KindDataExport, create: "createDataExportConfig",
			first: `{"s3_bucket_name": "b", "data_export_types": [1]}`, second: `{"s3_bucket_name": "b", "data_export_types": [1, 2]}`,
		},
		"device_app_connection_log": {
			typeName: "zerotrust_device_app_connection_log", kind: mockapi.KindConnectionLog, create: "createDeviceAppConnectionLog",
			first: `{"device_id": "d", "application_id": "a", "connection_type": "established", "status": "success", "timestamp": "2024-01-15T14:30:25Z"}`,
			told:  "the service has no way to look whether it was",
		},
		"notification_channel": {
			typeName: "zerotrust_notification_channel", kind: mockapi.KindNotificationChannel, create: "createNotificationChannel",
			first: `{"name": "n"}`, second: `{"name": "n", "description": "d"}`,
		},
		"notification_channel with a code": {
			typeName: "zerotrust_notification_channel", kind: mockapi.KindNotificationChannel, create: "createNotificationChannel",
			first: `{"name": "n", "oauth_code_wo": "code-1", "oauth_code_wo_version": 1}`,
			told:  "Get a new code",
			after: `{"name": "n", "oauth_code_wo": "code-2", "oauth_code_wo_version": 2}`,
		},
		"policy": {
			typeName: "zerotrust_policy", kind: mockapi.KindPolicy, create: "createPolicy",
			first:  `{"name": "n", "priority": 5, "app_filter": {"include_any": [{"all": ["app:b", "app:a"]}]}}`,
			second: `{"name": "n", "priority": 6}`,
		},
		"posture_attribute": {
			typeName: "zerotrust_posture_attribute", kind: mockapi.KindPostureAttribute, create: "createPostureAttribute",
			first: `{"name": "n"}`, second: `{"name": "n", "description": "d"}`,
		},
		"posture_profile": {
			typeName: "zerotrust_posture_profile", kind: mockapi.KindPostureProfile, create: "createPostureProfile",
			first: `{"name": "n", "attribute_uuids": ["b", "a"]}`, second: `{"name": "n", "attribute_uuids": ["a"]}`,
		},
		"token": {
			typeName: "zerotrust_token", kind: mockapi.KindToken, create: "createToken",
			first: `{"name": "n"}`, second: `{"name": "n", "description": "d"}`,
		},
		"token, rotated": {
			typeName: "zerotrust_token", kind: mockapi.KindToken, create: "createToken",
			first: `{"name": "n", "rotation": "1"}`, second: `{"name": "n", "rotation": "2"}`,
		},
		"workflow": {
			typeName: "zerotrust_workflow", kind: mockapi.KindWorkflow, create: "createWorkflow",
			first: `{"name": "n"}`, second: `{"name": "n", "title": "t"}`,
		},
	}
}

// TestNouns_areAll: a resource that is not in the table is never killed.
func TestNouns_areAll(t *testing.T) {
	t.Parallel()
	schema, err := acctest.NewProtocol(t).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var killed []string
	for _, n := range nouns() {
		killed = append(killed, n.typeName)
	}
	slices.Sort(killed)
	if registered := slices.Sorted(maps.Keys(schema.ResourceSchemas)); !slices.Equal(slices.Compact(killed), registered) {
		t.Errorf("the table has %v, the provider %v", slices.Compact(killed), registered)
	}
}
