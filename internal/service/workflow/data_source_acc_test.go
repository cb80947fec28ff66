package workflow_test

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

// three puts three workflows into a service, two of one name.
func three(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindWorkflow, mockapi.Object{"uuid": "w3", "name": "twice"})
	s.Put(mockapi.KindWorkflow, mockapi.Object{
		"uuid": "w1", "name": "once", "title": "Title", "recipients": []any{"group:a"}, "token_required": true, "status": 3,
		"answers": []any{map[string]any{"answer": "Yes", "actions": []any{map[string]any{"run": 1}}}},
	})
	s.Put(mockapi.KindWorkflow, mockapi.Object{"uuid": "w2", "name": "twice"})
	return s
}

func TestAccWorkflow_dataSource(t *testing.T) {
	t.Parallel()
	s := three(t)
	found := func(address string) []statecheck.StateCheck {
		var checks []statecheck.StateCheck
		for name, value := range map[string]knownvalue.Check{
			"id": knownvalue.StringExact("w1"), "name": knownvalue.StringExact("once"), "title": knownvalue.StringExact("Title"),
			"description": knownvalue.Null(), "token_required": knownvalue.Bool(true), "status": knownvalue.StringExact("SUSPENDED"),
			"approval_ttl_sec": knownvalue.Int64Exact(86400), "actions": knownvalue.ListSizeExact(1),
			"recipients":              knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("group:a")}),
			"recipient_display_names": knownvalue.MapExact(map[string]knownvalue.Check{"group:a": knownvalue.StringExact("Display name of group:a")}),
			"update_time":             knownvalue.NotNull(), "updater_uuid": knownvalue.NotNull(), "updater_display_name": knownvalue.NotNull(),
			"creator_display_name": knownvalue.NotNull(), "create_time": knownvalue.NotNull(),
			"answers": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{
				"answer": knownvalue.StringExact("Yes"),
				"actions": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{
					"on_object": knownvalue.Int64Exact(0), "run": knownvalue.Int64Exact(1), "target": knownvalue.StringExact(""),
				})}),
			})}),
		} {
			checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
		}
		return checks
	}
	all := tfjsonpath.New("workflows")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_workflow" "by_id" { id = "w1" }
data "zerotrust_workflow" "by_name" { name = "once" }
data "zerotrust_workflows" "all" {}
data "zerotrust_workflows" "twice" { name = "twice" }
data "zerotrust_workflows" "none" { name = "nobody" }
`,
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: append(append(found("data.zerotrust_workflow.by_id"), found("data.zerotrust_workflow.by_name")...),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.all", all, knownvalue.ListSizeExact(3)),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.all", all.AtSliceIndex(0).AtMapKey("id"), knownvalue.StringExact("w1")),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.all", all.AtSliceIndex(0).AtMapKey("title"), knownvalue.StringExact("Title")),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.all", all.AtSliceIndex(1).AtMapKey("id"), knownvalue.StringExact("w2")),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.all", all.AtSliceIndex(2).AtMapKey("id"), knownvalue.StringExact("w3")),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.twice", all, knownvalue.ListSizeExact(2)),
					statecheck.ExpectKnownValue("data.zerotrust_workflows.none", all, knownvalue.ListSizeExact(0)),
				),
			},
			{
				Config:      s.Provider() + `data "zerotrust_workflow" "test" { name = "twice" }`,
				ExpectError: regexp.MustCompile(`2\s+objects\s+have\s+the\s+name\s+"twice"`),
			},
		},
	})
}

func TestWorkflow_dataSourceFindsNoneOrSeveral(t *testing.T) {
	t.Parallel()
	s := three(t)
	for name, test := range map[string]struct {
		typeName, config string
		says             []string
	}{
		"no such name": {typeName, `{"name": "nobody"}`, []string{`error at AttributeName("name"): Unable to Read Workflow: 0 objects have the name "nobody"`}},
		"several":      {typeName, `{"name": "twice"}`, []string{`error at AttributeName("name"): Unable to Read Workflow: 2 objects have the name "twice"`, "Use id"}},
		"no such id":   {typeName, `{"id": "nobody"}`, []string{"error: Unable to Read Workflow: Object: nobody", "404 Not Found"}},
		"neither":      {typeName, `{}`, []string{"error", "id,name"}},
		"both":         {typeName, `{"id": "w1", "name": "once"}`, []string{"error", "id,name"}},
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

func TestWorkflow_listsFail(t *testing.T) {
	t.Parallel()
	s := three(t)
	s.Inject(mockapi.Fault{Operation: "queryWorkflows", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	_, diagnostics := l.ReadData(t.Context(), typeName, `{"name": "once"}`)
	acctest.Says(t, diagnostics, `error: Unable to Read Workflow: Object: "once"`, "queryWorkflows", "403 Forbidden")
	_, diagnostics = l.ReadData(t.Context(), typeName+"s", `{}`)
	acctest.Says(t, diagnostics, "error: Unable to Read Workflows: ", "403 Forbidden")
	found, diagnostics := l.List(t.Context(), typeName, `{}`, 0, true)
	acctest.Says(t, diagnostics, "error: Unable to List Workflows: ", "403 Forbidden")
	if len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestWorkflow_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config  string
		limit   int64
		include bool
		want    []string
	}{
		"all":           {config: `{}`, want: []string{"w1", "w2", "w3"}},
		"with resource": {config: `{}`, include: true, want: []string{"w1", "w2", "w3"}},
		"limited":       {config: `{}`, limit: 2, want: []string{"w1", "w2"}},
		"by name":       {config: `{"name": "twice"}`, want: []string{"w2", "w3"}},
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
				if !item.Identity["id"].Equal(id) || item.DisplayName != map[bool]string{true: "once", false: "twice"}[test.want[i] == "w1"] {
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

// List resources need Terraform 1.14; TestWorkflow_list shows the same without a CLI.
func TestAccWorkflow_list(t *testing.T) {
	t.Parallel()
	s := three(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + workflow("test", `name = "another"`), ConfigPlanChecks: acctest.Empty()},
			{
				Query: true,
				Config: `
list "zerotrust_workflow" "all" {
  provider         = zerotrust
  include_resource = true
}
list "zerotrust_workflow" "twice" {
  provider = zerotrust
  config { name = "twice" }
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_workflow.all", 4),
					querycheck.ExpectLength("zerotrust_workflow.twice", 2),
					querycheck.ExpectIdentity("zerotrust_workflow.twice", map[string]knownvalue.Check{"id": knownvalue.StringExact("w2")}),
					querycheck.ExpectResourceDisplayName("zerotrust_workflow.all",
						queryfilter.ByResourceIdentity(map[string]knownvalue.Check{"id": knownvalue.StringExact("w1")}), knownvalue.StringExact("once")),
				},
			},
		},
	})
}
