package appintegrity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/integrityid"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

var (
	_ datasource.DataSourceWithConfigure        = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure        = (*listDataSource)(nil)
)

func readAttributes() map[string]schema.Attribute {
	all := argument.Computed(attributes())
	for _, key := range []string{decryptionKey, verificationKey} {
		delete(all, key+"_wo_version") // a counter of the managed resource, unknown to the service
		delete(all, key+"_status")     // compares with what the managed resource has sent
	}
	return all
}

// NewDataSource returns the data source zerotrust_app_integrity_config.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct {
	conns.DataSource[apptego.Client]
}

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_integrity_config"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := readAttributes()
	argument.Selectable(all, "configuration", "name", "Name")
	all["version"] = schema.StringAttribute{
		MarkdownDescription: "Configuration version, needed with `name`: `development`, `staging` or `production`.", Optional: true, Computed: true,
		Validators: []validator.String{
			stringvalidator.OneOf(apptego.Versions()...),
			stringvalidator.AlsoRequires(path.MatchRoot("name")),
		},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one App Integrity configuration, by its id or by version and name. Keys are not among what is read, not even masked.",
		Attributes:          all,
	}
}

func (s *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config fields
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !config.ID.IsNull() {
		version, configID, err := integrityid.Parse(config.ID.ValueString())
		if err != nil {
			resp.Diagnostics.AddAttributeError(path.Root("id"), "Invalid Id", err.Error()+".")
			return
		}
		found, err := client.ReadIntegrityConfig(ctx, version, configID, nil)
		if err != nil {
			diags.Stateless(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flatten(found, version, fields{}))...)
		return
	}
	if config.Version.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("version"), "Missing Version", "A configuration is named within a version: set version as well.")
		return
	}
	version := config.Version.ValueString()
	configs, err := client.ReadIntegrityConfigs(ctx, version)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	named := func(c apptego.IntegrityConfig) bool { return c.Name == config.Name.ValueString() }
	id := func(c apptego.IntegrityConfig) string { return integrityid.Format(version, c.ConfigID) }
	if found, ok := managed.One(configs, noun, "App Integrity configuration", fmt.Sprintf(" in the version %q", version), "name", config.Name, named, id, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flatten(found, version, fields{}))...)
	}
}

// NewListDataSource returns the data source zerotrust_app_integrity_configs.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct {
	conns.DataSource[apptego.Client]
}

type filterModel struct {
	Version  types.String `tfsdk:"version"`
	Platform types.String `tfsdk:"platform"`
	Name     types.String `tfsdk:"name"`
}

// versioned is a configuration with its version, which the service does not answer.
type versioned struct {
	apptego.IntegrityConfig
	version string
}

// list asks the service for the configurations that the filters select, by version, name and id. Without a version all
// versions are asked.
func (f filterModel) list(ctx context.Context, client *apptego.Client) ([]versioned, error) {
	versions := apptego.Versions()
	if !f.Version.IsNull() {
		versions = []string{f.Version.ValueString()}
	}
	var all []versioned
	for _, version := range versions {
		found, err := client.ReadIntegrityConfigs(ctx, version)
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(slices.Clone(found), func(c apptego.IntegrityConfig) bool {
			return !f.Name.IsNull() && c.Name != f.Name.ValueString() || !f.Platform.IsNull() && c.Platform != f.Platform.ValueString()
		})
		slices.SortFunc(found, func(a, b apptego.IntegrityConfig) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ConfigID, b.ConfigID))
		})
		for _, c := range found {
			all = append(all, versioned{IntegrityConfig: c, version: version})
		}
	}
	return all, nil
}

type listModel struct {
	filterModel
	Configs []fields `tfsdk:"app_integrity_configs"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_integrity_configs"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the App Integrity configurations of one version. Keys are not among what is read, not even masked.",
		Attributes: map[string]schema.Attribute{
			"version": schema.StringAttribute{
				MarkdownDescription: "Configuration version: `development`, `staging` or `production`.", Required: true,
				Validators: []validator.String{stringvalidator.OneOf(apptego.Versions()...)},
			},
			"platform": schema.StringAttribute{
				MarkdownDescription: "Only configurations of this platform: `android` or `ios`.", Optional: true,
				Validators: []validator.String{stringvalidator.OneOf(apptego.Platforms()...)},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Only configurations of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"app_integrity_configs": schema.ListNestedAttribute{
				MarkdownDescription: "The configurations, by name and id.", Computed: true,
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
		diags.Stateless(&resp.Diagnostics, "Read", "App Integrity Configurations", config.Version.ValueString(), err)
		return
	}
	config.Configs = flex.Map(found, func(c versioned) fields { return flatten(c.IntegrityConfig, c.version, fields{}) })
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
