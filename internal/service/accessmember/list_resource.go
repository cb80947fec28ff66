package accessmember

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

var _ list.ListResourceWithConfigure = (*listResource)(nil)

// NewListResource returns the list resource zerotrust_access_member.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ managed.Base[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access_member"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the selectors in the lists of one access rule, or of all.",
		Attributes: map[string]schema.Attribute{
			"access_id": schema.StringAttribute{
				MarkdownDescription: "Only members of the access rule of this id.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

// listed is one selector in a list of a rule.
type listed struct {
	model
	rule string // what the rule is shown by
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var id types.String
	failed.Append(req.Config.GetAttribute(ctx, path.Root("access_id"), &id)...)
	client := l.Client(&failed)
	var found []listed
	if !failed.HasError() {
		rules, err := rulesOf(ctx, client, id)
		if err != nil {
			diags.Stateless(&failed, "List", noun+"s", "", err)
		}
		for _, rule := range rules {
			found = append(found, membersOf(rule)...)
		}
	}
	managed.Stream(ctx, req, stream, found, failed, func(ctx context.Context, m listed, result *list.ListResult) {
		_, selector := m.member()
		result.DisplayName = managed.DisplayName(m.rule + ": " + selector)
		result.Diagnostics.Append(result.Identity.Set(ctx, m.identity())...)
		if req.IncludeResource {
			result.Diagnostics.Append(result.Resource.Set(ctx, &m.model)...)
		}
	})
}

// rulesOf returns the rule of an id, or all rules, the oldest first.
func rulesOf(ctx context.Context, client *edge.Client, id types.String) ([]edge.Access, error) {
	if !id.IsNull() {
		rule, err := client.Accesses.Read(ctx, id.ValueString(), nil)
		return []edge.Access{rule}, err
	}
	all, err := client.Accesses.ReadAll(ctx)
	slices.SortFunc(all, func(a, b edge.Access) int {
		return cmp.Or(cmp.Compare(edge.Created(a), edge.Created(b)), strings.Compare(a.UUID, b.UUID))
	})
	return all, err
}

// membersOf returns the selectors of a rule in a fixed order. An empty one cannot be managed.
func membersOf(rule edge.Access) []listed {
	var found []listed
	for _, name := range []string{"user_list", "app_list"} {
		selectors := slices.Clone(*rule.Members(name))
		slices.Sort(selectors)
		for _, selector := range slices.Compact(selectors) {
			if selector == "" {
				continue
			}
			m := model{AccessID: types.StringValue(rule.UUID), Timeouts: argument.NoTimeouts()}
			if name == "user_list" {
				m.User = types.StringValue(selector)
			} else {
				m.App = types.StringValue(selector)
			}
			m.ID = types.StringValue(m.formatID())
			found = append(found, listed{m, managed.DisplayName(rule.Description, rule.UUID)})
		}
	}
	return found
}
