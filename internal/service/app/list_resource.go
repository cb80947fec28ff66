package app

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/listing"
)

var _ list.ListResourceWithConfigure = (*listResource)(nil)

// NewListResource returns the list resource zerotrust_app.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	text := []validator.String{stringvalidator.LengthAtLeast(1)}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the apps of the account, or those that the filters select.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{MarkdownDescription: "Only apps of this name.", Optional: true, Validators: text},
			"tag":  schema.StringAttribute{MarkdownDescription: "Only apps with this tag.", Optional: true, Validators: text},
			"status": schema.ListAttribute{
				MarkdownDescription: "Only apps in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Optional: true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(stringvalidator.OneOf(edge.StatusNames()...))},
			},
			"datasource": schema.ListAttribute{
				MarkdownDescription: "Only apps of one of these origins, as the service writes them.", Optional: true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(text...)},
			},
		},
	}
}

// listConfig has lists where the data source has sets: the schema of list resources knows no sets.
type listConfig struct {
	Name       types.String `tfsdk:"name"`
	Tag        types.String `tfsdk:"tag"`
	Status     types.List   `tfsdk:"status"`
	DataSource types.List   `tfsdk:"datasource"`
}

func (c listConfig) filter() filterModel {
	return filterModel{
		Name: c.Name, Tag: c.Tag,
		Status:     flex.SetOfValues(types.StringType, c.Status.Elements()),
		DataSource: flex.SetOfValues(types.StringType, c.DataSource.Elements()),
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var config listConfig
	failed.Append(req.Config.Get(ctx, &config)...)
	client := l.Client(&failed)
	var apps []edge.App
	if !failed.HasError() {
		var err error
		if apps, err = config.filter().list(ctx, client); err != nil {
			diags.API(&failed, "List", "Apps", "", err)
		}
	}
	listing.Stream(ctx, req, stream, apps, failed, func(a edge.App) listing.Item {
		m := flatten(a, imported())
		return listing.Item{DisplayName: a.Name, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
