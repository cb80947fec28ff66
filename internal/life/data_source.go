package life

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// dataSource reads one object, by its id or its key.
type dataSource struct {
	conns.DataSource[edge.Client]
	*Kind
}

func (k *Kind) newDataSource() datasource.DataSource { return &dataSource{Kind: k} }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + typeName(s.Title)
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	all := maps.Clone(s.answers)
	if s.lookedUp() {
		argument.Selectable(all, s.One, s.Key, s.KeyTitle)
	} else {
		all["id"] = argument.Wanted("Id of the " + s.One + " to read. " + s.KeyTitle)
	}
	resp.Schema = schema.Schema{MarkdownDescription: s.ReadsOne, Attributes: all}
}

func (s *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	if !s.lookedUp() {
		return nil
	}
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(s.Key))}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	config := decode(req.Config.Raw, map[string]attr.Type{"id": types.StringType, s.Key: types.StringType}, &resp.Diagnostics)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	var found edge.Object
	var err error
	object := config.ID()
	if !config.Text("id").IsNull() {
		found, err = s.Objects(client).Read(ctx, object, nil)
	} else {
		object = diags.Named(config.Text(s.Key))
		var all []edge.Object
		all, err = s.Objects(client).ReadAll(ctx)
		if err == nil {
			var ok bool
			wanted := func(o edge.Object) bool {
				return s.key(o) == config.Text(s.Key).ValueString() && (s.Owned == nil || !s.Owned(o)) && (s.Selects == nil || s.Selects(nil, o))
			}
			if found, ok = managed.One(all, s.Title, s.One, fmt.Sprintf(" in the account %q", client.Account()), s.Key, config.Text(s.Key), wanted, s.id, &resp.Diagnostics); !ok {
				return
			}
		}
	}
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", s.Title, object, err)
		return
	}
	resp.State.Raw = Values(s.answer(found)).raw(resp.State.Schema.Type().TerraformType(ctx), &resp.Diagnostics)
}

// listDataSource reads the objects that its filters select.
type listDataSource struct {
	conns.DataSource[edge.Client]
	*Kind
}

func (k *Kind) newListDataSource() datasource.DataSource { return &listDataSource{Kind: k} }

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + typeName(s.Titles)
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{typeName(s.Titles): schema.ListNestedAttribute{
		MarkdownDescription: s.Found, Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: s.rows()},
	}}
	for _, b := range s.Brings {
		attributes[b.name] = b.attribute
	}
	for _, f := range s.Filters {
		attributes[f.Name] = f.forData()
	}
	resp.Schema = schema.Schema{MarkdownDescription: s.ReadsMany, Attributes: attributes}
}

func (s *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	filters := decode(req.Config.Raw, s.filterTypes(), &resp.Diagnostics)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	beside := map[string]brought{}
	for _, b := range s.Brings {
		beside[b.name] = b.begin(client)
	}
	all, err := s.selected(ctx, client, filters, beside)
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", s.Titles, "", err)
		return
	}
	filters[typeName(s.Titles)] = s.shown(all)
	for name, b := range beside {
		filters[name] = b.shown()
	}
	resp.State.Raw = filters.raw(resp.State.Schema.Type().TerraformType(ctx), &resp.Diagnostics)
}

// shown is the list attribute of the plural data source.
func (k *Kind) shown(objects []edge.Object) attr.Value {
	row := types.ObjectType{AttrTypes: argument.ObjectType(k.rows())}
	return types.ListValueMust(row, flex.Map(objects, func(object edge.Object) attr.Value {
		return types.ObjectValueMust(row.AttrTypes, k.row(object))
	}))
}

// Beside is a list of objects of another kind that the answer to a list holds as well. The plural data source shows it.
type Beside struct {
	name      string // of the attribute, and of the member of the answer
	attribute schema.Attribute
	begin     func(*edge.Client) brought
}

// brought is one reading of a Beside.
type brought struct {
	into  any // pointer that the member is read into
	shown func() attr.Value
}

// Beside makes a list of objects of this kind for the plural data source of another kind, with what its own shows of each.
func (k *Kind) Beside(description string) Beside {
	return Beside{
		name: typeName(k.Titles),
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: k.rows()},
		},
		begin: func(client *edge.Client) brought {
			into, objects := k.Objects(client).Beside()
			return brought{into: into, shown: func() attr.Value {
				kept := objects()
				slices.SortFunc(kept, k.byKey)
				return k.shown(kept)
			}}
		},
	}
}

// selected asks the service for the objects that filters select, by key and id. What only the answer to a list of its own
// holds, beside, is not in the shared list.
func (k *Kind) selected(ctx context.Context, client *edge.Client, filters Values, beside map[string]brought) ([]edge.Object, error) {
	query := url.Values{}
	for _, f := range k.Filters {
		f.query(filters[f.Name], query)
	}
	read := k.Objects(client).ReadAll
	if len(query) > 0 || len(beside) > 0 {
		into := map[string]any{}
		for name, b := range beside {
			into[name] = b.into
		}
		read = func(ctx context.Context) ([]edge.Object, error) {
			return k.Objects(client).QueryBeside(ctx, query, into)
		}
	}
	all, err := read(ctx)
	all = slices.DeleteFunc(all, func(object edge.Object) bool {
		return !k.selects(filters, object) || !k.keeps(filters.Flag(localName), object)
	})
	slices.SortFunc(all, k.byKey)
	return all, err
}
