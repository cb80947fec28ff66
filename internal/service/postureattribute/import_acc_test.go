package postureattribute_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccPostureAttribute_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	noop := func(address string) resource.ImportPlanChecks {
		return resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + full("full") + attribute("minimal", `name = "minimal"`), ConfigPlanChecks: acctest.Empty()},
			{ResourceName: "zerotrust_posture_attribute.full", ImportState: true, ImportStateVerify: true},
			{
				ResourceName: "zerotrust_posture_attribute.full", ImportState: true, ImportStateKind: resource.ImportBlockWithID,
				ImportPlanChecks: noop("zerotrust_posture_attribute.full"),
			},
			{
				// A state that was imported spells absence as zero, one that was created as null: no plan shows that.
				ResourceName: "zerotrust_posture_attribute.minimal", ImportState: true, ImportStateKind: resource.ImportBlockWithID,
				ImportPlanChecks: noop("zerotrust_posture_attribute.minimal"),
			},
			{
				ResourceName: "zerotrust_posture_attribute.minimal", ImportState: true, ImportStateId: "nobody",
				ExpectError: regexp.MustCompile(`Cannot import non-existent remote object`),
			},
		},
		CheckDestroy: s.Remain(kind, 2),
	})
}

// The import block with an identity needs Terraform 1.12; TestPostureAttribute_importByIdentity shows the same without a CLI.
func TestAccPostureAttribute_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + full("test"),
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentity(address, map[string]knownvalue.Check{"id": knownvalue.NotNull()}),
				},
			},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
}

func TestPostureAttribute_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(kind, mockapi.Object{"name": "a", "uuid": "a/b ä", "required_processes": []any{map[string]any{"process_regex": "x"}}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "", `{"id": "`+id+`"}`))
	for range 2 {
		want := tftypes.NewValue(tftypes.String, id)
		if got := l.IdentityAttributes(t.Context())["id"]; !got.Equal(want) || !l.Attributes()["id"].Equal(want) {
			t.Errorf("id = %s in the identity and %s in state, want %s", got, l.Attributes()["id"], want)
		}
		l.NothingToDo(t, `{"name": "a", "required_processes": [{"process_regex": "x"}]}`)
		l.NothingToDo(t, `{"name": "a", "required_processes": [{"process_regex": "x", "platform": 0}]}`)
		acctest.Quiet(t, l.Refresh(t.Context())) // the identity stays through a life
	}
}

func TestPostureAttribute_importOfNobody(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Import(t.Context(), "", `{"id": "nobody"}`), "warning: Posture Attribute Not Found:")
	if l.Exists(t) {
		t.Error("the import left something in state")
	}
	acctest.Says(t, l.Import(t.Context(), "..", ""), "error: Unable to Read Posture Attribute:", `".." cannot be the value for uuid`)
}

// Configurations that write absence as null, as zero values, or by turns accept an imported one as it is.
func TestPostureAttribute_importAcceptsNullAndZero(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(kind, mockapi.Object{"name": "a"})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), id, ""))
	zero, half := `{"name": "a"`, `{"name": "a"`
	for i, a := range arguments() {
		zero += `, "` + a.name + `": ` + a.zero
		if i%2 == 0 {
			half += `, "` + a.name + `": ` + a.zero
		}
	}
	for _, config := range []string{`{"name": "a"}`, zero + `}`, half + `}`} {
		l.NothingToDo(t, config)
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	s.Wrote(t, map[string]int{})
}
