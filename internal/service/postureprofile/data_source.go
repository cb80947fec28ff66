package postureprofile

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
	AccountName        types.String `tfsdk:"account_name"`
	CreatorDisplayName types.String `tfsdk:"creator_display_name"`
	UpdateTime         types.Int64  `tfsdk:"update_time"`
	UpdaterUUID        types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName types.String `tfsdk:"updater_display_name"`
}

func flattenRead(p edge.PostureProfile) readModel {
	return readModel{
		fields:             flatten(p, model{}).fields,
		AccountName:        flex.StringOrNull(p.AccountName),
		CreatorDisplayName: flex.StringOrNull(p.CreatorDisplayName),
		UpdateTime:         types.Int64Value(int64(p.UpdateTime)),
		UpdaterUUID:        flex.StringOrNull(p.UpdaterUUID),
		UpdaterDisplayName: flex.StringOrNull(p.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(attributes()))
	delete(all, "data_source") // the contract has none for posture profiles
	return all
}

// NewDataSource returns the data source zerotrust_posture_profile.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_posture_profile"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one posture profile, by its id or its name.",
		Attributes:          argument.Selectable(readAttributes(), "posture profile"),
	}
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
		found, err := client.GetPostureProfile(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	all, err := client.ListPostureProfiles(ctx)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(all, noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(p edge.PostureProfile) string { return p.Name }

// NewListDataSource returns the data source zerotrust_posture_profiles.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

// filterModel has the one filter of posture profiles; the contract has none.
type filterModel struct {
	Name types.String `tfsdk:"name"`
}

// list asks the service for the posture profiles and returns those that the filter selects, by name and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.PostureProfile, error) {
	all, err := client.ListPostureProfiles(ctx)
	slices.SortFunc(all, func(a, b edge.PostureProfile) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID))
	})
	return listing.ByName(all, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	PostureProfiles []readModel `tfsdk:"posture_profiles"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_posture_profiles"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the posture profiles of the account, or those of a name.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only posture profiles of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"posture_profiles": schema.ListNestedAttribute{
				MarkdownDescription: "The posture profiles, by name and id.", Computed: true,
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
	all, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Posture Profiles", "", err)
		return
	}
	config.PostureProfiles = flex.Map(all, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
