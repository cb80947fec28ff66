package schemajson_test

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// fakeProvider has one member of each kind. Each embeds its interface: only schemas are asked for.
type fakeProvider struct{ provider.Provider }

func (fakeProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "fake"
}

func (fakeProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		MarkdownDescription: "The *fake* provider.",
		Attributes: map[string]providerschema.Attribute{
			"token": providerschema.StringAttribute{Optional: true, Sensitive: true, Description: "Plain."},
		},
	}
}

func (fakeProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return fakeResource{} }}
}

func (fakeProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return fakeDataSource{} }}
}

func (fakeProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return fakeEphemeral{} }}
}

func (fakeProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return fakeList{} }}
}

func (fakeProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return fakeAction{} }}
}

func (fakeProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return fakeFunction{} }}
}

type fakeResource struct{ resource.Resource }

func (fakeResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	leaf := map[string]schema.Attribute{"leaf": schema.BoolAttribute{Required: true}}
	nested := schema.NestedAttributeObject{Attributes: leaf}

	resp.Schema = schema.Schema{
		Version: 3,
		Attributes: map[string]schema.Attribute{
			"id":        schema.StringAttribute{Computed: true},
			"secret_wo": schema.StringAttribute{Optional: true, WriteOnly: true},
			"old":       schema.Int64Attribute{Optional: true, Computed: true, DeprecationMessage: "Use new."},
			"any":       schema.DynamicAttribute{Optional: true},
			"rows":      schema.SetAttribute{Optional: true, ElementType: types.MapType{ElemType: types.StringType}},
			"object": schema.ListAttribute{Optional: true, ElementType: types.ObjectType{
				AttrTypes: map[string]attr.Type{"flag": types.BoolType, "pair": types.TupleType{ElemTypes: []attr.Type{types.StringType, types.NumberType}}},
			}},
			"in_single": schema.SingleNestedAttribute{Optional: true, Attributes: leaf},
			"in_list":   schema.ListNestedAttribute{Optional: true, NestedObject: nested},
			"in_set":    schema.SetNestedAttribute{Optional: true, NestedObject: nested},
			"in_map":    schema.MapNestedAttribute{Optional: true, NestedObject: nested},
		},
		Blocks: map[string]schema.Block{
			"block_single": schema.SingleNestedBlock{Attributes: leaf},
			"block_set":    schema.SetNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: leaf}},
			"block_list": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
				Blocks: map[string]schema.Block{"inner": schema.SingleNestedBlock{Attributes: leaf}},
			}},
		},
	}
}

func (fakeResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Version: 1,
		Attributes: map[string]identityschema.Attribute{
			"id":     identityschema.StringAttribute{RequiredForImport: true, Description: "Its id."},
			"region": identityschema.StringAttribute{OptionalForImport: true},
		},
	}
}

type fakeDataSource struct{ datasource.DataSource }

func (fakeDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = datasourceschema.Schema{
		DeprecationMessage: "Use another.",
		Attributes:         map[string]datasourceschema.Attribute{"size": datasourceschema.Float64Attribute{Computed: true}},
	}
}

type fakeEphemeral struct{ ephemeral.EphemeralResource }

func (fakeEphemeral) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = "fake_key"
}

func (fakeEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = ephemeralschema.Schema{
		Attributes: map[string]ephemeralschema.Attribute{"key": ephemeralschema.StringAttribute{Computed: true, Sensitive: true}},
	}
}

type fakeList struct{ list.ListResource }

func (fakeList) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = listschema.Schema{
		Attributes: map[string]listschema.Attribute{"prefix": listschema.StringAttribute{Optional: true}},
	}
}

type fakeAction struct{ action.Action }

func (fakeAction) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = "fake_poke"
}

func (fakeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = actionschema.Schema{
		MarkdownDescription: "Pokes.",
		Attributes:          map[string]actionschema.Attribute{"id": actionschema.StringAttribute{Required: true}},
	}
}

type fakeFunction struct{ function.Function }

func (fakeFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "join"
}

func (fakeFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Joins.",
		MarkdownDescription: "Joins *all*.",
		DeprecationMessage:  "Use the built-in.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "separator", Description: "In between.", AllowNullValue: true},
		},
		VariadicParameter: function.Int64Parameter{Name: "numbers"},
		Return:            function.ListReturn{ElementType: types.StringType},
	}
}
