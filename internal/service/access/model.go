package access

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// fields are what the managed resource and the data sources share: what a practitioner sets, and what never changes by itself.
type fields struct {
	ID               types.String `tfsdk:"id"`
	AccessType       types.Int64  `tfsdk:"access_type"`
	AllowGuestAccess types.Bool   `tfsdk:"allow_guest_access"`
	AppList          types.Set    `tfsdk:"app_list"`
	UserList         types.Set    `tfsdk:"user_list"`
	RevokedUserList  types.Set    `tfsdk:"revoked_user_list"`
	EndTime          types.Int64  `tfsdk:"end_time"`
	Description      types.String `tfsdk:"description"`
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

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	return model{fields: fields{
		AccessType: types.Int64Value(0), AllowGuestAccess: types.BoolValue(false),
		AppList: flex.StringSetValue(nil), UserList: flex.StringSetValue(nil),
		Description: types.StringValue(""), IntegrationID: types.StringValue(""),
	}, Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior.
func flatten(a edge.Access, prior model) model {
	return model{fields: fields{
		ID:               types.StringValue(a.UUID),
		AccessType:       flex.Int64(a.AccessType, prior.AccessType),
		AllowGuestAccess: flex.Bool(a.AllowGuestAccess, prior.AllowGuestAccess),
		AppList:          managedList(a.AppList, prior.AppList),
		UserList:         managedList(a.UserList, prior.UserList),
		RevokedUserList:  flex.StringSetValue(a.RevokedUserList),
		EndTime:          types.Int64Value(int64(a.EndTime)),
		Description:      flex.String(a.Description, prior.Description),
		IntegrationID:    flex.String(a.IntegrationID, prior.IntegrationID),
		Status:           flex.StringOrNull(a.Status.Name()),
		CreateTime:       types.Int64Value(int64(a.CreateTime)),
		CreatorUUID:      types.StringValue(a.CreatorUUID),
	}, Timeouts: prior.Timeouts}
}

// managedList leaves out a list that is not managed here, which may have members of its own (zerotrust_access_member).
func managedList(read []string, prior types.Set) types.Set {
	if prior.IsNull() {
		return types.SetNull(types.StringType)
	}
	return flex.StringSet(read, prior)
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.Access, flex.Patch) {
	var a edge.Access
	var p flex.Patch
	p.Field("access_type", planned.AccessType, prior.AccessType, func() { a.AccessType = api.Int64(planned.AccessType.ValueInt64()) })
	p.Field("allow_guest_access", planned.AllowGuestAccess, prior.AllowGuestAccess, func() { a.AllowGuestAccess = true })
	p.Field("app_list", planned.AppList, prior.AppList, func() { a.AppList = flex.Strings(planned.AppList) })
	p.Field("user_list", planned.UserList, prior.UserList, func() { a.UserList = flex.Strings(planned.UserList) })
	p.Field("revoked_user_list", planned.RevokedUserList, prior.RevokedUserList, func() { a.RevokedUserList = flex.Strings(planned.RevokedUserList) })
	p.Field("end_time", planned.EndTime, prior.EndTime, func() { a.EndTime = api.Int64(planned.EndTime.ValueInt64()) })
	p.Field("description", planned.Description, prior.Description, func() { a.Description = planned.Description.ValueString() })
	p.Field("integration_id", planned.IntegrationID, prior.IntegrationID, func() { a.IntegrationID = planned.IntegrationID.ValueString() })
	p.Field("status", planned.Status, prior.Status, func() { a.Status = edge.StatusOf(planned.Status.ValueString()) })
	return a, p
}
