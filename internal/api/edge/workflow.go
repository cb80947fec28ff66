package edge

import (
	"context"
	"fmt"
)

// WorkflowRef is the part of the contract's Workflow by which a policy names one.
type WorkflowRef struct {
	UUID   string `json:"uuid,omitempty"`
	Name   string `json:"name,omitempty"`
	Status Status `json:"status,omitempty"`
}

func (w WorkflowRef) identifier() string { return w.UUID }
func (w WorkflowRef) status() Status     { return w.Status }

// WorkflowNameError says that not exactly one workflow has a name.
type WorkflowNameError struct {
	Name  string
	Found int
}

func (e *WorkflowNameError) Error() string {
	return fmt.Sprintf("%d workflows have the name %q; exactly one must", e.Found, e.Name)
}

// FindWorkflow returns the one workflow of a name (contract queryWorkflows); none and several are a *WorkflowNameError.
func (c *Client) FindWorkflow(ctx context.Context, name string) (WorkflowRef, error) {
	var answer struct {
		Workflows []WorkflowRef `json:"workflows"`
	}
	if err := c.do(ctx, call{operation: opQueryWorkflows, idempotent: true}, &answer); err != nil {
		return WorkflowRef{}, err
	}
	var found []WorkflowRef
	for _, w := range live(answer.Workflows) {
		if w.Name == name {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		return WorkflowRef{}, &WorkflowNameError{Name: name, Found: len(found)}
	}
	return found[0], nil
}
