package argument

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// Filter makes a filter: which tags something must have, or must not have.
func Filter(description string) schema.SingleNestedAttribute {
	group := schema.NestedAttributeObject{
		Validators: []validator.Object{hasTags{}},
		Attributes: map[string]schema.Attribute{
			"all": schema.SetAttribute{
				MarkdownDescription: "Tags in the form `key:value`, such as `group:engineering` or `os:macos`, all of which must match. Required.",
				Optional:            true, // see hasTags
				ElementType:         types.StringType,
				CustomType:          flex.NewSetType(types.StringType),
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1),
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(validators.Tag()),
				},
			},
		},
	}
	return SingleNested(description, map[string]schema.Attribute{
		"include_any": SetNested("The filter matches when all tags of any of these groups match.", group),
		"exclude_any": SetNested("The filter does not match when all tags of any of these groups match.", group),
	})
}

// hasTags refuses a group without tags. It stands in for a required argument, because the framework reports one as missing
// when a whole group is not known yet.
type hasTags struct{}

func (hasTags) Description(context.Context) string               { return "a group needs all" }
func (v hasTags) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (hasTags) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || !flex.Member[attr.Value](req.ConfigValue, "all").IsNull() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path.AtName("all"), "Missing Tags", "A group of a filter needs all, the tags that must match.")
}
