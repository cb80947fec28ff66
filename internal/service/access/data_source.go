package access

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

var (
	_ datasource.DataSourceWithConfigure = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure = (*listDataSource)(nil)
)

// readModel is the managed resource with what the service changes by itself.
type readModel struct {
	fields
	AccountName types.String `tfsdk:"account_name"`
	DataSource  types.String `tfsdk:"data_source"`
	UpdateTime  types.Int64  `tfsdk:"update_time"`
}

func flattenRead(a edge.Access) readModel {
	return readModel{
		fields:      flatten(a, model{fields: fields{AppList: flex.StringSetValue(nil), UserList: flex.StringSetValue(nil)}}).fields,
		AccountName: flex.StringOrNull(a.AccountName),
		DataSource:  flex.StringOrNull(string(a.DataSource)),
		UpdateTime:  types.Int64Value(int64(a.UpdateTime)),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(attributes()))
	for _, name := range []string{"creator_display_name", "updater_display_name", "updater_uuid"} {
		delete(all, name) // access rules have none
	}
	return all
}

// NewDataSource returns the data source zerotrust_access.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := readAttributes()
	all["id"] = schema.StringAttribute{
		MarkdownDescription: "Id of the access rule to read. Rules have no name to select them by.", Required: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	resp.Schema = schema.Schema{MarkdownDescription: "Reads one access rule by its id.", Attributes: all}
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
	found, err := client.GetAccess(ctx, config.ID.ValueString())
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
}

// NewListDataSource returns the data source zerotrust_accesses.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	AppID  types.String `tfsdk:"appid"`
	UserID types.String `tfsdk:"userid"`
}

// list asks the service for the rules that the filters select, by id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.Access, error) {
	found, err := client.QueryAccesses(ctx, edge.AppliesTo{AppID: f.AppID.ValueString(), UserID: f.UserID.ValueString()})
	slices.SortFunc(found, func(a, b edge.Access) int { return cmp.Compare(a.UUID, b.UUID) })
	return found, err
}

type listModel struct {
	filterModel
	Accesses []readModel `tfsdk:"accesses"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_accesses"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	filter := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the access rules of the account, or those that apply to an app or a user.",
		Attributes: map[string]schema.Attribute{
			"appid":  filter("Only rules that apply to the app of this id."),
			"userid": filter("Only rules that apply to the user of this id."),
			"accesses": schema.ListNestedAttribute{
				MarkdownDescription: "The access rules, by id.", Computed: true,
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
	found, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Accesses", "", err)
		return
	}
	config.Accesses = flex.Map(found, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
