package coverage_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// form is one way to use a kind of object in a configuration.
type form struct{ kind, typeName string }

func (f form) String() string { return f.kind + " " + f.typeName }

// The kinds of forms.
const (
	managed      = "resource"
	dataSource   = "data source"
	listResource = "list resource"
	ephemeral    = "ephemeral resource"
	action       = "action"
)

// use is how a form is used on the mock: what is in the services before, and a configuration in JSON.
type use struct {
	before []lifetest.Put
	config string
}

// otherUses has the forms that no table of a noun describes.
func otherUses() map[form]use {
	named := func(kind, id string) []lifetest.Put {
		return []lifetest.Put{{Kind: kind, Object: mockapi.Object{"uuid": id, "name": "n"}}}
	}
	devices := []lifetest.Put{{Kind: mockapi.KindDevice, Object: mockapi.Object{"uuid": "o1", "user_uuid": "u1"}}}
	titled := func(kind string) []lifetest.Put {
		return []lifetest.Put{{Kind: kind, Object: mockapi.Object{"uuid": "o1"}}}
	}
	export := []lifetest.Put{{Kind: mockapi.KindDataExport, Object: mockapi.Object{"uuid": "o1", "s3_bucket_name": "b"}}}
	integrations := []lifetest.Put{{Kind: mockapi.KindIntegration, Object: mockapi.Object{"uuid": "o1", "display_name": "n", "data_source": 101}}}
	datasets := []lifetest.Put{{Kind: mockapi.KindDataset, Object: mockapi.Object{"uuid": "o1", "dataset_name": "n"}}}
	return map[form]use{
		{dataSource, "zerotrust_account"}:                    {config: `{}`},
		{dataSource, "zerotrust_apptego_audit_logs"}:         {config: `{"from":"0","to":"1800000000"}`},
		{dataSource, "zerotrust_apptego_device_logs"}:        {config: `{}`},
		{dataSource, "zerotrust_apptego_security_dashboard"}: {config: `{}`},
		{dataSource, "zerotrust_data_export_bucket_policy"}:  {config: `{"s3_bucket_name":"bucket"}`},
		{dataSource, "zerotrust_alert"}:                      {before: titled(mockapi.KindAlert), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_alerts"}:                     {config: `{"start_time":"2024-01-15T00:00:00Z","end_time":"2034-01-15T00:00:00Z"}`},
		{dataSource, "zerotrust_alert_history"}:              {config: `{"alert_uuid":"o1"}`},
		{dataSource, "zerotrust_audit_event"}:                {before: titled(mockapi.KindAuditEvent), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_audit_events"}:               {config: `{"start_time":"2024-01-15T00:00:00Z"}`},
		{dataSource, "zerotrust_client_config"}:              {before: named(mockapi.KindClientConfig, "o1"), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_countries"}:                  {config: `{}`},
		{dataSource, "zerotrust_device"}:                     {before: devices, config: `{"id":"o1","user_uuid":"u1"}`},
		{dataSource, "zerotrust_user"}:                       {before: titled(mockapi.KindUser), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_users"}:                      {config: `{}`},
		{dataSource, "zerotrust_user_devices"}:               {before: titled(mockapi.KindUser), config: `{"user_uuid":"o1"}`},
		{dataSource, "zerotrust_gateways"}:                   {config: `{}`},
		{dataSource, "zerotrust_group"}:                      {before: named(mockapi.KindGroup, "g1"), config: `{"id":"g1"}`},
		{dataSource, "zerotrust_dataset"}:                    {before: datasets, config: `{"dataset_name":"n"}`},
		{dataSource, "zerotrust_datasets"}:                   {config: `{}`},
		{dataSource, "zerotrust_document"}:                   {before: named(mockapi.KindDocument, "o1"), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_onboarding"}:                 {config: `{}`},
		{dataSource, "zerotrust_view"}:                       {config: `{"view":"v","start_time":"2024-01-15T14:30:25Z","end_time":"2024-01-15T14:30:25Z"}`},
		{dataSource, "zerotrust_workflow_run"}:               {before: named(mockapi.KindWorkflowRun, "o1"), config: `{"id":"o1"}`},
		{dataSource, "zerotrust_workflow_runs"}:              {config: `{}`},
		{dataSource, "zerotrust_groups"}:                     {config: `{}`},
		{ephemeral, "zerotrust_apptego_ws_ticket"}:           {config: `{}`},
		{ephemeral, "zerotrust_edge_session"}:                {config: `{}`},
		{ephemeral, "zerotrust_temporary_access_token"}:      {config: `{"user_uuid":"u"}`},
		{ephemeral, "zerotrust_token"}:                       {config: `{"name":"n"}`},
		{action, "zerotrust_alert_promote"}:                  {config: `{"event_id":"e","start_time":"2024-01-15T14:30:25Z","end_time":"2024-01-15T14:35:00Z"}`},
		{action, "zerotrust_device_delete"}:                  {before: devices, config: `{"devices":[{"id":"o1","user_uuid":"u1"}]}`},
		{action, "zerotrust_app_deploy"}:                     {config: `{"name":"n"}`},
		{action, "zerotrust_data_export_validate"}:           {before: export, config: `{"data_export_id":"o1"}`},
		{action, "zerotrust_integration_validate"}:           {before: integrations, config: `{"integration_id":"o1"}`},
		{action, "zerotrust_device_app_connection_log"}:      {config: `{"device_id":"d","application_id":"a","timestamp":"2024-01-15T14:30:25Z","connection_type":"c","status":"s"}`},
		{action, "zerotrust_document_revoke_access"}:         {before: named(mockapi.KindDocument, "o1"), config: `{"document_id":"o1","access_id":"a"}`},
		{action, "zerotrust_document_revoke_sharing"}:        {before: named(mockapi.KindDocument, "o1"), config: `{"document_id":"o1"}`},
		{action, "zerotrust_onboarding_update"}:              {config: `{"eula_version":"2"}`},
		{action, "zerotrust_workflow_run"}:                   {config: `{"workflow_uuid":"w"}`},
		{action, "zerotrust_workflow_run_answer"}:            {before: named(mockapi.KindWorkflowRun, "o1"), config: `{"workflow_run_id":"o1","answer_index":"0"}`},
		{action, "zerotrust_token_revoke"}:                   {before: named(mockapi.KindToken, "o1"), config: `{"token_id":"o1"}`},
	}
}

// uses says for every form how it is used on the mock. A form that is missing here fails TestCoverage.
func uses() map[form]func(*testing.T, *acctest.Services) {
	all := map[form]func(*testing.T, *acctest.Services){}
	for f, u := range otherUses() {
		all[f] = func(t *testing.T, s *acctest.Services) { invoke(t, s, f, u) }
	}
	all[form{action, "zerotrust_alert_action"}] = func(t *testing.T, s *acctest.Services) { // one alert and several are different calls
		one := `{"alert_uuid":"o1","action_type":1,"note":{"note_text":"t"}}`
		for _, id := range []string{"o1", "o2"} {
			s.Put(mockapi.KindAlert, mockapi.Object{"uuid": id})
		}
		for _, listed := range []string{one, one + "," + strings.Replace(one, "o1", "o2", 1)} {
			invoke(t, s, form{action, "zerotrust_alert_action"}, use{config: `{"investigation_actions":[` + listed + `]}`})
		}
	}
	all[form{action, "zerotrust_apptego_wait_for_build"}] = func(t *testing.T, s *acctest.Services) {
		s.SetSocketSessions(mockapi.SocketSession{Messages: []mockapi.Object{
			{"type": "build_complete", "start_time": 1700000000, "version": "production", "platform": "android", "success": true},
		}})
		invoke(t, s, form{action, "zerotrust_apptego_wait_for_build"}, use{config: `{"version":"production","platform":"android"}`})
	}
	all[form{listResource, "zerotrust_access_member"}] = func(t *testing.T, s *acctest.Services) {
		s.Put(mockapi.KindAccess, mockapi.Object{"uuid": "o1", "user_list": []any{"user:a"}})
		_, said := s.Protocol(t, "").List(t.Context(), "zerotrust_access_member", `{"access_id":"o1"}`, 0, true)
		acctest.Quiet(t, said)
	}
	for _, n := range nouns.All() {
		all[form{managed, n.TypeName}] = func(t *testing.T, s *acctest.Services) { live(t, s, n) }
		if n.List == "" {
			continue
		}
		all[form{dataSource, n.TypeName}] = func(t *testing.T, s *acctest.Services) { readOne(t, s, n) }
		listed := listing(n)
		all[form{dataSource, "zerotrust_" + n.List}] = func(t *testing.T, s *acctest.Services) {
			invoke(t, s, form{dataSource, "zerotrust_" + n.List}, use{config: listed})
		}
		all[form{listResource, n.TypeName}] = func(t *testing.T, s *acctest.Services) {
			_, said := s.Protocol(t, "").List(t.Context(), n.TypeName, listed, 0, true)
			acctest.Quiet(t, said)
		}
	}
	return all
}

// listing is the configuration of the plural data source and the list resource.
func listing(n lifetest.Noun) string {
	if n.ListConfig == "" {
		return `{}`
	}
	return n.ListConfig
}

func invoke(t *testing.T, s *acctest.Services, f form, u use) {
	t.Helper()
	for _, p := range u.before {
		s.Put(p.Kind, maps.Clone(p.Object))
	}
	p := s.Protocol(t, "")
	switch f.kind {
	case dataSource:
		_, said := p.ReadData(t.Context(), f.typeName, u.config)
		acctest.Quiet(t, said)
	case ephemeral:
		opened, said := p.Open(t.Context(), f.typeName, u.config)
		acctest.Quiet(t, said)
		acctest.Quiet(t, p.Close(t.Context(), f.typeName, opened))
	case action:
		_, said := p.Invoke(t.Context(), f.typeName, u.config)
		acctest.Quiet(t, said)
	}
}

// live creates, reads, changes and ends an object.
func live(t *testing.T, s *acctest.Services, n lifetest.Noun) *acctest.Lifecycle {
	t.Helper()
	l := created(t, s, n)
	sound(t, l.Refresh(t.Context()))
	if n.Changed != "" && n.Updates != "" && n.Documented(n.Updates) {
		sound(t, l.Apply(t.Context(), n.ChangedWith()))
	}
	sound(t, l.Apply(t.Context(), ""))
	return l
}

func created(t *testing.T, s *acctest.Services, n lifetest.Noun) *acctest.Lifecycle {
	t.Helper()
	n.Prepare(s)
	l := s.Lifecycle(t, n.TypeName, "")
	sound(t, l.Apply(t.Context(), n.With()))
	return l
}

// readOne reads an object by its id, and by what else the data source finds it.
func readOne(t *testing.T, s *acctest.Services, n lifetest.Noun) {
	t.Helper()
	l := created(t, s, n)
	s.ResetJournal()
	id := acctest.TextOf(t, l.Attributes()["id"])
	configs := []string{fmt.Sprintf(`{"id":%q}`, id)}
	if n.LookedUpBy != "" {
		if err := s.Change(n.Kind, id, mockapi.Object{n.LookedUpBy: "sought"}); err != nil {
			t.Fatal(err)
		}
		configs = append(configs, fmt.Sprintf(`{%q:"sought"}`, n.LookedUpBy))
	}
	for _, config := range configs {
		_, said := l.ReadData(t.Context(), n.TypeName, config)
		acctest.Quiet(t, said)
	}
}

func sound(t *testing.T, said []*tfprotov6.Diagnostic) {
	t.Helper()
	if acctest.ErrorAmong(said) {
		t.Fatal(acctest.DiagnosticLines(said))
	}
}

// served is what the provider serves: the arguments and attributes of each form.
func served(t *testing.T) map[form]fields {
	t.Helper()
	schemas, err := acctest.NewServer().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[form]fields{}
	for kind, of := range map[string]map[string]*tfprotov6.Schema{
		managed: schemas.ResourceSchemas, dataSource: schemas.DataSourceSchemas, listResource: schemas.ListResourceSchemas, ephemeral: schemas.EphemeralResourceSchemas,
	} {
		for name, schema := range of {
			all[form{kind, name}] = fieldsOf(schema.Block.Attributes)
		}
	}
	for name, schema := range schemas.ActionSchemas {
		all[form{action, name}] = fieldsOf(schema.Schema.Block.Attributes)
	}
	return all
}

// calls are the operations that each form has called with success, and by which tests.
type calls struct {
	mu    sync.Mutex
	forms map[string][]form   // by operation
	tests map[string][]string // by operation
}

func (c *calls) of(operation string) []form {
	forms := slices.Clone(c.forms[operation])
	slices.SortFunc(forms, func(a, b form) int { return strings.Compare(a.String(), b.String()) })
	return forms
}

// called uses every form on services of its own, each in a test of its own, and reads what the services were asked. Only what
// the service carried out counts. The login belongs to no form: every use of Lacework Edge begins with it.
func called(t *testing.T) *calls {
	t.Helper()
	c := &calls{forms: map[string][]form{"tokenLogin": nil}, tests: map[string][]string{}}
	known := uses()
	t.Run("uses", func(t *testing.T) {
		for f := range served(t) {
			use, found := known[f]
			if !found {
				t.Errorf("the %s is used by no row of this test: say how", f)
				continue
			}
			delete(known, f)
			t.Run(f.String(), func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				use(t, s)
				c.add(f, t.Name(), s.Journal())
			})
		}
		for f := range known {
			t.Errorf("this test uses the %s, which the provider does not serve", f)
		}
	})
	return c
}

func (c *calls) add(f form, test string, journal []mockapi.Entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range journal {
		if e.Status >= http.StatusMultipleChoices {
			continue
		}
		if !slices.Contains(c.tests[e.Operation], test) {
			c.tests[e.Operation] = append(c.tests[e.Operation], test)
		}
		if e.Operation != "tokenLogin" && !slices.Contains(c.forms[e.Operation], f) {
			c.forms[e.Operation] = append(c.forms[e.Operation], f)
		}
	}
}

// fields are arguments and attributes by name.
type fields map[string]field

type field struct {
	configurable bool
	members      fields // nil: it is not made of fields
}

func fieldsOf(attributes []*tfprotov6.SchemaAttribute) fields {
	all := fields{}
	for _, a := range attributes {
		f := field{configurable: a.Required || a.Optional}
		if a.NestedType != nil {
			f.members = fieldsOf(a.NestedType.Attributes)
		}
		all[a.Name] = f
	}
	return all
}

// arguments are the fields that can be configured.
func (f fields) arguments() fields {
	if f == nil {
		return nil
	}
	all := fields{}
	for name, one := range f {
		if one.configurable {
			all[name] = field{configurable: true, members: one.members.arguments()}
		}
	}
	return all
}
