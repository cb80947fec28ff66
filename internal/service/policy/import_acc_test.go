package policy_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccPolicy_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + full("test", nil)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID},
			{
				ResourceName: address, ImportState: true, ImportStateId: "missing",
				ExpectError: says("Cannot import non-existent remote object"),
			},
		},
	})
}

// Terraform 1.11 knows no identity: TestPolicy_importByIdentity shows the same through the plugin protocol.
func TestAccPolicy_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + full("test", nil), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))},
			},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
}

func TestPolicy_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindPolicy, mockapi.Object{"name": "test", "priority": 3})
	for name, identity := range map[string]string{"by id": "", "by identity": fmt.Sprintf(`{"id": %q}`, id)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, importID := s.Lifecycle(t, typeName, ""), id
			if identity != "" {
				importID = ""
			}
			if d := p.Import(t.Context(), importID, identity); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			want := tftypes.NewValue(tftypes.String, id)
			if got := p.Attributes()["id"]; !got.Equal(want) {
				t.Errorf("id = %s, want %s", got, want)
			}
			if got := p.IdentityAttributes(t.Context())["id"]; !got.Equal(want) {
				t.Errorf("identity %s, want %s", got, want)
			}
			if changed := p.Changes(p.Plan(t.Context(), `{"name": "test", "priority": 3}`)); len(changed) > 0 {
				t.Errorf("the plan after the import changes %v", changed)
			}
		})
	}
}

// After an import, configurations that leave an argument out and those that spell its zero value plan nothing, whatever
// the service says about it.
func TestAccPolicy_importedPlansEmpty(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	kept := stored("full")
	for name, field := range map[string]mockapi.Object{"empty": {"app_filter": mockapi.Object{}, "mitm_settings": mockapi.Object{}, "constraints": mockapi.Object{}}, "null": {}, "zero": {}, "half": {"mitm_settings": nil}} {
		o := mockapi.Object{"name": name}
		maps.Copy(o, field)
		s.Put(mockapi.KindPolicy, o)
	}
	s.Put(mockapi.KindPolicy, kept)
	ids := map[string]string{}
	for _, o := range s.Objects(mockapi.KindPolicy) {
		ids[o["name"].(string)] = o["uuid"].(string)
	}
	config := []string{
		s.Provider(),
		block("null", `name = "null"`),
		block("empty", `name = "empty"`),
		block("zero", append(zeros(), `name = "zero"`)...),
		block("half", `name = "half"`, `app_filter = { exclude_any = [] }`, `mitm_settings = { fail_close = false }`),
		full("full", nil),
	}
	noop := make([]plancheck.PlanCheck, 0, len(ids))
	for name, id := range ids {
		config = append(config, fmt.Sprintf("import {\n  to = %s.%s\n  id = %q\n}\n", typeName, name, id))
		noop = append(noop, plancheck.ExpectResourceAction(typeName+"."+name, plancheck.ResourceActionNoop))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config:           strings.Join(config, ""),
			ConfigPlanChecks: acctest.EmptyAfter(noop...),
			Check:            written(s),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(typeName+".null", tfjsonpath.New("create_time"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(typeName+".full", tfjsonpath.New("status"), knownvalue.StringExact("SUSPENDED")),
			},
		}},
	})
}
