// Package auditevent implements the data sources zerotrust_audit_event and zerotrust_audit_events: who called what.
package auditevent

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// One describes the data source zerotrust_audit_event.
func One() life.Question[edge.AuditEvent] {
	answers := attributes()
	answers["request_body"] = argument.ShownPrivate("What was sent, with any credentials in it.")
	answers["user_login"] = argument.ShownPrivate("Login of the user who made the call.")
	return life.Question[edge.AuditEvent]{
		Type: "audit_event", Title: "Audit Event",
		Description: "Reads one event of the audit trail.",
		Arguments:   map[string]schema.Attribute{"id": argument.Wanted("Id of the event, its `uuid` in the API.")},
		Answers:     answers,
		Ask: func(ctx context.Context, a *life.Asked) (edge.AuditEvent, error) {
			return a.Client.GetAuditEvent(ctx, a.Arguments.ID())
		},
	}
}

// events is the answer to a query, with what is sensitive beside the rows: a sensitive attribute in each of a thousand rows
// makes a CLI slow by minutes.
type events struct {
	Events []edge.AuditEvent `json:"audit_events"`
	Bodies map[string]string `json:"request_bodies"`
	Logins map[string]string `json:"user_logins"`
}

// Many describes the data source zerotrust_audit_events.
func Many() life.Question[events] {
	answers := map[string]schema.Attribute{"audit_events": argument.ShownObjects("The events, newest first.", attributes())}
	for name, description := range map[string]string{
		"request_bodies": "What was sent, by the id of the event, with any credentials in it.",
		"user_logins":    "Logins of the users who made the calls, by the id of the event.",
	} {
		beside := argument.ShownMap(description)
		beside.Sensitive = true
		answers[name] = beside
	}
	end := argument.Moment("End of the range. Default: now.")
	end.Required, end.Optional = false, true
	return life.Question[events]{
		Type: "audit_events", Title: "Audit Events",
		Description: "Reads the audit trail of the account: who called what in a range of time. The service has no pages, so a long range is a large answer.",
		Arguments:   map[string]schema.Attribute{"start_time": argument.Moment("Start of the range."), "end_time": end},
		Answers:     answers,
		Ask: func(ctx context.Context, a *life.Asked) (events, error) {
			found, err := a.Client.QueryAuditEvents(ctx, a.Moment("start_time"), a.Moment("end_time"))
			shown := events{Events: found.AuditEvents, Bodies: map[string]string{}, Logins: map[string]string{}}
			for _, event := range found.AuditEvents {
				for text, beside := range map[*string]map[string]string{&event.RequestBody: shown.Bodies, &event.UserLogin: shown.Logins} {
					if *text != "" {
						beside[event.UUID] = *text
					}
				}
			}
			return shown, err
		},
	}
}

// attributes are those that are not sensitive.
func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"id":              argument.ShownText("Id of the event, its `uuid` in the API."),
		"create_time":     argument.ShownTime("When the call was made."),
		"response_status": argument.ShownNumber("HTTP status of the answer."),
		"auth_role":       argument.ShownCode("Role that the call was made with."),
		"expire_time_sec": argument.ShownNumber("End of the event; `0` for none. The vendor does not say whether it counts from 1970 or from the call."),
	}
	for name, description := range map[string]string{
		"op":                   "Operation.",
		"method":               "HTTP method.",
		"path":                 "Path that was called.",
		"matched_path":         "Route that the path matched.",
		"protocol":             "Protocol.",
		"proto_version":        "Version of the protocol.",
		"response_status_text": "Text of the answer's status.",
		"auth_uuid":            "Id of the credential that the call was made with.",
		"auth_type":            "Kind of that credential.",
		"auth_account_name":    "Account of that credential.",
		"user_display_name":    "Display name of the user who made the call.",
		"client_ip":            "Address that the call came from.",
		"trace":                "Id by which the vendor finds the call.",
		"account_name":         "Account of the event.",
	} {
		all[name] = argument.ShownText(description)
	}
	return all
}
