package app

import (
	"context"
	"fmt"
	"math"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

func attributes() map[string]schema.Attribute {
	// A service may hold port 0, in a range of all ports, and what it holds can be imported.
	ports := setvalidator.ValueInt64sAre(int64validator.Between(0, argument.MaxPort))
	texts := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	code := int64validator.Between(0, math.MaxInt32)
	return map[string]schema.Attribute{
		"id":                    argument.ID("app"),
		"name":                  argument.Name("Name of the app."),
		"description":           argument.String("Description."),
		"protocol":              argument.String("Protocol of the public side: `tcp` or `udp` for layer 3 apps, `http` or `https` for layer 4 apps."),
		"host":                  argument.String("Public host name of the app."),
		"port":                  argument.Port("Public port of the app."),
		"path":                  argument.String("Path of the app."),
		"request_host_header":   argument.String("Host header of requests to the private app."),
		"reverse_proxy_name":    argument.String("Name of the reverse proxy, when Edge fronts the app as one."),
		"internal_protocol":     argument.String("Protocol of the private app."),
		"internal_host_pattern": argument.String("Host name of the private app."),
		"internal_port":         argument.Port("Port of the private app."),
		"connector_unique_name": argument.String("`unique_name` of the connector that carries the traffic."),
		"host_match_type":       argument.ServerInt64("How `host` is matched. A number whose meaning the vendor does not publish.", false, code),
		"verify_server_cert":    argument.ServerInt64("Whether the certificate of the private app is verified. A number whose meaning the vendor does not publish.", false, code),
		"protocols":             argument.Set("Protocol numbers. The vendor does not publish their meaning.", types.Int64Type, setvalidator.ValueInt64sAre(code)),
		"tcp_ports":             argument.Set("TCP ports, each between 0 and 65535.", types.Int64Type, ports),
		"udp_ports":             argument.Set("UDP ports, each between 0 and 65535.", types.Int64Type, ports),
		"tcp_port_ranges":       argument.SetNested("TCP port ranges.", portRange()),
		"udp_port_ranges":       argument.SetNested("UDP port ranges.", portRange()),
		"refs":                  argument.Set("References of the app.", types.StringType, texts),
		"tags":                  argument.Set("Free labels, by which apps are grouped.", types.StringType, texts),
		"ref_matches": argument.ServerSetNested("Tags by reference.", schema.NestedAttributeObject{Validators: []validator.Object{validators.Members("ref")}, Attributes: map[string]schema.Attribute{
			"ref":  schema.StringAttribute{MarkdownDescription: "Reference. Required.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"tags": schema.SetAttribute{MarkdownDescription: "Tags.", Optional: true, ElementType: types.StringType, CustomType: flex.NewSetType(types.StringType), Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), texts}},
		}}),
		"status":         argument.Status(),
		"integration_id": argument.String("Integration that the app was synchronised from; empty for local apps."),
	}
}

func portRange() schema.NestedAttributeObject {
	port := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description + " Required.", Optional: true,
			Validators: []validator.Int64{int64validator.Between(0, argument.MaxPort)},
		}
	}
	return schema.NestedAttributeObject{
		Attributes: map[string]schema.Attribute{
			"start": port("First port of the range."),
			"end":   port("Last port of the range, at or above `start`."),
		},
		Validators: []validator.Object{validators.Members("start", "end"), rangeOrder{}},
	}
}

// rangeOrder warns of a range that ends before it starts. The service may hold one, which must be importable.
type rangeOrder struct{}

func (rangeOrder) Description(context.Context) string { return "end must not be below start" }

func (v rangeOrder) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (rangeOrder) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	start, end := flex.Member[types.Int64](req.ConfigValue, "start"), flex.Member[types.Int64](req.ConfigValue, "end")
	if start.IsNull() || start.IsUnknown() || end.IsNull() || end.IsUnknown() || end.ValueInt64() >= start.ValueInt64() {
		return
	}
	resp.Diagnostics.AddAttributeWarning(req.Path.AtName("end"), "Invalid Port Range",
		fmt.Sprintf("The range ends at %d, before it starts at %d. It is sent as it is, and the service decides.", end.ValueInt64(), start.ValueInt64()))
}
