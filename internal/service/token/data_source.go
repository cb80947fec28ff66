package token

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

// readModel is what the service says about a token. Secrets are not among it, even if an answer should hold them.
type readModel struct {
	ID                 types.String `tfsdk:"id"`
	Name               types.String `tfsdk:"name"`
	Description        types.String `tfsdk:"description"`
	Status             types.String `tfsdk:"status"`
	CreatorRole        types.Int64  `tfsdk:"creator_role"`
	ExpireTimeSec      types.Int64  `tfsdk:"expire_time_sec"`
	Algo               types.String `tfsdk:"algo"`
	ViewPIILogOnly     types.Bool   `tfsdk:"view_pii_log_only"`
	AccountUUID        types.String `tfsdk:"account_uuid"`
	AccountLocation    types.String `tfsdk:"account_location"`
	AccountShard       types.String `tfsdk:"account_shard"`
	BackendShard       types.String `tfsdk:"backend_shard"`
	AccountName        types.String `tfsdk:"account_name"`
	CreateTime         types.Int64  `tfsdk:"create_time"`
	CreatorUUID        types.String `tfsdk:"creator_uuid"`
	CreatorDisplayName types.String `tfsdk:"creator_display_name"`
	UpdateTime         types.Int64  `tfsdk:"update_time"`
	UpdaterUUID        types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName types.String `tfsdk:"updater_display_name"`
}

func flattenRead(t edge.Token) readModel {
	m := flatten(t, model{})
	return readModel{
		ID: m.ID, Name: m.Name, Description: m.Description, Status: m.Status, CreateTime: m.CreateTime, CreatorUUID: m.CreatorUUID,
		CreatorRole:        types.Int64Value(int64(t.CreatorRole)),
		ExpireTimeSec:      types.Int64Value(int64(t.ExpireTimeSec)),
		Algo:               flex.StringOrNull(t.Algo),
		ViewPIILogOnly:     types.BoolValue(t.ViewPIILogOnly),
		AccountUUID:        flex.StringOrNull(t.AccountUUID),
		AccountLocation:    flex.StringOrNull(t.AccountLocation),
		AccountShard:       flex.StringOrNull(t.AccountShard),
		BackendShard:       flex.StringOrNull(t.BackendShard),
		AccountName:        flex.StringOrNull(t.AccountName),
		CreatorDisplayName: flex.StringOrNull(t.CreatorDisplayName),
		UpdateTime:         types.Int64Value(int64(t.UpdateTime)),
		UpdaterUUID:        flex.StringOrNull(t.UpdaterUUID),
		UpdaterDisplayName: flex.StringOrNull(t.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(fields()))
	delete(all, "data_source") // tokens have none
	for name, description := range map[string]string{
		"algo":             "Algorithm of the token.",
		"account_uuid":     "Id of the account.",
		"account_location": "Location of the account.",
		"account_shard":    "Shard of the account.",
		"backend_shard":    "Shard of the backend.",
	} {
		all[name] = schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	all["creator_role"] = schema.Int64Attribute{MarkdownDescription: "Role of the user who created the token. A number whose meaning the vendor does not publish.", Computed: true}
	all["expire_time_sec"] = schema.Int64Attribute{MarkdownDescription: "End of the token; `0` for none. The vendor does not say whether it counts from 1970 or from the creation.", Computed: true}
	all["view_pii_log_only"] = schema.BoolAttribute{MarkdownDescription: "Whether the token serves only to view the personal data of one user.", Computed: true}
	return all
}

// NewDataSource returns the data source zerotrust_token.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one API token, by its id or its name, without its secrets. Suspended tokens, which revoked ones are, are found by id only: " +
			"a token that was rotated has the name of its successor.",
		Attributes: argument.Selectable(readAttributes(), "token"),
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
		found, err := client.ReadToken(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	tokens, err := client.ReadTokens(ctx)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(active(tokens), noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(t edge.Token) string { return t.Name }

func active(tokens []edge.Token) []edge.Token {
	return slices.DeleteFunc(slices.Clone(tokens), func(t edge.Token) bool { return t.Status == edge.StatusSuspended })
}

// NewListDataSource returns the data source zerotrust_tokens.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	Name   types.String `tfsdk:"name"`
	GetAll types.Bool   `tfsdk:"get_all"`
}

const getAll = "Whether suspended tokens are found as well, which revoked ones are. Default `false`."

// list asks the service for the tokens that the filters select, by name and id. It always asks for all tokens and selects
// here, so that there is one kind of list.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.Token, error) {
	tokens, err := client.ReadTokens(ctx)
	if !f.GetAll.ValueBool() {
		tokens = active(tokens)
	}
	slices.SortFunc(tokens, func(a, b edge.Token) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID)) })
	return listing.ByName(tokens, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	Tokens []readModel `tfsdk:"tokens"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_tokens"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the API tokens of the account, without their secrets.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only tokens of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"get_all": schema.BoolAttribute{MarkdownDescription: getAll, Optional: true},
			"tokens": schema.ListNestedAttribute{
				MarkdownDescription: "The tokens, by name and id.", Computed: true,
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
	tokens, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Tokens", "", err)
		return
	}
	config.Tokens = flex.Map(tokens, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
