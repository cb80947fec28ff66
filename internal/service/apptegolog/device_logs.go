package apptegolog

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var (
	_ datasource.DataSourceWithConfigure      = (*deviceLogs)(nil)
	_ datasource.DataSourceWithValidateConfig = (*deviceLogs)(nil)
)

// NewDeviceLogsDataSource returns the data source zerotrust_apptego_device_logs.
func NewDeviceLogsDataSource() datasource.DataSource { return &deviceLogs{} }

type deviceLogs struct {
	conns.DataSource[apptego.Client]
}

type deviceModel struct {
	selection
	EventType            types.String     `tfsdk:"event_type"`
	DeviceID             types.String     `tfsdk:"device_id"`
	LastEvaluatedKey     types.String     `tfsdk:"last_evaluated_key"`
	NextLastEvaluatedKey types.String     `tfsdk:"next_last_evaluated_key"`
	Results              []deviceRowModel `tfsdk:"results"`
}

type deviceRowModel struct {
	EventID   types.String `tfsdk:"event_id"`
	DeviceID  types.String `tfsdk:"device_id"`
	EventType types.String `tfsdk:"event_type"`
	EventData types.String `tfsdk:"event_data"`
	IPAddress types.String `tfsdk:"ip_address"`
	Country   types.String `tfsdk:"country"`
	Timestamp types.Int64  `tfsdk:"timestamp"`
}

func flattenDeviceRow(r apptego.DeviceLogRow) deviceRowModel {
	return deviceRowModel{
		EventID: types.StringValue(r.EventID), DeviceID: types.StringValue(r.DeviceID), EventType: types.StringValue(r.EventType),
		EventData: normalized(r.EventData), IPAddress: types.StringPointerValue(r.IPAddress), Country: types.StringPointerValue(r.Country),
		Timestamp: types.Int64Value(int64(r.Timestamp)),
	}
}

func (s *deviceLogs) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apptego_device_logs"
}

func (s *deviceLogs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	notEmpty := []validator.String{stringvalidator.LengthAtLeast(1)}
	all := selectionAttributes("Filter in the query language of the service, for example `country = 'US' AND event_data CONTAINS 'Pixel'`; at most 2000 characters. "+
		"Columns: `event_id`, `device_id`, `event_type`, `event_data`, `ip_address`, `country`, `created_at`. "+
		"What the service cannot parse is a keyword search.", false, stringvalidator.UTF8LengthAtMost(apptego.MaxDeviceQueryCharacters))
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	maps.Copy(all, map[string]schema.Attribute{
		"event_type": schema.StringAttribute{MarkdownDescription: "Only events of this type, for example `root_detection`.", Optional: true, Validators: notEmpty},
		"device_id":  schema.StringAttribute{MarkdownDescription: "Only events of devices whose id holds this text.", Optional: true, Validators: notEmpty},
		"last_evaluated_key": schema.StringAttribute{
			MarkdownDescription: "Cursor: only events after it are read, which are older. It is `next_last_evaluated_key` of an earlier read with the same filters, or one that the service has answered.",
			Optional:            true, Validators: notEmpty,
		},
		"next_last_evaluated_key": text("`last_evaluated_key` of a read that continues after the last event of `results`. Opaque; null if there are no more events (`truncated` is false)."),
		"results": schema.ListNestedAttribute{
			MarkdownDescription: "The events, newest first.", Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"event_id":   text("Id of the event."),
				"device_id":  text("Id of the device."),
				"event_type": text("Type of the event."),
				"event_data": text("Details as JSON text, with sorted members."),
				"ip_address": text("Address of the device; null if the tenant does not store addresses."),
				"country":    text("Country of the device; null if the tenant does not store locations."),
				"timestamp":  schema.Int64Attribute{MarkdownDescription: "When the event happened, in Unix seconds.", Computed: true},
			}},
		},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the security events that protected apps reported to the AppTego tenant. Needs the Enterprise plan.",
		Attributes:          all,
	}
}

func (s *deviceLogs) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var config deviceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	config.checkRange(&resp.Diagnostics)
}

func (s *deviceLogs) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config deviceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	rows := client.DeviceLogs(ctx, apptego.DeviceLogQuery{
		From: moment(config.From), To: moment(config.To), Query: config.Query.ValueString(),
		EventType: config.EventType.ValueString(), DeviceID: config.DeviceID.ValueString(), LastEvaluatedKey: config.LastEvaluatedKey.ValueString(),
	})
	last := types.StringNull()
	results, truncated, err := collect(rows, config.limit(), func(r apptego.DeviceLogRow) deviceRowModel {
		last = types.StringValue(r.Next)
		return flattenDeviceRow(r)
	})
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", "Device Logs", "", err)
		return
	}
	if truncated {
		config.NextLastEvaluatedKey = last
	}
	config.Results, config.Truncated = results, types.BoolValue(truncated)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
