package postureprofile_test

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

// three puts three posture profiles into a service, two of one name.
func three(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(kind, mockapi.Object{"uuid": "p3", "name": "twice"})
	s.Put(kind, mockapi.Object{
		"uuid": "p1", "name": "once", "description": "Description", "platform": 2, "attribute_uuids": []any{"y", "x"},
		"posture_tag_value": "high",
	})
	s.Put(kind, mockapi.Object{"uuid": "p2", "name": "twice"})
	return s
}

func TestAccPostureProfile_dataSource(t *testing.T) {
	t.Parallel()
	s := three(t)
	found := func(address string) []statecheck.StateCheck {
		var checks []statecheck.StateCheck
		for name, value := range map[string]knownvalue.Check{
			"id": knownvalue.StringExact("p1"), "name": knownvalue.StringExact("once"), "description": knownvalue.StringExact("Description"),
			"platform": knownvalue.Int64Exact(2), "posture_tag_value": knownvalue.StringExact("high"),
			"attribute_uuids": knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("x"), knownvalue.StringExact("y")}),
			"update_time":     knownvalue.NotNull(), "updater_uuid": knownvalue.NotNull(), "updater_display_name": knownvalue.NotNull(),
			"creator_display_name": knownvalue.NotNull(), "create_time": knownvalue.NotNull(),
		} {
			checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
		}
		return checks
	}
	all := tfjsonpath.New("posture_profiles")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_posture_profile" "by_id" { id = "p1" }
data "zerotrust_posture_profile" "by_name" { name = "once" }
data "zerotrust_posture_profiles" "all" {}
data "zerotrust_posture_profiles" "twice" { name = "twice" }
data "zerotrust_posture_profiles" "none" { name = "nobody" }
`,
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: append(append(found("data.zerotrust_posture_profile.by_id"), found("data.zerotrust_posture_profile.by_name")...),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.all", all, knownvalue.ListSizeExact(3)),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.all", all.AtSliceIndex(0).AtMapKey("id"), knownvalue.StringExact("p1")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.all", all.AtSliceIndex(0).AtMapKey("description"), knownvalue.StringExact("Description")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.all", all.AtSliceIndex(1).AtMapKey("id"), knownvalue.StringExact("p2")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.all", all.AtSliceIndex(2).AtMapKey("id"), knownvalue.StringExact("p3")),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.twice", all, knownvalue.ListSizeExact(2)),
					statecheck.ExpectKnownValue("data.zerotrust_posture_profiles.none", all, knownvalue.ListSizeExact(0)),
				),
			},
			{
				Config:      s.Provider() + `data "zerotrust_posture_profile" "test" { name = "twice" }`,
				ExpectError: regexp.MustCompile(`2\s+objects\s+have\s+the\s+name\s+"twice"`),
			},
		},
	})
}

func TestPostureProfile_dataSourceFindsNoneOrSeveral(t *testing.T) {
	t.Parallel()
	s := three(t)
	for name, test := range map[string]struct {
		typeName, config string
		says             []string
	}{
		"no such name": {typeName, `{"name": "nobody"}`, []string{`error at AttributeName("name"): Unable to Read Posture Profile: 0 objects have the name "nobody"`}},
		"several":      {typeName, `{"name": "twice"}`, []string{`error at AttributeName("name"): Unable to Read Posture Profile: 2 objects have the name "twice"`, "Use id"}},
		"no such id":   {typeName, `{"id": "nobody"}`, []string{"error: Unable to Read Posture Profile: Object: nobody", "404 Not Found"}},
		"neither":      {typeName, `{}`, []string{"error", "id,name"}},
		"both":         {typeName, `{"id": "p1", "name": "once"}`, []string{"error", "id,name"}},
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

func TestPostureProfile_listsFail(t *testing.T) {
	t.Parallel()
	s := three(t)
	s.Inject(mockapi.Fault{Operation: "queryPostureProfiles", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	_, diagnostics := l.ReadData(t.Context(), typeName, `{"name": "once"}`)
	acctest.Says(t, diagnostics, `error: Unable to Read Posture Profile: Object: "once"`, "queryPostureProfiles", "403 Forbidden")
	_, diagnostics = l.ReadData(t.Context(), typeName+"s", `{}`)
	acctest.Says(t, diagnostics, "error: Unable to Read Posture Profiles: ", "403 Forbidden")
	found, diagnostics := l.List(t.Context(), typeName, `{}`, 0, true)
	acctest.Says(t, diagnostics, "error: Unable to List Posture Profiles: ", "403 Forbidden")
	if len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestPostureProfile_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config  string
		limit   int64
		include bool
		want    []string
	}{
		"all":           {config: `{}`, want: []string{"p1", "p2", "p3"}},
		"with resource": {config: `{}`, include: true, want: []string{"p1", "p2", "p3"}},
		"limited":       {config: `{}`, limit: 2, want: []string{"p1", "p2"}},
		"by name":       {config: `{"name": "twice"}`, want: []string{"p2", "p3"}},
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
				if !item.Identity["id"].Equal(id) || item.DisplayName != map[bool]string{true: "once", false: "twice"}[test.want[i] == "p1"] {
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

// List resources need Terraform 1.14; TestPostureProfile_list shows the same without a CLI.
func TestAccPostureProfile_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + profile("test", `name = "another"`), ConfigPlanChecks: acctest.Empty()},
			{
				Query: true,
				Config: `
list "zerotrust_posture_profile" "all" {
  provider         = zerotrust
  include_resource = true
}
list "zerotrust_posture_profile" "twice" {
  provider = zerotrust
  config { name = "twice" }
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_posture_profile.all", 4),
					querycheck.ExpectLength("zerotrust_posture_profile.twice", 2),
					querycheck.ExpectIdentity("zerotrust_posture_profile.twice", map[string]knownvalue.Check{"id": knownvalue.StringExact("p2")}),
					querycheck.ExpectResourceDisplayName("zerotrust_posture_profile.all",
						queryfilter.ByResourceIdentity(map[string]knownvalue.Check{"id": knownvalue.StringExact("p1")}), knownvalue.StringExact("once")),
				},
			},
		},
	})
}
