package apptegolog

import (
	"context"
	"maps"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var (
	_ datasource.DataSourceWithConfigure      = (*auditLogs)(nil)
	_ datasource.DataSourceWithValidateConfig = (*auditLogs)(nil)
)

// NewAuditLogsDataSource returns the data source zerotrust_apptego_audit_logs.
func NewAuditLogsDataSource() datasource.DataSource { return &auditLogs{} }

type auditLogs struct {
	conns.DataSource[apptego.Client]
}

type auditModel struct {
	selection
	Results []auditRowModel `tfsdk:"results"`
	RawData types.Map       `tfsdk:"raw_data"`
}

type auditRowModel struct {
	Event        types.Int64  `tfsdk:"event"`
	UserID       types.String `tfsdk:"user_id"`
	APICall      types.String `tfsdk:"api_call"`
	CreationTime types.Int64  `tfsdk:"creation_time"`
	Successful   types.Bool   `tfsdk:"successful"`
}

func flattenAuditRow(r apptego.AuditLogRow) auditRowModel {
	return auditRowModel{
		Event: types.Int64Value(int64(r.Event)), UserID: types.StringPointerValue(r.UserID), APICall: types.StringValue(r.APICall),
		CreationTime: types.Int64Value(int64(r.CreationTime)), Successful: types.BoolValue(r.Successful),
	}
}

func (s *auditLogs) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apptego_audit_logs"
}

func (s *auditLogs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := selectionAttributes("Filter in the query language of the service, for example `api_call CONTAINS 'config' AND successful = true`; "+
		"the function `audit_query` builds one from values. Without it every row of the range is read.", true)
	maps.Copy(all, map[string]schema.Attribute{
		"results": schema.ListNestedAttribute{
			MarkdownDescription: "The rows, newest first.", Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"event":         schema.Int64Attribute{MarkdownDescription: "Number of the row.", Computed: true},
				"user_id":       schema.StringAttribute{MarkdownDescription: "User who made the call.", Computed: true},
				"api_call":      schema.StringAttribute{MarkdownDescription: "What was called.", Computed: true},
				"creation_time": schema.Int64Attribute{MarkdownDescription: "When, in Unix seconds.", Computed: true},
				"successful":    schema.BoolAttribute{MarkdownDescription: "Whether the call succeeded.", Computed: true},
			}},
		},
		// Beside the rows: a sensitive attribute in each of a thousand rows makes a CLI slow by minutes, and one around all
		// rows would hide what is no secret.
		"raw_data": schema.MapAttribute{
			MarkdownDescription: "Details of the rows by the number of the row (`event`), as JSON text with sorted members. They may hold what requests held, so they are sensitive. Rows without details are not in it.",
			Computed:            true, Sensitive: true, ElementType: types.StringType,
		},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the audit trail of the AppTego tenant. Needs the Enterprise plan.",
		Attributes:          all,
	}
}

func (s *auditLogs) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var config auditModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	config.checkRange(&resp.Diagnostics)
}

func (s *auditLogs) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config auditModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	rows := client.AuditLogs(ctx, apptego.AuditLogQuery{From: *moment(config.From), To: *moment(config.To), Query: config.Query.ValueString()})
	details := map[string]attr.Value{}
	results, truncated, err := collect(rows, config.limit(), func(r apptego.AuditLogRow) auditRowModel {
		if text := normalized(r.RawData); !text.IsNull() {
			details[strconv.FormatInt(int64(r.Event), 10)] = text
		}
		return flattenAuditRow(r)
	})
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Audit Logs", "", err)
		return
	}
	config.Results, config.Truncated, config.RawData = results, types.BoolValue(truncated), types.MapValueMust(types.StringType, details)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
