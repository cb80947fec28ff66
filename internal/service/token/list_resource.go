package token

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

// NewListResource returns the list resource zerotrust_token.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the API tokens of the account. Their secrets are not among what is found.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only tokens of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"get_all": schema.BoolAttribute{MarkdownDescription: getAll, Optional: true},
		},
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var config filterModel
	failed.Append(req.Config.Get(ctx, &config)...)
	client := l.Client(&failed)
	var tokens []edge.Token
	if !failed.HasError() {
		var err error
		if tokens, err = config.list(ctx, client); err != nil {
			diags.API(&failed, "List", "Tokens", "", err)
		}
	}
	listing.Stream(ctx, req, stream, tokens, failed, func(t edge.Token) listing.Item {
		m := flatten(t, imported())
		return listing.Item{DisplayName: t.Name, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
