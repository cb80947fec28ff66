package appintegrity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

var _ list.ListResourceWithConfigure = (*listResource)(nil)

// NewListResource returns the list resource zerotrust_app_integrity_config.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ managed.Base[apptego.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_integrity_config"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the App Integrity configurations of one version, or of all three.",
		Attributes: map[string]schema.Attribute{
			"version": schema.StringAttribute{
				MarkdownDescription: "Only configurations of this version: `development`, `staging` or `production`. Without it all three are asked, by a request each.", Optional: true,
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
		},
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var filter filterModel
	failed.Append(req.Config.Get(ctx, &filter)...)
	client := l.Client(&failed)
	var found []versioned
	if !failed.HasError() {
		var err error
		if found, err = filter.list(ctx, client); err != nil {
			diags.Stateless(&failed, "List", "App Integrity Configurations", "", err)
		}
	}
	managed.Stream(ctx, req, stream, found, failed, func(ctx context.Context, c versioned, result *list.ListResult) {
		m := model{fields: flatten(c.IntegrityConfig, c.version, imported(c.IntegrityConfig)), Timeouts: argument.NoTimeouts()}
		m.DecryptionKeyStatus, m.VerificationKeyStatus = firstStatus(c.DecryptionKey), firstStatus(c.VerificationKey)
		result.DisplayName = managed.DisplayName(c.version + ": " + c.Name)
		result.Diagnostics.Append(result.Identity.Set(ctx, m.identity())...)
		if req.IncludeResource {
			result.Diagnostics.Append(result.Resource.Set(ctx, &m)...)
		}
	})
}
