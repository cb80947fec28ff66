package provider_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// TestRegistered_schemasValidate finds what the framework refuses only when a CLI loads the schema.
func TestRegistered_schemasValidate(t *testing.T) {
	t.Parallel()
	p := provider.New("test", provider.Options{})()
	var schema frameworkprovider.SchemaResponse
	p.Schema(t.Context(), frameworkprovider.SchemaRequest{}, &schema)
	if d := schema.Schema.ValidateImplementation(t.Context()); d.HasError() {
		t.Errorf("provider: %v", d)
	}
	for _, build := range p.Resources(t.Context()) {
		r := build()
		var resp resource.SchemaResponse
		r.Schema(t.Context(), resource.SchemaRequest{}, &resp)
		if d := resp.Schema.ValidateImplementation(t.Context()); d.HasError() {
			t.Errorf("resource %s: %v", resourceName(t, r), d)
		}
	}
	for _, build := range p.DataSources(t.Context()) {
		s := build()
		var resp datasource.SchemaResponse
		s.Schema(t.Context(), datasource.SchemaRequest{}, &resp)
		if d := resp.Schema.ValidateImplementation(t.Context()); d.HasError() {
			t.Errorf("data source %s: %v", dataSourceName(t, s), d)
		}
	}
}

func resourceName(t *testing.T, r resource.Resource) string {
	t.Helper()
	var meta resource.MetadataResponse
	r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
	return meta.TypeName
}

func dataSourceName(t *testing.T, s datasource.DataSource) string {
	t.Helper()
	var meta datasource.MetadataResponse
	s.Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
	return meta.TypeName
}

// TestRegistered_isDescribed walks the schemas as a CLI and the documentation get them. The descriptions are the
// documentation, so each must be there, be Markdown, and be a sentence.
func TestRegistered_isDescribed(t *testing.T) {
	t.Parallel()
	schemas := protocolSchemas(t)
	attributes := 0
	var walk func(where string, all []*tfprotov6.SchemaAttribute)
	walk = func(where string, all []*tfprotov6.SchemaAttribute) {
		for _, a := range all {
			attributes++
			describe(t, where+"."+a.Name, a.Description, a.DescriptionKind)
			if a.NestedType != nil {
				walk(where+"."+a.Name, a.NestedType.Attributes)
			}
		}
	}
	for _, s := range schemas {
		describe(t, s.name, s.Block.Description, s.Block.DescriptionKind)
		walk(s.name, s.Block.Attributes)
		if len(s.Block.BlockTypes) > 0 {
			t.Errorf("%s has blocks; nested attributes document better", s.name)
		}
	}
	if attributes < 100 {
		t.Errorf("only %d attributes were looked at", attributes)
	}
}

// TestRegistered_setsArePlain: within the provider no set of texts or numbers is one that the framework compares by every pair of
// elements, and Terraform is told that each is a set (see flex.SetType).
func TestRegistered_setsArePlain(t *testing.T) {
	t.Parallel()
	sets := func(server tfprotov6.ProviderServer) map[string]bool {
		found := map[string]bool{}
		var walk func(where string, all []*tfprotov6.SchemaAttribute)
		walk = func(where string, all []*tfprotov6.SchemaAttribute) {
			for _, a := range all {
				if a.NestedType != nil {
					walk(where+"."+a.Name, a.NestedType.Attributes)
				} else if strings.Contains(a.Type.String(), "tftypes.Set[") {
					found[where+"."+a.Name] = true
				}
			}
		}
		for _, s := range schemasOf(t, server) {
			walk(s.name, s.Block.Attributes)
		}
		return found
	}
	for where := range sets(providerserver.NewProtocol6(provider.New("test", provider.Options{})())()) {
		t.Errorf("%s has not flex.SetType", where)
	}
	told := sets(provider.Framework(provider.New("test", provider.Options{})()))
	for _, where := range []string{"resource zerotrust_access.user_list", "resource zerotrust_app.tcp_ports", "resource zerotrust_app.ref_matches.tags", "action zerotrust_app_deploy.tags"} {
		if !told[where] {
			t.Errorf("Terraform is not told that %s is a set", where)
		}
	}
}

func describe(t *testing.T, where, text string, kind tfprotov6.StringKind) {
	t.Helper()
	switch {
	case strings.TrimSpace(text) == "":
		t.Errorf("%s has no description", where)
	case kind != tfprotov6.StringKindMarkdown:
		t.Errorf("%s: the description is no Markdown", where)
	case !strings.HasSuffix(text, "."):
		t.Errorf("%s: the description does not end with a full stop: %q", where, text)
	case strings.Contains(text, "..") || strings.Contains(text, "  "):
		t.Errorf("%s: the description has a doubled stop or space: %q", where, text)
	}
}

type namedSchema struct {
	name string
	*tfprotov6.Schema
}

// protocolSchemas returns every schema that Terraform is told, whatever its kind.
func protocolSchemas(t *testing.T) []namedSchema {
	t.Helper()
	return schemasOf(t, provider.Framework(provider.New("test", provider.Options{})()))
}

func schemasOf(t *testing.T, server tfprotov6.ProviderServer) []namedSchema {
	t.Helper()
	resp, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range resp.Diagnostics {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	all := []namedSchema{{"provider", resp.Provider}}
	add := func(kind string, schemas map[string]*tfprotov6.Schema) {
		for name, s := range schemas {
			all = append(all, namedSchema{kind + " " + name, s})
		}
	}
	add("resource", resp.ResourceSchemas)
	add("data source", resp.DataSourceSchemas)
	add("ephemeral resource", resp.EphemeralResourceSchemas)
	add("list resource", resp.ListResourceSchemas)
	for name, a := range resp.ActionSchemas {
		all = append(all, namedSchema{"action " + name, a.Schema})
	}
	return all
}

// TestRegistered_resourcesCanBeImported also checks that the identity describes itself: nobody else does.
func TestRegistered_resourcesCanBeImported(t *testing.T) {
	t.Parallel()
	for _, build := range provider.New("test", provider.Options{})().Resources(t.Context()) {
		r := build()
		name := resourceName(t, r)
		if _, ok := r.(resource.ResourceWithImportState); !ok {
			t.Errorf("%s cannot be imported", name)
		}
		identified, ok := r.(resource.ResourceWithIdentity)
		if !ok {
			t.Errorf("%s has no identity", name)
			continue
		}
		var resp resource.IdentitySchemaResponse
		identified.IdentitySchema(t.Context(), resource.IdentitySchemaRequest{}, &resp)
		if d := resp.IdentitySchema.ValidateImplementation(t.Context()); d.HasError() {
			t.Errorf("%s: %v", name, d)
		}
		if len(resp.IdentitySchema.Attributes) == 0 {
			t.Errorf("%s: the identity has no attributes", name)
		}
		for attribute, a := range resp.IdentitySchema.Attributes {
			if !strings.HasSuffix(a.GetDescription(), ".") {
				t.Errorf("%s: identity attribute %s is not described by a sentence: %q", name, attribute, a.GetDescription())
			}
		}
	}
}

// TestRegistered_hasExamples: the documentation takes its examples from files of these names, and a misnamed one is
// silently absent.
func TestRegistered_hasExamples(t *testing.T) {
	t.Parallel()
	p := provider.New("test", provider.Options{})()
	wanted := map[string][]string{"provider": {"provider.tf"}}
	for _, build := range p.Resources(t.Context()) {
		wanted["resources/"+resourceName(t, build())] = []string{"resource.tf", "import.sh", "import-by-string-id.tf", "import-by-identity.tf"}
	}
	// Nothing can be read of an event that was sent, so it cannot be imported.
	wanted["resources/zerotrust_device_app_connection_log"] = []string{"resource.tf"}
	for kind, names := range stateless(t) {
		file := map[string]string{"ephemeral-resources": "ephemeral-resource.tf", "actions": "action.tf", "functions": "function.tf"}[kind]
		for _, name := range names {
			wanted[kind+"/"+name] = []string{file}
		}
	}
	for _, build := range listResources(t) {
		wanted["list-resources/"+build] = []string{"list-resource.tfquery.hcl"}
	}
	for _, build := range p.DataSources(t.Context()) {
		wanted["data-sources/"+dataSourceName(t, build())] = []string{"data-source.tf"}
	}
	root := filepath.Join("..", "..", "examples")
	for directory, files := range wanted {
		for _, file := range files {
			text, err := os.ReadFile(filepath.Join(root, directory, file))
			if err != nil {
				t.Error(err)
			} else if typeName := filepath.Base(directory); !strings.Contains(string(text), strings.TrimPrefix(typeName, "provider")) {
				t.Errorf("%s/%s is no example of %s", directory, file, typeName)
			}
		}
	}
	for _, kind := range []string{"resources", "data-sources", "ephemeral-resources", "actions", "list-resources", "functions"} {
		found, err := filepath.Glob(filepath.Join(root, kind, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, directory := range found {
			if wanted[kind+"/"+filepath.Base(directory)] == nil {
				t.Errorf("%s is an example of nothing that the provider serves", directory)
			}
		}
	}
}

// listResources returns the names of the list resources.
func listResources(t *testing.T) []string {
	t.Helper()
	p, ok := provider.New("test", provider.Options{})().(frameworkprovider.ProviderWithListResources)
	if !ok {
		t.Fatal("the provider has no list resources")
	}
	var names []string
	for _, build := range p.ListResources(t.Context()) {
		var meta resource.MetadataResponse
		build().Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		names = append(names, meta.TypeName)
	}
	return names
}

// TestRegistered_everyForm: each noun of the services has a managed resource, both data sources and a list resource.
func TestRegistered_everyForm(t *testing.T) {
	t.Parallel()
	served := map[string]bool{}
	p := provider.New("test", provider.Options{})()
	for _, build := range p.Resources(t.Context()) {
		served["resource "+resourceName(t, build())] = true
	}
	for _, build := range p.DataSources(t.Context()) {
		served["data source "+dataSourceName(t, build())] = true
	}
	for _, name := range listResources(t) {
		served["list resource "+name] = true
	}
	for noun, plural := range map[string]string{
		"access": "accesses", "alert_config": "alert_configs", "app": "apps", "app_control_policy": "app_control_policies", "app_integrity_config": "app_integrity_configs", "ca_certificate": "ca_certificates", "connector": "connectors", "data_export": "data_exports", "integration": "integrations",
		"notification_channel": "notification_channels", "policy": "policies", "posture_attribute": "posture_attributes",
		"posture_profile": "posture_profiles", "token": "tokens", "user": "users", "workflow": "workflows",
	} {
		for _, form := range []string{"resource zerotrust_" + noun, "data source zerotrust_" + noun, "data source zerotrust_" + plural, "list resource zerotrust_" + noun} {
			if !served[form] {
				t.Errorf("there is no %s", form)
			}
		}
	}
}

// TestRegistered_haveMeanings: a review of a plan has words for every managed resource, and for none that does not exist.
func TestRegistered_haveMeanings(t *testing.T) {
	t.Parallel()
	schemas := map[string]resource.SchemaResponse{}
	p := provider.New("test", provider.Options{})()
	for _, build := range p.Resources(t.Context()) {
		r := build()
		var metadata resource.MetadataResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &metadata)
		var schema resource.SchemaResponse
		r.Schema(t.Context(), resource.SchemaRequest{}, &schema)
		schemas[metadata.TypeName] = schema
	}
	told := map[string]bool{}
	for _, noun := range provider.Meanings() {
		schema, registered := schemas[noun.Type]
		if !registered || told[noun.Type] {
			t.Errorf("%s: the words are for no managed resource, or there are two of them", noun.Type)
			continue
		}
		told[noun.Type] = true
		if noun.One == "" || len(noun.Labels) == 0 {
			t.Errorf("%s: the words do not say what people call it", noun.Type)
		}
		names := slices.Concat(noun.Labels, noun.Said, noun.Mute, noun.ReplacedUnless)
		for _, field := range noun.Fields {
			names = append(names, field.Name)
		}
		for _, name := range names {
			if _, has := schema.Schema.Attributes[name]; !has {
				t.Errorf("%s: the words are about %s, which it does not have", noun.Type, name)
			}
		}
	}
	for typeName := range schemas {
		if !told[typeName] {
			t.Errorf("%s has no words for a review: write Meaning in its package, and register it in Meanings", typeName)
		}
	}
}
