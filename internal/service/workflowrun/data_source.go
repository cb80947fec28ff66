// Package workflowrun implements the data sources and actions about runs of workflows: approvals on their way.
package workflowrun

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// One describes the data source zerotrust_workflow_run.
func One() life.Question[edge.WorkflowRun] {
	answers := shared()
	maps.Copy(answers, map[string]schema.Attribute{
		"user_display_name":       argument.ShownPrivate("Name of the user who asked."),
		"client_ip":               argument.ShownPrivate("Address of the client that asked."),
		"approver_display_name":   argument.ShownPrivate("Name of the user who answered."),
		"requestor_justification": argument.ShownPrivate("Why the user asked."),
		"justification":           argument.ShownPrivate("Justification of the run."),
		"approver_justification":  argument.ShownPrivate("Why the approver answered so."),
		"text":                    argument.ShownPrivate("Text of the request."),
		"requestor_text":          argument.ShownPrivate("Text for the user who asked."),
		"approver_text":           argument.ShownPrivate("Text for those who answer."),
		"details": schema.MapAttribute{
			MarkdownDescription: "Further details by name.", Computed: true, Sensitive: true, ElementType: types.StringType,
		},
	})
	return life.Question[edge.WorkflowRun]{
		Type: "workflow_run", Title: "Workflow Run",
		Description: "Reads one run of a workflow, by its id. What people wrote, and who and where they are, is sensitive; the token and the second factor are left out.",
		Arguments: map[string]schema.Attribute{"id": schema.StringAttribute{
			MarkdownDescription: "Id of the workflow run.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}},
		Answers: answers,
		Ask: func(ctx context.Context, a *life.Asked) (edge.WorkflowRun, error) {
			return a.Client.GetWorkflowRun(ctx, a.Arguments.ID())
		},
	}
}

// Many describes the data source zerotrust_workflow_runs.
func Many() life.Question[edge.WorkflowRuns] {
	row := shared()
	row["id"] = argument.ShownText("Id of the workflow run.")
	filter := func(name, description string) life.Filter {
		return life.Filter{Name: name, Description: description, Parameter: name}
	}
	status := filter("status", "Only runs in this state: `CREATED`, `PENDING`, `SUCCESS`, `FAILURE` or `UNSURE`.")
	status.Among = edge.WorkflowRunStatusNames()
	return life.Question[edge.WorkflowRuns]{
		Type: "workflow_runs", Title: "Workflow Runs",
		Description: "Reads the runs of workflows that the filters select, the latest first. What people wrote, and who and where they are, shows `zerotrust_workflow_run`.",
		Filters: []life.Filter{
			status, filter("workflow_uuid", "Only runs of this workflow."), filter("user_uuid", "Only runs of this user."), filter("app_uuid", "Only runs about this app."),
			filter("app_protocol", "Only runs about apps of this protocol."), filter("app_host", "Only runs about apps on this host."), filter("app_port", "Only runs about apps on this port."),
		},
		Answers: map[string]schema.Attribute{"workflow_runs": argument.ShownObjects("The runs, the latest first.", row)},
		Ask: func(ctx context.Context, a *life.Asked) (edge.WorkflowRuns, error) {
			return a.Client.QueryWorkflowRuns(ctx, a.Query)
		},
	}
}

// shared is what both show: nothing of it is personal.
func shared() map[string]schema.Attribute {
	action := map[string]schema.Attribute{
		"on_object": argument.ShownCode("What the action is about."), "run": argument.ShownCode("What the action does."), "target": argument.ShownText("Target of the action."),
	}
	return map[string]schema.Attribute{
		"workflow_uuid":                    argument.ShownText("Id of the workflow."),
		"workflow_name":                    argument.ShownText("Name of the workflow."),
		"status":                           argument.ShownCode("State of the run."),
		"user_uuid":                        argument.ShownText("Id of the user who asked."),
		"app_uuid":                         argument.ShownText("Id of the app."),
		"app_host":                         argument.ShownText("Host of the app."),
		"app_port":                         argument.ShownNumber("Port of the app."),
		"app_protocol":                     argument.ShownText("Protocol of the app."),
		"app_url":                          argument.ShownText("Address of the app."),
		"webapp":                           argument.ShownText("Web application."),
		"policy_uuid":                      argument.ShownText("Id of the policy that started the run."),
		"device_uuid":                      argument.ShownText("Id of the device of the user."),
		"session_uuid":                     argument.ShownText("Id of the session of the user."),
		"parent_uuid":                      argument.ShownText("Id of the run that started this one."),
		"top_uuid":                         argument.ShownText("Id of the first run of the chain."),
		"tags":                             argument.ShownTexts("Tags of the run."),
		"recipients":                       argument.ShownTexts("Who was asked."),
		"actions":                          argument.ShownObjects("What happens when the run starts.", action),
		"answers":                          argument.ShownObjects("Answers to choose from.", map[string]schema.Attribute{"answer": argument.ShownText("Text of the answer."), "actions": argument.ShownObjects("What happens with this answer.", action)}),
		"answer_index":                     argument.ShownText("Index of the answer that was given."),
		"requestor_justification_required": argument.ShownFlag("Whether the user must say why."),
		"justification_required":           argument.ShownFlag("Whether the approver must say why."),
		"token_required":                   argument.ShownFlag("Whether an answer needs a token."),
		"can_user_approve":                 argument.ShownFlag("Whether the user of the session may answer."),
		"approver_uuid":                    argument.ShownText("Id of the user who answered."),
		"approval_ttl_sec":                 argument.ShownNumber("How long an approval holds, in seconds."),
		"execution_ttl_sec":                argument.ShownNumber("How long an answer is waited for, in seconds."),
		"expire_time_sec":                  argument.ShownTime("When the run ends."),
		"create_time":                      argument.ShownTime("When the run was created."),
		"update_time":                      argument.ShownTime("When the run was changed last."),
		"account_name":                     argument.ShownText("Account of the run."),
	}
}
