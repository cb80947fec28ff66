package argument

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// Wanted makes a required text of a data source, such as an id.
func Wanted(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// Moment makes a required moment of a data source.
func Moment(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " RFC 3339, for example `2024-01-15T14:30:25Z`.", Required: true, Validators: []validator.String{validators.RFC3339()},
	}
}

// The constructors below make attributes of data sources that only show something.

// ShownText makes a text.
func ShownText(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// ShownTime makes a moment; the client's struct has it as api.Time.
func ShownTime(description string) schema.StringAttribute {
	return ShownText(description + " RFC 3339, in UTC.")
}

// ShownPrivate makes a text that is sensitive: personal data, or an echo of what a request held.
func ShownPrivate(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true, Sensitive: true}
}

// ShownNumber makes a whole number.
func ShownNumber(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// ShownCode makes a number that the vendor gives no names for.
func ShownCode(description string) schema.Int64Attribute {
	return ShownNumber(description + " A number whose meaning the vendor does not publish.")
}

// ShownFlag makes a flag.
func ShownFlag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// ShownTexts makes a set of texts.
func ShownTexts(description string) schema.SetAttribute {
	return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType, CustomType: flex.NewSetType(types.StringType)}
}

// ShownMap makes a map of texts.
func ShownMap(description string) schema.MapAttribute {
	return schema.MapAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
}

// ShownObject makes an object.
func ShownObject(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: attributes}
}

// ShownObjects makes a list of objects, in the order of the client.
func ShownObjects(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}

// Onboarding makes what an account tells of its onboarding.
func Onboarding() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"completed_steps":                ShownTexts("Steps that are done."),
		"eula_signed":                    ShownFlag("Whether the license agreement is signed."),
		"eula_version":                   ShownText("Version of the license agreement that was signed."),
		"eula_signing_time":              ShownTime("When it was signed."),
		"eula_signing_user":              ShownText("Id of the user who signed it."),
		"eula_signing_user_display_name": ShownPrivate("Name of the user who signed it."),
		"eula_signing_ip":                ShownPrivate("Address from which it was signed."),
	}
}
