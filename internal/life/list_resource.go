package life

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// listResource lists the objects that its filters select.
type listResource struct {
	managed.Base[edge.Client]
	*Kind
}

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + typeName(l.Title)
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: l.Lists, Attributes: map[string]schema.Attribute{}}
	for _, f := range l.Filters {
		resp.Schema.Attributes[f.Name] = f.forList()
	}
	if l.keptElsewhere() {
		resp.Schema.Attributes[localName] = schema.BoolAttribute{
			MarkdownDescription: "`true`: only " + l.Many + " that are kept here. `false`: only those that an integration keeps in step, or that another object made. " +
				"Without a value all are found that can be imported.",
			Optional: true,
		}
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	configured := map[string]attr.Type{}
	for _, f := range l.Filters {
		configured[f.Name] = f.forList().GetType()
	}
	if l.keptElsewhere() {
		configured[localName] = types.BoolType
	}
	filters := decode(req.Config.Raw, configured, &failed)
	client := l.Client(&failed)
	var all []edge.Object
	if !failed.HasError() {
		var err error
		if all, err = l.selected(ctx, client, filters, nil); err != nil {
			diags.Stateless(&failed, "List", l.Titles, "", err)
		}
		// In the order of their creation, so that names that are made by counting stay when another object comes.
		slices.SortStableFunc(all, func(a, b edge.Object) int {
			return cmp.Compare(edge.Created(a), edge.Created(b))
		})
	}
	managed.Stream(ctx, req, stream, all, failed, func(ctx context.Context, object edge.Object, result *list.ListResult) {
		result.DisplayName = l.label(object)
		result.Diagnostics.Append(result.Identity.Set(ctx, argument.IdentityModel{ID: types.StringValue(l.id(object))})...)
		if req.IncludeResource {
			result.Resource.Raw = l.Flatten(object, l.imported()).raw(l.schema.Type().TerraformType(ctx), &result.Diagnostics)
		}
	})
}
