package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
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
	AccountName        types.String `tfsdk:"account_name"`
	DataSource         types.String `tfsdk:"data_source"`
	RefDisplayNames    types.Map    `tfsdk:"ref_display_names"`
	CreatorDisplayName types.String `tfsdk:"creator_display_name"`
	UpdateTime         types.Int64  `tfsdk:"update_time"`
	UpdaterUUID        types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName types.String `tfsdk:"updater_display_name"`
}

func flattenRead(a edge.App) readModel {
	return readModel{
		fields:             flatten(a, everything()).fields,
		AccountName:        flex.StringOrNull(a.AccountName),
		DataSource:         flex.StringOrNull(string(a.DataSource)),
		RefDisplayNames:    flex.StringMapValue(a.RefDisplayNames),
		CreatorDisplayName: flex.StringOrNull(a.CreatorDisplayName),
		UpdateTime:         types.Int64Value(int64(a.UpdateTime)),
		UpdaterUUID:        flex.StringOrNull(a.UpdaterUUID),
		UpdaterDisplayName: flex.StringOrNull(a.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(attributes()))
	all["ref_display_names"] = schema.MapAttribute{MarkdownDescription: "Display names by reference.", Computed: true, ElementType: types.StringType}
	return all
}

// NewDataSource returns the data source zerotrust_app.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := argument.Selectable(readAttributes(), "app")
	resp.Schema = schema.Schema{MarkdownDescription: "Reads one app, by its id or its name.", Attributes: all}
}

func (s *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
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
		found, err := client.GetApp(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	apps, err := client.ListApps(ctx, edge.AppFilter{})
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(apps, noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(a edge.App) string { return a.Name }

// NewListDataSource returns the data source zerotrust_apps.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	Name       types.String `tfsdk:"name"`
	Tag        types.String `tfsdk:"tag"`
	Status     types.Set    `tfsdk:"status"`
	DataSource types.Set    `tfsdk:"datasource"`
}

// list asks the service for the apps that the filters select, by name and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.App, error) {
	apps, err := client.ListApps(ctx, edge.AppFilter{
		Tag: f.Tag.ValueString(), Statuses: flex.Strings(f.Status), DataSources: flex.Strings(f.DataSource),
	})
	slices.SortFunc(apps, func(a, b edge.App) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID)) })
	return listing.ByName(apps, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	Apps []readModel `tfsdk:"apps"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apps"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	notEmpty, noNulls := setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the apps of the account, or those that the service finds by the filters.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only apps of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"tag": schema.StringAttribute{
				MarkdownDescription: "Only apps with this tag.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"status": schema.SetAttribute{
				MarkdownDescription: "Only apps in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Optional: true, ElementType: types.StringType,
				Validators: []validator.Set{notEmpty, noNulls, setvalidator.ValueStringsAre(stringvalidator.OneOf(edge.StatusNames()...))},
			},
			"datasource": schema.SetAttribute{
				MarkdownDescription: "Only apps of one of these origins, as the service writes them.", Optional: true, ElementType: types.StringType,
				Validators: []validator.Set{notEmpty, noNulls, setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
			},
			"apps": schema.ListNestedAttribute{
				MarkdownDescription: "The apps, by name and id.", Computed: true,
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
	apps, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Apps", "", err)
		return
	}
	config.Apps = flex.Map(apps, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
