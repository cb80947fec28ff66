package access_test

import (
	"regexp"
	"strconv"
	"strings"
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

func TestAccAccess_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	block := func(name string) resource.TestStep {
		return resource.TestStep{
			ResourceName: name, ImportState: true, ImportStateKind: resource.ImportBlockWithID,
			ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(name, plancheck.ResourceActionNoop),
			}},
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + full("full") + access("minimal"), ConfigPlanChecks: acctest.Empty()},
			{ResourceName: "zerotrust_access.full", ImportState: true, ImportStateVerify: true},
			block("zerotrust_access.full"),
			block("zerotrust_access.minimal"),
			{
				ResourceName: "zerotrust_access.minimal", ImportState: true, ImportStateId: "nobody",
				ExpectError: regexp.MustCompile(`Cannot import non-existent remote object`),
			},
		},
		CheckDestroy: gone(s),
	})
}

// The import block with an identity needs Terraform 1.12; TestAccess_importByIdentity shows the same without a CLI.
func TestAccAccess_importByIdentity(t *testing.T) {
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

// arrived checks that an object with an id is in state.
func arrived(t *testing.T, l *acctest.Lifecycle, id string) {
	t.Helper()
	want := tftypes.NewValue(tftypes.String, id)
	if got := l.Attributes()["id"]; !got.Equal(want) {
		t.Errorf("id = %s in state, want %s", got, want)
	}
	if got := l.IdentityAttributes(t.Context())["id"]; !got.Equal(want) {
		t.Errorf("id = %s in the identity, want %s", got, want)
	}
}

func TestAccess_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindAccess, mockapi.Object{"description": "d", "user_list": []string{"b", "a"}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "", `{"id": "`+id+`"}`))
	arrived(t, l, id)
	l.NothingToDo(t, `{"description": "d", "user_list": ["a", "b"]}`)

	nobody := s.Lifecycle(t, typeName, "")
	acctest.Says(t, nobody.Import(t.Context(), "", `{"id": "nobody"}`), "warning: Access Not Found:")
	if nobody.Exists(t) {
		t.Error("the import left something in state")
	}
}

// Ids are opaque. None may lead to another route or another object.
func TestAccess_importUnusualIDs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"a/b", "a%2Fb", "100%", "a b", "日本/ö", "a?b=c&d#e", `a"b\c`, "../x", "{uuid}"} {
		t.Run(strconv.Quote(id), func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.Put(mockapi.KindAccess, mockapi.Object{"description": "another"})
			s.Put(mockapi.KindAccess, mockapi.Object{"description": "before", "uuid": id})
			l := s.Lifecycle(t, typeName, "")
			ctx := t.Context()
			acctest.Quiet(t, l.Import(ctx, id, ""))
			arrived(t, l, id)
			l.NothingToDo(t, `{"description": "before"}`)
			acctest.Quiet(t, l.Apply(ctx, `{"description": "after"}`))
			arrived(t, l, id)
			if o, _ := s.Object(mockapi.KindAccess, id); o["description"] != "after" {
				t.Errorf("the update went elsewhere: %v", o)
			}
			acctest.Quiet(t, l.Apply(ctx, ""))
			if o := s.Only(t, mockapi.KindAccess); o["description"] != "another" {
				t.Errorf("the wrong rule was deleted; left is %v", o)
			}
		})
	}
}

// Configurations that write absence as null, as zero values, or by turns accept an imported object as it is.
func TestAccess_importAcceptsNullAndZero(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindAccess, mockapi.Object{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), id, ""))
	var zeros, half []string
	for i, a := range arguments() {
		if a.zero == "" {
			continue
		}
		zeros = append(zeros, `"`+a.name+`": `+a.zero)
		if i%2 == 0 {
			half = append(half, `"`+a.name+`": `+a.zero)
		}
	}
	for _, members := range [][]string{nil, zeros, half} {
		config := "{" + strings.Join(members, ", ") + "}"
		l.NothingToDo(t, config)
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	l.NothingToDo(t, `{"status": "ACTIVE"}`)
	s.Wrote(t, map[string]int{})
}

// What the service chose is left alone after an import, and can be taken over into the configuration as it is.
func TestAccess_importWithServerChoices(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindAccess, mockapi.Object{"status": 3, "end_time": 5, "revoked_user_list": []string{"u"}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), id, ""))
	l.NothingToDo(t, `{}`)
	l.NothingToDo(t, `{"status": "SUSPENDED", "end_time": 5, "revoked_user_list": ["u"]}`)
}
