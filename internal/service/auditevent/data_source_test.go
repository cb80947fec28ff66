package auditevent_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	full = `{"id":"e1","create_time":"2024-01-15T14:30:25Z","op":"createToken","method":"POST","path":"/api/v1/tokens","matched_path":"/api/v1/tokens","protocol":"https",
		"proto_version":"2.0","response_status":201,"response_status_text":"Created","auth_uuid":"t1","auth_type":"token","auth_role":2,"auth_account_name":"acme",
		"user_display_name":"Alice","client_ip":"192.0.2.1","trace":"tr1","expire_time_sec":60}`
	bare = `{"id":"e2","create_time":"2024-01-16T14:30:25Z","response_status":0,"auth_role":0,"expire_time_sec":0}`
)

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	event, _ := acctest.DecodeJSON(t, full).(map[string]any)
	delete(event, "id")
	event["uuid"], event["create_time"], event["request_body"], event["user_login"] = "e1", 1705329025000, `{"oauth_code":"x"}`, "alice@acme.example"
	s.Put(mockapi.KindAuditEvent, event)
	s.Put(mockapi.KindAuditEvent, mockapi.Object{"uuid": "e2", "create_time": 1705415425000})
	return s
}

func TestAuditEvents_shows(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, "")
	p.Shows(t.Context(), "zerotrust_audit_event", `{"id":"e1"}`, strings.TrimSuffix(full, "}")+`,"request_body":"{\"oauth_code\":\"x\"}","user_login":"alice@acme.example"}`)
	beside := `"request_bodies":{"e1":"{\"oauth_code\":\"x\"}"},"user_logins":{"e1":"alice@acme.example"}`
	for config, want := range map[string]string{
		`"start_time":"2024-01-15T00:00:00Z"`:                                                 `"audit_events":[` + bare + `,` + full + `],` + beside,
		`"start_time":"2024-01-15T14:30:25+00:00","end_time":"2024-01-15T15:30:25.001+01:00"`: `"audit_events":[` + full + `],` + beside,
		`"start_time":"2024-01-17T00:00:00Z"`:                                                 `"audit_events":[],"request_bodies":{},"user_logins":{}`,
	} {
		p.Shows(t.Context(), "zerotrust_audit_events", "{"+config+"}", "{"+config+","+want+"}")
	}
	for _, e := range s.Journal() {
		if e.Operation == "queryAuditEvents" && e.Query.Get("end_time") != "" {
			if got := e.Query.Encode(); got != "end_time=1705329025001&start_time=1705329025000" {
				t.Errorf("the query is %s", got)
			}
		}
	}
}

func TestAuditEvents_fails(t *testing.T) {
	t.Parallel()
	p := services(t).Protocol(t, `"max_retries":0`)
	for config, text := range map[string]string{`{}`: "error", `{"start_time":"yesterday"}`: `error at AttributeName("start_time")`, `{"start_time":"2024-01-15T00:00:00Z","end_time":"x"}`: `error at AttributeName("end_time")`} {
		_, said := p.ReadData(t.Context(), "zerotrust_audit_events", config)
		acctest.Says(t, said, text)
	}
	_, said := p.ReadData(t.Context(), "zerotrust_audit_event", `{"id":"nobody"}`)
	acctest.Says(t, said, "error: Unable to Read Audit Event", "404")
}
