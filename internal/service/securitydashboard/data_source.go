// Package securitydashboard implements zerotrust_apptego_security_dashboard: figures of the whole AppTego tenant.
package securitydashboard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ datasource.DataSourceWithConfigure = (*dataSource)(nil)

// NewDataSource returns the data source zerotrust_apptego_security_dashboard.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct {
	conns.DataSource[apptego.Client]
}

type model struct {
	DetectionsLast30Days  types.Int64      `tfsdk:"detections_last_30_days"`
	NumberOfActiveDevices types.Int64      `tfsdk:"number_of_active_devices"`
	AndroidVersions       map[string]int64 `tfsdk:"android_versions"`
	IOSVersions           map[string]int64 `tfsdk:"ios_versions"`
	EventTypesCount       map[string]int64 `tfsdk:"event_types_count"`
	EventLocations        []locationModel  `tfsdk:"event_locations"`
	DeviceLocations       []locationModel  `tfsdk:"device_locations"`
}

func flatten(d apptego.SecurityDashboard) model {
	return model{
		DetectionsLast30Days:  types.Int64Value(int64(d.DetectionsLast30Days)),
		NumberOfActiveDevices: types.Int64Value(int64(d.NumberOfActiveDevices)),
		AndroidVersions:       counts(d.AndroidVersions),
		IOSVersions:           counts(d.IOSVersions),
		EventTypesCount:       counts(d.EventTypesCount),
		EventLocations:        flattenLocations(d.EventLocations),
		DeviceLocations:       flattenLocations(d.DeviceLocations),
	}
}

func counts(read map[string]api.Int64) map[string]int64 {
	out := make(map[string]int64, len(read))
	for label, n := range read {
		out[label] = int64(n)
	}
	return out
}

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apptego_security_dashboard"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
	}
	numbers := func(description string) schema.MapAttribute {
		return schema.MapAttribute{MarkdownDescription: description, Computed: true, ElementType: types.Int64Type}
	}
	locations := func(description string) schema.ListNestedAttribute {
		return schema.ListNestedAttribute{
			MarkdownDescription: description + " The highest count first.", Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: locationAttributes()},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the security dashboard of the AppTego tenant: aggregated figures of all devices and events. The figures change by themselves, so a value that depends on them changes with each plan.",
		Attributes: map[string]schema.Attribute{
			"detections_last_30_days":  number("Number of detections within the last 30 days."),
			"number_of_active_devices": number("Number of active devices."),
			"android_versions":         numbers("Number of devices by Android version."),
			"ios_versions":             numbers("Number of devices by iOS version."),
			"event_types_count":        numbers("Number of events by type."),
			"event_locations":          locations("Where events came from."),
			"device_locations":         locations("Where devices are."),
		},
	}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	dashboard, err := client.GetSecurityDashboard(ctx)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", "Security Dashboard", "", err)
		return
	}
	state := flatten(dashboard)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
