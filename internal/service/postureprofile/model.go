package postureprofile

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
	ID              types.String `tfsdk:"id"`
	Name            types.String `tfsdk:"name"`
	Description     types.String `tfsdk:"description"`
	AttributeUUIDs  types.Set    `tfsdk:"attribute_uuids"`
	Platform        types.Int64  `tfsdk:"platform"`
	PostureTagValue types.String `tfsdk:"posture_tag_value"`
	CreateTime      types.Int64  `tfsdk:"create_time"`
	CreatorUUID     types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource.
type model struct {
	fields
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	text := types.StringValue("")
	return model{fields: fields{Description: text, AttributeUUIDs: flex.StringSetValue(nil), Platform: types.Int64Value(0), PostureTagValue: text}, Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior.
func flatten(p edge.PostureProfile, prior model) model {
	return model{fields: fields{
		ID:              types.StringValue(p.UUID),
		Name:            types.StringValue(p.Name),
		Description:     flex.String(p.Description, prior.Description),
		AttributeUUIDs:  flex.StringSet(p.AttributeUUIDs, prior.AttributeUUIDs),
		Platform:        flex.Int64(p.Platform, prior.Platform),
		PostureTagValue: flex.String(p.PostureTagValue, prior.PostureTagValue),
		CreateTime:      types.Int64Value(int64(p.CreateTime)),
		CreatorUUID:     types.StringValue(p.CreatorUUID),
	}, Timeouts: prior.Timeouts}
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.PostureProfile, flex.Patch) {
	var e edge.PostureProfile
	var p flex.Patch
	p.Field("name", planned.Name, prior.Name, func() { e.Name = planned.Name.ValueString() })
	p.Field("description", planned.Description, prior.Description, func() { e.Description = planned.Description.ValueString() })
	p.Field("attribute_uuids", planned.AttributeUUIDs, prior.AttributeUUIDs, func() { e.AttributeUUIDs = flex.Strings(planned.AttributeUUIDs) })
	p.Field("platform", planned.Platform, prior.Platform, func() { e.Platform = api.Int64(planned.Platform.ValueInt64()) })
	p.Field("posture_tag_value", planned.PostureTagValue, prior.PostureTagValue, func() { e.PostureTagValue = planned.PostureTagValue.ValueString() })
	return e, p
}
