package appintegrity

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

var _ datasource.DataSourceWithConfigure = (*listDataSource)(nil)

// NewListDataSource returns the data source zerotrust_app_integrity_configs.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct {
	conns.DataSource[apptego.Client]
}

type listModel struct {
	Version  types.String `tfsdk:"version"`
	Platform types.String `tfsdk:"platform"`
	Configs  []fields     `tfsdk:"app_integrity_configs"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_integrity_configs"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := argument.Computed(attributes())
	delete(all, "decryption_key_wo_version") // counters of the managed resource, unknown to the service
	delete(all, "verification_key_wo_version")
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
			"app_integrity_configs": schema.ListNestedAttribute{
				MarkdownDescription: "The configurations, by name and id.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: all},
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
	version := config.Version.ValueString()
	found, err := client.ListIntegrityConfigs(ctx, version)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "App Integrity Configurations", version, err)
		return
	}
	found = slices.DeleteFunc(found, func(c apptego.IntegrityConfig) bool {
		return !config.Platform.IsNull() && c.Platform != config.Platform.ValueString()
	})
	slices.SortFunc(found, func(a, b apptego.IntegrityConfig) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ConfigID, b.ConfigID))
	})
	config.Configs = flex.Map(found, func(c apptego.IntegrityConfig) fields { return flatten(c, version, fields{}) })
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
