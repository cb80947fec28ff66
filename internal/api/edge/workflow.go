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
	Actions                        []WorkflowAction  `json:"actions,omitempty" order:"kept"`
	Answers                        []AnswerActions   `json:"answers,omitempty" order:"kept"`
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
	CreateTime                     api.Time          `json:"create_time,omitempty"`
	CreatorUUID                    string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName             string            `json:"creator_display_name,omitempty"`
	UpdateTime                     api.Time          `json:"update_time,omitempty"`
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
	Actions []WorkflowAction `json:"actions,omitempty" order:"kept"`
}

func (w Workflow) identifier() string { return w.UUID }
func (w Workflow) status() Status     { return w.Status }
func (w Workflow) label() string      { return w.Name }
func (w Workflow) created() api.Time  { return w.CreateTime }
func (w Workflow) updated() api.Time  { return w.UpdateTime }

type updateWorkflowRequest struct {
	Workflow
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// Workflows are the calls about workflows.
type Workflows struct{ *Objects[Workflow] }

func newWorkflows(c *Client, cfg Config) *Workflows {
	return &Workflows{newObjects(c, cfg, kind[Workflow]{
		create: opCreateWorkflow, get: opGetWorkflow, list: opQueryWorkflows, update: opUpdateWorkflow, member: "workflows",
		updating: func(id string, change Workflow, toClear []string) any {
			return updateWorkflowRequest{Workflow: change, UUID: id, AttributesToDelete: toClear}
		},
		retiring: func(status Status) Workflow { return Workflow{Status: status} },
		outdates: []string{opQueryPolicies},
	})}
}

// WorkflowNameError says that not exactly one workflow has a name.
type WorkflowNameError struct {
	Name  string
	Found int
}

func (e *WorkflowNameError) Error() string {
	if e.Found == 0 {
		return fmt.Sprintf("no workflow is named %q", e.Name)
	}
	return fmt.Sprintf("%d workflows are named %q: use workflow_uuid to name one", e.Found, e.Name)
}

// Find returns the one workflow of a name (contract queryWorkflows); none and several are a *WorkflowNameError.
func (w *Workflows) Find(ctx context.Context, name string) (Workflow, error) {
	all, err := w.ReadAll(ctx)
	if err != nil {
		return Workflow{}, err
	}
	var found []Workflow
	for _, workflow := range all {
		if workflow.Name == name {
			found = append(found, workflow)
		}
	}
	if len(found) != 1 {
		return Workflow{}, &WorkflowNameError{Name: name, Found: len(found)}
	}
	return found[0], nil
}
