package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// noun is a managed resource as the tests over all of them need it.
type noun struct {
	typeName string
	config   string            // its smallest configuration, as JSON
	calls    map[string]string // by create, read, update and delete: an operation of the service that it makes
}

// nouns returns every managed resource. What a configuration refers to is put into the services.
func nouns(s *acctest.Services) []noun {
	edge := func(typeName, config, kind string) noun {
		return noun{typeName: "zerotrust_" + typeName, config: config, calls: map[string]string{
			"create": "create" + kind, "read": "get" + kind, "update": "update" + kind, "delete": "update" + kind,
		}}
	}
	undocumented := func(n noun) noun { // its deletion is undocumented, and only warns
		delete(n.calls, "delete")
		return n
	}
	app := undocumented(edge("app", `{"name":"n"%s}`, "App"))
	delete(app.calls, "update")
	channel := undocumented(edge("notification_channel", `{"name":"n","type":1,"oauth_code_wo":"code","oauth_code_wo_version":1%s}`, "NotificationChannel"))
	delete(channel.calls, "update")
	export := undocumented(edge("data_export", `{"data_export_types":[1],"s3_bucket_name":"bucket"%s}`, "DataExportConfig"))
	export.calls["read"] = "queryDataExportConfigs"
	token := edge("token", `{"name":"n"%s}`, "Token")
	token.calls["read"] = "queryTokens"
	member := edge("access_member", fmt.Sprintf(`{"access_id":%q,"user":"group:a"%%s}`, s.Put(mockapi.KindAccess, mockapi.Object{})), "Access")
	member.calls["create"] = "updateAccess"
	delete(member.calls, "update")
	return []noun{
		app, channel, export, token, member,
		edge("access", `{"description":"d"%s}`, "Access"),
		edge("policy", `{"name":"n"%s}`, "Policy"),
		edge("workflow", `{"name":"n"%s}`, "Workflow"),
		undocumented(edge("posture_attribute", `{"name":"n"%s}`, "PostureAttribute")),
		undocumented(edge("posture_profile", `{"name":"n"%s}`, "PostureProfile")),
		{typeName: "zerotrust_app_integrity_config", config: `{"version":"production","platform":"ios","name":"n"%s}`, calls: map[string]string{
			"create": "createAppIntegrityConfig", "read": "listAppIntegrityConfigs", "update": "updateAppIntegrityConfig", "delete": "deleteAppIntegrityConfig",
		}},
		{typeName: "zerotrust_device_app_connection_log", calls: map[string]string{"create": "createDeviceAppConnectionLog"},
			config: `{"device_id":"d","application_id":"a","connection_type":"wifi","timestamp":"2024-01-15T14:30:25Z","status":"success","form":"flat"%s}`},
	}
}

// of returns the same noun for other services.
func (n noun) of(s *acctest.Services) noun {
	for _, own := range nouns(s) {
		if own.typeName == n.typeName {
			return own
		}
	}
	return n
}

// with returns the configuration with further arguments, as JSON.
func (n noun) with(arguments string) string {
	if arguments != "" {
		arguments = "," + arguments
	}
	return fmt.Sprintf(n.config, arguments)
}

// changed returns a configuration of with in which an argument that an update takes has another value.
func (n noun) changed(config string) string {
	return strings.NewReplacer(`"name":"n"`, `"name":"m"`, `"description":"d"`, `"description":"e"`, `"data_export_types":[1]`, `"data_export_types":[2]`).Replace(config)
}

// TestNouns_areAll: no registered resource is left out of the tests over all nouns.
func TestNouns_areAll(t *testing.T) {
	t.Parallel()
	listed := map[string]bool{}
	for _, n := range nouns(acctest.Start(t, mockapi.Options{})) {
		listed[n.typeName] = true
	}
	for _, build := range provider.New("test")().Resources(t.Context()) {
		if name := resourceName(t, build()); !listed[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

// kind is what the services call such objects. A member of a rule lives in the rule.
func (n noun) kind() string {
	return strings.TrimSuffix(strings.TrimPrefix(n.typeName, "zerotrust_"), "_member")
}

// storedID is the id under which the services have the object.
func (n noun) storedID(t *testing.T, l *acctest.Lifecycle) string {
	t.Helper()
	if n.typeName == "zerotrust_access_member" {
		return acctest.TextOf(t, l.Attributes()["access_id"])
	}
	return acctest.TextOf(t, l.Attributes()["id"])
}

// importable says whether objects of the kind can be imported: nothing of an event that was sent can be read.
func (n noun) importable() bool { return !strings.Contains(n.typeName, "log") }
