package workflowrun

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

const maxPort = 65535

// StartAction describes the action zerotrust_workflow_run.
func StartAction() life.Action {
	return life.Action{
		Type: "workflow_run", Verb: "Start", Title: "Workflow Run",
		Description: "Starts a run of a workflow: it asks the recipients of the workflow, for example for access to an app. Each invocation starts another run. " +
			"The action does not wait for an answer: read it with `zerotrust_workflow_run`.",
		Arguments: map[string]schema.Attribute{
			"workflow_uuid":            schema.StringAttribute{MarkdownDescription: "Id of the workflow.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"user_uuid":                argument.InvokedText("Id of the user for whom the run asks."),
			"app_uuid":                 argument.InvokedText("Id of the app that it is about."),
			"app_host":                 argument.InvokedText("Host of the app."),
			"app_port":                 schema.Int64Attribute{MarkdownDescription: "Port of the app, between 1 and 65535.", Optional: true, Validators: []validator.Int64{int64validator.Between(1, maxPort)}},
			"app_protocol":             argument.InvokedText("Protocol of the app."),
			"app_url":                  argument.InvokedText("Address of the app."),
			"policy_uuid":              argument.InvokedText("Id of the policy that asks for the run."),
			"device_uuid":              argument.InvokedText("Id of the device of the user."),
			"session_uuid":             argument.InvokedText("Id of the session of the user."),
			"justification":            argument.InvokedText("Why access is asked for."),
			"requestor_justification":  argument.InvokedText("Why the user asks."),
			"details":                  schema.MapAttribute{MarkdownDescription: "Further details by name.", Optional: true, ElementType: types.StringType},
			"parent_workflow_run_uuid": argument.InvokedText("Id of the run that starts this one."),
			"execute_now":              argument.InvokedFlag("Whether the actions of the workflow are carried out at once."),
		},
		Invokes: start,
	}
}

func start(ctx context.Context, in *life.Invocation) error {
	in.Unclear = "The service may have started the workflow run although the call failed. Look for it with `zerotrust_workflow_runs` before the action is invoked again."
	text := func(name string) string { return in.Arguments.Text(name).ValueString() }
	details, _ := in.Arguments["details"].(types.Map)
	in.Report(fmt.Sprintf("Starting a run of the workflow %s.", text("workflow_uuid")))
	run, err := in.Client.StartWorkflowRun(ctx, edge.WorkflowRunStart{
		ParentWorkflowRunUUID: text("parent_workflow_run_uuid"), ExecuteNow: in.Arguments.Flag("execute_now").ValueBool(),
		WorkflowRun: edge.WorkflowRun{
			WorkflowUUID: text("workflow_uuid"), UserUUID: text("user_uuid"), AppUUID: text("app_uuid"), AppHost: text("app_host"), AppPort: api.Int64(in.Arguments.Number("app_port").ValueInt64()),
			AppProtocol: text("app_protocol"), AppURL: text("app_url"), PolicyUUID: text("policy_uuid"), DeviceUUID: text("device_uuid"), SessionUUID: text("session_uuid"),
			Justification: text("justification"), RequestorJustification: text("requestor_justification"), Details: flex.StringElements(details),
		},
	})
	if err == nil {
		in.Report(fmt.Sprintf("The workflow run %s has started; its state is %d.", run.UUID, run.Status))
	}
	return err
}

// AnswerAction describes the action zerotrust_workflow_run_answer.
func AnswerAction() life.Action {
	return life.Action{
		Type: "workflow_run_answer", Argument: "workflow_run_id", Object: "workflow run", Verb: "Answer", Title: "Workflow Run",
		Description: "Answers a run of a workflow, as the user of the API token. A call whose outcome is not certain is not repeated, because a passcode works only once.",
		Arguments: map[string]schema.Attribute{
			"answer_index":  schema.StringAttribute{MarkdownDescription: "Index of the answer among the answers of the run.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"justification": argument.InvokedText("Why the answer is given. Some workflows require it."),
			"mfa_passcode":  argument.InvokedText("Passcode of the second factor. Secret: give it by a sensitive variable."),
			"token":         schema.Int64Attribute{MarkdownDescription: "Token that the run asks for. Secret: give it by a sensitive variable.", Optional: true},
		},
		Invokes: func(ctx context.Context, in *life.Invocation) error {
			in.Unclear = "The service may have taken the answer although the call failed. Look at the run with `zerotrust_workflow_run` before the action is invoked again."
			text := func(name string) string { return in.Arguments.Text(name).ValueString() }
			in.Report(fmt.Sprintf("Answering the workflow run %s.", in.ID))
			run, err := in.Client.AnswerWorkflowRun(ctx, in.ID, edge.WorkflowRunAnswer{
				AnswerIndex: text("answer_index"), Justification: text("justification"), MFAPasscode: api.Secret(text("mfa_passcode")), Token: api.Int64(in.Arguments.Number("token").ValueInt64()),
			})
			if err == nil {
				in.Report(fmt.Sprintf("The workflow run %s is answered; its state is %d.", run.UUID, run.Status))
			}
			return err
		},
	}
}
