package policy

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

// NewListResource returns the list resource zerotrust_policy.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policy"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	filter := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the policies of the account, or those that apply to an app or a user.",
		Attributes: map[string]schema.Attribute{
			"name":   filter("Only policies of this name."),
			"appid":  filter("Only policies that apply to the app of this id."),
			"userid": filter("Only policies that apply to the user of this id."),
		},
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var filter filterModel
	failed.Append(req.Config.Get(ctx, &filter)...)
	client := l.Client(&failed)
	var found []edge.Policy
	if !failed.HasError() {
		var err error
		if found, err = filter.list(ctx, client); err != nil {
			diags.API(&failed, "List", "Policies", "", err)
		}
	}
	listing.Stream(ctx, req, stream, found, failed, func(p edge.Policy) listing.Item {
		m := flatten(p, imported())
		return listing.Item{DisplayName: p.Name, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
