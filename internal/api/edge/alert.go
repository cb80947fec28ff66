package edge

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Alert is the contract's Alert. Its numbers have no published names.
type Alert struct {
	UUID              string               `json:"uuid,omitempty"` // that of the event
	Description       string               `json:"description,omitempty"`
	EventType         string               `json:"event_type,omitempty"`
	Severity          api.Int64            `json:"severity,omitempty"`
	Status            api.Int64            `json:"status,omitempty"`
	IncidentStatus    api.Int64            `json:"incident_status,omitempty"`
	PolicyActionTaken api.Int64            `json:"policy_action_taken,omitempty"`
	OwnerUUID         string               `json:"owner_uuid,omitempty"`
	OwnerDisplayName  string               `json:"owner_display_name,omitempty"`
	RelatedEntities   AlertRelatedEntities `json:"related_entities,omitzero"`
	AccountName       string               `json:"account_name,omitempty"`
	AssignmentTime    api.Time             `json:"assignment_time,omitempty"`
	ClosedTime        api.Time             `json:"closed_time,omitempty"`
	CreateTime        api.Time             `json:"create_time,omitempty"`
	UpdateTime        api.Time             `json:"update_time,omitempty"`
}

// AlertRelatedEntities is the contract's AlertRelatedEntities.
type AlertRelatedEntities struct {
	DevicesCount api.Int64 `json:"devices_count,omitempty"`
	UsersCount   api.Int64 `json:"users_count,omitempty"`
}

// Alerts is the contract's QueryAlertsResponse.
type Alerts struct {
	Alerts []Alert `json:"alerts,omitempty"`
}

// AlertHistory is the contract's AlertHistoryResponse.
type AlertHistory struct {
	InvestigationActions []AlertHistoryItem `json:"investigation_actions,omitempty"`
}

// AlertHistoryItem is the contract's InvestigationHistoryItem: an action that was taken for an alert.
type AlertHistoryItem struct {
	UUID                string      `json:"uuid,omitempty"`
	AccountAndAlertUUID string      `json:"account_and_alert_uuid,omitempty"`
	Timestamp           api.Time    `json:"timestamp,omitempty"`
	ActorUUID           string      `json:"actor_uuid,omitempty"`
	ActorDisplayName    string      `json:"actor_display_name,omitempty"`
	Action              AlertAction `json:"action,omitzero"`
}

// AlertAction is the contract's InvestigationAction, without the run of a workflow, which has a type of its own. One of its
// objects is set.
type AlertAction struct {
	ActionType        api.Int64          `json:"action_type,omitempty"`
	AlertStatusChange *AlertStatusChange `json:"alert_status_change,omitempty"`
	CloseWithReason   *CloseWithReason   `json:"close_with_reason,omitempty"`
	Note              *AlertNote         `json:"note,omitempty"`
	RunWorkflow       *AlertRunWorkflow  `json:"run_workflow,omitempty"`
	UpdateOwner       *AlertOwner        `json:"update_owner,omitempty"`
}

// AlertStatusChange is the contract's AlertStatusChange.
type AlertStatusChange struct {
	NewStatus api.Int64 `json:"new_status,omitempty"`
}

// CloseWithReason is the contract's CloseWithReason.
type CloseWithReason struct {
	IncidentStatus api.Int64 `json:"incident_status,omitempty"`
	NoteText       string    `json:"note_text,omitempty"`
}

// AlertNote is the contract's InvestigationNote.
type AlertNote struct {
	CardID   string `json:"card_id,omitempty"`
	NoteText string `json:"note_text,omitempty"`
}

// AlertRunWorkflow is the contract's InvestigationRunWorkflow.
type AlertRunWorkflow struct {
	WorkflowUUID    string `json:"workflow_uuid,omitempty"`
	WorkflowRunUUID string `json:"workflow_run_uuid,omitempty"`
}

// AlertOwner is the contract's UpdateAlertOwner.
type AlertOwner struct {
	OwnerUUID        string `json:"owner_uuid,omitempty"`
	OwnerDisplayName string `json:"owner_display_name,omitempty"`
}

// QueryAlerts implements the contract's queryAlerts, newest first. The form of the status filter is not published: it is sent
// as it is, and an empty one is taken for all.
func (c *Client) QueryAlerts(ctx context.Context, start, end time.Time, statusFilter string) (Alerts, error) {
	query := url.Values{"start_time": {milliseconds(start)}, "end_time": {milliseconds(end)}, "status_filter": {statusFilter}}
	var answer Alerts
	err := c.do(ctx, call{operation: opQueryAlerts, query: query, idempotent: true}, &answer)
	slices.SortFunc(answer.Alerts, func(a, b Alert) int {
		return cmp.Or(cmp.Compare(b.CreateTime, a.CreateTime), cmp.Compare(a.UUID, b.UUID))
	})
	return answer, err
}

// GetAlert implements the contract's getAlert. The id is that of the event.
func (c *Client) GetAlert(ctx context.Context, id string) (Alert, error) {
	var answer Alert
	err := c.do(ctx, call{operation: opGetAlert, id: id, idempotent: true}, &answer)
	if err == nil && answer.UUID != id {
		return Alert{}, c.mismatch(opGetAlert, answer.UUID, id)
	}
	return answer, err
}

// GetAlertHistory implements the contract's getAlertHistory, oldest first.
func (c *Client) GetAlertHistory(ctx context.Context, id string) (AlertHistory, error) {
	var answer AlertHistory
	err := c.do(ctx, call{operation: opGetAlertHistory, id: id, idempotent: true}, &answer)
	slices.SortFunc(answer.InvestigationActions, func(a, b AlertHistoryItem) int {
		return cmp.Or(cmp.Compare(a.Timestamp, b.Timestamp), cmp.Compare(a.UUID, b.UUID))
	})
	return answer, err
}

// Promotion is the contract's PromoteAlertRequest. The times are epoch milliseconds.
type Promotion struct {
	EventID             string    `json:"event_id,omitempty"`
	StartTime           api.Int64 `json:"start_time,omitempty"`
	EndTime             api.Int64 `json:"end_time,omitempty"`
	BypassNotifications bool      `json:"bypass_notifications,omitempty"`
	ForceNotifications  bool      `json:"force_notifications,omitempty"`
}

// PerformAlertAction is the contract's PerformInvestigationActionRequest.
type PerformAlertAction struct {
	AlertUUID       string      `json:"alert_uuid,omitempty"`
	AlertUpdateTime api.Time    `json:"alert_update_time,omitempty"` // of the version that is acted on
	Action          AlertAction `json:"action"`
}

// PerformedAlertAction is the contract's PerformInvestigationActionResponse.
type PerformedAlertAction struct {
	AlertUUID       string           `json:"alert_uuid,omitempty"`
	AlertUpdateTime api.Time         `json:"alert_update_time,omitempty"`
	HistoryItem     AlertHistoryItem `json:"history_item,omitzero"`
}

// PromoteAlert implements the contract's promoteAlert. It is not repeated after an ambiguous failure.
func (c *Client) PromoteAlert(ctx context.Context, event Promotion) (Alert, error) {
	var answer Alert
	err := c.do(ctx, call{operation: opPromoteAlert, body: event}, &answer)
	if err == nil && answer.UUID == "" {
		err = c.mismatch(opPromoteAlert, "", "")
	}
	return answer, err
}

// PerformAlertActions implements the contract's performInvestigationAction, or performInvestigationActions for more than one.
// It is not repeated after an ambiguous failure.
func (c *Client) PerformAlertActions(ctx context.Context, actions []PerformAlertAction) ([]PerformedAlertAction, error) {
	if len(actions) == 1 {
		var answer PerformedAlertAction
		err := c.do(ctx, call{operation: opPerformInvestigationAction, id: actions[0].AlertUUID, body: actions[0]}, &answer)
		return []PerformedAlertAction{answer}, err
	}
	body := struct {
		InvestigationActions []PerformAlertAction `json:"investigation_actions,omitempty"`
	}{actions}
	var answer struct {
		Responses []PerformedAlertAction `json:"responses,omitempty"`
	}
	err := c.do(ctx, call{operation: opPerformInvestigationActions, body: body}, &answer)
	return answer.Responses, err
}
