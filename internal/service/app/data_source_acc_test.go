package app_test

import (
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const listName = "zerotrust_apps"

// read reads a data source without a CLI.
func read(t *testing.T, s *acctest.Services, name, config string) (map[string]any, []*tfprotov6.Diagnostic) {
	t.Helper()
	p := s.Lifecycle(t, typeName, `"max_retries": 0`).Protocol
	validated, err := p.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: p.DataSource(name, config)})
	if err != nil {
		t.Fatal(err)
	}
	if len(validated.Diagnostics) > 0 {
		return nil, validated.Diagnostics
	}
	resp, err := p.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: p.DataSource(name, config)})
	if err != nil {
		t.Fatal(err)
	}
	if len(resp.Diagnostics) > 0 {
		return nil, resp.Diagnostics
	}
	state := map[string]any{}
	for attribute, value := range p.Decode(p.DataSourceType(name), resp.State) {
		state[attribute] = plain(t, value)
	}
	return state, nil
}

// plain is a value as JSON would have it.
func plain(t *testing.T, value tftypes.Value) any {
	t.Helper()
	as := func(out any) {
		t.Helper()
		if err := value.As(out); err != nil {
			t.Fatal(err)
		}
	}
	switch {
	case value.IsNull():
		return nil
	case value.Type().Is(tftypes.String):
		var s string
		as(&s)
		return s
	case value.Type().Is(tftypes.Number):
		var n big.Float
		as(&n)
		i, _ := n.Int64()
		return i
	case value.Type().Is(tftypes.Set{}), value.Type().Is(tftypes.List{}):
		var elements []tftypes.Value
		as(&elements)
		list := make([]any, len(elements))
		for i, element := range elements {
			list[i] = plain(t, element)
		}
		return list
	}
	var members map[string]tftypes.Value
	as(&members)
	object := map[string]any{}
	for name, member := range members {
		object[name] = plain(t, member)
	}
	return object
}

func TestAccAppDataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	const byID, byName = "data.zerotrust_app.by_id", "data.zerotrust_app.by_name"
	// The id is known only after the app is created: reading it waits until then.
	config := s.Provider() + full("test", "app") + app("bare", `name = "bare"`, `refs = ["r"]`) + `
data "zerotrust_app" "by_id" {
  id = zerotrust_app.test.id
}
data "zerotrust_app" "by_name" {
  name       = "bare"
  depends_on = [zerotrust_app.bare]
}
data "zerotrust_apps" "all" {
  depends_on = [zerotrust_app.test, zerotrust_app.bare]
}
`
	at := func(address, name string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
	}
	checks := []statecheck.StateCheck{
		at(byID, "name", knownvalue.StringExact("app")), at(byName, "name", knownvalue.StringExact("bare")),
		statecheck.ExpectKnownValue("data.zerotrust_apps.all", tfjsonpath.New("apps"), knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectPartial(map[string]knownvalue.Check{"name": knownvalue.StringExact("app")}),
			knownvalue.ObjectPartial(map[string]knownvalue.Check{"name": knownvalue.StringExact("bare")}),
		})),
		// What the service computed is not in the state of the app, but here.
		known("ref_matches", knownvalue.SetSizeExact(2)),
		at("zerotrust_app.bare", "ref_matches", knownvalue.Null()),
		at(byName, "ref_matches", knownvalue.SetExact([]knownvalue.Check{
			knownvalue.ObjectExact(map[string]knownvalue.Check{"ref": knownvalue.StringExact("r"), "tags": knownvalue.Null()}),
		})),
		at(byName, "description", knownvalue.Null()), at(byName, "port", knownvalue.Null()), at(byName, "tags", knownvalue.Null()),
		at(byName, "ref_display_names", knownvalue.MapExact(map[string]knownvalue.Check{"r": knownvalue.StringExact("Display name of r")})),
	}
	for _, a := range arguments() {
		checks = append(checks, at(byID, a.name, a.known))
	}
	for _, name := range []string{
		"id", "data_source", "create_time", "creator_uuid", "creator_display_name", "update_time", "updater_uuid", "updater_display_name",
	} {
		checks = append(checks, at(byID, name, knownvalue.NotNull()), at(byName, name, knownvalue.NotNull()))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				ConfigPlanChecks: acctest.EmptyAfter(
					plancheck.ExpectUnknownValue(byID, tfjsonpath.New("host")),
					plancheck.ExpectResourceAction(byID, plancheck.ResourceActionRead),
				),
				ConfigStateChecks: checks,
			},
			{
				Config:      s.Provider() + "data \"zerotrust_app\" \"nobody\" {\n  name = \"nobody\"\n}\n",
				ExpectError: regexp.MustCompile(`(?s)Unable to Read App.*0 objects have the name "nobody"; exactly one must`),
			},
		},
	})
}

func TestAppDataSource_fields(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{"numbers": {}, "names and strings": {EnumNames: true, StringInt64: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, options)
			id := s.Put(mockapi.KindApp, mockapi.Object{
				"name": "app", "status": 3, "host_match_type": 2, "refs": []string{"r"}, "create_time": 1700000000001, "update_time": 1700000000002,
				"creator_uuid": "c", "creator_display_name": "C", "updater_uuid": "u", "updater_display_name": "U",
			})
			s.Inject(mockapi.Fault{Operation: "getApp", Tamper: func(o mockapi.Object) mockapi.Object {
				o["account_name"] = "acme" // some services name it
				return o
			}})
			got, found := read(t, s, typeName, `{"id": "`+id+`"}`)
			acctest.Quiet(t, found)
			for attribute, want := range map[string]any{
				"id": id, "name": "app", "status": "SUSPENDED", "host_match_type": int64(2), "verify_server_cert": int64(0), "port": nil, "host": nil,
				"refs": []any{"r"}, "ref_matches": []any{map[string]any{"ref": "r", "tags": nil}}, "ref_display_names": map[string]any{"r": "Display name of r"},
				"create_time": int64(1700000000001), "update_time": int64(1700000000002), "creator_uuid": "c", "creator_display_name": "C",
				"updater_uuid": "u", "updater_display_name": "U", "data_source": "1", "account_name": "acme",
			} {
				if fmt.Sprint(got[attribute]) != fmt.Sprint(want) {
					t.Errorf("%s = %v, want %v", attribute, got[attribute], want)
				}
			}
		})
	}
}

func TestAppDataSource_errors(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "twin"})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "twin"})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "deleted", "uuid": "deleted", "status": 4})
	for name, test := range map[string]struct {
		source, config string
		says           []string
	}{
		"neither":        {typeName, `{}`, []string{"error: Missing Attribute Configuration:", "[id,name]"}},
		"both":           {typeName, `{"id": "i", "name": "n"}`, []string{`error at AttributeName("id"): Invalid Attribute Combination:`, "[id,name]"}},
		"empty id":       {typeName, `{"id": ""}`, []string{`error at AttributeName("id"):`, "string length must be at least 1"}},
		"empty name":     {typeName, `{"name": ""}`, []string{`error at AttributeName("name"):`, "string length must be at least 1"}},
		"unknown id":     {typeName, `{"id": "nobody"}`, []string{"error: Unable to Read App: Object: nobody", "404 Not Found"}},
		"deleted id":     {typeName, `{"id": "deleted"}`, []string{"error: Unable to Read App: Object: deleted", "DELETED"}},
		"unknown name":   {typeName, `{"name": "nobody"}`, []string{`error at AttributeName("name"): Unable to Read App: 0 objects have the name "nobody"; exactly one must.`}},
		"deleted name":   {typeName, `{"name": "deleted"}`, []string{`0 objects have the name "deleted"`}},
		"two of a name":  {typeName, `{"name": "twin"}`, []string{`error at AttributeName("name"): Unable to Read App: 2 objects have the name "twin"; exactly one must. Use id to name one of several.`}},
		"empty tag":      {listName, `{"tag": ""}`, []string{`error at AttributeName("tag"):`}},
		"no states":      {listName, `{"status": []}`, []string{`error at AttributeName("status"):`, "at least 1 elements"}},
		"null state":     {listName, `{"status": [null]}`, []string{`error at AttributeName("status"):`, "null value"}},
		"unknown state":  {listName, `{"status": ["DELETED"]}`, []string{`error at AttributeName("status").ElementKeyValue(`, `"SUSPENDED"`}},
		"no origins":     {listName, `{"datasource": []}`, []string{`error at AttributeName("datasource"):`, "at least 1 elements"}},
		"empty origin":   {listName, `{"datasource": [""]}`, []string{`error at AttributeName("datasource").ElementKeyValue(`}},
		"unknown origin": {listName, `{"datasource": ["MARS"]}`, []string{"error: Unable to Read Apps:", `400 Bad Request: datasource: unknown source "MARS"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := read(t, s, test.source, test.config)
			acctest.Says(t, found, test.says...)
		})
	}
}

func TestAppDataSource_serviceFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "queryApps", Status: http.StatusForbidden})
	_, found := read(t, s, typeName, `{"name": "app"}`)
	acctest.Says(t, found, `error: Unable to Read App: Object: "app"`, "403 Forbidden")
	_, found = read(t, s, listName, `{}`)
	acctest.Says(t, found, `error: Unable to Read Apps:`, "403 Forbidden")
}

func TestAppsDataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, o := range []mockapi.Object{
		{"uuid": "2", "name": "b", "tags": []string{"x", "y"}, "status": 2},
		{"uuid": "3", "name": "a", "tags": []string{"x"}, "status": 3, "data_source": 2},
		{"uuid": "1", "name": "b", "status": 1, "data_source": 3},
		{"uuid": "4", "name": "c", "status": 4},
	} {
		s.Put(mockapi.KindApp, o)
	}
	for name, test := range map[string]struct {
		config string
		want   string // ids
		query  url.Values
	}{
		"all, by name and id": {`{}`, "3 1 2", url.Values{}},
		"by tag":              {`{"tag": "x"}`, "3 2", url.Values{"tag": {"x"}}},
		"by state":            {`{"status": ["ACTIVE"]}`, "2", url.Values{"status": {"ACTIVE"}}},
		"by states":           {`{"status": ["SUSPENDED", "INIT"]}`, "3 1", url.Values{"status": {"INIT,SUSPENDED"}}},
		"by origins":          {`{"datasource": ["3", "2"]}`, "3 1", url.Values{"datasource": {"2,3"}}},
		"by everything":       {`{"tag": "x", "status": ["ACTIVE", "SUSPENDED"], "datasource": ["LOCAL"]}`, "2", url.Values{"tag": {"x"}, "status": {"ACTIVE,SUSPENDED"}, "datasource": {"LOCAL"}}},
		"nothing found":       {`{"tag": "z"}`, "", url.Values{"tag": {"z"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// The service answers in any order.
			for range 3 {
				got, found := read(t, s, listName, test.config)
				acctest.Quiet(t, found)
				apps, ok := got["apps"].([]any)
				if !ok {
					t.Fatalf("apps = %v, want a list", got["apps"])
				}
				ids := []string{}
				for _, one := range apps {
					object, _ := one.(map[string]any)
					ids = append(ids, fmt.Sprint(object["id"]))
				}
				if strings.Join(ids, " ") != test.want {
					t.Errorf("found %v, want %s", ids, test.want)
				}
			}
			if !slices.ContainsFunc(s.Journal(), func(e mockapi.Entry) bool {
				return e.Operation == "queryApps" && e.Query.Encode() == test.query.Encode()
			}) {
				t.Errorf("no request with the query %s", test.query.Encode())
			}
		})
	}
}

// A filter that is not known yet waits for the apply.
func TestAccAppsDataSource_unknownFilter(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "tagged", "tags": []string{"t"}})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "other"})
	const address = "data.zerotrust_apps.test"
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
resource "terraform_data" "filter" {
  input = { tag = "t", state = "ACTIVE" }
}
data "zerotrust_apps" "test" {
  tag    = terraform_data.filter.output.tag
  status = [terraform_data.filter.output.state]
}
`,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectUnknownValue(address, tfjsonpath.New("apps"))),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("apps"), knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(map[string]knownvalue.Check{"name": knownvalue.StringExact("tagged")}),
				})),
			},
		}},
	})
}
