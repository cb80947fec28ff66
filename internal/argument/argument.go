// Package argument builds the attributes that the schemas of several nouns share, so that the same kind of argument
// behaves the same everywhere.
package argument

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/planmodifiers"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// Port numbers.
const (
	MinPort = 1
	MaxPort = 65535
)

// The constructors below make optional arguments for which absent, null and zero are the same (see package flex).

// String makes an optional text.
func String(description string, v ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, Validators: v,
		PlanModifiers: []planmodifier.String{planmodifiers.Unset{}},
	}
}

// Bool makes an optional flag.
func Bool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description + " Default `false`.", Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Bool{planmodifiers.Unset{}},
	}
}

// Int64 makes an optional number.
func Int64(description string, v ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description, Optional: true, Computed: true, Validators: v,
		PlanModifiers: []planmodifier.Int64{planmodifiers.Unset{}},
	}
}

// Port makes an optional port number.
func Port(description string) schema.Int64Attribute {
	return Int64(description+" Between 1 and 65535.", int64validator.Between(MinPort, MaxPort))
}

func noNulls() []validator.Set { return []validator.Set{setvalidator.NoNullValues()} }

// Set makes an optional set. A null element is refused: no request can hold one.
func Set(description string, element attr.Type, v ...validator.Set) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: element, CustomType: flex.NewSetType(element),
		Validators:    append(noNulls(), v...),
		PlanModifiers: []planmodifier.Set{planmodifiers.Unset{}},
	}
}

// TextList makes an optional list of texts whose order counts. A null element is refused: no request can hold one.
func TextList(description string, element ...validator.String) schema.ListAttribute {
	return schema.ListAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: types.StringType,
		Validators:    []validator.List{listvalidator.NoNullValues(), listvalidator.ValueStringsAre(element...)},
		PlanModifiers: []planmodifier.List{planmodifiers.Unset{}},
	}
}

// SetNested makes an optional set of objects.
func SetNested(description string, object schema.NestedAttributeObject, v ...validator.Set) schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, NestedObject: object, CustomType: flex.NewSetType(object.Type()),
		Validators:    append(noNulls(), v...),
		PlanModifiers: []planmodifier.Set{planmodifiers.Unset{}},
	}
}

// List makes an optional list of texts, whose order counts.
func List(description string, v ...validator.List) schema.ListAttribute {
	return schema.ListAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: types.StringType,
		Validators:    append([]validator.List{listvalidator.NoNullValues()}, v...),
		PlanModifiers: []planmodifier.List{planmodifiers.Unset{}},
	}
}

// ListNested makes an optional list of objects, whose order counts.
func ListNested(description string, object schema.NestedAttributeObject) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, NestedObject: object,
		Validators:    []validator.List{listvalidator.NoNullValues()},
		PlanModifiers: []planmodifier.List{planmodifiers.Unset{}},
	}
}

// StringMap makes an optional map of texts.
func StringMap(description string) schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: types.StringType,
		Validators:    []validator.Map{mapvalidator.NoNullValues()},
		PlanModifiers: []planmodifier.Map{planmodifiers.Unset{}},
	}
}

// SingleNested makes an optional object.
func SingleNested(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, Attributes: attributes,
		PlanModifiers: []planmodifier.Object{planmodifiers.Unset{}},
	}
}

// Name makes the required display name of an object.
func Name(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

const leftAlone = " Without a value the service chooses; removing the argument gives it back to the service."

// Status makes the lifecycle state of an object.
func Status() schema.StringAttribute { return StatusAmong(edge.StatusNames()...) }

// StatusAmong is Status for a kind of object that has only some of the states.
func StatusAmong(names ...string) schema.StringAttribute {
	last := len(names) - 1
	return schema.StringAttribute{
		MarkdownDescription: "State of the object: `" + strings.Join(names[:last], "`, `") + "` or `" + names[last] + "`." + leftAlone,
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.OneOf(names...)},
		PlanModifiers: []planmodifier.String{planmodifiers.ServerDefault{
			Shown: true, Usual: types.StringValue(edge.StatusActive.Name()), Passing: types.StringValue(edge.StatusInit.Name()),
		}},
	}
}

// ServerString makes a text that the service may choose when it is not configured, and that state then leaves out.
func ServerString(description string, v ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + leftAlone, Optional: true, Computed: true, Validators: v,
		PlanModifiers: []planmodifier.String{planmodifiers.ServerDefault{}},
	}
}

// ServerInt64 makes a number that the service may choose when it is not configured; see planmodifiers.ServerDefault.
func ServerInt64(description string, shown bool, v ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description + leftAlone, Optional: true, Computed: true, Validators: v,
		PlanModifiers: []planmodifier.Int64{planmodifiers.ServerDefault{Shown: shown}},
	}
}

// ServerTime makes a moment that the service may choose when it is not configured; "" is none.
func ServerTime(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + leftAlone, Optional: true, Computed: true, Validators: []validator.String{validators.Moment()},
		PlanModifiers: []planmodifier.String{planmodifiers.ServerDefault{Shown: true}},
	}
}

// ServerSet makes a set that others may fill when it is not configured; see planmodifiers.ServerDefault.
func ServerSet(description string, shown bool, element attr.Type, v ...validator.Set) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description + leftAlone, Optional: true, Computed: true, ElementType: element, CustomType: flex.NewSetType(element),
		Validators:    append(noNulls(), v...),
		PlanModifiers: []planmodifier.Set{planmodifiers.ServerDefault{Shown: shown}},
	}
}

// ServerSetNested makes a set of objects that the service may choose when it is not configured; state leaves it out.
func ServerSetNested(description string, object schema.NestedAttributeObject) schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		MarkdownDescription: description + leftAlone, Optional: true, Computed: true, NestedObject: object, CustomType: flex.NewSetType(object.Type()),
		Validators:    noNulls(),
		PlanModifiers: []planmodifier.Set{planmodifiers.ServerDefault{}},
	}
}

// ServerListNested makes an ordered list of objects that the service may choose when it is not configured; state shows it.
// An empty list is refused: the service takes it for none and chooses.
func ServerListNested(description string, object schema.NestedAttributeObject) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description + leftAlone + " An empty list is refused: the service takes it for no value.", Optional: true, Computed: true, NestedObject: object,
		Validators:    []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
		PlanModifiers: []planmodifier.List{planmodifiers.ServerDefault{Shown: true}},
	}
}

// ID makes the identifier of an Edge object.
func ID(noun string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Id of the " + noun + ", its `uuid` in the API. Opaque: not always a UUID.",
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// IdentityModel is the identity of an Edge object.
type IdentityModel struct {
	ID types.String `tfsdk:"id"`
}

// Identity makes the identity of an Edge object.
func Identity(noun string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{Description: "Id of the " + noun + ".", RequiredForImport: true},
	}}
}

// Values lists numbers for a description.
func Values(numbers []int64) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = fmt.Sprintf("`%d`", n)
	}
	return strings.Join(texts, ", ")
}
