package edge

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// WorkflowRun is the contract's WorkflowRun: one approval on its way. What tells where a person was, the details of the second
// factor and the token are left out. Zero values are left out of requests.
type WorkflowRun struct {
	UUID                           string            `json:"uuid,omitempty"`
	WorkflowUUID                   string            `json:"workflow_uuid,omitempty"`
	WorkflowName                   string            `json:"workflow_name,omitempty"`
	Status                         api.Int64         `json:"status,omitempty"` // a number of its own, no EnumStatus
	UserUUID                       string            `json:"user_uuid,omitempty"`
	UserDisplayName                string            `json:"user_display_name,omitempty"`
	AppUUID                        string            `json:"app_uuid,omitempty"`
	AppHost                        string            `json:"app_host,omitempty"`
	AppPort                        api.Int64         `json:"app_port,omitempty"`
	AppProtocol                    string            `json:"app_protocol,omitempty"`
	AppURL                         string            `json:"app_url,omitempty"`
	Webapp                         string            `json:"webapp,omitempty"`
	PolicyUUID                     string            `json:"policy_uuid,omitempty"`
	DeviceUUID                     string            `json:"device_uuid,omitempty"`
	SessionUUID                    string            `json:"session_uuid,omitempty"`
	ParentUUID                     string            `json:"parent_uuid,omitempty"`
	TopUUID                        string            `json:"top_uuid,omitempty"`
	ClientIP                       string            `json:"client_ip,omitempty"`
	Details                        map[string]string `json:"details,omitempty"`
	Tags                           []string          `json:"tags,omitempty"`
	Recipients                     []string          `json:"recipients,omitempty"`
	Actions                        []WorkflowAction  `json:"actions,omitempty"`
	Answers                        []AnswerActions   `json:"answers,omitempty"`
	AnswerIndex                    string            `json:"answer_index,omitempty"`
	Text                           string            `json:"text,omitempty"`
	RequestorText                  string            `json:"requestor_text,omitempty"`
	RequestorJustification         string            `json:"requestor_justification,omitempty"`
	RequestorJustificationRequired bool              `json:"requestor_justification_required,omitempty"`
	Justification                  string            `json:"justification,omitempty"`
	JustificationRequired          bool              `json:"justification_required,omitempty"`
	TokenRequired                  bool              `json:"token_required,omitempty"`
	CanUserApprove                 bool              `json:"can_user_approve,omitempty"`
	ApproverUUID                   string            `json:"approver_uuid,omitempty"`
	ApproverDisplayName            string            `json:"approver_display_name,omitempty"`
	ApproverJustification          string            `json:"approver_justification,omitempty"`
	ApproverText                   string            `json:"approver_text,omitempty"`
	ApprovalTTLSec                 api.Int64         `json:"approval_ttl_sec,omitempty"`
	ExecutionTTLSec                api.Int64         `json:"execution_ttl_sec,omitempty"`
	ExpireTimeSec                  api.Time          `json:"expire_time_sec,omitempty"`
	CreateTime                     api.Time          `json:"create_time,omitempty"`
	UpdateTime                     api.Time          `json:"update_time,omitempty"`
	AccountName                    string            `json:"account_name,omitempty"`
}

// WorkflowRuns is the contract's QueryWorkflowRunsResponse.
type WorkflowRuns struct {
	WorkflowRuns []WorkflowRun `json:"workflow_runs,omitempty"`
}

// WorkflowRunStart is the contract's CreateWorkflowRunRequest.
type WorkflowRunStart struct {
	WorkflowRun           WorkflowRun `json:"workflow_run"`
	ParentWorkflowRunUUID string      `json:"parent_workflow_run_uuid,omitempty"`
	ExecuteNow            bool        `json:"execute_now,omitempty"`
}

// WorkflowRunAnswer is the contract's AnswerWorkflowRunRequest.
type WorkflowRunAnswer struct {
	UUID          string     `json:"uuid,omitempty"`
	AnswerIndex   string     `json:"answer_index,omitempty"`
	Justification string     `json:"justification,omitempty"`
	MFAPasscode   api.Secret `json:"mfa_passcode,omitempty"`
	Token         api.Int64  `json:"token,omitempty"` // secret, as the call says
}

// WorkflowRunStatusNames returns the states that queryWorkflowRuns selects by.
func WorkflowRunStatusNames() []string {
	return []string{"CREATED", "PENDING", "SUCCESS", "FAILURE", "UNSURE"}
}

// QueryWorkflowRuns implements the contract's queryWorkflowRuns, the latest first.
func (c *Client) QueryWorkflowRuns(ctx context.Context, query url.Values) (WorkflowRuns, error) {
	var answer WorkflowRuns
	err := c.do(ctx, call{operation: opQueryWorkflowRuns, query: query, idempotent: true}, &answer)
	slices.SortFunc(answer.WorkflowRuns, func(a, b WorkflowRun) int {
		return cmp.Or(cmp.Compare(b.CreateTime, a.CreateTime), cmp.Compare(a.UUID, b.UUID))
	})
	return answer, err
}

// GetWorkflowRun implements the contract's getWorkflowRun.
func (c *Client) GetWorkflowRun(ctx context.Context, id string) (WorkflowRun, error) {
	return c.workflowRun(ctx, call{operation: opGetWorkflowRun, id: id, idempotent: true})
}

// StartWorkflowRun implements the contract's createWorkflowRun. It is not repeated after an ambiguous failure.
func (c *Client) StartWorkflowRun(ctx context.Context, start WorkflowRunStart) (WorkflowRun, error) {
	return c.workflowRun(ctx, call{operation: opCreateWorkflowRun, body: start})
}

// AnswerWorkflowRun implements the contract's answerWorkflowRun. It is not repeated after an ambiguous failure, because a
// passcode works only once.
func (c *Client) AnswerWorkflowRun(ctx context.Context, id string, with WorkflowRunAnswer) (WorkflowRun, error) {
	with.UUID = id
	return c.workflowRun(ctx, call{operation: opAnswerWorkflowRun, id: id, body: with, secrets: []string{with.MFAPasscode.Value(), strconv.FormatInt(int64(with.Token), 10)}})
}

// workflowRun makes a call that answers a run: the one that it is about, if it names one.
func (c *Client) workflowRun(ctx context.Context, in call) (WorkflowRun, error) {
	var answer WorkflowRun
	if err := c.do(ctx, in, &answer); err != nil {
		return WorkflowRun{}, err
	}
	if answer.UUID == "" || in.id != "" && answer.UUID != in.id {
		return WorkflowRun{}, c.mismatch(in.operation, answer.UUID, in.id)
	}
	return answer, nil
}
