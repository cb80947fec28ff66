package connector

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

const description = "A connector, which carries traffic to private apps. Apps name it by its `unique_name`. `access_token` is kept in state, where it is sensitive. A destroyed or replaced connector stays in the service, with a warning: no source documents a deletion."

func attributes() map[string]schema.Attribute {
	texts := setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "Id of the connector, its `unique_name`.", Computed: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		uniqueName: schema.StringAttribute{
			MarkdownDescription: "Name of the connector that no other one in the account has. A change creates another connector; the old one stays in the service.", Required: true,
			Validators: []validator.String{managed.Addressable{}},
		},
		"name":          argument.String("Display name."),
		"description":   argument.String("Description."),
		"external_addr": argument.Set("Names and addresses by which the connector is reached from outside.", types.StringType, texts),
		"tags":          argument.Set("Tags.", types.StringType, texts),
		"tcp_on_layer_three_vpn": argument.ServerInt64("Whether TCP passes through the connector by the layer 3 VPN, one of "+argument.Values(edge.TriStateBoolValues())+
			". The vendor does not publish which of `1` and `2` is true.", false, int64validator.OneOf(edge.TriStateBoolValues()...)),
		config: argument.SingleNested("Settings of the connector. They are sent when it is created and never read back, because the service keeps what its instances tell in the same object. "+
			"On a connector that exists, a first value is only recorded.", map[string]schema.Attribute{
			"dns_resolver": argument.SingleNested("Resolution of names.", map[string]schema.Attribute{
				"ips": argument.Set("Addresses of the DNS servers.", types.StringType, texts),
			}),
			"enable_quic":   argument.Bool("Whether the connector uses QUIC."),
			"internal_addr": argument.Set("Addresses of the connector in the private network.", types.StringType, texts),
			"trace_filter":  argument.String("What the connector traces. The vendor does not publish the format."),
		}),
		"status": argument.Status(),
		accessToken: schema.StringAttribute{
			MarkdownDescription: "Token by which the connector registers. Shown by the service once, when the connector is created, and kept in state. Null after an import.",
			Computed:            true, Sensitive: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
	}
}

// What the data sources show in addition. The access token and its hash are not among it.

func text(description string) dsschema.Attribute {
	return dsschema.StringAttribute{MarkdownDescription: description, Computed: true}
}

func number(description string) dsschema.Attribute {
	return dsschema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

func texts(description string) dsschema.Attribute {
	return dsschema.ListAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
}

func textMap(description string) dsschema.Attribute {
	return dsschema.MapAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
}

func object(description string, members map[string]dsschema.Attribute) dsschema.Attribute {
	return dsschema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: members}
}

func objects(description string, members map[string]dsschema.Attribute) dsschema.Attribute {
	return dsschema.ListNestedAttribute{MarkdownDescription: description, Computed: true, NestedObject: dsschema.NestedAttributeObject{Attributes: members}}
}

func answers() map[string]dsschema.Attribute {
	route := func(more map[string]dsschema.Attribute) map[string]dsschema.Attribute {
		more["host_pattern"], more["tags"] = text("Pattern of host names."), textMap("Tags of the route.")
		return more
	}
	port := number("Port.")
	return map[string]dsschema.Attribute{
		"uuid":                text("The `uuid` of the connector in the API, by which no operation finds it."),
		"certificate_pem":     text("Certificate of the connector in PEM."),
		"expire_time_sec":     number("End of the connector's credentials; `0` for none. The vendor does not say whether it counts from 1970 or from the creation."),
		"current_server_time": argument.ShownTime("Time of the service when it answered."),
		config:                object("Settings of the connector, and what the service keeps with them.", instance()),
		"instances":           objects("What each running instance tells.", instance()),
		"coordinates":         coordinates(),
		"desired_releases": objects("Versions that the supervisors are to run.", map[string]dsschema.Attribute{
			"supervisor_id": text("Id of the supervisor."),
			"release":       object("The version.", map[string]dsschema.Attribute{"binary_url": text("Address of the program."), "version": text("Version.")}),
		}),
		"routes": object("What the connector carries.", map[string]dsschema.Attribute{
			"layer3_routes": objects("Routes of layer 3.", route(map[string]dsschema.Attribute{"name": text("Name of the route."), "subnet": text("Subnet.")})),
			"layer4_routes": objects("Routes of layer 4.", route(map[string]dsschema.Attribute{"port": port, "protocol": text("Protocol.")})),
			"layer7_routes": objects("Routes of layer 7.", route(map[string]dsschema.Attribute{"port": port, "scheme": text("Scheme.")})),
		}),
		"refs":              texts("What refers to the connector."),
		"ref_display_names": textMap("Display names by what refers to the connector."),
	}
}

func coordinates() dsschema.Attribute {
	degrees := func(description string) dsschema.Attribute {
		return dsschema.Float64Attribute{MarkdownDescription: description, Computed: true}
	}
	return object("Where it runs.", map[string]dsschema.Attribute{
		"az": text("Availability zone."), "cluster_name": text("Name of the cluster."), "hostname": text("Name of the host."), "provider": text("Cloud provider."),
		"region": text("Region."), "latitude": degrees("Latitude in degrees."), "longitude": degrees("Longitude in degrees."),
	})
}

func instance() map[string]dsschema.Attribute {
	return map[string]dsschema.Attribute{
		"dns_resolver":  object("Resolution of names.", map[string]dsschema.Attribute{"ips": texts("Addresses of the DNS servers.")}),
		"enable_quic":   dsschema.BoolAttribute{MarkdownDescription: "Whether QUIC is used.", Computed: true},
		"internal_addr": texts("Addresses in the private network."),
		"trace_filter":  text("What is traced."),
		"coordinates":   coordinates(),
		"commands": objects("Commands that wait for the instance.", map[string]dsschema.Attribute{
			"args": textMap("Arguments."), "command_type": number("Kind of command. A number whose meaning the vendor does not publish."),
			"instance_id": text("Id of the instance."), "update_time": argument.ShownTime("When the command was changed last."),
		}),
		"current_time":  argument.ShownTime("Time of the instance."),
		"instance_id":   text("Id of the instance."),
		"platform":      text("Platform that it runs on."),
		"status":        texts("What the instance reports of its state."),
		"supervisor_id": text("Id of its supervisor."),
		"target_triple": text("Architecture and operating system that it was built for."),
		"update_time":   argument.ShownTime("When it was changed last."),
		"version":       text("Version that runs."),
	}
}
