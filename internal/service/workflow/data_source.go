package workflow

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
	AccountName           types.String `tfsdk:"account_name"`
	RecipientDisplayNames types.Map    `tfsdk:"recipient_display_names"`
	CreatorDisplayName    types.String `tfsdk:"creator_display_name"`
	UpdateTime            types.Int64  `tfsdk:"update_time"`
	UpdaterUUID           types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName    types.String `tfsdk:"updater_display_name"`
}

func flattenRead(w edge.Workflow) readModel {
	return readModel{
		fields:                flatten(w, model{}).fields,
		AccountName:           flex.StringOrNull(w.AccountName),
		RecipientDisplayNames: flex.StringMapValue(w.RecipientDisplayNames),
		CreatorDisplayName:    flex.StringOrNull(w.CreatorDisplayName),
		UpdateTime:            types.Int64Value(int64(w.UpdateTime)),
		UpdaterUUID:           flex.StringOrNull(w.UpdaterUUID),
		UpdaterDisplayName:    flex.StringOrNull(w.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(attributes()))
	delete(all, "data_source") // the contract has none for workflows
	all["recipient_display_names"] = schema.MapAttribute{MarkdownDescription: "Display names by recipient.", Computed: true, ElementType: types.StringType}
	return all
}

// NewDataSource returns the data source zerotrust_workflow.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_workflow"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one workflow, by its id or its name.",
		Attributes:          argument.Selectable(readAttributes(), "workflow"),
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
		found, err := client.GetWorkflow(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	workflows, err := client.ListWorkflows(ctx)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(workflows, noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(w edge.Workflow) string { return w.Name }

// NewListDataSource returns the data source zerotrust_workflows.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

// filterModel has the one filter of workflows; the contract has none.
type filterModel struct {
	Name types.String `tfsdk:"name"`
}

// list asks the service for the workflows and returns those that the filter selects, by name and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.Workflow, error) {
	workflows, err := client.ListWorkflows(ctx)
	slices.SortFunc(workflows, func(a, b edge.Workflow) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID)) })
	return listing.ByName(workflows, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	Workflows []readModel `tfsdk:"workflows"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_workflows"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the workflows of the account, or those of a name.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only workflows of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"workflows": schema.ListNestedAttribute{
				MarkdownDescription: "The workflows, by name and id.", Computed: true,
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
	workflows, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Workflows", "", err)
		return
	}
	config.Workflows = flex.Map(workflows, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
