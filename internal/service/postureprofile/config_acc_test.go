package postureprofile_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestPostureProfile_refusedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for name, test := range map[string]struct {
		config string
		says   []string
	}{
		"no name":           {`{}`, []string{`error at AttributeName("name")`}},
		"empty name":        {`{"name": ""}`, []string{`error at AttributeName("name")`}},
		"unlisted platform": {`{"name": "p", "platform": 4}`, []string{`error at AttributeName("platform")`, `["0" "1" "2" "3"]`}},
		"null attribute":    {`{"name": "p", "attribute_uuids": [null]}`, []string{`error at AttributeName("attribute_uuids")`}},
		"empty attribute":   {`{"name": "p", "attribute_uuids": ["a", ""]}`, []string{`error at AttributeName("attribute_uuids").ElementKeyValue`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Says(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), test.config), test.says...)
		})
	}
}

func TestPostureProfile_acceptedConfigurations(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, config := range []string{
		`{"name": "p"}`,
		`{"name": "p", "platform": 0, "attribute_uuids": [], "posture_tag_value": ""}`,
		`{"name": "p", "platform": 3, "posture_tag_value": "a value of the service"}`,
		`{"name": "${unknown}", "platform": "${unknown}", "attribute_uuids": "${unknown}", "posture_tag_value": "${unknown}"}`,
		`{"name": "p", "attribute_uuids": ["a", "${unknown}"]}`,
	} {
		acctest.Quiet(t, s.Lifecycle(t, typeName, "").Validate(t.Context(), config))
	}
}

// Values that are known only after apply are planned, as the ids of attributes that are created beside the profile are.
func TestAccPostureProfile_unknownValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + `
resource "zerotrust_posture_attribute" "agent" {
  name               = "agent"
  required_processes = [{ process_regex = "agentd" }]
}
resource "terraform_data" "later" {
  input = { name = "late", number = 2, tag = "high" }
}
` + profile("test",
		`name              = terraform_data.later.output.name`,
		`platform          = terraform_data.later.output.number`,
		`posture_tag_value = terraform_data.later.output.tag`,
		`attribute_uuids   = [zerotrust_posture_attribute.agent.id, "another"]`,
	)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:           config,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectUnknownValue(address, tfjsonpath.New("platform"))),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, kind), map[string]any{
					"name": "late", "platform": 2, "posture_tag_value": "high",
					"attribute_uuids": []any{"another", s.OnlyID(t, mockapi.KindPostureAttribute)},
				})
			}),
		}},
		CheckDestroy: s.Remain(kind, 1),
	})
}
