package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccImport_generatedConfig imports one object of each noun, minimal and full, with generated configuration, which
// must be valid as it is and plan to nothing but the imports.
func TestAccImport_generatedConfig(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	filter := map[string]any{"include_any": []any{map[string]any{"all": []any{"group:a", "os:macos"}}}}
	ids := map[string][]string{
		"zerotrust_app": {
			s.Put(mockapi.KindApp, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindApp, mockapi.Object{
				"name": "full", "description": "d", "protocol": "tcp", "host": "h", "port": 443, "internal_port": 8443,
				"tcp_ports": []any{22, 80}, "udp_port_ranges": []any{map[string]any{"start": 1, "end": 2}},
				"refs": []any{"r1", "r2"}, "tags": []any{"t"}, "host_match_type": 1, "protocols": []any{6, 17}, "status": 3,
			}),
		},
		"zerotrust_access": {
			s.Put(mockapi.KindAccess, mockapi.Object{}),
			s.Put(mockapi.KindAccess, mockapi.Object{
				"description": "d", "user_list": []any{"group:a"}, "app_list": []any{"app:x"}, "access_type": 1,
				"allow_guest_access": true, "revoked_user_list": []any{"user:b"}, "end_time": 1795299621367, "status": 3,
			}),
		},
		"zerotrust_policy": {
			s.Put(mockapi.KindPolicy, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindPolicy, mockapi.Object{
				"name": "full", "description": "d", "type": 1, "action": 2, "priority": 3, "app_filter": filter, "session_filter": filter,
				"constraints": map[string]any{"a": "b"}, "mitm_settings": map[string]any{"fail_close": true}, "workflow_uuid": "w",
			}),
		},
		"zerotrust_workflow": {
			s.Put(mockapi.KindWorkflow, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindWorkflow, mockapi.Object{ // no text_template: a CLI leaves deprecated arguments out of what it generates
				"name": "full", "title": "t", "approval_ttl_sec": -1, "recipients": []any{"group:a"}, "token_required": true, "status": 3,
				"actions": []any{map[string]any{"run": 1}, map[string]any{"on_object": 2, "target": "x"}},
				"answers": []any{map[string]any{"answer": "Yes", "actions": []any{map[string]any{"run": 1}}}, map[string]any{"answer": "No"}},
			}),
		},
		"zerotrust_posture_attribute": {
			s.Put(mockapi.KindPostureAttribute, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindPostureAttribute, mockapi.Object{
				"name": "full", "description": "d", "attribute_type": 4, "supported_platforms": []any{0, 2},
				"required_processes": []any{map[string]any{"process_regex": "a"}, map[string]any{"platform": 1, "team_id": "t", "bundle_id": "b"}},
			}),
		},
		"zerotrust_posture_profile": {
			s.Put(mockapi.KindPostureProfile, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindPostureProfile, mockapi.Object{
				"name": "full", "description": "d", "attribute_uuids": []any{"b", "a"}, "platform": 2, "posture_tag_value": "high",
			}),
		},
		"zerotrust_data_export": {
			s.Put(mockapi.KindDataExport, mockapi.Object{"data_export_types": []any{2, 1}, "s3_bucket_name": "bucket", "s3_bucket_account_id": "123456789012"}),
		},
		"zerotrust_notification_channel": {
			s.Put(mockapi.KindNotificationChannel, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindNotificationChannel, mockapi.Object{"name": "full", "description": "d", "type": 1, "recipients": []any{"user:b", "user:a"}, "status": 3}),
		},
		"zerotrust_token": {
			s.Put(mockapi.KindToken, mockapi.Object{"name": "minimal"}),
			s.Put(mockapi.KindToken, mockapi.Object{"name": "full", "description": "d", "status": 3}),
		},
		"zerotrust_app_integrity_config": {
			s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"version": "staging", "platform": "ios", "name": "minimal"}),
			s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{
				"version": "production", "platform": "android", "name": "full", "enabled": true, "action": "message", "package_name": "a.b",
				"decryption_key": "c2VjcmV0LW9uZQ==", "verification_key": "c2VjcmV0LXR3bw==", "cloud_project_number": "123",
				"title": "t", "message": "m", "buttons": []any{"b"}, "actions": []any{"die"}, "redirects": []any{""},
			}),
		},
	}
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider())
	var imports strings.Builder
	count := 0
	for typeName, objects := range ids {
		for i, id := range objects {
			fmt.Fprintf(&imports, "import {\n  to = %s.n%d\n  id = %q\n}\n", typeName, i, id)
			count++
		}
	}
	cli.Write("imports.tf", imports.String())
	cli.MustRun("init", "-no-color")
	cli.MustRun("plan", "-no-color", "-generate-config-out=generated.tf")
	generated, err := os.ReadFile(filepath.Join(cli.Dir, "generated.tf"))
	if err != nil {
		t.Fatal(err)
	}
	output := cli.MustRun("apply", "-no-color", "-auto-approve")
	if want := fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", count); !strings.Contains(output, want) {
		t.Errorf("want %q in\n%s\nThe generated configuration:\n%s", want, output, generated)
	}
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan after the import is not empty:\n%s", output)
	}
	for _, e := range s.Journal() {
		if strings.HasPrefix(e.Operation, "create") || strings.HasPrefix(e.Operation, "update") || strings.HasPrefix(e.Operation, "delete") {
			t.Errorf("an import made the request %s", e.Operation)
		}
	}
}
