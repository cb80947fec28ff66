package workflowrun_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	s.Put(mockapi.KindWorkflowRun, mockapi.Object{"uuid": "old", "workflow_uuid": "w1", "status": 3, "create_time": 1705329025000, "update_time": 1705329025000, "app_port": 22})
	s.Put(mockapi.KindWorkflowRun, mockapi.Object{
		"uuid": "run", "workflow_uuid": "w2", "workflow_name": "Approval", "user_uuid": "u", "user_display_name": "Alice", "app_uuid": "a", "app_host": "h", "app_port": 443,
		"app_protocol": "https", "client_ip": "192.0.2.1", "justification": "incident", "details": map[string]any{"k": "v"}, "tags": []any{"t"}, "recipients": []any{"user:b"},
		"actions": []any{map[string]any{"run": 1}}, "answers": []any{map[string]any{"answer": "Approve", "actions": []any{map[string]any{"run": 2, "target": "SUCCESS"}}}},
		"token": 424242, "token_required": true, "mfa_details": map[string]any{"token": "canary"}, "expire_time_sec": 1705329085, "create_time": 1705329026000, "update_time": 1705329026500,
	})
	return s
}

const shared = `"workflow_uuid":"w2","workflow_name":"Approval","status":1,"user_uuid":"u","app_uuid":"a","app_host":"h","app_port":443,"app_protocol":"https",
	"tags":["t"],"recipients":["user:b"],"actions":[{"on_object":0,"run":1}],"answers":[{"answer":"Approve","actions":[{"on_object":0,"run":2,"target":"SUCCESS"}]}],
	"requestor_justification_required":false,"justification_required":false,"token_required":true,"can_user_approve":false,"approval_ttl_sec":0,"execution_ttl_sec":0,
	"expire_time_sec":"2024-01-15T14:31:25Z","create_time":"2024-01-15T14:30:26Z","update_time":"2024-01-15T14:30:26.5Z"`

func TestWorkflowRun_reads(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, "")
	p.Shows(t.Context(), "zerotrust_workflow_run", `{"id":"run"}`, `{"id":"run","user_display_name":"Alice","client_ip":"192.0.2.1","justification":"incident","details":{"k":"v"},`+shared+`}`)
	const filters = `"status":"CREATED","workflow_uuid":"w2","user_uuid":"u","app_uuid":"a","app_protocol":"https","app_host":"h","app_port":"443"`
	p.Shows(t.Context(), "zerotrust_workflow_runs", `{`+filters+`}`, `{`+filters+`,"workflow_runs":[{"id":"run",`+shared+`}]}`)
	data, said := p.ReadData(t.Context(), "zerotrust_workflow_runs", `{}`)
	acctest.Quiet(t, said)
	if n := len(acctest.Elements(t, data["workflow_runs"])); n != 2 {
		t.Errorf("%d runs, want 2", n)
	}
	for config, text := range map[string]string{`{"id":""}`: "Invalid Attribute Value", `{"id":"nobody"}`: "Unable to Read Workflow Run"} {
		_, said = p.ReadData(t.Context(), "zerotrust_workflow_run", config)
		acctest.Says(t, said, "error", text)
	}
	_, said = p.ReadData(t.Context(), "zerotrust_workflow_runs", `{"status":"OVER"}`)
	acctest.Says(t, said, `error at AttributeName("status")`)
}

func TestWorkflowRun_start(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	progress, said := p.Invoke(t.Context(), "zerotrust_workflow_run", `{"workflow_uuid":"w","user_uuid":"u","app_uuid":"a","app_port":443,"requestor_justification":"incident","details":{"k":"v"},"execute_now":true}`)
	acctest.Quiet(t, said)
	want := `{"workflow_run":{"workflow_uuid":"w","user_uuid":"u","app_uuid":"a","app_port":443,"details":{"k":"v"},"requestor_justification":"incident"},"execute_now":true}`
	if body := s.Bodies("createWorkflowRun")[0]; body != want {
		t.Errorf("the body is %s, want %s", body, want)
	}
	if id, _ := s.Only(t, mockapi.KindWorkflowRun)["uuid"].(string); len(progress) != 2 || !strings.Contains(progress[1], id) {
		t.Errorf("the progress is %q, the id %s", progress, id)
	}
	s.Inject(mockapi.Fault{Operation: "createWorkflowRun", Times: 1, Status: 502})
	_, said = p.Invoke(t.Context(), "zerotrust_workflow_run", `{"workflow_uuid":"w"}`)
	lines := acctest.DiagnosticLines(said)
	if s.Count("createWorkflowRun") != 2 || !strings.Contains(lines, "error: Unable to Start Workflow Run") || !strings.Contains(lines, "warning: Outcome Is Not Certain") {
		t.Errorf("%d creates: %s", s.Count("createWorkflowRun"), lines)
	}
}

func TestWorkflowRun_answer(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, "")
	_, said := p.Invoke(t.Context(), "zerotrust_workflow_run_answer", `{"workflow_run_id":"run","answer_index":"0","token":1}`)
	acctest.Says(t, said, "error: Unable to Answer Workflow Run", "the token is wrong")
	progress, said := p.Invoke(t.Context(), "zerotrust_workflow_run_answer", `{"workflow_run_id":"run","answer_index":"0","justification":"ok","mfa_passcode":"777111","token":424242}`)
	acctest.Quiet(t, said)
	if body := s.Bodies("answerWorkflowRun")[1]; body != `{"uuid":"run","answer_index":"0","justification":"ok","mfa_passcode":"777111","token":424242}` {
		t.Errorf("the body is %s", body)
	}
	if told := strings.Join(progress, " "); strings.Contains(told, "777111") || strings.Contains(told, "424242") {
		t.Errorf("the progress tells a secret: %s", told)
	}
	_, said = p.Invoke(t.Context(), "zerotrust_workflow_run_answer", `{"workflow_run_id":"run","answer_index":"0"}`)
	acctest.Says(t, said, "error", "has been answered already")
}
