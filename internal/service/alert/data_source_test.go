package alert_test

import (
	"net/http"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	full = `{"id":"a1","description":"Impossible travel","event_type":"login","severity":3,"status":1,"incident_status":2,"policy_action_taken":1,"owner_uuid":"u1",
		"owner_display_name":"Alice","related_entities":{"devices_count":1,"users_count":2},"assignment_time":"2024-01-15T14:30:26Z","closed_time":"2024-01-15T14:30:27Z",
		"create_time":"2024-01-15T14:30:25Z","update_time":"2024-01-15T14:30:28Z"}`
	bare = `{"id":"a2","severity":0,"status":2,"incident_status":0,"policy_action_taken":0,"create_time":"2024-01-16T14:30:25Z","update_time":"2024-01-16T14:30:25Z"}`
	week = `"start_time":"2024-01-15T00:00:00Z","end_time":"2024-01-22T00:00:00Z"`
)

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	s.Put(mockapi.KindAlert, mockapi.Object{
		"uuid": "a1", "description": "Impossible travel", "event_type": "login", "severity": 3, "status": 1, "incident_status": 2, "policy_action_taken": 1, "owner_uuid": "u1",
		"owner_display_name": "Alice", "related_entities": map[string]any{"devices_count": 1, "users_count": 2}, "assignment_time": 1705329026000, "closed_time": 1705329027000,
		"create_time": 1705329025000, "update_time": 1705329028000,
	})
	s.Put(mockapi.KindAlert, mockapi.Object{"uuid": "a2", "create_time": 1705415425000, "update_time": 1705415425000})
	return s
}

func TestAlerts_shows(t *testing.T) {
	t.Parallel()
	p := services(t).Protocol(t, "")
	p.Shows(t.Context(), "zerotrust_alert", `{"id":"a1"}`, full)
	for config, alerts := range map[string]string{
		week: bare + "," + full, week + `,"status_filter":"1,3"`: full, `"start_time":"2024-01-15T15:30:25+01:00","end_time":"2024-01-15T14:30:25Z"`: full,
	} {
		p.Shows(t.Context(), "zerotrust_alerts", "{"+config+"}", "{"+config+`,"alerts":[`+alerts+"]}")
	}
}

func TestAlertHistory_shows(t *testing.T) {
	t.Parallel()
	s := services(t)
	for id, action := range map[string]mockapi.Object{
		"h1": {"action_type": 1, "note": map[string]any{"card_id": "c1", "note_text": "Looks odd"}},
		"h2": {"action_type": 2, "alert_status_change": map[string]any{"new_status": 3}},
		"h3": {"action_type": 3, "update_owner": map[string]any{"owner_uuid": "u1", "owner_display_name": "Alice"}},
		"h4": {"action_type": 4, "run_workflow": map[string]any{"workflow_uuid": "w1", "workflow_run_uuid": "r1", "workflow_run": map[string]any{"text": "canary"}}},
		"h5": {"action_type": 5, "close_with_reason": map[string]any{"incident_status": 2, "note_text": "On a trip"}},
	} {
		s.Put(mockapi.KindAlertAction, mockapi.Object{
			"uuid": id, "account_and_alert_uuid": "acme:a1", "actor_uuid": "u1", "actor_display_name": "Alice", "timestamp": 1705329025000, "action": action,
		})
	}
	entry := func(id, action string) string {
		return `{"id":"` + id + `","account_and_alert_uuid":"acme:a1","actor_uuid":"u1","actor_display_name":"Alice","timestamp":"2024-01-15T14:30:25Z","action":{` + action + `}}`
	}
	s.Protocol(t, "").Shows(t.Context(), "zerotrust_alert_history", `{"alert_uuid":"a1"}`, `{"alert_uuid":"a1","investigation_actions":[`+
		entry("h1", `"action_type":1,"note":{"card_id":"c1","note_text":"Looks odd"}`)+","+
		entry("h2", `"action_type":2,"alert_status_change":{"new_status":3}`)+","+
		entry("h3", `"action_type":3,"update_owner":{"owner_uuid":"u1","owner_display_name":"Alice"}`)+","+
		entry("h4", `"action_type":4,"run_workflow":{"workflow_uuid":"w1","workflow_run_uuid":"r1"}`)+","+
		entry("h5", `"action_type":5,"close_with_reason":{"incident_status":2,"note_text":"On a trip"}`)+`]}`)
}

func TestAlerts_fails(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, `"max_retries":0`)
	says := func(typeName, config string, texts ...string) {
		t.Helper()
		_, said := p.ReadData(t.Context(), typeName, config)
		acctest.Says(t, said, texts...)
	}
	says("zerotrust_alerts", `{"start_time":"2024-01-15T00:00:00Z","end_time":"soon"}`, `error at AttributeName("end_time")`)
	says("zerotrust_alert", `{"id":"nobody"}`, "error: Unable to Read Alert", "routes = { getAlert =")
	s.Inject(mockapi.Fault{Operation: "getAlert", ContentType: "application/json", Body: `{}`})
	says("zerotrust_alert", `{"id":"a1"}`, "the answer holds no uuid")
	s.ClearFaults()
	s.Inject(mockapi.Fault{Operation: "getAlertHistory", Status: http.StatusForbidden})
	says("zerotrust_alert_history", `{"alert_uuid":"a1"}`, "error: Unable to Read Alert History", "403 Forbidden")
}
