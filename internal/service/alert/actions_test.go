package alert_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const promoted = `{"event_id":"e1","start_time":"2024-01-15T14:30:25Z","end_time":"2024-01-15T15:30:26+01:00","force_notifications":true}`

func TestAlertPromote(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, `"max_retries":0`)
	progress, said := p.Invoke(t.Context(), "zerotrust_alert_promote", promoted)
	acctest.Quiet(t, said)
	if want := []string{"Promoting the event e1.", "The event is the alert e1, in the state 1."}; !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
	if got, want := s.Bodies("promoteAlert")[0], `{"event_id":"e1","start_time":1705329025000,"end_time":1705329026000,"force_notifications":true}`; got != want {
		t.Errorf("the request is %s, want %s", got, want)
	}
	for config, text := range map[string]string{
		strings.TrimSuffix(promoted, "}") + `,"bypass_notifications":true}`:       `error at AttributeName("bypass_notifications")`,
		`{"event_id":"e","start_time":"today","end_time":"2024-01-15T14:30:25Z"}`: `error at AttributeName("start_time")`,
	} {
		_, said := p.Invoke(t.Context(), "zerotrust_alert_promote", config)
		acctest.Says(t, said, text)
	}
	s.Inject(mockapi.Fault{Operation: "promoteAlert", Status: 500, CommitFirst: true})
	s.ResetJournal()
	_, said = p.Invoke(t.Context(), "zerotrust_alert_promote", promoted)
	lines := acctest.DiagnosticLines(said)
	if !strings.Contains(lines, "error: Unable to Promote Alert") || !strings.Contains(lines, "warning: Action May Be Carried Out") || s.Count("promoteAlert") != 1 {
		t.Errorf("%d requests, and %s", s.Count("promoteAlert"), lines)
	}
}

func TestAlertAction(t *testing.T) {
	t.Parallel()
	for own, action := range map[string]string{
		`"note":{"note_text":"Odd","card_id":"c1"}`:                  `"note":{"card_id":"c1","note_text":"Odd"}`,
		`"close_with_reason":{"incident_status":2,"note_text":"OK"}`: `"close_with_reason":{"incident_status":2,"note_text":"OK"}`,
		`"new_status":3`:       `"alert_status_change":{"new_status":3}`,
		`"owner_uuid":"u2"`:    `"update_owner":{"owner_uuid":"u2"}`,
		`"workflow_uuid":"w1"`: `"run_workflow":{"workflow_uuid":"w1"}`,
	} {
		s := services(t)
		progress, said := s.Protocol(t, "").Invoke(t.Context(), "zerotrust_alert_action", `{"investigation_actions":[{"alert_uuid":"a1","action_type":4,`+own+`}]}`)
		acctest.Quiet(t, said)
		want := `{"alert_uuid":"a1","alert_update_time":1705329028000,"action":{"action_type":4,` + action + `}}`
		if got := s.Bodies("performInvestigationAction"); len(got) != 1 || got[0] != want {
			t.Errorf("the requests are %s, want %s", got, want)
		}
		entry := fmt.Sprintf("The alert a1 has the new entry %s in its history.", s.Only(t, mockapi.KindAlertAction)["uuid"])
		if all := []string{"Reading the alert a1.", "Sending 1 actions.", entry}; !slices.Equal(progress, all) {
			t.Errorf("progress %q, want %q", progress, all)
		}
	}
}

// TestAlertAction_waits: what an action waits for is shown.
func TestAlertAction_waits(t *testing.T) {
	t.Parallel()
	s := services(t)
	s.Inject(mockapi.Fault{Operation: "getAlert", Status: 503, Times: 1})
	progress, said := s.Protocol(t, "").Invoke(t.Context(), "zerotrust_alert_action", `{"investigation_actions":[{"alert_uuid":"a1","action_type":1,"new_status":2}]}`)
	acctest.Quiet(t, said)
	if want := "Waiting to repeat the request: getAlert."; !slices.Contains(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
}

func TestAlertAction_several(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, `"max_retries":0`)
	_, said := p.Invoke(t.Context(), "zerotrust_alert_action",
		`{"investigation_actions":[{"alert_uuid":"a1","action_type":1,"new_status":2},{"alert_uuid":"a2","action_type":2,"owner_uuid":"u1"}]}`)
	acctest.Quiet(t, said)
	want := `{"investigation_actions":[{"alert_uuid":"a1","alert_update_time":1705329028000,"action":{"action_type":1,"alert_status_change":{"new_status":2}}},` +
		`{"alert_uuid":"a2","alert_update_time":1705415425000,"action":{"action_type":2,"update_owner":{"owner_uuid":"u1"}}}]}`
	if got := s.Bodies("performInvestigationActions"); len(got) != 1 || got[0] != want {
		t.Errorf("the requests are %s, want %s", got, want)
	}
	for config, text := range map[string]string{
		`{"investigation_actions":[]}`:                                                                    `error at AttributeName("investigation_actions")`,
		`{"investigation_actions":[{"alert_uuid":"a1","action_type":1}]}`:                                 "one (and only one) of",
		`{"investigation_actions":[{"alert_uuid":"a1","action_type":1,"new_status":2,"owner_uuid":"u"}]}`: "one (and only one) of",
		`{"investigation_actions":[{"alert_uuid":"a1","action_type":0,"new_status":2}]}`:                  `.AttributeName("action_type")`,
		`{"investigation_actions":[{"alert_uuid":"nobody","action_type":1,"new_status":2}]}`:              "error: Unable to Read Alert",
	} {
		_, said := p.Invoke(t.Context(), "zerotrust_alert_action", config)
		acctest.Says(t, said, "error", text)
	}
}
