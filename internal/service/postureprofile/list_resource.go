package postureprofile

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

// NewListResource returns the list resource zerotrust_posture_profile.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_posture_profile"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the posture profiles of the account, or those of a name.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only posture profiles of this name.", Optional: true,
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
	var all []edge.PostureProfile
	if !failed.HasError() {
		var err error
		if all, err = filter.list(ctx, client); err != nil {
			diags.API(&failed, "List", "Posture Profiles", "", err)
		}
	}
	listing.Stream(ctx, req, stream, all, failed, func(p edge.PostureProfile) listing.Item {
		m := flatten(p, imported())
		return listing.Item{DisplayName: p.Name, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
