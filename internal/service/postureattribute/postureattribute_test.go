package postureattribute_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A process that spells the default of its platform is the same as one that does not, in a set of several and for a CLI that
// merges what is computed by itself.
func TestAccPostureAttribute_platformOfProcesses(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	step := func(processes string, action plancheck.ResourceActionType, stored string) resource.TestStep {
		return resource.TestStep{
			Config:           s.Provider() + "resource \"zerotrust_posture_attribute\" \"test\" {\n  name = \"test\"\n  required_processes = " + processes + "\n}\n",
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction("zerotrust_posture_attribute.test", action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindPostureAttribute), map[string]any{"name": "test", "required_processes": acctest.DecodeJSON(t, stored)})
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
		CheckDestroy: s.Remain(mockapi.KindPostureAttribute, 1),
	})
}
