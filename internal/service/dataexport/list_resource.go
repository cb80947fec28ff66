package dataexport

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/listing"
)

var _ list.ListResourceWithConfigure = (*listResource)(nil)

// NewListResource returns the list resource zerotrust_data_export.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_export"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the data exports of the account.",
		Attributes: map[string]schema.Attribute{
			bucketKey: schema.StringAttribute{
				MarkdownDescription: "Only exports to this bucket.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var config filterModel
	failed.Append(req.Config.Get(ctx, &config)...)
	client := l.Client(&failed)
	var exports []edge.DataExport
	if !failed.HasError() {
		var err error
		if exports, err = config.list(ctx, client); err != nil {
			diags.API(&failed, "List", "Data Exports", "", err)
		}
	}
	listing.Stream(ctx, req, stream, exports, failed, func(e edge.DataExport) listing.Item {
		m := flatten(e, imported())
		return listing.Item{DisplayName: e.S3BucketName, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
