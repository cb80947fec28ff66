package workflow

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// fields are what the managed resource and the data sources share: what a practitioner sets, and what never changes by itself.
type fields struct {
	ID                             types.String `tfsdk:"id"`
	Name                           types.String `tfsdk:"name"`
	Title                          types.String `tfsdk:"title"`
	Description                    types.String `tfsdk:"description"`
	Actions                        types.List   `tfsdk:"actions"`
	Answers                        types.List   `tfsdk:"answers"`
	DefaultAnswerIndex             types.String `tfsdk:"default_answer_index"`
	ApprovalTTLSec                 types.Int64  `tfsdk:"approval_ttl_sec"`
	ExecutionTTLSec                types.Int64  `tfsdk:"execution_ttl_sec"`
	Recipients                     types.Set    `tfsdk:"recipients"`
	JustificationRequired          types.Bool   `tfsdk:"justification_required"`
	RequestorJustificationRequired types.Bool   `tfsdk:"requestor_justification_required"`
	TokenRequired                  types.Bool   `tfsdk:"token_required"`
	ApproverTextTemplate           types.String `tfsdk:"approver_text_template"`
	RequestorTextTemplate          types.String `tfsdk:"requestor_text_template"`
	TextTemplate                   types.String `tfsdk:"text_template"`
	Status                         types.String `tfsdk:"status"`
	CreateTime                     types.Int64  `tfsdk:"create_time"`
	CreatorUUID                    types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource.
type model struct {
	fields
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

func actionType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{"on_object": types.Int64Type, "run": types.Int64Type, "target": types.StringType}}
}

func answerType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{"answer": types.StringType, "actions": types.ListType{ElemType: actionType()}}}
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	text, no := types.StringValue(""), types.BoolValue(false)
	return model{fields: fields{
		Title: text, Description: text, DefaultAnswerIndex: text, Recipients: flex.StringSetValue(nil), JustificationRequired: no,
		RequestorJustificationRequired: no, TokenRequired: no, ApproverTextTemplate: text, RequestorTextTemplate: text, TextTemplate: text,
	}, Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior. What the service chooses by itself
// (actions, answers, time limits, status) is always shown; within actions and answers nothing is null.
func flatten(w edge.Workflow, prior model) model {
	return model{fields: fields{
		ID:                             types.StringValue(w.UUID),
		Name:                           types.StringValue(w.Name),
		Title:                          flex.String(w.Title, prior.Title),
		Description:                    flex.String(w.Description, prior.Description),
		Actions:                        flattenActions(w.Actions),
		Answers:                        flattenAnswers(w.Answers),
		DefaultAnswerIndex:             flex.String(w.DefaultAnswerIndex, prior.DefaultAnswerIndex),
		ApprovalTTLSec:                 types.Int64Value(int64(w.ApprovalTTLSec)),
		ExecutionTTLSec:                types.Int64Value(int64(w.ExecutionTTLSec)),
		Recipients:                     flex.StringSet(w.Recipients, prior.Recipients),
		JustificationRequired:          flex.Bool(w.JustificationRequired, prior.JustificationRequired),
		RequestorJustificationRequired: flex.Bool(w.RequestorJustificationRequired, prior.RequestorJustificationRequired),
		TokenRequired:                  flex.Bool(w.TokenRequired, prior.TokenRequired),
		ApproverTextTemplate:           flex.String(w.ApproverTextTemplate, prior.ApproverTextTemplate),
		RequestorTextTemplate:          flex.String(w.RequestorTextTemplate, prior.RequestorTextTemplate),
		TextTemplate:                   flex.String(w.TextTemplate, prior.TextTemplate),
		Status:                         flex.StringOrNull(w.Status.Name()),
		CreateTime:                     types.Int64Value(int64(w.CreateTime)),
		CreatorUUID:                    types.StringValue(w.CreatorUUID),
	}, Timeouts: prior.Timeouts}
}

func flattenActions(read []edge.WorkflowAction) types.List {
	return types.ListValueMust(actionType(), flex.Map(read, func(a edge.WorkflowAction) attr.Value {
		return types.ObjectValueMust(actionType().AttrTypes, map[string]attr.Value{
			"on_object": types.Int64Value(int64(a.OnObject)), "run": types.Int64Value(int64(a.Run)), "target": types.StringValue(a.Target),
		})
	}))
}

func flattenAnswers(read []edge.AnswerActions) types.List {
	return types.ListValueMust(answerType(), flex.Map(read, func(a edge.AnswerActions) attr.Value {
		return types.ObjectValueMust(answerType().AttrTypes, map[string]attr.Value{
			"answer": types.StringValue(a.Answer), "actions": flattenActions(a.Actions),
		})
	}))
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.Workflow, flex.Patch) {
	var w edge.Workflow
	var p flex.Patch
	text := func(name string, planned, prior types.String, field *string) {
		p.Field(name, planned, prior, func() { *field = planned.ValueString() })
	}
	flag := func(name string, planned, prior types.Bool, field *bool) {
		p.Field(name, planned, prior, func() { *field = planned.ValueBool() })
	}
	number := func(name string, planned, prior types.Int64, field *api.Int64) {
		p.Field(name, planned, prior, func() { *field = api.Int64(planned.ValueInt64()) })
	}
	text("name", planned.Name, prior.Name, &w.Name)
	text("title", planned.Title, prior.Title, &w.Title)
	text("description", planned.Description, prior.Description, &w.Description)
	p.Field("actions", planned.Actions, prior.Actions, func() { w.Actions = expandActions(planned.Actions) })
	p.Field("answers", planned.Answers, prior.Answers, func() { w.Answers = flex.Elements(planned.Answers, expandAnswer) })
	text("default_answer_index", planned.DefaultAnswerIndex, prior.DefaultAnswerIndex, &w.DefaultAnswerIndex)
	number("approval_ttl_sec", planned.ApprovalTTLSec, prior.ApprovalTTLSec, &w.ApprovalTTLSec)
	number("execution_ttl_sec", planned.ExecutionTTLSec, prior.ExecutionTTLSec, &w.ExecutionTTLSec)
	p.Field("recipients", planned.Recipients, prior.Recipients, func() { w.Recipients = flex.Strings(planned.Recipients) })
	flag("justification_required", planned.JustificationRequired, prior.JustificationRequired, &w.JustificationRequired)
	flag("requestor_justification_required", planned.RequestorJustificationRequired, prior.RequestorJustificationRequired, &w.RequestorJustificationRequired)
	flag("token_required", planned.TokenRequired, prior.TokenRequired, &w.TokenRequired)
	text("approver_text_template", planned.ApproverTextTemplate, prior.ApproverTextTemplate, &w.ApproverTextTemplate)
	text("requestor_text_template", planned.RequestorTextTemplate, prior.RequestorTextTemplate, &w.RequestorTextTemplate)
	text("text_template", planned.TextTemplate, prior.TextTemplate, &w.TextTemplate)
	p.Field("status", planned.Status, prior.Status, func() { w.Status = edge.StatusOf(planned.Status.ValueString()) })
	return w, p
}

func expandActions(list types.List) []edge.WorkflowAction {
	return flex.Elements(list, func(o types.Object) edge.WorkflowAction {
		return edge.WorkflowAction{
			OnObject: api.Int64(flex.Member[types.Int64](o, "on_object").ValueInt64()),
			Run:      api.Int64(flex.Member[types.Int64](o, "run").ValueInt64()),
			Target:   flex.Member[types.String](o, "target").ValueString(),
		}
	})
}

func expandAnswer(o types.Object) edge.AnswerActions {
	return edge.AnswerActions{
		Answer:  flex.Member[types.String](o, "answer").ValueString(),
		Actions: expandActions(flex.Member[types.List](o, "actions")),
	}
}
