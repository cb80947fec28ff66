package provider_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// listed is a noun whose list forms this file shows: data sources and list resource over the same three objects, of which
// the first is found by the filter alone.
type listed struct {
	typeName, plural string // plural is the list attribute of the data source zerotrust_<plural>
	kind             string
	objects          []mockapi.Object
	filter           string // JSON that selects the first object
	all              string // JSON of the plural data source that selects every object
	query            string // body of a list block that selects the first object
	displayName      string // of the first object
	byID, byName     string // JSON of the data source for the first object; no byName: the noun has none
	nobody           string // JSON of the data source that finds nothing
	operation        string // that lists
}

func listedNouns() []listed {
	group := func(tag string) map[string]any {
		return map[string]any{"include_any": []any{map[string]any{"all": []any{tag}}}}
	}
	return []listed{
		{
			typeName: "zerotrust_access", plural: "accesses", kind: mockapi.KindAccess, operation: "queryAccesses",
			objects: []mockapi.Object{
				{"uuid": "o1", "description": "first", "user_list": []any{"user:alice"}, "app_list": []any{"app:x"}},
				{"uuid": "o2", "user_list": []any{"user:bob"}}, {"uuid": "o3", "user_list": []any{"user:carol"}},
			},
			filter: `{"user_id": "user:alice"}`, all: `{}`, query: `user_id = "user:alice"`, displayName: "first",
			byID: `{"id": "o1"}`, nobody: `{"id": "nobody"}`,
		},
		{
			typeName: "zerotrust_app", plural: "apps", kind: mockapi.KindApp, operation: "queryApps",
			objects: []mockapi.Object{
				{"uuid": "o1", "name": "a", "tags": []any{"t"}, "host": "h"}, {"uuid": "o2", "name": "twin"}, {"uuid": "o3", "name": "twin", "status": 3},
			},
			filter: `{"tag": "t", "status": ["ACTIVE"]}`, all: `{}`, query: `tag = "t"`, displayName: "a",
			byID: `{"id": "o1"}`, byName: `{"name": "a"}`, nobody: `{"name": "twin"}`,
		},
		{
			typeName: "zerotrust_policy", plural: "policies", kind: mockapi.KindPolicy, operation: "queryPolicies",
			objects: []mockapi.Object{
				{"uuid": "o1", "name": "a", "action": 2, "app_filter": group("app:x")}, {"uuid": "o2", "name": "twin"}, {"uuid": "o3", "name": "twin"},
			},
			filter: `{"name": "a"}`, all: `{}`, query: `name = "a"`, displayName: "a",
			byID: `{"id": "o1"}`, byName: `{"name": "a"}`, nobody: `{"name": "twin"}`,
		},
		{
			typeName: "zerotrust_app_integrity_config", plural: "app_integrity_configs", kind: mockapi.KindAppIntegrityConfig, operation: "listAppIntegrityConfigs",
			objects: []mockapi.Object{
				{"config_id": "o1", "version": "production", "platform": "android", "name": "a", "package_name": "p"},
				{"config_id": "o2", "version": "production", "platform": "ios", "name": "twin"},
				{"config_id": "o3", "version": "production", "platform": "ios", "name": "twin"},
			},
			filter: `{"version": "production", "platform": "android"}`, all: `{"version": "production"}`, query: `platform = "android"`, displayName: "production: a",
			byID: `{"id": "production/o1"}`, byName: `{"version": "production", "name": "a"}`, nobody: `{"version": "production", "name": "twin"}`,
		},
	}
}

func (n listed) start(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	for _, o := range n.objects {
		s.Put(n.kind, o)
	}
	return s
}

// identityOf returns the value of an identity that tells the objects of this file apart.
func identityOf(t *testing.T, values map[string]tftypes.Value) string {
	t.Helper()
	for _, name := range []string{"id", "config_id"} {
		if v, ok := values[name]; ok {
			var text string
			if err := v.As(&text); err != nil {
				t.Fatal(err)
			}
			return text
		}
	}
	t.Fatalf("no identity in %v", values)
	return ""
}

func TestLists_query(t *testing.T) {
	t.Parallel()
	for _, n := range listedNouns() {
		t.Run(n.typeName, func(t *testing.T) {
			t.Parallel()
			s := n.start(t)
			p := s.Protocol(t, "")
			for _, test := range []struct {
				config  string
				limit   int64
				include bool
				want    []string
			}{
				{config: `{}`, want: []string{"o1", "o2", "o3"}},
				{config: `{}`, limit: 2, include: true, want: []string{"o1", "o2"}},
				{config: n.filter, include: true, want: []string{"o1"}},
			} {
				found, diagnostics := p.List(t.Context(), n.typeName, test.config, test.limit, test.include)
				acctest.Quiet(t, diagnostics)
				var got []string
				for _, item := range found {
					got = append(got, identityOf(t, item.Identity))
					if (item.Resource != nil) != test.include {
						t.Errorf("%s: include is %t, the resource %v", test.config, test.include, item.Resource)
					}
				}
				slices.Sort(got)
				if !slices.Equal(got, test.want) {
					t.Errorf("%s: found %v, want %v", test.config, got, test.want)
				}
				if len(test.want) == 1 && found[0].DisplayName != n.displayName {
					t.Errorf("displayed as %q, want %q", found[0].DisplayName, n.displayName)
				}
			}
			s.Inject(mockapi.Fault{Operation: n.operation, Status: http.StatusForbidden})
			found, diagnostics := p.List(t.Context(), n.typeName, `{}`, 0, false)
			acctest.Says(t, diagnostics, "error: Unable to List ", "403 Forbidden")
			if len(found) > 0 {
				t.Errorf("found %v beside the error", found)
			}
		})
	}
}

// List resources need Terraform 1.14; TestLists_query shows the same without a CLI.
func TestAccLists_query(t *testing.T) {
	t.Parallel()
	for _, n := range listedNouns() {
		t.Run(n.typeName, func(t *testing.T) {
			t.Parallel()
			s := n.start(t)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
				Steps: []resource.TestStep{
					{Config: s.Provider() + `resource "zerotrust_app" "configures_the_provider" { name = "other" }`, ConfigPlanChecks: acctest.Empty()},
					{
						Query: true,
						Config: fmt.Sprintf(`
list %[1]q "one" {
  provider         = zerotrust
  include_resource = true
  config { %[2]s }
}
`, n.typeName, n.query),
						QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(n.typeName+".one", 1)},
					},
				},
			})
		})
	}
}

func TestLists_dataSources(t *testing.T) {
	t.Parallel()
	for _, n := range listedNouns() {
		t.Run(n.typeName, func(t *testing.T) {
			t.Parallel()
			s := n.start(t)
			p := s.Protocol(t, "")
			count := func(config string) int {
				data, diagnostics := p.ReadData(t.Context(), "zerotrust_"+n.plural, config)
				acctest.Quiet(t, diagnostics)
				return len(acctest.Elements(t, data[n.plural]))
			}
			if got := count(n.all); got != 3 {
				t.Errorf("all: %d objects, want 3", got)
			}
			if got := count(n.filter); got != 1 {
				t.Errorf("%s: %d objects, want 1", n.filter, got)
			}
			for _, config := range []string{n.byID, n.byName} {
				if config == "" {
					continue
				}
				data, diagnostics := p.ReadData(t.Context(), n.typeName, config)
				acctest.Quiet(t, diagnostics)
				if id := acctest.TextOf(t, data["id"]); id != "o1" && id != "production/o1" {
					t.Errorf("%s: read %s", config, id)
				}
			}
			_, diagnostics := p.ReadData(t.Context(), n.typeName, n.nobody)
			acctest.Says(t, diagnostics, "error")
			s.Inject(mockapi.Fault{Operation: n.operation, Status: http.StatusInternalServerError})
			_, diagnostics = p.ReadData(t.Context(), "zerotrust_"+n.plural, n.all)
			acctest.Says(t, diagnostics, "error: Unable to Read ", "500")
		})
	}
}
