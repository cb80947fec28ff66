package life

import (
	"context"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// Question describes a data source that shows one answer of the service, a struct of the client, as it is: for what is
// no object with an id and a list. What has both is a Noun without Attributes.
type Question[A any] struct {
	Type, Description string // the type is without the prefix of the provider
	Title             string // of what is read, in errors: "User Devices"
	// Arguments say what is asked. One that the answer has as well, such as an id, shows what was answered.
	Arguments map[string]schema.Attribute
	// Filters are arguments that become Asked.Query.
	Filters []Filter
	// Answers are the attributes for members of the answer, by name. A member without an attribute is not shown.
	Answers map[string]schema.Attribute
	// Ask asks the service. An error that it adds to the diagnostics needs no error of its own.
	Ask func(context.Context, *Asked) (A, error)
}

// Asked is a question that has been asked.
type Asked struct {
	Client    *edge.Client
	Arguments Values
	Query     url.Values // of the filters
	*diag.Diagnostics
}

// Moment returns an argument that holds RFC 3339, which its validator has made sure of; zero if there is none.
func (a *Asked) Moment(name string) time.Time {
	at, _ := time.Parse(time.RFC3339, a.Arguments.Text(name).ValueString())
	return at
}

// New returns the data source, to be served. It panics if an attribute does not fit the answer, which every test that loads
// a schema sees.
func (q Question[A]) New() datasource.DataSource {
	s := &question[A]{Question: q, arguments: map[string]attr.Type{}, attributes: maps.Clone(q.Answers)}
	s.codecs = answerCodecs(reflect.TypeFor[A](), q.Answers, nil)
	arguments := maps.Clone(q.Arguments)
	if arguments == nil {
		arguments = map[string]schema.Attribute{}
	}
	for _, f := range q.Filters {
		arguments[f.Name] = f.forData()
	}
	for name, attribute := range arguments {
		s.attributes[name], s.arguments[name] = attribute, attribute.GetType()
	}
	for name := range q.Answers {
		if !slices.ContainsFunc(s.codecs, func(c codec) bool { return c.name == name }) {
			panic("no member of the answer to " + q.Type + " is called " + name)
		}
	}
	return s
}

type question[A any] struct {
	conns.DataSource[edge.Client]
	Question[A]
	attributes map[string]schema.Attribute
	arguments  map[string]attr.Type
	codecs     []codec
}

func (s *question[A]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + s.Type
}

func (s *question[A]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: s.Description, Attributes: s.attributes}
}

func (s *question[A]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	arguments := decode(req.Config.Raw, s.arguments, &resp.Diagnostics)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	query := url.Values{}
	for _, f := range s.Filters {
		f.query(arguments[f.Name], query)
	}
	answer, err := s.Ask(ctx, &Asked{Client: client, Arguments: arguments, Query: query, Diagnostics: &resp.Diagnostics})
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", s.Title, arguments.ID(), err)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	shown, from := maps.Clone(arguments), reflect.ValueOf(answer)
	for i := range s.codecs {
		shown[s.codecs[i].name] = s.codecs[i].show(from)
	}
	for name, attribute := range s.attributes {
		if shown[name] == nil {
			shown[name] = flex.Null(attribute.GetType())
		}
	}
	resp.State.Raw = shown.raw(resp.State.Schema.Type().TerraformType(ctx), &resp.Diagnostics)
}
