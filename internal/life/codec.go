package life

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// codec maps an attribute to the member of the same name of a struct of the API, and back.
//
// The API says "zero" by leaving a field out, and a configuration can spell that in several ways. The schema says how state
// spells it: an argument that is required, has a default, or that the service fills in shows what was read; one that is
// left alone unless it is configured (planmodifiers.ServerDefault) shows nothing as long as it is not; any other keeps the
// spelling that state has (flex.Mirror).
type codec struct {
	name     string
	index    []int // of the member
	typ      attr.Type
	null     attr.Value
	absence  managed.Absence
	computed bool // whether nobody configures it
	exact    bool // whether state shows what was read, zero or not
	whole    bool // Noun.Whole
	recorded bool // Noun.Recorded
	members  []codec
}

// codecsOf returns a codec for each attribute that a struct has a member for, in the order of the struct. Credentials, which
// no answer may bring into state by itself, are not among them.
func codecsOf(object reflect.Type, attributes map[string]schema.Attribute) []codec {
	var found []codec
	for _, member := range reflect.VisibleFields(object) {
		name := memberName(member, func(name string) bool { return attributes[name] != nil })
		attribute := attributes[name]
		if attribute == nil || member.Type == reflect.TypeFor[api.Secret]() {
			continue
		}
		absence := managed.AbsenceOf(attribute)
		c := codec{
			name: name, index: member.Index, typ: attribute.GetType(), null: flex.Null(attribute.GetType()), absence: absence,
			computed: !attribute.IsRequired() && !attribute.IsOptional(),
		}
		c.exact = attribute.IsRequired() || c.computed || absence == managed.Defaulted || absence == managed.Shown ||
			absence == managed.Kept && (member.Type.Kind() == reflect.Int64 || member.Type.Kind() == reflect.Bool)
		if _, ordered := c.typ.(types.ListType); ordered != (member.Tag.Get("order") == "kept") {
			panic("the order of " + name + " matters either to the plan or to the comparison of answers, and not to both")
		}
		if nested, _ := managed.Nested(attribute); nested != nil {
			c.members = codecsOf(structOf(member.Type), nested)
		}
		found = append(found, c)
	}
	return found
}

// answerCodecs is codecsOf for the attributes of a data source. What it has of the arguments is mapped as a managed resource does.
func answerCodecs(object reflect.Type, attributes map[string]dsschema.Attribute, arguments []codec) []codec {
	var found []codec
	for _, member := range reflect.VisibleFields(object) {
		name := memberName(member, func(name string) bool { return attributes[name] != nil })
		attribute, ok := attributes[name]
		if !ok || member.Type == reflect.TypeFor[api.Secret]() {
			continue
		}
		c := codec{name: name, index: member.Index, typ: attribute.GetType(), null: flex.Null(attribute.GetType())}
		nested := shownWithin(attribute)
		switch at := slices.IndexFunc(arguments, func(a codec) bool { return a.name == name && a.typ.Equal(c.typ) }); {
		case at >= 0:
			c = arguments[at]
		case nested != nil:
			c.members = answerCodecs(structOf(member.Type), nested, nil)
			c.exact = member.Type.Kind() == reflect.Slice
		default:
			c.exact = member.Type.Kind() != reflect.String && member.Type != reflect.TypeFor[api.Time]()
		}
		found = append(found, c)
	}
	return found
}

// shownWithin returns the attributes of the object, or of each object, that an attribute is; nil if it is none.
func shownWithin(attribute dsschema.Attribute) map[string]dsschema.Attribute {
	switch a := attribute.(type) {
	case dsschema.SingleNestedAttribute:
		return a.Attributes
	case dsschema.ListNestedAttribute:
		return a.NestedObject.Attributes
	case dsschema.SetNestedAttribute:
		return a.NestedObject.Attributes
	}
	return nil
}

// idName is the attribute that the client's identifier of an object fills, whichever member that is.
const idName = "id"

// memberName is the name of the attribute for a member: that of the API, in lower case. The uuid is the id, unless there is an
// attribute of its own for it.
func memberName(member reflect.StructField, has func(name string) bool) string {
	name, _, _ := strings.Cut(member.Tag.Get("json"), ",")
	if name == "uuid" && !has(name) {
		return idName
	}
	if strings.ToLower(name) == name { // nearly all: this runs for each member of each noun whenever a provider starts
		return name
	}
	var snake strings.Builder
	for _, letter := range name {
		if unicode.IsUpper(letter) {
			snake.WriteByte('_')
		}
		snake.WriteRune(unicode.ToLower(letter))
	}
	return snake.String()
}

func never(string) bool { return false }

// hasMember says whether one of the fields of a struct is the member for an attribute.
func hasMember(fields []reflect.StructField, name string) bool {
	is := func(other string) bool { return other == name }
	return slices.ContainsFunc(fields, func(member reflect.StructField) bool { return is(memberName(member, is)) })
}

func structOf(typ reflect.Type) reflect.Type {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	return typ
}

// flatten returns what state holds for what was read into an object.
func (c *codec) flatten(object reflect.Value, prior attr.Value) attr.Value {
	if c.recorded {
		if prior.IsUnknown() {
			return c.null
		}
		return prior
	}
	read := c.read(object, prior)
	switch {
	case c.exact && !flex.IsZero(read) && flex.Same(read, prior):
		return prior // in the spelling of the configuration
	case c.exact:
		return read
	case c.whole && prior.IsNull():
		return c.null
	case c.absence == managed.Hidden && !c.whole:
		return flex.Managed(read, prior, c.null)
	default:
		return flex.Mirror(read, prior, c.null)
	}
}

// show returns what a data source shows of an object, which has no prior spelling: what the service may choose, it shows.
func (c *codec) show(object reflect.Value) attr.Value {
	read := c.read(object, c.null)
	if c.exact || c.absence == managed.Hidden {
		return read
	}
	return flex.Mirror(read, c.null, c.null)
}

// read converts the member of an object. Only the members of a nested object have a prior to mirror; elements have none.
func (c *codec) read(object reflect.Value, prior attr.Value) attr.Value {
	switch member := object.FieldByIndex(c.index).Interface().(type) {
	case edge.Status:
		return flex.StringOrNull(member.Name())
	case api.Text:
		return types.StringValue(string(member))
	case string:
		return types.StringValue(member)
	case bool:
		return types.BoolValue(member)
	case float64:
		return types.Float64Value(member)
	case api.Int64:
		return types.Int64Value(int64(member))
	case *api.Int64:
		if member == nil {
			return types.Int64Null()
		}
		return types.Int64Value(int64(*member))
	case api.Time:
		text := types.StringValue(member.RFC3339())
		if before := as[types.String](prior); member != 0 && member.Is(before.ValueString()) {
			return before // in the time zone of the configuration
		}
		return text
	case []string:
		if _, ordered := c.typ.(types.ListType); ordered {
			return flex.StringListValue(member)
		}
		return c.set(flex.StringSetValue(member))
	case []api.Int64:
		return c.set(flex.Int64SetValue(member))
	case map[string]string:
		return flex.StringMapValue(member)
	case map[string]api.Time:
		moments := make(map[string]string, len(member))
		for key, moment := range member {
			moments[key] = moment.RFC3339()
		}
		return flex.StringMapValue(moments)
	}
	return c.readNested(object.FieldByIndex(c.index), prior)
}

func (c *codec) readNested(member reflect.Value, prior attr.Value) attr.Value {
	if member.Kind() != reflect.Slice {
		before, _ := prior.(types.Object)
		object := reflect.New(structOf(member.Type())).Elem()
		if member.Kind() == reflect.Struct {
			object = member
		} else if !member.IsNil() {
			object = member.Elem()
		}
		return c.object(object, c.typ, before.Attributes())
	}
	collection, _ := c.typ.(attr.TypeWithElementType)
	elements := make([]attr.Value, member.Len())
	for i := range elements {
		elements[i] = c.object(member.Index(i), collection.ElementType(), nil)
	}
	if _, ordered := c.typ.(types.ListType); ordered {
		return types.ListValueMust(collection.ElementType(), elements)
	}
	return c.set(flex.SetOfValues(collection.ElementType(), elements))
}

// set returns a set as the type of the attribute has it.
func (c *codec) set(plain types.Set) attr.Value {
	if typ, own := c.typ.(flex.SetType); own {
		return typ.Of(plain)
	}
	return plain
}

func (c *codec) object(object reflect.Value, typ attr.Type, prior map[string]attr.Value) attr.Value {
	members := make(map[string]attr.Value, len(c.members))
	for i := range c.members {
		m := &c.members[i]
		members[m.name] = m.flatten(object, Values(prior).or(m.name, m.null))
	}
	attributes, _ := typ.(attr.TypeWithAttributeTypes)
	return types.ObjectValueMust(attributes.AttributeTypes(), members)
}

// expand sets a member to a value that is neither null nor unknown. Sets of plain values are sorted, so that equal sets give
// equal requests.
func (c *codec) expand(value attr.Value, to reflect.Value) {
	switch member := to.Addr().Interface().(type) {
	case *edge.Status:
		*member = edge.StatusOf(as[types.String](value).ValueString())
	case *string:
		*member = as[types.String](value).ValueString()
	case *bool:
		*member = as[types.Bool](value).ValueBool()
	case *api.Time:
		*member, _ = api.ParseTime(as[types.String](value).ValueString()) // its validator has read it
	case *api.Int64:
		*member = api.Int64(as[types.Int64](value).ValueInt64())
	case **api.Int64:
		number := api.Int64(as[types.Int64](value).ValueInt64())
		*member = &number
	case *[]string:
		if list, ordered := value.(types.List); ordered {
			*member = flex.Elements(list, func(text types.String) string { return text.ValueString() })
			return
		}
		*member = flex.Strings(elementsOf(value))
	case *[]api.Int64:
		*member = flex.Int64s(elementsOf(value))
	case *map[string]string:
		*member = flex.StringElements(as[types.Map](value))
	default:
		c.expandNested(value, to)
	}
}

func (c *codec) expandNested(value attr.Value, to reflect.Value) {
	switch value := value.(type) {
	case types.Object:
		if to.Kind() == reflect.Pointer {
			to.Set(reflect.New(to.Type().Elem()))
			to = to.Elem()
		}
		for i := range c.members {
			m := &c.members[i]
			if member := value.Attributes()[m.name]; !flex.IsZero(member) {
				m.expand(member, to.FieldByIndex(m.index))
			}
		}
	case collection:
		all := flex.Elements(value, func(element types.Object) reflect.Value {
			object := reflect.New(to.Type().Elem()).Elem()
			c.expandNested(element, object)
			return object
		})
		to.Set(reflect.Append(reflect.MakeSlice(to.Type(), 0, len(all)), all...))
	default:
		panic(fmt.Sprintf("no form of %T in the API: add one", value))
	}
}

// collection is a list or a set, of whatever type.
type collection interface{ Elements() []attr.Value }

// elementsOf returns a collection that is known; an empty one for any other value.
func elementsOf(value attr.Value) collection {
	if c, ok := value.(collection); ok {
		return c
	}
	return types.List{}
}

func as[V attr.Value](value attr.Value) V {
	v, _ := value.(V)
	return v
}
