package policy

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

// readModel is the managed resource with what the service changes by itself, and without the name of the workflow, which
// the service never answers.
type readModel struct {
	fields
	AccountName                types.String `tfsdk:"account_name"`
	DataSource                 types.String `tfsdk:"data_source"`
	FilterSelectorDisplayNames types.Map    `tfsdk:"filter_selector_display_names"`
	ParentAppControlPolicyUUID types.String `tfsdk:"parent_app_control_policy_uuid"`
	PolicyEventType            types.Int64  `tfsdk:"policy_event_type"`
	CreatorDisplayName         types.String `tfsdk:"creator_display_name"`
	UpdateTime                 types.Int64  `tfsdk:"update_time"`
	UpdaterUUID                types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName         types.String `tfsdk:"updater_display_name"`
}

func flattenRead(p edge.Policy) readModel {
	return readModel{
		fields:                     flatten(p, model{}).fields,
		AccountName:                flex.StringOrNull(p.AccountName),
		DataSource:                 flex.StringOrNull(string(p.DataSource)),
		FilterSelectorDisplayNames: flex.StringMapValue(p.FilterSelectorDisplayNames),
		ParentAppControlPolicyUUID: flex.StringOrNull(p.ParentAppControlPolicyUUID),
		PolicyEventType:            flex.Int64(p.PolicyEventType, types.Int64Null()),
		CreatorDisplayName:         flex.StringOrNull(p.CreatorDisplayName),
		UpdateTime:                 types.Int64Value(int64(p.UpdateTime)),
		UpdaterUUID:                flex.StringOrNull(p.UpdaterUUID),
		UpdaterDisplayName:         flex.StringOrNull(p.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(attributes()))
	all["workflow_name"] = schema.StringAttribute{MarkdownDescription: "Always null: the service answers the id of the workflow only.", Computed: true}
	all["filter_selector_display_names"] = schema.MapAttribute{MarkdownDescription: "Display names by selector of the filters.", Computed: true, ElementType: types.StringType}
	all["parent_app_control_policy_uuid"] = schema.StringAttribute{MarkdownDescription: "App control policy that owns the policy.", Computed: true}
	all["policy_event_type"] = schema.Int64Attribute{MarkdownDescription: "Kind of event. A number whose meaning the vendor does not publish.", Computed: true}
	return all
}

// NewDataSource returns the data source zerotrust_policy.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policy"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one policy, by its id or its name.",
		Attributes:          argument.Selectable(readAttributes(), "policy"),
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
		found, err := client.GetPolicy(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	policies, err := client.QueryPolicies(ctx, edge.AppliesTo{}, true)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(policies, noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(p edge.Policy) string { return p.Name }

// NewListDataSource returns the data source zerotrust_policies.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	Name   types.String `tfsdk:"name"`
	AppID  types.String `tfsdk:"appid"`
	UserID types.String `tfsdk:"userid"`
}

// list asks the service for the policies that the filters select, by name and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.Policy, error) {
	found, err := client.QueryPolicies(ctx, edge.AppliesTo{AppID: f.AppID.ValueString(), UserID: f.UserID.ValueString()}, true)
	slices.SortFunc(found, func(a, b edge.Policy) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID)) })
	return listing.ByName(found, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	Policies []readModel `tfsdk:"policies"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policies"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	filter := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the policies of the account, or those that apply to an app or a user.",
		Attributes: map[string]schema.Attribute{
			"name":   filter("Only policies of this name."),
			"appid":  filter("Only policies that apply to the app of this id."),
			"userid": filter("Only policies that apply to the user of this id."),
			"policies": schema.ListNestedAttribute{
				MarkdownDescription: "The policies, by name and id.", Computed: true,
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
		diags.API(&resp.Diagnostics, "Read", "Policies", "", err)
		return
	}
	config.Policies = flex.Map(found, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
