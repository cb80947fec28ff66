package postureattribute

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
	ID                 types.String `tfsdk:"id"`
	Name               types.String `tfsdk:"name"`
	Description        types.String `tfsdk:"description"`
	AttributeType      types.Int64  `tfsdk:"attribute_type"`
	RequiredProcesses  types.Set    `tfsdk:"required_processes"`
	SupportedPlatforms types.Set    `tfsdk:"supported_platforms"`
	CreateTime         types.Int64  `tfsdk:"create_time"`
	CreatorUUID        types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource.
type model struct {
	fields
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

func processType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"platform": types.Int64Type, "process_regex": types.StringType, "binary_hash": types.StringType,
		"bundle_id": types.StringType, "cert_thumbprint": types.StringType, "team_id": types.StringType,
	}}
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	return model{fields: fields{
		Description: types.StringValue(""), AttributeType: types.Int64Value(0),
		RequiredProcesses: processes(nil), SupportedPlatforms: flex.Int64SetValue(nil),
	}, Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior.
func flatten(a edge.PostureAttribute, prior model) model {
	return model{fields: fields{
		ID:                 types.StringValue(a.UUID),
		Name:               types.StringValue(a.Name),
		Description:        flex.String(a.Description, prior.Description),
		AttributeType:      flex.Int64(a.AttributeType, prior.AttributeType),
		RequiredProcesses:  flex.Mirror(processes(a.RequiredProcesses), prior.RequiredProcesses, types.SetNull(processType())),
		SupportedPlatforms: flex.Int64Set(a.SupportedPlatforms, prior.SupportedPlatforms),
		CreateTime:         types.Int64Value(int64(a.CreateTime)),
		CreatorUUID:        types.StringValue(a.CreatorUUID),
	}, Timeouts: prior.Timeouts}
}

// processes has one spelling of absence in each member, as the schema allows only that one: elements of a set have no
// prior element to mirror.
func processes(read []edge.PostureProcess) types.Set {
	return flex.SetOfValues(processType(), flex.Map(read, func(p edge.PostureProcess) attr.Value {
		return types.ObjectValueMust(processType().AttrTypes, map[string]attr.Value{
			"platform":        types.Int64Value(int64(p.Platform)),
			"process_regex":   flex.StringOrNull(p.ProcessRegex),
			"binary_hash":     flex.StringOrNull(p.BinaryHash),
			"bundle_id":       flex.StringOrNull(p.BundleID),
			"cert_thumbprint": flex.StringOrNull(p.CertThumbprint),
			"team_id":         flex.StringOrNull(p.TeamID),
		})
	}))
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.PostureAttribute, flex.Patch) {
	var a edge.PostureAttribute
	var p flex.Patch
	p.Field("name", planned.Name, prior.Name, func() { a.Name = planned.Name.ValueString() })
	p.Field("description", planned.Description, prior.Description, func() { a.Description = planned.Description.ValueString() })
	p.Field("attribute_type", planned.AttributeType, prior.AttributeType, func() { a.AttributeType = api.Int64(planned.AttributeType.ValueInt64()) })
	p.Field("required_processes", planned.RequiredProcesses, prior.RequiredProcesses, func() {
		a.RequiredProcesses = flex.Elements(planned.RequiredProcesses, expandProcess)
	})
	p.Field("supported_platforms", planned.SupportedPlatforms, prior.SupportedPlatforms, func() {
		a.SupportedPlatforms = flex.Int64s(planned.SupportedPlatforms)
	})
	return a, p
}

func expandProcess(o types.Object) edge.PostureProcess {
	text := func(name string) string { return flex.Member[types.String](o, name).ValueString() }
	return edge.PostureProcess{
		Platform:       api.Int64(flex.Member[types.Int64](o, "platform").ValueInt64()),
		ProcessRegex:   text("process_regex"),
		BinaryHash:     text("binary_hash"),
		BundleID:       text("bundle_id"),
		CertThumbprint: text("cert_thumbprint"),
		TeamID:         text("team_id"),
	}
}
