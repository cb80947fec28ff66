package postureattribute_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// processes is JSON of a posture attribute with n processes.
func processes(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(`{"process_regex": "agent%d"}`, i)
	}
	return `{"name": "a", "required_processes": [` + strings.Join(all, ", ") + `]}`
}

func TestPostureAttribute_refusedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for name, test := range map[string]struct {
		config string
		says   []string
	}{
		"no name":            {`{}`, []string{`error at AttributeName("name")`}},
		"empty name":         {`{"name": ""}`, []string{`error at AttributeName("name")`}},
		"unlisted type":      {`{"name": "a", "attribute_type": 6}`, []string{`error at AttributeName("attribute_type")`, `["0" "1" "2" "3" "4" "5"]`}},
		"unlisted platform":  {`{"name": "a", "supported_platforms": [0, 4]}`, []string{`error at AttributeName("supported_platforms").ElementKeyValue`, `["0" "1" "2" "3"]`}},
		"null platform":      {`{"name": "a", "supported_platforms": [null]}`, []string{`error at AttributeName("supported_platforms")`}},
		"too many processes": {processes(21), []string{`error at AttributeName("required_processes")`, "at most 20"}},
		"null process":       {`{"name": "a", "required_processes": [null]}`, []string{`error at AttributeName("required_processes")`}},
		"a process that nothing describes": {`{"name": "a", "required_processes": [{"process_regex": "x"}, {"platform": 1}]}`, []string{
			`error at AttributeName("required_processes").ElementKeyValue`, "Process Not Described",
			"at least one of binary_hash, bundle_id, cert_thumbprint, process_regex, team_id is needed",
		}},
		"a process on an unlisted platform": {`{"name": "a", "required_processes": [{"platform": 9, "team_id": "t"}]}`, []string{
			`error at AttributeName("required_processes").ElementKeyValue`, `.AttributeName("platform")`,
		}},
		"an empty mark": {`{"name": "a", "required_processes": [{"team_id": "", "bundle_id": "b"}]}`, []string{
			`error at AttributeName("required_processes").ElementKeyValue`, `.AttributeName("team_id")`,
		}},
		"a process twice": {`{"name": "a", "required_processes": [{"team_id": "t"}, {"team_id": "t", "platform": 0}]}`, []string{
			`error at AttributeName("required_processes"): Process Listed Twice`, "platform is 0 where it is left out",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Says(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), test.config), test.says...)
		})
	}
}

func TestPostureAttribute_acceptedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, config := range []string{
		`{"name": "a"}`,
		processes(20),
		`{"name": "a", "attribute_type": 0, "supported_platforms": [0], "required_processes": []}`,
		`{"name": "a", "required_processes": [{"process_regex": "(?<!x)a(?=b)\\1"}]}`, // another dialect than Go's
		`{"name": "${unknown}", "attribute_type": "${unknown}", "supported_platforms": "${unknown}", "required_processes": "${unknown}"}`,
		`{"name": "a", "supported_platforms": ["${unknown}"], "required_processes": ["${unknown}", {"team_id": "${unknown}", "platform": "${unknown}"}]}`,
		`{"name": "a", "required_processes": [{"team_id": "t"}, {"team_id": "t", "platform": "${unknown}"}]}`,
	} {
		acctest.Quiet(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), config))
	}
}

// Values that are known only after apply are planned, and become what they turn out to be.
func TestAccPostureAttribute_unknownValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + `
resource "terraform_data" "later" {
  input = { name = "late", number = 2, mark = "agent" }
}
` + attribute("test",
		`name                = terraform_data.later.output.name`,
		`attribute_type      = terraform_data.later.output.number`,
		`supported_platforms = [terraform_data.later.output.number, 0]`,
		`required_processes  = [{ platform = terraform_data.later.output.number, team_id = terraform_data.later.output.mark }, { bundle_id = "b" }]`,
	)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: config, ConfigPlanChecks: acctest.Empty(),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, kind), map[string]any{
					"name": "late", "attribute_type": 2, "supported_platforms": []any{2, 0},
					"required_processes": acctest.DecodeJSON(t, `[{"bundle_id": "b"}, {"platform": 2, "team_id": "agent"}]`),
				})
			}),
		}},
		CheckDestroy: s.Remain(kind, 1),
	})
}

// A process that spells the default of its platform is the same as one that does not, in a set of several and for a CLI that
// merges what is computed by itself.
func TestAccPostureAttribute_platformOfProcesses(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	step := func(processes string, action plancheck.ResourceActionType, stored string) resource.TestStep {
		return resource.TestStep{
			Config:           s.Provider() + attribute("test", `name = "test"`, "required_processes = "+processes),
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, kind), map[string]any{"name": "test", "required_processes": acctest.DecodeJSON(t, stored)})
			}),
		}
	}
	const first = `[{"team_id": "a"}, {"team_id": "b"}, {"team_id": "b", "platform": 1}]`
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			step(`[{ team_id = "a" }, { team_id = "b" }, { team_id = "b", platform = 1 }]`, plancheck.ResourceActionCreate, first),
			step(`[{ team_id = "b", platform = 1 }, { team_id = "b", platform = 0 }, { team_id = "a" }]`, plancheck.ResourceActionNoop, first),
			step(`[{ team_id = "a", platform = 2 }, { team_id = "b" }]`, plancheck.ResourceActionUpdate, `[{"team_id": "a", "platform": 2}, {"team_id": "b"}]`),
			step(`[{ team_id = "a" }, { team_id = "b" }]`, plancheck.ResourceActionUpdate, `[{"team_id": "a"}, {"team_id": "b"}]`),
		},
		CheckDestroy: s.Remain(kind, 1),
	})
}
