package dataexport

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/listing"
)

var (
	_ datasource.DataSourceWithConfigure        = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure        = (*listDataSource)(nil)
)

// readModel is the managed resource with what the service changes by itself.
type readModel struct {
	fields
	S3BucketShardID      types.Int64  `tfsdk:"s3_bucket_shard_id"`
	LastExportTime       types.Int64  `tfsdk:"last_export_time"`
	LastSuccessfulExport types.Map    `tfsdk:"last_successful_export"`
	AccountUUID          types.String `tfsdk:"account_uuid"`
	AccountName          types.String `tfsdk:"account_name"`
	UpdateTime           types.Int64  `tfsdk:"update_time"`
}

func flattenRead(e edge.DataExport) readModel {
	return readModel{
		fields:               flatten(e, model{}).fields,
		S3BucketShardID:      types.Int64Value(int64(e.S3BucketShardID)),
		LastExportTime:       types.Int64Value(int64(e.LastExportTime)),
		LastSuccessfulExport: flex.Int64MapValue(e.LastSuccessfulExport),
		AccountUUID:          flex.StringOrNull(e.AccountUUID),
		AccountName:          flex.StringOrNull(e.AccountName),
		UpdateTime:           types.Int64Value(int64(e.UpdateTime)),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(fieldAttributes()))
	for _, name := range []string{"creator_display_name", "data_source", "updater_display_name", "updater_uuid"} {
		delete(all, name) // exports have none
	}
	all["s3_bucket_shard_id"] = schema.Int64Attribute{MarkdownDescription: "Shard of the bucket.", Computed: true}
	all["last_export_time"] = schema.Int64Attribute{MarkdownDescription: "When data was exported last, in milliseconds since 1970.", Computed: true}
	all["last_successful_export"] = schema.MapAttribute{
		MarkdownDescription: "When exports last succeeded. The vendor does not say by what; probably by the kind of data.", Computed: true, ElementType: types.Int64Type,
	}
	all["account_uuid"] = schema.StringAttribute{MarkdownDescription: "Id of the account.", Computed: true}
	return all
}

// NewDataSource returns the data source zerotrust_data_export.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_export"
}

const bucketKey = "s3_bucket_name"

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one data export, by its id or its bucket.",
		Attributes:          argument.SelectableBy(readAttributes(), "data export", bucketKey, "Name of the S3 bucket"),
	}
}

func (s *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(bucketKey))}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config readModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !config.ID.IsNull() {
		found, err := client.ReadDataExport(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	exports, err := client.ReadDataExports(ctx)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.S3BucketName), err)
		return
	}
	if found, ok := listing.OneBy(bucketKey, exports, noun, config.S3BucketName, bucketOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func bucketOf(e edge.DataExport) string { return e.S3BucketName }

// NewListDataSource returns the data source zerotrust_data_exports.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	S3BucketName types.String `tfsdk:"s3_bucket_name"`
}

// list asks the service for the exports that the filter selects, by bucket and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.DataExport, error) {
	exports, err := client.ReadDataExports(ctx)
	slices.SortFunc(exports, func(a, b edge.DataExport) int {
		return cmp.Or(cmp.Compare(a.S3BucketName, b.S3BucketName), cmp.Compare(a.UUID, b.UUID))
	})
	return listing.ByName(exports, f.S3BucketName, bucketOf), err
}

type listModel struct {
	filterModel
	DataExports []readModel `tfsdk:"data_exports"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_exports"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the data exports of the account.",
		Attributes: map[string]schema.Attribute{
			bucketKey: schema.StringAttribute{
				MarkdownDescription: "Only exports to this bucket.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"data_exports": schema.ListNestedAttribute{
				MarkdownDescription: "The exports, by bucket and id.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: readAttributes()},
			},
		},
	}
}

func (s *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config listModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	exports, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Data Exports", "", err)
		return
	}
	config.DataExports = flex.Map(exports, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
