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
	LastEvent     types.Int64     `tfsdk:"last_event"`
	NextLastEvent types.Int64     `tfsdk:"next_last_event"`
	Results       []auditRowModel `tfsdk:"results"`
	RawData       types.Map       `tfsdk:"raw_data"`
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
		"the function `audit_query` builds one from values. Columns: `event`, `creation_time` (numbers), `user_id`, `api_call`, `raw_data` (texts), `successful` (a flag).", true)
	maps.Copy(all, map[string]schema.Attribute{
		"last_event":      schema.Int64Attribute{MarkdownDescription: "Cursor: only rows before this event are read, which are older. Default: all rows of the range.", Optional: true},
		"next_last_event": schema.Int64Attribute{MarkdownDescription: "`last_event` of a read that continues after the last row of `results`. Null if there are no more rows (`truncated` is false).", Computed: true},
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
	rows := client.AuditLogs(ctx, apptego.AuditLogQuery{
		From: *moment(config.From), To: *moment(config.To), Query: config.Query.ValueString(), LastEvent: config.LastEvent.ValueInt64Pointer(),
	})
	details, last := map[string]attr.Value{}, types.Int64Null()
	results, truncated, err := collect(rows, config.limit(), func(r apptego.AuditLogRow) auditRowModel {
		last = types.Int64Value(int64(r.Event))
		if text := normalized(r.RawData); !text.IsNull() {
			details[strconv.FormatInt(int64(r.Event), 10)] = text
		}
		return flattenAuditRow(r)
	})
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", "Audit Logs", "", err)
		return
	}
	if truncated {
		config.NextLastEvent = last
	}
	config.Results, config.Truncated, config.RawData = results, types.BoolValue(truncated), types.MapValueMust(types.StringType, details)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
