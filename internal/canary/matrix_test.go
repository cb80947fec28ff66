package canary_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// secretive returns two configurations each of the nouns that are given secrets, or that make new ones: these are as no others.
func secretive(c *canaries, seq int) map[string][2]string {
	keys := func(name, use string) string {
		return fmt.Sprintf(`{"version":"staging","platform":"android","name":%q,"enabled":true,"package_name":"a.b",`+
			`"decryption_key_wo":%q,"decryption_key_wo_version":%d,"verification_key_wo":%q,"verification_key_wo_version":%d}`,
			name, c.plantPlain("decryption_key_wo "+use), len(use), c.plantPlain("verification_key_wo "+use), len(use))
	}
	integration := func(domain string, version int) string {
		secret := c.plant(fmt.Sprintf("credentials_wo %d", version))
		return fmt.Sprintf(`{"display_name":"n","data_source":101,"filter_domains":[%q],"credentials_wo_version":%d,"credentials_wo":{"access_token":%[3]q,"client_secret":%[3]q,"password":%[3]q,`+
			`"private_key":%[3]q,"refresh_token":%[3]q}}`, domain, version, secret)
	}
	code := fmt.Sprintf(`{"name":"n","type":1,"oauth_code_wo":%q,"oauth_code_wo_version":1,`, c.plant(fmt.Sprint("oauth_code_wo ", seq)))
	guest := func(version int) string {
		return fmt.Sprintf(`{"name":"n","guest_user_api_token_wo":%q,"guest_user_api_token_wo_version":%d}`, c.plant(fmt.Sprintf("guest_user_api_token_wo %d", version)), version)
	}
	return map[string][2]string{
		"zerotrust_blob":                 {fmt.Sprintf(`{"key":"b-%d"}`, seq), ""}, // whose key stays taken
		"zerotrust_client_config":        {guest(1), guest(2)},
		"zerotrust_app_integrity_config": {keys("config", "one"), keys("config changed", "three")},
		"zerotrust_connector":            {fmt.Sprintf(`{"unique_name":"c-%d"}`, seq), fmt.Sprintf(`{"unique_name":"c-%d","name":"two"}`, seq)}, // whose name stays taken
		"zerotrust_integration":          {integration("one", 1), integration("two", 2)},
		"zerotrust_notification_channel": {code + `"description":"one"}`, code + `"description":"two"}`},
		"zerotrust_token":                {`{"name":"token","rotation":"one"}`, `{"name":"token","rotation":"two"}`},
	}
}

// matrix leads types through the plugin protocol while the services fail, and gathers what the provider says and logs.
type matrix struct {
	*acctest.Protocol
	t        *testing.T
	ctx      context.Context
	services *acctest.Services
	canaries *canaries
	config   string // of the provider
	said     strings.Builder
	logged   acctest.Logged
	left     bytes.Buffer    // states, plans and private data
	failed   map[string]bool // operations
	seq      int
	turn     int // of the ways to fail
}

func newMatrix(t *testing.T) *matrix {
	t.Helper()
	c := newCanaries(t)
	options := mockapi.Options{
		EdgeAPIToken: c.plantPlain("edge.api_token"), TokenSecret: c.plantPlain("apptego.token_secret"), GateAPIToken: c.plantPlain("gate.api_token"),
		Undocumented: true, Mask: c.mask,
	}
	m := &matrix{Protocol: acctest.NewProtocol(t), t: t, services: acctest.Start(t, options), canaries: c, failed: map[string]bool{}}
	m.ctx = m.logged.Context(t.Context())
	at := m.services.Endpoints(m.services.URL)
	m.config = fmt.Sprintf(`{"max_retries":0,"edge":{"endpoint":%q,"account":"acme","api_token":%q,"allow_undocumented_operations":true},`+
		`"apptego":{"endpoint":%q,"tenant_id":"tenant-1","token_key":"apptego-key","token_secret":%q,"websocket_endpoint":%q},"gate":{"endpoint":%q,"api_token":%q}}`,
		at.Edge, options.EdgeAPIToken, at.AppTego, options.TokenSecret, at.WebSocket, at.Gate, options.GateAPIToken)
	putShared(m.services)
	m.arm()
	return m
}

// putShared puts what the configurations read and nothing makes.
func putShared(s *acctest.Services) {
	s.Put(mockapi.KindAccess, mockapi.Object{"uuid": "shared-rule", "description": "rule"})
	s.Put(mockapi.KindDataExport, mockapi.Object{"uuid": "shared-export", "data_export_types": []any{1}, "s3_bucket_name": "acme-logs"})
	s.Put(mockapi.KindCACertificate, mockapi.Object{"uuid": "shared-certificate"})
	s.Put(mockapi.KindConnector, mockapi.Object{"unique_name": "shared-connector"})
	s.Put(mockapi.KindBlob, mockapi.Object{"key": "shared-blob", "data": "d"})
	s.Put(mockapi.KindClientConfig, mockapi.Object{"uuid": "shared-client-config", "name": "shared"})
	s.Put(mockapi.KindIntegration, mockapi.Object{"uuid": "shared-integration", "display_name": "shared", "data_source": 101, "credentials": map[string]any{"client_id": "c"}})
	s.Put(mockapi.KindDataset, mockapi.Object{"uuid": "shared-dataset", "dataset_name": "shared"})
	s.Put(mockapi.KindDocument, mockapi.Object{"uuid": "shared-document", "drive_id": "d"})
	s.Put(mockapi.KindWorkflowRun, mockapi.Object{
		"uuid": "shared-run", "text": "t", "token": 1, "mfa_details": map[string]any{"token": "t"}, "device_details": []any{map[string]any{"private_key_encrypted": "k"}},
	})
	s.Put(mockapi.KindToken, mockapi.Object{"uuid": "shared-token", "name": "shared"})
	s.Put(mockapi.KindGateway, mockapi.Object{"name": "shared"})
	s.Put(mockapi.KindUser, mockapi.Object{"uuid": "shared-user", "display_name": "shared"})
	s.Put(mockapi.KindDevice, mockapi.Object{"uuid": "shared-device", "user_uuid": "shared-user"})
	s.Put(mockapi.KindAuditEvent, mockapi.Object{"uuid": "shared-event"})
	s.Put(mockapi.KindAlert, mockapi.Object{"uuid": "shared-alert"})
	s.Put(mockapi.KindAlert, mockapi.Object{"uuid": "other-alert"})
	s.Put(mockapi.KindAlertAction, mockapi.Object{"account_and_alert_uuid": "acme:shared-alert", "action": map[string]any{
		"run_workflow": map[string]any{"workflow_run": map[string]any{"device_details": []any{map[string]any{}}, "mfa_details": map[string]any{}}},
	}})
	s.Put(mockapi.KindGroup, mockapi.Object{"uuid": "shared-group", "name": "shared"})
}

func (m *matrix) arm(faults ...mockapi.Fault) {
	m.services.ClearFaults()
	for _, f := range append(faults, m.canaries.tampers()...) {
		m.services.Inject(f)
	}
}

// each calls a step with a failure at every one of its requests, the login among them, and at last without. The ways to
// fail take turns; a step that sends secrets goes through all of them.
func (m *matrix) each(name string, rounds int, prepare func(), step func() []*tfprotov6.Diagnostic) {
	m.t.Helper()
	ways := failures()
	m.turn++
	for round := range rounds {
		for at := 0; ; at++ {
			if at == 20 {
				m.t.Fatalf("%s makes no end of requests", name)
			}
			prepare()
			m.login()
			fault := ways[(m.turn+round+at)%len(ways)].fault
			fault.Skip, fault.Times = at, 1
			m.arm(fault)
			diagnostics := step()
			m.arm()
			m.said.WriteString(acctest.DiagnosticLines(diagnostics) + "\n")
			if !m.hit() {
				break
			}
		}
	}
}

// login makes the provider forget its session, so that the next call logs in.
func (m *matrix) login() {
	m.t.Helper()
	m.read()
	for _, d := range m.Configure(m.ctx, m.config, false) {
		m.t.Fatalf("%s: %s", d.Summary, d.Detail)
	}
}

// hit says whether the failure struck.
func (m *matrix) hit() bool {
	hit := false
	for _, e := range m.read() {
		if e.Fault != "" && e.Fault != "tampered" {
			hit = true
			m.failed[e.Operation] = true
		}
	}
	return hit
}

func (m *matrix) read() []mockapi.Entry {
	journal := m.services.Journal()
	m.canaries.read(journal)
	m.services.ResetJournal()
	return journal
}

// leave gathers what a CLI would write to a file.
func (m *matrix) leave(l *acctest.Lifecycle) {
	for _, value := range []*tfprotov6.DynamicValue{l.State} {
		if value != nil {
			m.left.Write(slices.Concat(value.MsgPack, value.JSON, []byte("\n")))
		}
	}
	m.left.Write(append(slices.Clone(l.Private), '\n'))
}

// TestCanary_failuresOfEveryCall fails each request that a noun, data source, list, ephemeral resource or action makes, in
// each way, and looks for every secret in the diagnostics, the logs, the states and the private data.
func TestCanary_failuresOfEveryCall(t *testing.T) {
	t.Parallel()
	m := newMatrix(t)
	for _, n := range nouns.All() {
		n.Prepare(m.services)
		m.lead(n)
	}
	m.readOnly()
	m.invoked()
	m.read()
	for _, operation := range append(m.canaries.operations, "tokenLogin") {
		if !m.failed[operation] {
			t.Errorf("no failure of %s was seen", operation)
		}
	}
	m.canaries.complete(t)
	secrets, kept := m.canaries.scanner(false), m.canaries.scanner(true)
	for name, content := range map[string][]byte{"a diagnostic": []byte(m.said.String()), "a log": []byte(m.logged.String())} {
		if len(content) < 1000 {
			t.Errorf("%s is too short to be true: %d bytes", name, len(content))
		}
		secrets.clean(t, name, content, 0)
		kept.clean(t, name, content, 0)
	}
	secrets.clean(t, "a state or private data", m.left.Bytes(), 3)
	t.Logf("%d operations failed; %d bytes of diagnostics and %d of logs were looked at", len(m.failed), m.said.Len(), len(m.logged.String()))
}

// lead leads a noun through its life, each step with all failures.
func (m *matrix) lead(n lifetest.Noun) {
	m.t.Helper()
	var l *acctest.Lifecycle
	typeName, configs := n.TypeName, [2]string{n.Minimal, n.Changed}
	begin := func() {
		m.seq++
		if own, ok := secretive(m.canaries, m.seq)[typeName]; ok {
			configs = own
		}
		l = &acctest.Lifecycle{Protocol: m.Protocol, TypeName: typeName, State: m.Resource(typeName, "")}
	}
	exist := func() {
		begin()
		m.login()
		if d := l.Apply(m.ctx, configs[0]); acctest.ErrorAmong(d) {
			m.t.Fatalf("%s: %s", typeName, acctest.DiagnosticLines(d))
		}
	}
	then := func(step func() []*tfprotov6.Diagnostic) func() []*tfprotov6.Diagnostic {
		return func() []*tfprotov6.Diagnostic {
			defer m.leave(l)
			return step()
		}
	}
	m.each(typeName+" create", len(failures()), begin, then(func() []*tfprotov6.Diagnostic { return l.Apply(m.ctx, configs[0]) }))
	m.each(typeName+" refresh", 3, exist, then(func() []*tfprotov6.Diagnostic { return l.Refresh(m.ctx) }))
	if configs[1] != "" {
		m.each(typeName+" update", len(failures()), exist, then(func() []*tfprotov6.Diagnostic { return l.Apply(m.ctx, configs[1]) }))
	}
	if !n.Event() { // nothing can be read of an event that was sent
		m.each(typeName+" import", 3, exist, then(func() []*tfprotov6.Diagnostic {
			id := acctest.TextOf(m.t, l.Attributes()["id"])
			l.State, l.Private = m.Resource(typeName, ""), nil
			return l.Import(m.ctx, id, "")
		}))
	}
	m.each(typeName+" destroy", 3, exist, then(func() []*tfprotov6.Diagnostic { return l.Apply(m.ctx, "") }))
}

// readOnly reads every data source and list, after one object of each kind exists.
func (m *matrix) readOnly() {
	m.t.Helper()
	nothing := func() {}
	read := map[string]string{
		"zerotrust_access": `{"id":"shared-rule"}`, "zerotrust_accesses": `{}`, "zerotrust_account": `{}`, "zerotrust_alert_config": `{"name":"n"}`, "zerotrust_alert_configs": `{}`, "zerotrust_app": `{"name":"n"}`, "zerotrust_apps": `{}`,
		"zerotrust_app_integrity_config": `{"version":"staging","name":"config"}`, "zerotrust_app_integrity_configs": `{"version":"staging"}`,
		"zerotrust_apptego_audit_logs":  `{"from":"2024-01-15T00:00:00Z","to":"2024-01-16T00:00:00Z"}`,
		"zerotrust_apptego_device_logs": `{"from":"2024-01-15T00:00:00Z"}`, "zerotrust_apptego_security_dashboard": `{}`,
		"zerotrust_ca_certificate": `{"id":"shared-certificate"}`, "zerotrust_ca_certificates": `{}`,
		"zerotrust_card": `{"name":"n"}`, "zerotrust_cards": `{}`, "zerotrust_dashboard": `{"name":"n"}`, "zerotrust_dashboards": `{}`,
		"zerotrust_app_control_policy": `{"name":"n"}`, "zerotrust_app_control_policies": `{}`,
		"zerotrust_connector": `{"id":"shared-connector"}`, "zerotrust_connectors": `{}`,
		"zerotrust_data_export": `{"id":"shared-export"}`, "zerotrust_data_exports": `{}`, "zerotrust_data_export_bucket_policy": `{"s3_bucket_name":"acme-logs"}`,
		"zerotrust_blob": `{"id":"shared-blob"}`, "zerotrust_blobs": `{"prefix":"shared"}`,
		"zerotrust_client_config": `{"id":"shared-client-config"}`,
		"zerotrust_integration":   `{"id":"shared-integration"}`, "zerotrust_integrations": `{}`,
		"zerotrust_group": `{"id":"shared-group"}`, "zerotrust_groups": `{}`, "zerotrust_gateways": `{}`,
		"zerotrust_user": `{"id":"shared-user"}`, "zerotrust_users": `{}`, "zerotrust_user_devices": `{"user_uuid":"shared-user"}`,
		"zerotrust_device": `{"id":"shared-device","user_uuid":"shared-user"}`, "zerotrust_countries": `{}`,
		"zerotrust_audit_event": `{"id":"shared-event"}`, "zerotrust_audit_events": `{"start_time":"2024-01-15T00:00:00Z"}`,
		"zerotrust_alert": `{"id":"shared-alert"}`, "zerotrust_alerts": `{"start_time":"2024-01-15T00:00:00Z","end_time":"2034-01-15T00:00:00Z"}`,
		"zerotrust_alert_history": `{"alert_uuid":"shared-alert"}`,
		"zerotrust_dataset":       `{"dataset_name":"shared"}`, "zerotrust_datasets": `{}`, "zerotrust_document": `{"id":"shared-document"}`, "zerotrust_onboarding": `{}`,
		"zerotrust_view": `{"view":"v","start_time":"2024-01-15T00:00:00Z","end_time":"2024-01-16T00:00:00Z"}`, "zerotrust_workflow_run": `{"id":"shared-run"}`, "zerotrust_workflow_runs": `{}`,
		"zerotrust_notification_channel": `{"name":"n"}`, "zerotrust_notification_channels": `{}`, "zerotrust_policy": `{"name":"n"}`, "zerotrust_policies": `{}`,
		"zerotrust_posture_attribute": `{"name":"n"}`, "zerotrust_posture_attributes": `{}`, "zerotrust_posture_profile": `{"name":"n"}`,
		"zerotrust_posture_profiles": `{}`, "zerotrust_token": `{"id":"shared-token"}`, "zerotrust_tokens": `{"get_all":true}`,
		"zerotrust_workflow": `{"name":"n"}`, "zerotrust_workflows": `{}`,
	}
	for _, typeName := range slices.Sorted(maps.Keys(read)) {
		config := read[typeName]
		m.each("data "+typeName, 2, nothing, func() []*tfprotov6.Diagnostic {
			attributes, diagnostics := m.ReadData(m.ctx, typeName, config)
			fmt.Fprintln(&m.left, attributes)
			return diagnostics
		})
	}
	lists, _ := listsAndActions()
	for _, typeName := range slices.Sorted(maps.Keys(lists)) {
		config := lists[typeName]
		m.each("list "+typeName, 2, nothing, func() []*tfprotov6.Diagnostic {
			found, diagnostics := m.List(m.ctx, typeName, config, 0, true)
			fmt.Fprintln(&m.left, found)
			return diagnostics
		})
	}
}

// invoked opens and closes every ephemeral resource and invokes every action.
func (m *matrix) invoked() {
	m.t.Helper()
	nothing := func() {}
	opens := map[string]string{
		"zerotrust_apptego_ws_ticket": `{}`, "zerotrust_edge_session": `{}`, "zerotrust_temporary_access_token": `{"user_uuid":"u"}`, "zerotrust_token": `{"name":"ephemeral"}`,
	}
	for _, typeName := range slices.Sorted(maps.Keys(opens)) {
		config := opens[typeName]
		m.each("ephemeral "+typeName, len(failures()), nothing, func() []*tfprotov6.Diagnostic {
			opened, diagnostics := m.Open(m.ctx, typeName, config)
			if opened == nil {
				return diagnostics
			}
			m.left.Write(opened.Private)
			return append(diagnostics, m.Close(m.ctx, typeName, opened)...)
		})
	}
	_, actions := listsAndActions()
	several := `{"investigation_actions":[{"alert_uuid":"shared-alert","action_type":1,"new_status":2},{"alert_uuid":"other-alert","action_type":1,"new_status":2}]}`
	m.each("several actions", 2, nothing, func() []*tfprotov6.Diagnostic { // another operation than one
		_, diagnostics := m.Invoke(m.ctx, "zerotrust_alert_action", several)
		return diagnostics
	})
	for _, typeName := range slices.Sorted(maps.Keys(actions)) {
		config := strings.NewReplacer("id of data_export", "shared-export", "id of token", "shared-token").Replace(actions[typeName])
		ready := func() { // a build that is done, and a run that nobody has answered
			m.services.SetSocketSessions(mockapi.SocketSession{Messages: []mockapi.Object{{"type": "build_complete", "start_time": 1, "version": "production", "platform": "android", "success": true}}})
			if err := m.services.Change(mockapi.KindWorkflowRun, "shared-run", mockapi.Object{"status": 1}); err != nil {
				m.t.Fatal(err)
			}
		}
		m.each("action "+typeName, 2, ready, func() []*tfprotov6.Diagnostic {
			progress, diagnostics := m.Invoke(m.ctx, typeName, config)
			m.said.WriteString(strings.Join(progress, "\n"))
			return diagnostics
		})
	}
}
