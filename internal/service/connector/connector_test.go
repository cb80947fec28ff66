package connector_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_connector"

// apply begins with a connector.
func apply(t *testing.T, s *acctest.Services, config string) *acctest.Lifecycle {
	t.Helper()
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	return l
}

// TestPlan_refused: what no operation can do fails at plan, unless another connector is wanted.
func TestPlan_refused(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, `{"unique_name":"a","tags":["x"],"config":{"trace_filter":"f"}}`)
	for config, changed := range map[string]string{
		`{"unique_name":"a","tags":["y"],"config":{"trace_filter":"f"}}`:                    "tags",
		`{"unique_name":"a","tags":["x"]}`:                                                  "config",
		`{"unique_name":"a","tags":["x"],"config":{"trace_filter":"g"}}`:                    "config",
		`{"unique_name":"a","description":"d","config":{"trace_filter":"f"}}`:               "description, tags",
		`{"unique_name":"a","tags":["x"],"config":{"trace_filter":"f"},"status":"INIT"}`:    "status",
		`{"unique_name":"a","tags":["x"],"config":{"trace_filter":"f","enable_quic":true}}`: "config",
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Says(t, plan.Diagnostics, "error at AttributeName(", "Connector Cannot Be Changed: The plan changes "+changed+` of the connector "a"`, "Change unique_name as well", "ignore_changes")
		if len(plan.RequiresReplace) > 0 {
			t.Errorf("%s replaces because of %v", config, plan.RequiresReplace)
		}
	}
	renamed := l.Plan(t.Context(), `{"unique_name":"b","tags":["y"]}`)
	acctest.Says(t, renamed.Diagnostics, `warning: Replaced Object Stays in the Service: The connector (a)`)
	if len(renamed.RequiresReplace) == 0 {
		t.Error("another unique name makes no other connector")
	}
	acctest.Quiet(t, l.Plan(t.Context(), `{"unique_name":"a","tags":["x"],"name":"","config":{"trace_filter":"f","enable_quic":false}}`).Diagnostics) // the same to the service
}

// TestPlan_unknown: what is not known yet may be what the connector has.
func TestPlan_unknown(t *testing.T) {
	t.Parallel()
	l := apply(t, acctest.Start(t, mockapi.Options{}), `{"unique_name":"a","description":"d"}`)
	plan := l.Plan(t.Context(), `{"unique_name":"a","description":"`+acctest.Unknown+`"}`)
	acctest.Quiet(t, plan.Diagnostics)
	if len(plan.RequiresReplace) > 0 {
		t.Errorf("replaced because of %v", plan.RequiresReplace)
	}
	acctest.Quiet(t, l.Apply(t.Context(), `{"unique_name":"a","description":"d"}`))
}

// TestPlan_drift: what somebody else has changed cannot be repaired, and the plan says so; ignore_changes has what is in state.
func TestPlan_drift(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, `{"unique_name":"a"}`)
	if err := s.Change(mockapi.KindConnector, "a", mockapi.Object{"tags": []any{"theirs"}}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.Says(t, l.Plan(t.Context(), `{"unique_name":"a"}`).Diagnostics, "Connector Cannot Be Changed: The plan changes tags")
	l.NothingToDo(t, `{"unique_name":"a","tags":["theirs"]}`)
}

// TestConfig: settings are sent with the create, whatever the service keeps in the same object makes no difference, and a first
// value for a connector that exists is recorded with a warning.
func TestConfig(t *testing.T) {
	t.Parallel()
	const config = `{"unique_name":"a","config":{"dns_resolver":{"ips":["10.0.0.2","10.0.0.1"]},"enable_quic":true,"internal_addr":["10.0.0.9"],"trace_filter":"f"}}`
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, config)
	acctest.SameStored(t, s.Only(t, mockapi.KindConnector)["config"].(mockapi.Object), map[string]any{
		"dns_resolver": map[string]any{"ips": []any{"10.0.0.1", "10.0.0.2"}}, "enable_quic": true, "internal_addr": []any{"10.0.0.9"}, "trace_filter": "f",
	})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)

	imported := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, imported.Import(t.Context(), "a", ""))
	imported.NothingToDo(t, `{"unique_name":"a"}`)
	s.ResetJournal()
	acctest.Says(t, imported.Apply(t.Context(), config), `warning at AttributeName("config"): Argument Is Recorded and Not Sent:`, "is recorded and not sent")
	imported.NothingToDo(t, config)
	s.Wrote(t, map[string]int{})
}

// TestConfig_undocumented: where it is permitted, settings are changed in place, and what answers mix with them is not waited for.
func TestConfig_undocumented(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	l := s.Lifecycle(t, typeName, s.Undocumented())
	for _, config := range []string{
		`{"unique_name":"a","config":{"trace_filter":"f"}}`, `{"unique_name":"a","tags":["x"],"config":{"trace_filter":"g"}}`, `{"unique_name":"a","tags":["x"]}`,
	} {
		acctest.Quiet(t, l.Apply(t.Context(), config))
		l.NothingToDo(t, config)
	}
	s.Wrote(t, map[string]int{"createConnector": 1, "updateConnector": 2})
	if reads := s.Count("getConnector"); reads != 2 {
		t.Errorf("%d reads, want one after each update", reads)
	}
	if left := s.Only(t, mockapi.KindConnector)["config"]; left != nil {
		t.Errorf("the service still has %v", left)
	}
}

// TestAccessToken: state keeps what the answer to the create shows, whatever later answers hold; data sources and lists never
// show it, and an import has none.
func TestAccessToken(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, `{"unique_name":"a"}`)
	token, _ := s.Only(t, mockapi.KindConnector)["access_token"].(string)
	if got := acctest.TextOf(t, l.Attributes()["access_token"]); got != token || token == "" {
		t.Errorf("the token in state is %q, want %q", got, token)
	}
	s.Inject(mockapi.Fault{Operation: "getConnector", Tamper: func(o mockapi.Object) mockapi.Object {
		o["access_token"] = "****masked"
		return o
	}})
	acctest.Quiet(t, l.Refresh(t.Context()))
	if got := acctest.TextOf(t, l.Attributes()["access_token"]); got != token {
		t.Errorf("after a refresh the token in state is %q", got)
	}
	imported := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, imported.Import(t.Context(), "a", ""))
	if !imported.Attributes()["access_token"].IsNull() {
		t.Error("an import has a token")
	}
	found, said := l.ReadData(t.Context(), typeName, `{"id":"a"}`)
	acctest.Quiet(t, said)
	if text := fmt.Sprint(found); strings.Contains(text, token) || strings.Contains(text, "masked") {
		t.Error("the data source shows the token")
	}
}

// TestCreate_lostAnswer: the unique name stays taken, so that the connector is adopted, and a warning says what it lacks.
func TestCreate_lostAnswer(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createConnector", ResetAfter: true, Times: 1})
	l := s.Lifecycle(t, typeName, "")
	said := acctest.DiagnosticLines(l.Apply(t.Context(), `{"unique_name":"a","config":{"enable_quic":true}}`))
	if !strings.Contains(said, "warning: Connector Without Access Token: The service has created the connector \"a\"") || strings.Contains(said, "error") || len(s.Objects(mockapi.KindConnector)) != 1 {
		t.Errorf("said is %s", said)
	}
	if !l.Attributes()["access_token"].IsNull() {
		t.Error("there is a token")
	}
	l.NothingToDo(t, `{"unique_name":"a","config":{"enable_quic":true}}`)
}

// TestCreate_nameTaken offers the import of the connector that has the unique name.
func TestCreate_nameTaken(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindConnector, mockapi.Object{"unique_name": "a", "name": "theirs"})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"unique_name":"a"}`), "error: Unable to Create Connector", "import {", "to = zerotrust_connector.example", `id = "a"`)
}
