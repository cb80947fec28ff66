package app

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
	ID                  types.String `tfsdk:"id"`
	Name                types.String `tfsdk:"name"`
	Description         types.String `tfsdk:"description"`
	Protocol            types.String `tfsdk:"protocol"`
	Host                types.String `tfsdk:"host"`
	Port                types.Int64  `tfsdk:"port"`
	Path                types.String `tfsdk:"path"`
	RequestHostHeader   types.String `tfsdk:"request_host_header"`
	ReverseProxyName    types.String `tfsdk:"reverse_proxy_name"`
	InternalProtocol    types.String `tfsdk:"internal_protocol"`
	InternalHostPattern types.String `tfsdk:"internal_host_pattern"`
	InternalPort        types.Int64  `tfsdk:"internal_port"`
	ConnectorUniqueName types.String `tfsdk:"connector_unique_name"`
	HostMatchType       types.Int64  `tfsdk:"host_match_type"`
	VerifyServerCert    types.Int64  `tfsdk:"verify_server_cert"`
	Protocols           types.Set    `tfsdk:"protocols"`
	TCPPorts            types.Set    `tfsdk:"tcp_ports"`
	UDPPorts            types.Set    `tfsdk:"udp_ports"`
	TCPPortRanges       types.Set    `tfsdk:"tcp_port_ranges"`
	UDPPortRanges       types.Set    `tfsdk:"udp_port_ranges"`
	Refs                types.Set    `tfsdk:"refs"`
	Tags                types.Set    `tfsdk:"tags"`
	RefMatches          types.Set    `tfsdk:"ref_matches"`
	Status              types.String `tfsdk:"status"`
	IntegrationID       types.String `tfsdk:"integration_id"`
	CreateTime          types.Int64  `tfsdk:"create_time"`
	CreatorUUID         types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource.
type model struct {
	fields
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

func portRangeType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{"start": types.Int64Type, "end": types.Int64Type}}
}

func refMatchType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{"ref": types.StringType, "tags": types.SetType{ElemType: types.StringType}}}
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept, and whatever the
// service chose.
func imported() model {
	text := types.StringValue("")
	all := everything()
	return model{fields: fields{
		Description: text, Protocol: text, Host: text, Path: text, RequestHostHeader: text, ReverseProxyName: text,
		InternalProtocol: text, InternalHostPattern: text, ConnectorUniqueName: text, IntegrationID: text,
		HostMatchType: all.HostMatchType, VerifyServerCert: all.VerifyServerCert, RefMatches: all.RefMatches,
		Protocols: flex.Int64SetValue(nil), TCPPorts: flex.Int64SetValue(nil), UDPPorts: flex.Int64SetValue(nil),
		TCPPortRanges: portRanges(nil), UDPPortRanges: portRanges(nil),
		Refs: flex.StringSetValue(nil), Tags: flex.StringSetValue(nil),
	}, Timeouts: argument.NoTimeouts()}
}

// everything is a prior state that takes what the service chose, which a managed resource leaves out of its state unless
// it is configured.
func everything() model {
	return model{fields: fields{
		HostMatchType: types.Int64Unknown(), VerifyServerCert: types.Int64Unknown(), RefMatches: types.SetUnknown(refMatchType()),
	}}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior.
func flatten(a edge.App, prior model) model {
	return model{fields: fields{
		ID:                  types.StringValue(a.UUID),
		Name:                types.StringValue(a.Name),
		Description:         flex.String(a.Description, prior.Description),
		Protocol:            flex.String(a.Protocol, prior.Protocol),
		Host:                flex.String(a.Host, prior.Host),
		Port:                flex.Int64(a.Port, prior.Port),
		Path:                flex.String(a.Path, prior.Path),
		RequestHostHeader:   flex.String(a.RequestHostHeader, prior.RequestHostHeader),
		ReverseProxyName:    flex.String(a.ReverseProxyName, prior.ReverseProxyName),
		InternalProtocol:    flex.String(a.InternalProtocol, prior.InternalProtocol),
		InternalHostPattern: flex.String(a.InternalHostPattern, prior.InternalHostPattern),
		InternalPort:        flex.Int64(a.InternalPort, prior.InternalPort),
		ConnectorUniqueName: flex.String(a.ConnectorUniqueName, prior.ConnectorUniqueName),
		HostMatchType:       flex.Managed(types.Int64Value(int64(a.HostMatchType)), prior.HostMatchType, types.Int64Null()),
		VerifyServerCert:    flex.Managed(types.Int64Value(int64(a.VerifyServerCert)), prior.VerifyServerCert, types.Int64Null()),
		Protocols:           flex.Int64Set(a.Protocols, prior.Protocols),
		TCPPorts:            flex.Int64Set(a.TCPPorts, prior.TCPPorts),
		UDPPorts:            flex.Int64Set(a.UDPPorts, prior.UDPPorts),
		TCPPortRanges:       flex.Mirror(portRanges(a.TCPPortRanges), prior.TCPPortRanges, types.SetNull(portRangeType())),
		UDPPortRanges:       flex.Mirror(portRanges(a.UDPPortRanges), prior.UDPPortRanges, types.SetNull(portRangeType())),
		Refs:                flex.StringSet(a.Refs, prior.Refs),
		Tags:                flex.StringSet(a.Tags, prior.Tags),
		RefMatches:          flex.Managed(refMatches(a.RefMatches), prior.RefMatches, types.SetNull(refMatchType())),
		Status:              flex.StringOrNull(a.Status.Name()),
		IntegrationID:       flex.String(a.IntegrationID, prior.IntegrationID),
		CreateTime:          types.Int64Value(int64(a.CreateTime)),
		CreatorUUID:         types.StringValue(a.CreatorUUID),
	}, Timeouts: prior.Timeouts}
}

func portRanges(read []edge.PortRange) types.Set {
	return flex.SetOfValues(portRangeType(), flex.Map(read, func(r edge.PortRange) attr.Value {
		return types.ObjectValueMust(portRangeType().AttrTypes, map[string]attr.Value{
			"start": types.Int64Value(int64(r.Start)), "end": types.Int64Value(int64(r.End)),
		})
	}))
}

func refMatches(read []edge.RefMatch) types.Set {
	return flex.SetOfValues(refMatchType(), flex.Map(read, func(m edge.RefMatch) attr.Value {
		return types.ObjectValueMust(refMatchType().AttrTypes, map[string]attr.Value{
			"ref": types.StringValue(m.Ref), "tags": flex.StringSet(m.Tags, types.SetNull(types.StringType)),
		})
	}))
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.App, flex.Patch) {
	var a edge.App
	var p flex.Patch
	text := func(name string, planned, prior types.String, field *string) {
		p.Field(name, planned, prior, func() { *field = planned.ValueString() })
	}
	number := func(name string, planned, prior types.Int64, field *api.Int64) {
		p.Field(name, planned, prior, func() { *field = api.Int64(planned.ValueInt64()) })
	}
	texts := func(name string, planned, prior types.Set, field *[]string) {
		p.Field(name, planned, prior, func() { *field = flex.Strings(planned) })
	}
	numbers := func(name string, planned, prior types.Set, field *[]api.Int64) {
		p.Field(name, planned, prior, func() { *field = flex.Int64s(planned) })
	}
	ranges := func(name string, planned, prior types.Set, field *[]edge.PortRange) {
		p.Field(name, planned, prior, func() { *field = flex.Elements(planned, expandPortRange) })
	}
	text("name", planned.Name, prior.Name, &a.Name)
	text("description", planned.Description, prior.Description, &a.Description)
	text("protocol", planned.Protocol, prior.Protocol, &a.Protocol)
	text("host", planned.Host, prior.Host, &a.Host)
	number("port", planned.Port, prior.Port, &a.Port)
	text("path", planned.Path, prior.Path, &a.Path)
	text("request_host_header", planned.RequestHostHeader, prior.RequestHostHeader, &a.RequestHostHeader)
	text("reverse_proxy_name", planned.ReverseProxyName, prior.ReverseProxyName, &a.ReverseProxyName)
	text("internal_protocol", planned.InternalProtocol, prior.InternalProtocol, &a.InternalProtocol)
	text("internal_host_pattern", planned.InternalHostPattern, prior.InternalHostPattern, &a.InternalHostPattern)
	number("internal_port", planned.InternalPort, prior.InternalPort, &a.InternalPort)
	text("connector_unique_name", planned.ConnectorUniqueName, prior.ConnectorUniqueName, &a.ConnectorUniqueName)
	number("host_match_type", planned.HostMatchType, prior.HostMatchType, &a.HostMatchType)
	number("verify_server_cert", planned.VerifyServerCert, prior.VerifyServerCert, &a.VerifyServerCert)
	numbers("protocols", planned.Protocols, prior.Protocols, &a.Protocols)
	numbers("tcp_ports", planned.TCPPorts, prior.TCPPorts, &a.TCPPorts)
	numbers("udp_ports", planned.UDPPorts, prior.UDPPorts, &a.UDPPorts)
	ranges("tcp_port_ranges", planned.TCPPortRanges, prior.TCPPortRanges, &a.TCPPortRanges)
	ranges("udp_port_ranges", planned.UDPPortRanges, prior.UDPPortRanges, &a.UDPPortRanges)
	texts("refs", planned.Refs, prior.Refs, &a.Refs)
	texts("tags", planned.Tags, prior.Tags, &a.Tags)
	p.Field("ref_matches", planned.RefMatches, prior.RefMatches, func() { a.RefMatches = flex.Elements(planned.RefMatches, expandRefMatch) })
	p.Field("status", planned.Status, prior.Status, func() { a.Status = edge.StatusOf(planned.Status.ValueString()) })
	text("integration_id", planned.IntegrationID, prior.IntegrationID, &a.IntegrationID)
	return a, p
}

func expandPortRange(o types.Object) edge.PortRange {
	return edge.PortRange{
		Start: api.Int64(flex.Member[types.Int64](o, "start").ValueInt64()),
		End:   api.Int64(flex.Member[types.Int64](o, "end").ValueInt64()),
	}
}

func expandRefMatch(o types.Object) edge.RefMatch {
	return edge.RefMatch{Ref: flex.Member[types.String](o, "ref").ValueString(), Tags: flex.Strings(flex.Member[types.Set](o, "tags"))}
}
