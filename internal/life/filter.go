package life

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// Filter is an argument that selects objects of a list.
type Filter struct {
	Name, Description string
	// Parameter is the query parameter by which the service selects. "": the objects whose key is the value are selected here.
	Parameter string
	// Several says that the argument is a set, and that any of its elements selects.
	Several bool
	// Among are the values that there are; nil: any text.
	Among []string
	// Numbers are the values of an argument that is a number; nil: it is none.
	Numbers []int64
	// Selector says that the argument is a selector or an id.
	Selector bool
	// Required says that a list needs the argument, which is a text.
	Required bool
	// Flag says that the argument is a flag, which Noun.Selects looks at.
	Flag bool
}

func (f Filter) element() validator.String {
	if len(f.Among) > 0 {
		return stringvalidator.OneOf(f.Among...)
	}
	if f.Selector {
		return validators.Selector()
	}
	return stringvalidator.LengthAtLeast(1)
}

// forData is the filter of a data source.
func (f Filter) forData() dsschema.Attribute {
	switch {
	case f.Flag:
		return dsschema.BoolAttribute{MarkdownDescription: f.Description, Optional: true}
	case f.Numbers != nil:
		return dsschema.Int64Attribute{MarkdownDescription: f.Description, Optional: true, Validators: []validator.Int64{int64validator.OneOf(f.Numbers...)}}
	case f.Several:
		return dsschema.SetAttribute{
			MarkdownDescription: f.Description, Optional: true, ElementType: types.StringType, CustomType: flex.NewSetType(types.StringType),
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(f.element())},
		}
	}
	return dsschema.StringAttribute{MarkdownDescription: f.Description, Required: f.Required, Optional: !f.Required, Validators: []validator.String{f.element()}}
}

// forList is the filter of a list resource, whose schemas know no sets.
func (f Filter) forList() listschema.Attribute {
	switch {
	case f.Flag:
		return listschema.BoolAttribute{MarkdownDescription: f.Description, Optional: true}
	case f.Numbers != nil:
		return listschema.Int64Attribute{MarkdownDescription: f.Description, Optional: true, Validators: []validator.Int64{int64validator.OneOf(f.Numbers...)}}
	case f.Several:
		return listschema.ListAttribute{
			MarkdownDescription: f.Description, Optional: true, ElementType: types.StringType,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(f.element())},
		}
	}
	return listschema.StringAttribute{MarkdownDescription: f.Description, Required: f.Required, Optional: !f.Required, Validators: []validator.String{f.element()}}
}

// query adds what the service is asked.
func (f Filter) query(value attr.Value, query url.Values) {
	if f.Parameter == "" || value == nil || value.IsNull() {
		return
	}
	if several, ok := value.(collection); ok {
		texts := flex.Elements(several, func(element types.String) string { return element.ValueString() })
		slices.Sort(texts)
		query.Set(f.Parameter, strings.Join(texts, ","))
		return
	}
	if number, ok := value.(types.Int64); ok {
		query.Set(f.Parameter, strconv.FormatInt(number.ValueInt64(), 10))
		return
	}
	query.Set(f.Parameter, as[types.String](value).ValueString())
}

// selects says whether an object is selected here, whatever the service did.
func (k *Kind) selects(filters Values, object edge.Object) bool {
	for _, f := range k.Filters {
		if value := filters.Text(f.Name); f.Parameter == "" && !f.Flag && !value.IsNull() && value.ValueString() != k.key(object) {
			return false
		}
	}
	return k.Selects == nil || k.Selects(filters, object)
}

// localName is the filter of list resources by who keeps an object.
const localName = "local"

// keptElsewhere says whether there can be objects that something else keeps: an integration, or another object.
func (k *Kind) keptElsewhere() bool {
	return k.Owned != nil || k.origin != nil
}

// keeps says whether the filter selects an object. Without a value it selects all but what another object owns.
func (k *Kind) keeps(local types.Bool, object edge.Object) bool {
	owned := k.Owned != nil && k.Owned(object)
	switch {
	case local.IsNull():
		return !owned
	case owned:
		return !local.ValueBool()
	}
	return local.ValueBool() == k.isLocal(object)
}

// isLocal says whether no integration keeps an object in step. The API writes the origin as a number or as a name. No source
// gives the number of LOCAL, which is the origin of what is made without one; the first in the vendor's list is assumed.
func (k *Kind) isLocal(object edge.Object) bool {
	if k.origin == nil {
		return true
	}
	switch reflect.ValueOf(object).FieldByIndex(k.origin).String() {
	case "", "0", "1", "LOCAL":
		return true
	}
	return false
}

// byKey orders objects by key and id.
func (k *Kind) byKey(a, b edge.Object) int {
	if c := strings.Compare(k.key(a), k.key(b)); c != 0 {
		return c
	}
	return strings.Compare(k.id(a), k.id(b))
}

func (k *Kind) filterTypes() map[string]attr.Type {
	filters := map[string]attr.Type{}
	for _, f := range k.Filters {
		filters[f.Name] = f.forData().GetType()
	}
	return filters
}
