// Package alert implements what reads alerts and acts on them.
package alert

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// One describes the data source zerotrust_alert.
func One() life.Question[edge.Alert] {
	return life.Question[edge.Alert]{
		Type: "alert", Title: "Alert",
		Description: "Reads one alert.",
		Arguments:   map[string]schema.Attribute{"id": argument.Wanted("Id of the alert, which is that of its event.")},
		Answers:     attributes(),
		Ask: func(ctx context.Context, a *life.Asked) (edge.Alert, error) {
			return a.Client.GetAlert(ctx, a.Arguments.ID())
		},
	}
}

// Many describes the data source zerotrust_alerts.
func Many() life.Question[edge.Alerts] {
	return life.Question[edge.Alerts]{
		Type: "alerts", Title: "Alerts",
		Description: "Reads the open alerts of the account in a range of time.",
		Arguments: map[string]schema.Attribute{
			"start_time": argument.Moment("Start of the range."), "end_time": argument.Moment("End of the range."),
			"status_filter": schema.StringAttribute{
				MarkdownDescription: "States of the alerts, sent as it is: the vendor does not publish how several are written. Without it alerts in any state are asked for.", Optional: true,
			},
		},
		Answers: map[string]schema.Attribute{"alerts": argument.ShownObjects("The alerts, newest first.", attributes())},
		Ask: func(ctx context.Context, a *life.Asked) (edge.Alerts, error) {
			return a.Client.QueryAlerts(ctx, a.Moment("start_time"), a.Moment("end_time"), a.Arguments.Text("status_filter").ValueString())
		},
	}
}

// History describes the data source zerotrust_alert_history.
func History() life.Question[edge.AlertHistory] {
	return life.Question[edge.AlertHistory]{
		Type: "alert_history", Title: "Alert History",
		Description: "Reads what was done about an alert.",
		Arguments:   map[string]schema.Attribute{"alert_uuid": argument.Wanted("Id of the alert.")},
		Answers: map[string]schema.Attribute{"investigation_actions": argument.ShownObjects("The actions, oldest first.", map[string]schema.Attribute{
			"id":                     argument.ShownText("Id of the entry, its `uuid` in the API."),
			"account_and_alert_uuid": argument.ShownText("Account and alert of the entry."),
			"timestamp":              argument.ShownTime("When the action was taken."),
			"actor_uuid":             argument.ShownText("Id of the user who took the action."),
			"actor_display_name":     argument.ShownText("Display name of that user."),
			"action":                 argument.ShownObject("The action. Which of its objects is not null says what was done.", taken()),
		})},
		Ask: func(ctx context.Context, a *life.Asked) (edge.AlertHistory, error) {
			return a.Client.GetAlertHistory(ctx, a.Arguments.Text("alert_uuid").ValueString())
		},
	}
}

func taken() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"action_type": argument.ShownCode("Kind of the action."),
		"alert_status_change": argument.ShownObject("A change of the state.", map[string]schema.Attribute{
			"new_status": argument.ShownCode("The new state."),
		}),
		"close_with_reason": argument.ShownObject("The end of the investigation.", map[string]schema.Attribute{
			"incident_status": argument.ShownCode("What the alert turned out to be."),
			"note_text":       argument.ShownText("The reason."),
		}),
		"note": argument.ShownObject("A note.", map[string]schema.Attribute{
			"card_id":   argument.ShownText("Id of the card that the note is about."),
			"note_text": argument.ShownText("Text of the note."),
		}),
		"run_workflow": argument.ShownObject("The start of a workflow.", map[string]schema.Attribute{
			"workflow_uuid":     argument.ShownText("Id of the workflow."),
			"workflow_run_uuid": argument.ShownText("Id of its run."),
		}),
		"update_owner": argument.ShownObject("A new owner.", map[string]schema.Attribute{
			"owner_uuid":         argument.ShownText("Id of the user."),
			"owner_display_name": argument.ShownText("Display name of the user."),
		}),
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  argument.ShownText("Id of the alert, which is that of its event."),
		"description":         argument.ShownText("Description."),
		"event_type":          argument.ShownText("Kind of the event."),
		"severity":            argument.ShownCode("Severity."),
		"status":              argument.ShownCode("State of the investigation."),
		"incident_status":     argument.ShownCode("What the alert turned out to be."),
		"policy_action_taken": argument.ShownCode("What a policy did."),
		"owner_uuid":          argument.ShownText("Id of the user who takes care of the alert."),
		"owner_display_name":  argument.ShownText("Display name of that user."),
		"related_entities": argument.ShownObject("How many users and devices the alert is about.", map[string]schema.Attribute{
			"devices_count": argument.ShownNumber("Number of devices."),
			"users_count":   argument.ShownNumber("Number of users."),
		}),
		"account_name":    argument.ShownText("Account of the alert."),
		"assignment_time": argument.ShownTime("When the alert got its owner."),
		"closed_time":     argument.ShownTime("When the alert was closed."),
		"create_time":     argument.ShownTime("When the alert was raised."),
		"update_time":     argument.ShownTime("When the alert was changed last."),
	}
}
