package policy

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
	ID               types.String `tfsdk:"id"`
	Name             types.String `tfsdk:"name"`
	Description      types.String `tfsdk:"description"`
	Type             types.Int64  `tfsdk:"type"`
	Action           types.Int64  `tfsdk:"action"`
	AppFilter        types.Object `tfsdk:"app_filter"`
	SessionFilter    types.Object `tfsdk:"session_filter"`
	Priority         types.Int64  `tfsdk:"priority"`
	AllowGuestAccess types.Bool   `tfsdk:"allow_guest_access"`
	Constraints      types.Map    `tfsdk:"constraints"`
	MitmSettings     types.Object `tfsdk:"mitm_settings"`
	WorkflowUUID     types.String `tfsdk:"workflow_uuid"`
	WorkflowName     types.String `tfsdk:"workflow_name"`
	Metadata         types.String `tfsdk:"metadata"`
	IntegrationID    types.String `tfsdk:"integration_id"`
	Status           types.String `tfsdk:"status"`
	CreateTime       types.Int64  `tfsdk:"create_time"`
	CreatorUUID      types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource.
type model struct {
	fields
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

func groupType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{"all": types.SetType{ElemType: types.StringType}}}
}

func filterTypes() map[string]attr.Type {
	groups := types.SetType{ElemType: groupType()}
	return map[string]attr.Type{"include_any": groups, "exclude_any": groups}
}

func mitmTypes() map[string]attr.Type {
	return map[string]attr.Type{"fail_close": types.BoolType}
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	filter := types.ObjectValueMust(filterTypes(), map[string]attr.Value{"include_any": groups(nil), "exclude_any": groups(nil)})
	text, number := types.StringValue(""), types.Int64Value(0)
	return model{fields: fields{
		Description: text, Type: number, Action: number, AppFilter: filter, SessionFilter: filter, Priority: number,
		AllowGuestAccess: types.BoolValue(false), Constraints: flex.StringMapValue(nil),
		MitmSettings: types.ObjectValueMust(mitmTypes(), map[string]attr.Value{"fail_close": types.BoolValue(false)}),
		WorkflowUUID: text, Metadata: text, IntegrationID: text,
	}, Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior. The name of a workflow is never
// answered; it stays in state as long as the workflow is the one that was found by it.
func flatten(p edge.Policy, prior model) model {
	m := model{fields: fields{
		ID:               types.StringValue(p.UUID),
		Name:             types.StringValue(p.Name),
		Description:      flex.String(p.Description, prior.Description),
		Type:             flex.Int64(p.Type, prior.Type),
		Action:           flex.Int64(p.Action, prior.Action),
		AppFilter:        flattenFilter(p.AppFilter, prior.AppFilter),
		SessionFilter:    flattenFilter(p.SessionFilter, prior.SessionFilter),
		Priority:         flex.Int64(p.Priority, prior.Priority),
		AllowGuestAccess: flex.Bool(p.AllowGuestAccess, prior.AllowGuestAccess),
		Constraints:      flex.StringMap(p.Constraints, prior.Constraints),
		MitmSettings:     flattenMitm(p.MitmSettings, prior.MitmSettings),
		WorkflowUUID:     flex.String(p.WorkflowUUID, prior.WorkflowUUID),
		WorkflowName:     prior.WorkflowName,
		Metadata:         flex.String(p.Metadata, prior.Metadata),
		IntegrationID:    flex.String(p.IntegrationID, prior.IntegrationID),
		Status:           flex.StringOrNull(p.Status.Name()),
		CreateTime:       types.Int64Value(int64(p.CreateTime)),
		CreatorUUID:      types.StringValue(p.CreatorUUID),
	}, Timeouts: prior.Timeouts}
	if !prior.WorkflowUUID.IsUnknown() && !flex.Same(m.WorkflowUUID, prior.WorkflowUUID) {
		m.WorkflowName = types.StringNull()
	}
	return m
}

func groups(read []edge.SelectorGroup) types.Set {
	return flex.SetOfValues(groupType(), flex.Map(read, func(g edge.SelectorGroup) attr.Value {
		return types.ObjectValueMust(groupType().AttrTypes, map[string]attr.Value{"all": flex.StringSetValue(g.All)})
	}))
}

func flattenFilter(read *edge.Filter, prior types.Object) types.Object {
	if read == nil {
		read = &edge.Filter{}
	}
	null := types.SetNull(groupType())
	return flex.Mirror(types.ObjectValueMust(filterTypes(), map[string]attr.Value{
		"include_any": flex.Mirror(groups(read.IncludeAny), flex.Member[types.Set](prior, "include_any"), null),
		"exclude_any": flex.Mirror(groups(read.ExcludeAny), flex.Member[types.Set](prior, "exclude_any"), null),
	}), prior, types.ObjectNull(filterTypes()))
}

func flattenMitm(read *edge.MitmSettings, prior types.Object) types.Object {
	if read == nil {
		read = &edge.MitmSettings{}
	}
	return flex.Mirror(types.ObjectValueMust(mitmTypes(), map[string]attr.Value{
		"fail_close": flex.Bool(read.FailClose, flex.Member[types.Bool](prior, "fail_close")),
	}), prior, types.ObjectNull(mitmTypes()))
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.Policy, flex.Patch) {
	var a edge.Policy
	var p flex.Patch
	p.Field("name", planned.Name, prior.Name, func() { a.Name = planned.Name.ValueString() })
	p.Field("description", planned.Description, prior.Description, func() { a.Description = planned.Description.ValueString() })
	p.Field("type", planned.Type, prior.Type, func() { a.Type = api.Int64(planned.Type.ValueInt64()) })
	p.Field("action", planned.Action, prior.Action, func() { a.Action = api.Int64(planned.Action.ValueInt64()) })
	p.Field("app_filter", planned.AppFilter, prior.AppFilter, func() { a.AppFilter = expandFilter(planned.AppFilter) })
	p.Field("session_filter", planned.SessionFilter, prior.SessionFilter, func() { a.SessionFilter = expandFilter(planned.SessionFilter) })
	p.Field("priority", planned.Priority, prior.Priority, func() { a.Priority = api.Int64(planned.Priority.ValueInt64()) })
	p.Field("allow_guest_access", planned.AllowGuestAccess, prior.AllowGuestAccess, func() { a.AllowGuestAccess = true })
	p.Field("constraints", planned.Constraints, prior.Constraints, func() { a.Constraints = flex.StringElements(planned.Constraints) })
	p.Field("mitm_settings", planned.MitmSettings, prior.MitmSettings, func() { a.MitmSettings = &edge.MitmSettings{FailClose: true} })
	p.Field("workflow_uuid", planned.WorkflowUUID, prior.WorkflowUUID, func() { a.WorkflowUUID = planned.WorkflowUUID.ValueString() })
	p.Field("metadata", planned.Metadata, prior.Metadata, func() { a.Metadata = planned.Metadata.ValueString() })
	p.Field("integration_id", planned.IntegrationID, prior.IntegrationID, func() { a.IntegrationID = planned.IntegrationID.ValueString() })
	p.Field("status", planned.Status, prior.Status, func() { a.Status = edge.StatusOf(planned.Status.ValueString()) })
	return a, p
}

func expandFilter(o types.Object) *edge.Filter {
	group := func(o types.Object) edge.SelectorGroup {
		return edge.SelectorGroup{All: flex.Strings(flex.Member[types.Set](o, "all"))}
	}
	return &edge.Filter{
		IncludeAny: flex.Elements(flex.Member[types.Set](o, "include_any"), group),
		ExcludeAny: flex.Elements(flex.Member[types.Set](o, "exclude_any"), group),
	}
}
