package edge

import (
	"context"
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Workflow is the contract's Workflow: an approval workflow shown to users. Zero values are left out of requests.
type Workflow struct {
	UUID                           string            `json:"uuid,omitempty"`
	Name                           string            `json:"name,omitempty"`
	Title                          string            `json:"title,omitempty"`
	Description                    string            `json:"description,omitempty"`
	Actions                        []WorkflowAction  `json:"actions,omitempty"`
	Answers                        []AnswerActions   `json:"answers,omitempty"`
	DefaultAnswerIndex             string            `json:"default_answer_index,omitempty"`
	ApprovalTTLSec                 api.Int64         `json:"approval_ttl_sec,omitempty"`  // -1: no limit; 0: the service's default
	ExecutionTTLSec                api.Int64         `json:"execution_ttl_sec,omitempty"` // -1: no limit; 0: the service's default
	Recipients                     []string          `json:"recipients,omitempty"`
	JustificationRequired          bool              `json:"justification_required,omitempty"`
	RequestorJustificationRequired bool              `json:"requestor_justification_required,omitempty"`
	TokenRequired                  bool              `json:"token_required,omitempty"`
	ApproverTextTemplate           string            `json:"approver_text_template,omitempty"`
	RequestorTextTemplate          string            `json:"requestor_text_template,omitempty"`
	TextTemplate                   string            `json:"text_template,omitempty"`
	Status                         Status            `json:"status,omitempty"` // update only
	RecipientDisplayNames          map[string]string `json:"recipient_display_names,omitempty"`
	AccountName                    string            `json:"account_name,omitempty"`
	CreateTime                     api.Int64         `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID                    string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName             string            `json:"creator_display_name,omitempty"`
	UpdateTime                     api.Int64         `json:"update_time,omitempty"` // epoch milliseconds
	UpdaterUUID                    string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName             string            `json:"updater_display_name,omitempty"`
}

// WorkflowAction is the contract's WorkflowAction. No source publishes the meaning of its numbers.
type WorkflowAction struct {
	OnObject api.Int64 `json:"on_object,omitempty"`
	Run      api.Int64 `json:"run,omitempty"`
	Target   string    `json:"target,omitempty"`
}

// AnswerActions is the contract's AnswerActions: an answer and what it triggers.
type AnswerActions struct {
	Answer  string           `json:"answer,omitempty"`
	Actions []WorkflowAction `json:"actions,omitempty"`
}

func (w Workflow) identifier() string { return w.UUID }
func (w Workflow) status() Status     { return w.Status }
func (w Workflow) label() string      { return w.Name }
func (w Workflow) created() api.Int64 { return w.CreateTime }

type updateWorkflowRequest struct {
	Workflow
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// CreateWorkflow implements the contract's createWorkflow, which takes no status. After an ambiguous failure the workflow is
// looked for: see api.Create.
func (c *Client) CreateWorkflow(ctx context.Context, workflow Workflow) (Workflow, error) {
	return create(ctx, c, making[Workflow]{operation: opCreateWorkflow, wanted: workflow, body: workflow, list: c.ListWorkflows, read: c.GetWorkflow})
}

// GetWorkflow implements the contract's getWorkflow.
func (c *Client) GetWorkflow(ctx context.Context, id string) (Workflow, error) {
	return get(ctx, c, opGetWorkflow, id, nil, c.ListWorkflows)
}

// ListWorkflows implements the contract's queryWorkflows, which has no paging.
func (c *Client) ListWorkflows(ctx context.Context) ([]Workflow, error) {
	var answer struct {
		Workflows []Workflow `json:"workflows"`
	}
	err := c.do(ctx, call{operation: opQueryWorkflows, idempotent: true}, &answer)
	return live(answer.Workflows), err
}

// WorkflowNameError says that not exactly one workflow has a name.
type WorkflowNameError struct {
	Name  string
	Found int
}

func (e *WorkflowNameError) Error() string {
	return fmt.Sprintf("%d workflows have the name %q; exactly one must", e.Found, e.Name)
}

// FindWorkflow returns the one workflow of a name (contract queryWorkflows); none and several are a *WorkflowNameError.
func (c *Client) FindWorkflow(ctx context.Context, name string) (Workflow, error) {
	workflows, err := c.ListWorkflows(ctx)
	if err != nil {
		return Workflow{}, err
	}
	var found []Workflow
	for _, w := range workflows {
		if w.Name == name {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		return Workflow{}, &WorkflowNameError{Name: name, Found: len(found)}
	}
	return found[0], nil
}

// UpdateWorkflow implements the contract's updateWorkflow: the fields of workflow that are set are changed, those named
// in toClear are cleared.
func (c *Client) UpdateWorkflow(ctx context.Context, id string, workflow Workflow, toClear []string) (Workflow, error) {
	return update[Workflow](ctx, c, opUpdateWorkflow, id, updateWorkflowRequest{Workflow: workflow, UUID: id, AttributesToDelete: toClear})
}

// DeleteWorkflow sets the status DELETED by the contract's updateWorkflow. If the service refuses, the workflow is
// suspended and the error wraps ErrSuspended.
func (c *Client) DeleteWorkflow(ctx context.Context, id string) error {
	return retire(func(status Status) (Status, error) {
		updated, err := c.UpdateWorkflow(ctx, id, Workflow{Status: status}, nil)
		return updated.Status, err
	}, func() error {
		_, err := c.GetWorkflow(ctx, id)
		return err
	})
}
