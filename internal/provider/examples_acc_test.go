package provider_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const examples = "../../examples"

// imported is what an import example names.
type imported struct {
	kind    string
	fields  mockapi.Object
	changes string // why the import changes the object all the same; "" if it does not
}

// existing returns the objects of the import examples as their resource.tf describes them, so that an import leaves
// nothing to change.
func existing() map[string]imported {
	groups := func(all ...[]any) []any {
		var out []any
		for _, tags := range all {
			out = append(out, map[string]any{"all": tags})
		}
		return out
	}
	return map[string]imported{
		"zerotrust_access": {mockapi.KindAccess, mockapi.Object{
			"uuid": "2hV8Qm1nGk0rW3xTz5bYc7dLpAe", "description": "Engineering reaches source code",
			"user_list": []any{"group:sre", "group:engineering"}, "app_list": []any{"app:acme.tcp.0.git.example.com"},
		}, "the id of the app that is created beside it is not known yet"},
		"zerotrust_alert_config": {mockapi.KindAlertConfig, mockapi.Object{
			"uuid": "8tB5hR9pWx1NsV8mKj5LbZ2yQfD", "name": "Break glass", "description": "Somebody uses an account for emergencies",
			"recipients": []any{"user:8uA3fTq6Kx1RwZ9bYc5JdM2sLfH"}, "condition_filter": map[string]any{"include_any": groups([]any{"group:break-glass"})},
			"card_data": map[string]any{
				"title": "Logins of break-glass accounts", "chart_data_source": "logins", "metric": "count", "visible_columns": []any{"time", "user", "device"},
				"card_filters": []any{map[string]any{"field": "result", "operator": "=", "value": "success"}},
			},
		}, ""},
		"zerotrust_app": {mockapi.KindApp, mockapi.Object{
			"uuid": "app:acme.tcp.0.databases", "name": "Databases", "description": "PostgreSQL and its connection poolers",
			"protocol": "tcp", "internal_host_pattern": "*.db.internal.example.com", "tcp_ports": []any{5432},
			"tcp_port_ranges": []any{map[string]any{"start": 6432, "end": 6440}}, "tags": []any{"production", "engineering"},
		}, ""},
		"zerotrust_app_integrity_config": {mockapi.KindAppIntegrityConfig, mockapi.Object{
			"config_id": "integrity-uuid-1234", "version": "production", "platform": "android", "name": "Wallet Android",
			"enabled": true, "action": "die", "package_name": "com.example.wallet", "required_device_verdict": "MEETS_STRONG_INTEGRITY",
			"require_play_recognized": true, "decryption_key": "c3RvcmVkLWRlY3J5cHRpb24=", "verification_key": "c3RvcmVkLXZlcmlmaWNhdGlvbg==",
		}, "the version of a write-only argument is in no service"},
		"zerotrust_access_member": {mockapi.KindAccess, mockapi.Object{
			"uuid": "2hV8Qm1nGk0rW3xTz5bYc7dLpAe", "app_list": []any{"app:acme.tcp.0.databases"}, "user_list": []any{"group:owners", "group:5hK2vQx8Lm4TzR9nYb7WsJ3cGdF"},
		}, ""},
		"zerotrust_app_control_policy": {mockapi.KindAppControlPolicy, mockapi.Object{
			"uuid": "8rN5xWq3Kv1TzL7cYb2MdJ9sPfG", "name": "No downloads to unmanaged devices", "description": "Customer data stays in the app",
			"app_filter": map[string]any{"include_any": groups([]any{"appgroup:crm"})}, "session_filter": map[string]any{"include_any": groups([]any{"posture_le:low"})},
			"policy_event_actions": []any{map[string]any{"event_type": 4, "action": 2}, map[string]any{"event_type": 1, "action": 2}},
		}, ""},
		"zerotrust_ca_certificate": {mockapi.KindCACertificate, mockapi.Object{
			"uuid": "3vK8sPq2Lx7TzB5nYc1RwM9dHfG", "description": "Issues the certificates of managed devices", "purpose": 1, "public_key_pem": deviceCA,
		}, ""},
		"zerotrust_card": {mockapi.KindCard, mockapi.Object{
			"uuid": "2xL6mVq8Tz3KcR9nWb4YsJ7hGdF", "name": "Sessions by country", "description": "For the security team", "chart_type": 2, "dataset": "sessions",
			"data": `{"group_by":"country","metric":"count"}`,
		}, ""},
		"zerotrust_dashboard": {mockapi.KindDashboard, mockapi.Object{
			"uuid": "8bN4kQx2Wv7TmC5rLz9JpY3hSfD", "name": "Security", "description": "What the team looks at each morning", "tags": []any{"security"},
			"data": `{"cards":["2xL6mVq8Tz3KcR9nWb4YsJ7hGdF"]}`,
		}, ""},
		"zerotrust_connector": {mockapi.KindConnector, mockapi.Object{
			"unique_name": "berlin-1", "name": "Berlin office", "description": "Carries traffic to the apps of the office", "tags": []any{"office"},
			"external_addr": []any{"berlin-1.connect.example.com"},
		}, "settings are recorded, since no answer is read for them"},
		"zerotrust_data_export": {mockapi.KindDataExport, mockapi.Object{
			"uuid": "4nB8xK2wQz7VtM5rLc9JhY3fGdP", "data_export_types": []any{2, 1}, "s3_bucket_name": "acme-zero-trust-logs",
			"s3_bucket_account_id": "123456789012",
		}, ""},
		"zerotrust_blob": {mockapi.KindBlob, mockapi.Object{"key": "console/banner", "name": "Banner", "data": "Planned maintenance on Sunday"}, ""},
		"zerotrust_group_settings": {mockapi.KindGroup, mockapi.Object{
			"uuid": "4pR7tKx1Vc9NzL3qWb6YmJ8sHfD", "name": "Engineering", "description": "Everybody who builds", "tags": []any{"managed", "synced"},
		}, ""},
		"zerotrust_client_config": {mockapi.KindClientConfig, mockapi.Object{
			"uuid": "7yN4wLr0Uc3MdS9oXa6ZqK8iGeH", "name": "Managed laptops", "description": "Always on, updated by us", "session_filter": map[string]any{"include_any": groups([]any{"posture:managed"})},
			"enable_always_on_vpn": 1, "enable_manual_updates": 2, "dns_search_domains": []any{"corp.example.com", "example.com"}, "disconnect_interval_minutes": []any{"15", "5"},
		}, "the version of a write-only argument is in no service"},
		"zerotrust_integration": {mockapi.KindIntegration, mockapi.Object{
			"uuid": "6xM3vKq9Tb2LcR8nWz5YpJ7hFdG", "display_name": "Okta", "data_source": 101, "integration_org_name": "acme",
		}, "the version of a write-only argument is in no service"},
		"zerotrust_notification_channel": {mockapi.KindNotificationChannel, mockapi.Object{
			"uuid": "6tC3hR9pWx1NsV8mKj5LbZ2yQfD", "name": "Security team", "description": "Alerts for the people on call", "type": 1,
			"recipients": []any{"user:bob", "user:alice"},
		}, ""},
		"zerotrust_posture_attribute": {mockapi.KindPostureAttribute, mockapi.Object{
			"uuid": "7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG", "name": "EDR agent runs", "description": "CrowdStrike Falcon, as signed by its vendor",
			"attribute_type": 4, "supported_platforms": []any{2, 1}, "required_processes": []any{
				map[string]any{"platform": 2, "process_regex": `(?i)\\CSFalconService\.exe$`},
				map[string]any{"platform": 1, "bundle_id": "com.crowdstrike.falcon.App", "team_id": "X9E956P446"},
			},
		}, ""},
		"zerotrust_posture_profile": {mockapi.KindPostureProfile, mockapi.Object{
			"uuid": "5nG8vTq3Kx7RwZ2bYc9JdM6sLfH", "name": "Managed Mac", "description": "Encrypted, with the endpoint protection agent running",
			"platform": 1, "posture_tag_value": "high", "attribute_uuids": []any{"7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG", "3fB8kYw5Jr2TxN9vCq7LmD4hSzP"},
		}, ""},
		"zerotrust_token": {mockapi.KindToken, mockapi.Object{
			"uuid": "7pQ2mX9vLc4TzR1nYb6KdW8sHfJ", "name": "Pipeline", "description": "Plans and applies this configuration",
		}, "the first value of rotation is recorded"},
		"zerotrust_user": {mockapi.KindUser, mockapi.Object{
			"uuid": "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH", "display_name": "External auditor", "location": "Bern", "tags": []any{"external"},
		}, "that an invitation was wanted is in no service"},
		"zerotrust_workflow": {mockapi.KindWorkflow, mockapi.Object{
			"uuid": "4kT9wYb2Nq7LsV1cXz8RmJ5hPdF", "name": "Access to production", "title": "Production access needs an approval",
			"description": "Just-in-time access for engineers on call", "recipients": []any{"group:sre-leads", "group:security"},
			"approval_ttl_sec": 28800, "execution_ttl_sec": 1800, "requestor_justification_required": true,
			"requestor_text_template": "Your request was sent to the security team.",
			"approver_text_template":  "Approve only with an open incident or change ticket.",
		}, ""},
		"zerotrust_policy": {mockapi.KindPolicy, mockapi.Object{
			"uuid": "9sD4kF7hJ2lZ6xC8vB1nM3qWeRt", "name": "Block databases from unmanaged devices",
			"description": "Production data is reached from healthy devices only", "type": 1, "action": 2,
			"app_filter": map[string]any{"include_any": groups([]any{"appgroup:production"})},
			"session_filter": map[string]any{
				"include_any": groups([]any{"anonymous_user:true"}, []any{"posture_le:low"}),
				"exclude_any": groups([]any{"os:macos", "group:break-glass"}),
			},
		}, ""},
	}
}

// lookedUp puts what a resource example reads with data sources, and says whether the example reads its own object as well,
// because its resource makes none.
func lookedUp(s *acctest.Services, typeName string) (itself bool) {
	switch typeName {
	case "zerotrust_access_member":
		s.Put(mockapi.KindApp, mockapi.Object{"uuid": "app:acme.tcp.0.databases", "name": "Databases"})
		s.Put(mockapi.KindGroup, mockapi.Object{"uuid": "5hK2vQx8Lm4TzR9nYb7WsJ3cGdF", "name": "Contractors"})
		return true
	case "zerotrust_alert_config":
		s.Put(mockapi.KindUser, mockapi.Object{"uuid": "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH", "display_name": "Alice Example"})
	case "zerotrust_dashboard":
		s.Put(mockapi.KindCard, mockapi.Object{"uuid": "2xL6mVq8Tz3KcR9nWb4YsJ7hGdF", "name": "Sessions by country"})
	case "zerotrust_posture_profile":
		s.Put(mockapi.KindPostureAttribute, mockapi.Object{"uuid": "3fB8kYw5Jr2TxN9vCq7LmD4hSzP", "name": "Disk encryption"})
		s.Put(mockapi.KindPostureAttribute, mockapi.Object{"uuid": "7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG", "name": "EDR agent runs"})
	}
	return typeName == "zerotrust_group_settings"
}

// deviceCA is the certificate of the example, in one line.
const deviceCA = "-----BEGIN CERTIFICATE-----\n" +
	"MIIBuzCCAWGgAwIBAgIUe8Mg/KM+us+dM0Kf+bP5M8CmdVMwCgYIKoZIzj0EAwIwMzEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRowGAYDVQQDDBFFeGFtcGxl" +
	"IERldmljZSBDQTAeFw0yNjExMjYyMjUyNTFaFw0zNjExMjMyMjUyNTFaMDMxFTATBgNVBAoMDEV4YW1wbGUgQ29ycDEaMBgGA1UEAwwRRXhhbXBsZSBEZXZp" +
	"Y2UgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARcHcAmix6w7nx09ieimoS42k5/1Wj+6sW5+e1xzghrf3tXTDAw2F8JTPg+dtoSQjH7OmCNhp3snUc3" +
	"7cHSpya4o1MwUTAdBgNVHQ4EFgQUCZelRzQ18/GSCwSlwEBtj0A2M/MwHwYDVR0jBBgwFoAUCZelRzQ18/GSCwSlwEBtj0A2M/MwDwYDVR0TAQH/BAUwAwEB" +
	"/zAKBggqhkjOPQQDAgNIADBFAiB9hSYJqLcOUva2ukWyAn6Nu5Z5bUeEW6CZ9yRB3BjCjAIhALA6sxRGU784fWHVJjUBgMd5RngywjRdqonjWwrdpqql" +
	"\n-----END CERTIFICATE-----"

// TestAccExamples plans every directory of examples with a CLI. A directory that this test does not know fails it.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	directories := map[string]bool{}
	err := filepath.WalkDir(examples, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(examples, filepath.Dir(name))
			directories[filepath.ToSlash(relative)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for directory := range directories {
		kind, typeName, _ := strings.Cut(directory, "/")
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			switch kind {
			case "quickstart":
				planQuickstart(t)
			case "provider":
				planProvider(t)
			case "resources":
				for _, file := range match(t, directory, "resource*.tf") {
					if ids := regexp.MustCompile(`"([a-z]+:)?[0-9][0-9A-Za-z]{26}"`).FindAllString(read(t, directory, file), -1); len(ids) > 0 {
						t.Errorf("%s names objects by the ids %v, and not by references", file, ids)
					}
					s := acctest.Start(t, mockapi.Options{})
					if lookedUp(s, typeName) {
						s.Put(existing()[typeName].kind, existing()[typeName].fields)
					}
					if output := plan(t, s, read(t, directory, file)); !strings.Contains(output, typeName+".") {
						t.Errorf("%s plans no %s:\n%s", file, typeName, output)
					}
				}
				if typeName != "zerotrust_device_app_connection_log" { // events cannot be read, so not imported
					importExample(t, directory, typeName)
				}
			case "data-sources":
				for _, file := range match(t, directory, "data-source*.tf") {
					planDataSource(t, read(t, directory, file))
				}
			case "ephemeral-resources", "actions", "functions":
				// TestAccExamples_stateless plans them.
			case "list-resources":
				queryExample(t, directory, typeName)
			case "policies": // rules for plans, which tools/policy tests
			default:
				t.Errorf("this test does not know how to plan examples/%s", directory)
			}
		})
	}
}

// queryExample runs a query with a CLI that knows them. What it cannot do is covered through the plugin protocol.
func queryExample(t *testing.T, directory, typeName string) {
	text := read(t, directory, "list-resource.tfquery.hcl")
	if !strings.Contains(text, "list \""+typeName+"\"") || !strings.Contains(text, "= zerotrust") {
		t.Errorf("the example lists no %s of this provider:\n%s", typeName, text)
	}
	if !atLeast(t, "1.14.0") {
		return
	}
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+acctest.Start(t, mockapi.Options{}).Provider())
	cli.Write("main.tfquery.hcl", text)
	cli.MustRun("query", "-no-color")
}

func match(t *testing.T, directory, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS(filepath.Join(examples, directory)), pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s in %s (%v)", pattern, directory, err)
	}
	return names
}

func read(t *testing.T, directory, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(examples, directory, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// plan plans a configuration with the provider block that the examples leave out.
func plan(t *testing.T, s *acctest.Services, configuration ...string) string {
	t.Helper()
	return planned(t, written(t, s, configuration...), false)
}

func written(t *testing.T, s *acctest.Services, configuration ...string) *acctest.CLI {
	t.Helper()
	text := strings.Join(configuration, "\n")
	// What a person gives: no example has a secret as a default.
	var given []string
	for _, variable := range regexp.MustCompile(`(?s)variable "(\w+)" \{(.*?)\n\}`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(variable[2], "default") {
			given = append(given, "TF_VAR_"+variable[1]+"=ZXhhbXBsZS1zZWNyZXQ=")
		} else if strings.Contains(variable[2], "ephemeral") {
			t.Errorf("variable %q is a secret and has a default", variable[1])
		}
	}
	cli := acctest.NewCLI(t, given...)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+text)
	return cli
}

func planned(t *testing.T, cli *acctest.CLI, mayWarn bool) string {
	t.Helper()
	output := cli.MustRun("plan", "-no-color", "-input=false")
	if strings.Contains(output, "Warning:") && !mayWarn {
		t.Errorf("the example warns:\n%s", output)
	}
	return output
}

func planQuickstart(t *testing.T) {
	s := acctest.Start(t, mockapi.Options{})
	s.PutPeople()
	cli := acctest.NewCLI(t,
		"TF_VAR_android_decryption_key=cXVpY2tzdGFydC1kZWNyeXB0aW9u", "TF_VAR_android_verification_key=cXVpY2tzdGFydC12ZXJpZmljYXRpb24=")
	cli.Copy(filepath.Join(examples, "quickstart"))
	text := ""
	for _, file := range match(t, "quickstart", "*.tf") {
		text += read(t, "quickstart", file)
	}
	// It takes its configuration from the environment, which parallel tests cannot set for a provider in this process.
	cli.Write("services_override.tf", s.Provider())
	output := planned(t, cli, false)
	if strings.Contains(output, "cXVpY2tzdGFydC") {
		t.Error("the plan shows a secret")
	}
	for _, operation := range s.Operations() {
		if !slices.Contains([]string{"queryGroups", "queryUsers"}, operation) {
			t.Errorf("a plan that looks up groups and users, and else only creates, made the request %s", operation)
		}
	}
	if bare := regexp.MustCompile(`"[a-z_]+:[^"/ ]+"`).FindAllString(text, -1); len(bare) > 0 {
		t.Errorf("the quickstart selects by the bare strings %v", bare)
	}
}

// planProvider adds a resource of each service that the example configures: without one, no provider is configured.
func planProvider(t *testing.T) {
	cli := acctest.NewCLI(t, "TF_VAR_edge_token=secret-of-edge", "TF_VAR_apptego_secret=secret-of-apptego")
	cli.Write("main.tf", read(t, "provider", "provider.tf")+`
resource "zerotrust_app" "example" { name = "example" }

resource "zerotrust_app_integrity_config" "example" {
  version  = "staging"
  platform = "ios"
  name     = "example"
}
`)
	planned(t, cli, false)
	cli.MustRun("plan", "-out=plan")
	if saved := cli.MustRun("show", "-json", "plan"); strings.Contains(saved, "secret-of-") {
		t.Error("the saved plan holds a credential")
	}
}

func planDataSource(t *testing.T, configuration string) {
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git", "host": "git.example.com", "tags": []any{"production"}})
	s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"version": "production", "platform": "ios", "name": "Wallet iOS"})
	s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"version": "production", "platform": "android", "name": "Wallet Android"})
	s.Put(mockapi.KindAccess, mockapi.Object{"uuid": "2hV8Qm1nGk0rW3xTz5bYc7dLpAe", "user_list": []any{"user:alice"}, "app_list": []any{"app:x"}})
	s.Put(mockapi.KindPolicy, mockapi.Object{"name": "Block databases from unmanaged devices", "action": 2})
	s.Put(mockapi.KindWorkflow, mockapi.Object{"name": "Manager approval"})
	s.Put(mockapi.KindPostureAttribute, mockapi.Object{"name": "Disk encryption"})
	s.Put(mockapi.KindPostureProfile, mockapi.Object{"name": "Managed Mac", "posture_tag_value": "high", "attribute_uuids": []any{"a"}})
	s.Put(mockapi.KindToken, mockapi.Object{"name": "Pipeline"})
	s.Put(mockapi.KindAppControlPolicy, mockapi.Object{"name": "No downloads to unmanaged devices"})
	s.Put(mockapi.KindConnector, mockapi.Object{
		"unique_name": "berlin-1", "name": "Berlin office", "instances": []any{map[string]any{"instance_id": "i"}},
	})
	s.Put(mockapi.KindCACertificate, mockapi.Object{"public_key_pem": deviceCA})
	s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "acme-zero-trust-logs", "data_export_types": []any{1}})
	s.Put(mockapi.KindNotificationChannel, mockapi.Object{"name": "Slack"})
	s.Put(mockapi.KindGroup, mockapi.Object{"name": "Engineering"})
	s.Put(mockapi.KindClientConfig, mockapi.Object{"uuid": "7yN4wLr0Uc3MdS9oXa6ZqK8iGeH", "name": "Managed laptops"})
	s.Put(mockapi.KindBlob, mockapi.Object{"key": "console/banner", "data": "Planned maintenance on Sunday"})
	s.Put(mockapi.KindIntegration, mockapi.Object{"display_name": "Okta", "data_source": 101})
	s.Put(mockapi.KindUser, mockapi.Object{"uuid": "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH", "display_name": "Alice Example"})
	s.Put(mockapi.KindDevice, mockapi.Object{"uuid": "3kD8sLm2Vt9HxN5qWb7RpY4cZgJ", "user_uuid": "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH", "display_name": "Laptop"})
	s.Put(mockapi.KindAuditEvent, mockapi.Object{"uuid": "5eV2nQx8Lb4TzR7mYk1KdW6sHfJ"})
	s.Put(mockapi.KindAlertConfig, mockapi.Object{"name": "Impossible travel"})
	s.Put(mockapi.KindAlert, mockapi.Object{"uuid": "9aL4wJx7Tb2QzM5nRk8VdY1sGfP"})
	s.Put(mockapi.KindCard, mockapi.Object{"name": "Sessions by country"})
	s.Put(mockapi.KindDataset, mockapi.Object{"dataset_name": "Partner domains"})
	s.Put(mockapi.KindDocument, mockapi.Object{"uuid": "5nB8xK2wQz7VtM5rLc9JhY3fGdP", "drive_id": "d"})
	s.Put(mockapi.KindWorkflowRun, mockapi.Object{"uuid": "3kT9wYb2Nq7LsV1cXz8RmJ5hPdF", "answer_index": "1", "approver_uuid": "u"})
	s.Put(mockapi.KindDashboard, mockapi.Object{"name": "Security", "tags": []any{"security"}})
	plan(t, s, configuration)
	if len(s.Operations()) == 0 {
		t.Error("nothing was read")
	}
}

// importExample shows that the three ways to import name the same object of the resource example, and find it.
func importExample(t *testing.T, directory, typeName string) {
	wanted, ok := existing()[typeName]
	if !ok {
		t.Fatalf("this test has no object for %s to import", typeName)
	}
	resource, byID := read(t, directory, "resource.tf"), read(t, directory, "import-by-string-id.tf")
	to, id := first(t, byID, `(?m)^  to = (\S+)$`), first(t, byID, `(?m)^  id = "([^"]+)"$`)
	if want := "terraform import " + to + " '" + id + "'\n"; read(t, directory, "import.sh") != want {
		t.Errorf("import.sh is not %q", want)
	}
	start := func() *acctest.Services {
		s := acctest.Start(t, mockapi.Options{})
		lookedUp(s, typeName)
		put := s.Put(wanted.kind, wanted.fields)
		if !strings.HasPrefix(id, put) { // equal, or the object that the import is a part of
			t.Fatalf("the example imports %q, the object of this test is %q", id, put)
		}
		return s
	}
	summary := `Plan: 1 to import, \d+ to add, 0 to change, 0 to destroy`
	if wanted.changes != "" {
		summary = `Plan: 1 to import, \d+ to add, 1 to change, 0 to destroy`
	}
	expected := regexp.MustCompile(summary)
	if output := planned(t, written(t, start(), resource, byID), wanted.changes != ""); !expected.MatchString(output) {
		t.Errorf("the import should plan %q:\n%s", summary, output)
	}

	byIdentity := read(t, directory, "import-by-identity.tf")
	if got := first(t, byIdentity, `(?m)^  to = (\S+)$`); got != to {
		t.Errorf("import-by-identity.tf imports %s, import-by-string-id.tf %s", got, to)
	}
	if atLeast(t, "1.12.0") {
		if output := planned(t, written(t, start(), resource, byIdentity), wanted.changes != ""); !expected.MatchString(output) {
			t.Errorf("the import by identity should plan %q:\n%s", summary, output)
		}
	}
	identity := map[string]string{}
	for _, pair := range regexp.MustCompile(`(?m)^    (\w+) +?= "([^"]+)"$`).FindAllStringSubmatch(byIdentity, -1) {
		identity[pair[1]] = pair[2]
	}
	text, err := json.Marshal(identity)
	if err != nil {
		t.Fatal(err)
	}
	l := start().Lifecycle(t, typeName, "")
	for _, d := range l.Import(t.Context(), "", string(text)) {
		t.Errorf("importing by identity: %s: %s", d.Summary, d.Detail)
	}
	var found string
	if err := l.Attributes()["id"].As(&found); err != nil || found != id {
		t.Errorf("the identity %s finds %q, the id is %q (%v)", text, found, id, err)
	}
}

func first(t *testing.T, text, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no %s in\n%s", pattern, text)
	}
	return found[1]
}

// atLeast says whether the CLI at hand has a version. What it cannot do is covered through the plugin protocol.
func atLeast(t *testing.T, minimum string) bool {
	t.Helper()
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal([]byte(acctest.NewCLI(t).MustRun("version", "-json")), &answer); err != nil {
		t.Fatal(err)
	}
	return version.Must(version.NewVersion(answer.Version)).GreaterThanOrEqual(version.Must(version.NewVersion(minimum)))
}
