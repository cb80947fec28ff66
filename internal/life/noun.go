// Package life tells the life of an object of Lacework Edge once: how it is planned, created, read, updated, ended,
// imported, looked up and listed. A noun's package describes its kind of object by a Noun and says what is its own: in
// hooks, or, where these do not reach, in a resource of its own that embeds Resource.
//
// The mapping between attributes and the API is derived: an attribute is the member of the same name of the API's struct,
// and the schema says what absence means (see codec).
package life

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Words are what people call a kind of object. The types of its resource and data sources follow from its titles.
type Words struct {
	Title  string // of one, in summaries: "Posture Profile"
	Titles string // of several, in summaries: "Posture Profiles"
	One    string // within a sentence; "": as the title
	Many   string // within a sentence; "": as the title
}

// typeName is a title as a name: "posture_profile".
func typeName(title string) string { return strings.ReplaceAll(strings.ToLower(title), " ", "_") }

// End says how an object ends.
type End int

// The ends of objects.
const (
	// Retired objects have a status instead of a deletion.
	Retired End = iota
	// Forgotten objects were there before, and stay as they are.
	Forgotten
	// LeftBehind objects stay in the service, because no source documents a deletion, unless undocumented calls are allowed.
	LeftBehind
)

// Noun describes a kind of object.
type Noun[T edge.Object] struct {
	Words
	// Objects are the calls of the client.
	Objects func(*edge.Client) *edge.Objects[T]

	// Description describes the managed resource, and Attributes its attributes without timeouts. A noun without Attributes is
	// only read: it has no managed resource and no list resource, and Answers are all that its data sources show.
	Description string
	Attributes  func() map[string]schema.Attribute
	// Answers are attributes of the data sources that differ from those of the managed resource, or come in addition.
	Answers func() map[string]dsschema.Attribute
	// Key is the attribute that people know an object by; "": there is none. KeyTitle describes it, or says that there is none.
	// One that the service makes is among Answers.
	Key, KeyTitle string
	// Label is the argument that a list shows; "": Key. Objects without it are shown by Key.
	Label string
	// ReadsOne, ReadsMany and Lists describe the data sources and the list resource, Found the list attribute.
	ReadsOne, ReadsMany, Lists, Found string
	Filters                           []Filter
	// Brings are lists of objects of other kinds that the answer to a list holds as well: the plural data source shows them.
	Brings []Beside

	// Unlisted says that no operation lists the objects: there is no plural data source and no list resource, and none is looked
	// up by Key.
	Unlisted bool
	// Unread says that the data sources belong to another noun.
	Unread bool
	// Alone names attributes that are sensitive, and that the data source of one object shows: no row of a list is.
	Alone []string

	Ends End
	// Replaced says that no source documents an update: every change replaces the object, unless undocumented calls are allowed.
	Replaced bool
	// Unclearable says that no update clears an argument: a plan that does replaces the object, with a warning.
	Unclearable bool
	// CreateOnly names arguments that no update takes: a change replaces the object.
	CreateOnly []string
	// UpdateOnly names arguments that no create takes: they are set by an update right after it.
	UpdateOnly []string
	// Recorded names arguments that a create sends and that no answer is read for, because the service keeps more in them than
	// was sent. State has what is configured; on an object that exists, a first value is recorded and not sent.
	Recorded []string
	// Taken names the argument whose value stays taken in the service when the object does: a plan that replaces the object is
	// refused unless it changes that as well.
	Taken string
	// Whole names arguments that are managed as a whole if they are set, also when they are empty, and are left to others else.
	Whole []string
	// NullImported names arguments whose absence an import spells as null, because zero is refused, or is not the same.
	NullImported []string

	// Selects says whether the filters of a list select an object, beyond what Filters say. It gets no filters from a lookup
	// by Key. Nil: they do.
	Selects func(filters Values, object T) bool
	// Owned says whether another object made an object, and changes it: no list finds it and no import takes it. Nil: there is none.
	Owned func(object T) bool
	// Derived names the arguments whose value in state the service has made of others, so that nobody writes it. Nil: there are none.
	Derived func(state Values) []string
	// PlanChange runs when an object is planned that is created or changes.
	PlanChange func(context.Context, *Planning)
	// PlanAny runs whenever an object is planned that will exist, also if nothing changes.
	PlanAny func(context.Context, *Planning)
	// ImportFound runs when an import has found an object, and says what keeps it from being managed; "": nothing does.
	ImportFound func(object T) (problem string)
	// Seen runs for each object that a plan shows, with the configured arguments, also if nothing changes. What it tells is
	// told with the plan. It may run twice for one plan.
	Seen func(r *managed.Base[edge.Client], id string, configured func(name string) bool) diag.Diagnostics
	// Adds puts into a create or an update what no state shows and only the configuration holds, such as credentials, and says
	// whether there is any: an update is sent for that alone.
	Adds func(*Adding[T]) (added bool)
	// Keeps takes into the plan what only the answer to a create or an update shows.
	Keeps func(plan Values, answered T, d *diag.Diagnostics)
	// Creates sends the create, in place of Objects.Create.
	Creates func(context.Context, *Creating[T]) (T, error)
	// Saved runs after a create or an update has been saved in state.
	Saved func(context.Context, *Saving)
	// Remembers returns what private state remembers of an answer: a value by its key.
	Remembers func(object T) (key string, value any)
}

// Forms are what the provider serves of a noun.
type Forms struct {
	Resource     func() resource.Resource // nil: there is none
	DataSources  []func() datasource.DataSource
	ListResource func() list.ListResource // nil: there is none
}

// Kind is a noun that is ready to be served.
type Kind struct {
	Noun[edge.Object]
	object    reflect.Type // of the API
	schema    schema.Schema
	types     map[string]attr.Type // of the attributes of the managed resource
	answers   map[string]dsschema.Attribute
	arguments []codec // of what the managed resource and the API share, in the order of the API
	answered  []codec // of what the data sources show
	own       []string
	origin    []int // of the member that says where an object comes from; nil: there is none
}

// New prepares a noun. It panics if an attribute does not fit the API's struct, which every test that loads a schema sees.
func New[T edge.Object](noun Noun[T]) *Kind { return newKind(noun.untyped(), reflect.TypeFor[T]()) }

func newKind(noun Noun[edge.Object], object reflect.Type) *Kind {
	noun.One, noun.Many = cmp.Or(noun.One, strings.ToLower(noun.Title)), cmp.Or(noun.Many, strings.ToLower(noun.Titles))
	k := &Kind{Noun: noun, object: object, types: map[string]attr.Type{}}
	attributes := map[string]schema.Attribute{}
	if noun.Attributes != nil {
		attributes = argument.Timed(noun.Attributes())
	}
	k.schema = schema.Schema{MarkdownDescription: noun.Description, Attributes: attributes}
	for name, attribute := range attributes {
		k.types[name] = attribute.GetType()
	}
	origin := func(member reflect.StructField) bool { return memberName(member, never) == "data_source" }
	fields := reflect.VisibleFields(object)
	if at := slices.IndexFunc(fields, origin); at >= 0 && attributes["data_source"] == nil { // as an argument it says something else
		k.origin = fields[at].Index
	}
	k.arguments = slices.DeleteFunc(codecsOf(object, attributes), func(c codec) bool { return c.name == idName })
	shared := map[string]schema.Attribute{}
	if id, managed := attributes[idName]; managed {
		shared[idName] = id
	}
	for _, c := range k.arguments {
		if !slices.Contains(noun.Recorded, c.name) { // no answer is read for it
			shared[c.name] = attributes[c.name]
		}
	}
	k.answers = argument.Computed(shared)
	argument.ReadOnly(k.answers, func(name string) bool { return hasMember(fields, name) })
	var own map[string]dsschema.Attribute
	if noun.Answers != nil {
		own = noun.Answers()
		maps.Copy(k.answers, own)
	}
	for i := range k.arguments {
		c := &k.arguments[i]
		c.whole, c.recorded = slices.Contains(noun.Whole, c.name), slices.Contains(noun.Recorded, c.name)
	}
	k.answered = answerCodecs(object, k.answers, slices.DeleteFunc(slices.Clone(k.arguments), func(c codec) bool { return own[c.name] != nil }))
	for name := range attributes {
		if name != idName && !slices.ContainsFunc(k.arguments, func(c codec) bool { return c.name == name }) {
			k.own = append(k.own, name)
		}
	}
	return k
}

// Forms returns what the provider serves of the noun.
func (k *Kind) Forms() Forms {
	var forms Forms
	if !k.Unread {
		forms.DataSources = append(forms.DataSources, k.newDataSource)
	}
	if !k.Unlisted {
		forms.DataSources = append(forms.DataSources, k.newListDataSource)
	}
	if k.Attributes != nil {
		forms.Resource = func() resource.Resource { return k.NewResource() }
	}
	if k.Attributes != nil && !k.Unlisted {
		forms.ListResource = func() list.ListResource { return &listResource{Kind: k} }
	}
	return forms
}

// serverDefaults names the arguments for which the service chooses a value when they are not configured.
func (k *Kind) serverDefaults() []string {
	var names []string
	for _, c := range k.arguments {
		if c.absence == managed.Hidden || c.absence == managed.Shown {
			names = append(names, c.name)
		}
	}
	slices.Sort(names)
	return names
}

// Flatten maps what the service answered to the attributes of the managed resource. Absent fields keep the spelling of prior,
// and so does what the API does not have.
func (k *Kind) Flatten(object edge.Object, prior Values) Values {
	state := make(Values, len(k.types))
	state[idName] = types.StringValue(k.id(object))
	from := reflect.ValueOf(object)
	for i := range k.arguments {
		c := &k.arguments[i]
		state[c.name] = c.flatten(from, prior.or(c.name, c.null))
	}
	for _, name := range k.own {
		state[name] = prior[name]
		if value := prior[name]; value == nil || value.IsUnknown() { // nobody will ever know
			state[name] = flex.Null(k.types[name])
		}
	}
	return state
}

// rows are the attributes of the elements of a list.
func (k *Kind) rows() map[string]dsschema.Attribute {
	rows := maps.Clone(k.answers)
	for _, name := range k.Alone {
		delete(rows, name)
	}
	return rows
}

// row is answer for an element of a list.
func (k *Kind) row(object edge.Object) map[string]attr.Value {
	shown := k.answer(object)
	for _, name := range k.Alone {
		delete(shown, name)
	}
	return shown
}

// answer maps what the service answered to the attributes of a data source.
func (k *Kind) answer(object edge.Object) map[string]attr.Value {
	shown := make(map[string]attr.Value, len(k.answers))
	from := reflect.ValueOf(object)
	for i := range k.answered {
		shown[k.answered[i].name] = k.answered[i].show(from)
	}
	shown[idName] = types.StringValue(k.id(object))
	for name, attribute := range k.answers {
		if _, found := shown[name]; !found {
			shown[name] = flex.Null(attribute.GetType())
		}
	}
	return shown
}

// Expand says what changes from prior to planned. A create passes a prior without values.
func (k *Kind) Expand(planned, prior Values) (edge.Object, flex.Patch) {
	var p flex.Patch
	to := reflect.New(k.object).Elem()
	for i := range k.arguments {
		c := &k.arguments[i]
		if c.computed || c.recorded && prior != nil && prior.or(c.name, c.null).IsNull() {
			continue
		}
		value := planned.or(c.name, c.null)
		p.Field(c.name, value, prior.or(c.name, c.null), func() { c.expand(value, to.FieldByIndex(c.index)) })
	}
	return edge.ObjectOf(to), p
}

// same says whether two values of an argument are the same to the service: whether a read of the first would show the second,
// where that is in state.
func (k *Kind) same(name string, planned, prior attr.Value) bool {
	at := slices.IndexFunc(k.arguments, func(c codec) bool { return c.name == name })
	if at < 0 {
		return false
	}
	c := &k.arguments[at]
	if c.recorded { // no answer is read for it
		return flex.Same(planned, prior)
	}
	to := reflect.New(k.object).Elem()
	c.expand(planned, to.FieldByIndex(c.index))
	return c.flatten(to, prior).Equal(prior)
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept, and whatever the
// service chose.
func (k *Kind) imported() Values {
	prior := Values{}
	for i := range k.arguments {
		c := &k.arguments[i]
		switch {
		case c.computed || c.recorded || slices.Contains(k.NullImported, c.name):
			prior[c.name] = c.null
		case c.absence == managed.Hidden && !c.whole, c.absence == managed.Shown:
			prior[c.name] = flex.Unknown(c.typ)
		default:
			prior[c.name] = flex.Zero(c.typ)
		}
	}
	for _, name := range k.own {
		prior[name] = flex.Null(k.types[name])
		if managed.AbsenceOf(k.schema.Attributes[name]) == managed.Mirrored && !slices.Contains(k.NullImported, name) {
			prior[name] = flex.Zero(k.types[name])
		}
	}
	return prior
}

// Decode returns the attributes of a configuration, a plan or a state; none of one that is null.
func (k *Kind) Decode(raw tftypes.Value, d *diag.Diagnostics) Values {
	return decode(raw, k.types, d)
}

// label is what a list shows an object by: one that has no name is shown by its id.
func (k *Kind) label(object edge.Object) string {
	return managed.DisplayName(k.text(object, k.Label), k.text(object, k.Key), k.id(object))
}

// lookedUp says whether the data source finds an object by Key.
func (k *Kind) lookedUp() bool { return k.Key != "" && !k.Unlisted }

// key is what people know an object by; "" if there is nothing.
func (k *Kind) key(object edge.Object) string {
	if k.Key == "" {
		return ""
	}
	return cmp.Or(k.text(object, k.Key), k.id(object))
}

// text is a member of an object by the name of its attribute; "" if there is none.
func (k *Kind) text(object edge.Object, name string) string {
	for i := range k.answered {
		if c := &k.answered[i]; c.name == name {
			return reflect.ValueOf(object).FieldByIndex(c.index).String()
		}
	}
	return ""
}

// name is what people call an object in state by; "" if it has no name there.
func (k *Kind) name(state Values) string {
	return cmp.Or(state.Text(k.Key).ValueString(), state.Text(k.Label).ValueString())
}

func (k *Kind) id(object edge.Object) string { return edge.ID(object) }

// Remember keeps what the noun remembers of an answer.
func (k *Kind) Remember(ctx context.Context, w private.Writer, object edge.Object) diag.Diagnostics {
	if k.Remembers == nil {
		return nil
	}
	key, value := k.Remembers(object)
	return private.Store(ctx, w, key, value)
}

// Wrote keeps what is remembered of the answer to a write.
func (k *Kind) Wrote(ctx context.Context, w private.Writer, object edge.Object) diag.Diagnostics {
	d := k.Remember(ctx, w, object)
	d.Append(k.Hold(ctx, w, object)...)
	d.Append(private.Store(ctx, w, writtenKey, edge.NewWritten(object))...)
	return d
}

// writtenKey is the key in private state of the last write of Terraform to the object.
const writtenKey = "written"
