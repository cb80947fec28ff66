package argument

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Invoked turns the arguments of a managed resource into those of an action, with their validators, so that both describe
// an argument once. What a practitioner cannot set is left out, and so are defaults, which actions do not have.
func Invoked(attributes map[string]schema.Attribute) map[string]actionschema.Attribute {
	out := make(map[string]actionschema.Attribute, len(attributes))
	for name, attribute := range attributes {
		if attribute.IsRequired() || attribute.IsOptional() {
			out[name] = invoked(attribute)
		}
	}
	return out
}

func invoked(attribute schema.Attribute) actionschema.Attribute {
	// That the service gets an argument back is about a managed resource.
	description, required, optional := strings.TrimSuffix(attribute.GetMarkdownDescription(), leftAlone), attribute.IsRequired(), attribute.IsOptional()
	switch a := attribute.(type) {
	case schema.StringAttribute:
		return actionschema.StringAttribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators}
	case schema.Int64Attribute:
		return actionschema.Int64Attribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators}
	case schema.Float64Attribute:
		return actionschema.Float64Attribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators}
	case schema.BoolAttribute:
		return actionschema.BoolAttribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators}
	case schema.DynamicAttribute:
		return actionschema.DynamicAttribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators}
	case schema.SetAttribute:
		return actionschema.SetAttribute{MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators, ElementType: a.ElementType, CustomType: a.CustomType}
	case schema.SingleNestedAttribute:
		return actionschema.SingleNestedAttribute{
			MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators, Attributes: Invoked(a.Attributes),
		}
	case schema.SetNestedAttribute:
		return actionschema.SetNestedAttribute{
			MarkdownDescription: description, Required: required, Optional: optional, Validators: a.Validators, CustomType: a.CustomType,
			NestedObject: actionschema.NestedAttributeObject{Attributes: Invoked(a.NestedObject.Attributes), Validators: a.NestedObject.Validators},
		}
	}
	panic(fmt.Sprintf("no form of %T for actions: add one", attribute)) // seen by every test that loads a schema
}

// InvokedText makes an optional text of an action.
func InvokedText(description string) actionschema.StringAttribute {
	return actionschema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}

// InvokedFlag makes an optional flag of an action.
func InvokedFlag(description string) actionschema.BoolAttribute {
	return actionschema.BoolAttribute{MarkdownDescription: description + " Default `false`.", Optional: true}
}
