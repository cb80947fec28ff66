package postureattribute_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// three puts three posture attributes into a service, two of one name.
func three(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(kind, mockapi.Object{"uuid": "a3", "name": "twice"})
	s.Put(kind, mockapi.Object{
		"uuid": "a1", "name": "once", "description": "Description", "attribute_type": 4, "supported_platforms": []any{2, 0},
		"required_processes": []any{map[string]any{"process_regex": "x"}},
	})
	s.Put(kind, mockapi.Object{"uuid": "a2", "name": "twice"})
	return s
}

func TestAccPostureAttribute_dataSource(t *testing.T) {
	t.Parallel()
	s := three(t)
	found := func(address string) []statecheck.StateCheck {
		var checks []statecheck.StateCheck
		for name, value := range map[string]knownvalue.Check{
			"id": knownvalue.StringExact("a1"), "name": knownvalue.StringExact("once"), "description": knownvalue.StringExact("Description"),
			"attribute_type":      knownvalue.Int64Exact(4),
			"supported_platforms": knownvalue.SetExact([]knownvalue.Check{knownvalue.Int64Exact(0), knownvalue.Int64Exact(2)}),
			"required_processes": knownvalue.SetExact([]knownvalue.Check{knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"process_regex": knownvalue.StringExact("x"), "platform": knownvalue.Int64Exact(0), "team_id": knownvalue.Null(),
			})}),
			"update_time": knownvalue.NotNull(), "updater_uuid": knownvalue.NotNull(), "updater_display_name": knownvalue.NotNull(),
			"creator_display_name": knownvalue.NotNull(), "create_time": knownvalue.NotNull(),
		} {
			checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
		}
		return checks
	}
	all := tfjsonpath.New("posture_attributes")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_posture_attribute" "by_id" { id = "a1" }
data "zerotrust_posture_attribute" "by_name" { name = "once" }
data "zerotrust_posture_attributes" "all" {}
data "zerotrust_posture_attributes" "twice" { name = "twice" }
data "zerotrust_posture_attributes" "none" { name = "nobody" }
`,
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: append(append(found("data.zerotrust_posture_attribute.by_id"), found("data.zerotrust_posture_attribute.by_name")...),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.all", all, knownvalue.ListSizeExact(3)),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.all", all.AtSliceIndex(0).AtMapKey("id"), knownvalue.StringExact("a1")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.all", all.AtSliceIndex(0).AtMapKey("description"), knownvalue.StringExact("Description")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.all", all.AtSliceIndex(1).AtMapKey("id"), knownvalue.StringExact("a2")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.all", all.AtSliceIndex(2).AtMapKey("id"), knownvalue.StringExact("a3")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.twice", all, knownvalue.ListSizeExact(2)),
					statecheck.ExpectKnownValue("data.zerotrust_posture_attributes.none", all, knownvalue.ListSizeExact(0)),
				),
			},
			{
				Config:      s.Provider() + `data "zerotrust_posture_attribute" "test" { name = "twice" }`,
				ExpectError: regexp.MustCompile(`2\s+objects\s+have\s+the\s+name\s+"twice"`),
			},
		},
	})
}

func TestPostureAttribute_dataSourceFindsNoneOrSeveral(t *testing.T) {
	t.Parallel()
	s := three(t)
	for name, test := range map[string]struct {
		typeName, config string
		says             []string
	}{
		"no such name": {typeName, `{"name": "nobody"}`, []string{`error at AttributeName("name"): Unable to Read Posture Attribute: 0 objects have the name "nobody"`}},
		"several":      {typeName, `{"name": "twice"}`, []string{`error at AttributeName("name"): Unable to Read Posture Attribute: 2 objects have the name "twice"`, "Use id"}},
		"no such id":   {typeName, `{"id": "nobody"}`, []string{"error: Unable to Read Posture Attribute: Object: nobody", "404 Not Found"}},
		"neither":      {typeName, `{}`, []string{"error", "id,name"}},
		"both":         {typeName, `{"id": "a1", "name": "once"}`, []string{"error", "id,name"}},
		"empty name":   {typeName + "s", `{"name": ""}`, []string{`error at AttributeName("name")`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, diagnostics := s.Lifecycle(t, typeName, "").ReadData(t.Context(), test.typeName, test.config)
			acctest.Says(t, diagnostics, test.says...)
			if found != nil {
				t.Errorf("found %v", found)
			}
		})
	}
}

func TestPostureAttribute_listsFail(t *testing.T) {
	t.Parallel()
	s := three(t)
	s.Inject(mockapi.Fault{Operation: "queryPostureAttributes", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	_, diagnostics := l.ReadData(t.Context(), typeName, `{"name": "once"}`)
	acctest.Says(t, diagnostics, `error: Unable to Read Posture Attribute: Object: "once"`, "queryPostureAttributes", "403 Forbidden")
	_, diagnostics = l.ReadData(t.Context(), typeName+"s", `{}`)
	acctest.Says(t, diagnostics, "error: Unable to Read Posture Attributes: ", "403 Forbidden")
	found, diagnostics := l.List(t.Context(), typeName, `{}`, 0, true)
	acctest.Says(t, diagnostics, "error: Unable to List Posture Attributes: ", "403 Forbidden")
	if len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestPostureAttribute_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config  string
		limit   int64
		include bool
		want    []string
	}{
		"all":           {config: `{}`, want: []string{"a1", "a2", "a3"}},
		"with resource": {config: `{}`, include: true, want: []string{"a1", "a2", "a3"}},
		"limited":       {config: `{}`, limit: 2, want: []string{"a1", "a2"}},
		"by name":       {config: `{"name": "twice"}`, want: []string{"a2", "a3"}},
		"nobody":        {config: `{"name": "nobody"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, diagnostics := l.List(t.Context(), typeName, test.config, test.limit, test.include)
			acctest.Quiet(t, diagnostics)
			if len(found) != len(test.want) {
				t.Fatalf("found %v, want %v", found, test.want)
			}
			for i, item := range found {
				id := tftypes.NewValue(tftypes.String, test.want[i])
				if !item.Identity["id"].Equal(id) || item.DisplayName != map[bool]string{true: "once", false: "twice"}[test.want[i] == "a1"] {
					t.Errorf("result %d is %v, want %s", i, item, test.want[i])
				}
				if (item.Resource != nil) != test.include || test.include && !item.Resource["id"].Equal(id) {
					t.Errorf("result %d has the resource %v", i, item.Resource)
				}
			}
		})
	}
	_, diagnostics := l.List(t.Context(), typeName, `{"name": ""}`, 0, false)
	acctest.Says(t, diagnostics, `error at AttributeName("name")`)
}

// List resources need Terraform 1.14; TestPostureAttribute_list shows the same without a CLI.
func TestAccPostureAttribute_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + attribute("test", `name = "another"`), ConfigPlanChecks: acctest.Empty()},
			{
				Query: true,
				Config: `
list "zerotrust_posture_attribute" "all" {
  provider         = zerotrust
  include_resource = true
}
list "zerotrust_posture_attribute" "twice" {
  provider = zerotrust
  config { name = "twice" }
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_posture_attribute.all", 4),
					querycheck.ExpectLength("zerotrust_posture_attribute.twice", 2),
					querycheck.ExpectIdentity("zerotrust_posture_attribute.twice", map[string]knownvalue.Check{"id": knownvalue.StringExact("a2")}),
					querycheck.ExpectResourceDisplayName("zerotrust_posture_attribute.all",
						queryfilter.ByResourceIdentity(map[string]knownvalue.Check{"id": knownvalue.StringExact("a1")}), knownvalue.StringExact("once")),
				},
			},
		},
	})
}
