package app_test

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

func TestAccApp_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + full("full", "full") + app("minimal", `name = "minimal"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				ResourceName: "zerotrust_app.full", ImportState: true, ImportStateVerify: true,
			},
			{
				ResourceName: "zerotrust_app.full", ImportState: true, ImportStateKind: resource.ImportBlockWithID,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction("zerotrust_app.full", plancheck.ResourceActionNoop),
				}},
			},
			{
				// A state that was imported spells absence as zero, one that was created as null: no plan shows that.
				ResourceName: "zerotrust_app.minimal", ImportState: true, ImportStateKind: resource.ImportBlockWithID,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction("zerotrust_app.minimal", plancheck.ResourceActionNoop),
				}},
			},
			{
				ResourceName: "zerotrust_app.minimal", ImportState: true, ImportStateId: "app:acme.any.9.nobody",
				ExpectError: regexp.MustCompile(`Cannot import non-existent remote object`),
			},
		},
		CheckDestroy: acctest.Check(func() { s.Wrote(t, map[string]int{"createApp": 2}) }),
	})
}

// The import block with an identity needs Terraform 1.12; TestApp_importByIdentity shows the same without a CLI.
func TestAccApp_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + full("test", "app"),
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentity(address, map[string]knownvalue.Check{"id": knownvalue.NotNull()}),
				},
			},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
}

// arrived checks that an import brought an object with an id into state.
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

func TestApp_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app", "host": "h"})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "", `{"id": "`+id+`"}`))
	arrived(t, l, id)
	l.NothingToDo(t, `{"name": "app", "host": "h"}`)
	// The identity stays through a life.
	acctest.Quiet(t, l.Refresh(t.Context()))
	arrived(t, l, id)
}

func TestApp_importByIdentityOfNobody(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Import(t.Context(), "", `{"id": "nobody"}`), "warning: App Not Found:")
	if l.Exists(t) {
		t.Error("the import left something in state")
	}
}

// Ids are opaque. None may lead to another route or another object.
func TestApp_importUnusualIDs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"app:acme.tcp.0.host.example.com", "a/b", "a/b/", "/a", "a%2Fb", "100%", "%", "a b", " ", "ä/ö ü", "日本", "a?b=c&d", "a#b", "a+b", "a;b=c",
		`a"b\c`, "../x", "{uuid}", "a\tb",
	} {
		t.Run(strconv.Quote(id), func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{Undocumented: true})
			s.Put(mockapi.KindApp, mockapi.Object{"name": "another"})
			s.Put(mockapi.KindApp, mockapi.Object{"name": "app", "uuid": id})
			l := s.Lifecycle(t, typeName, allowJSON(s))
			ctx := t.Context()
			acctest.Quiet(t, l.Import(ctx, id, ""))
			arrived(t, l, id)
			l.NothingToDo(t, `{"name": "app"}`)
			acctest.Quiet(t, l.Apply(ctx, `{"name": "app", "host": "h"}`))
			arrived(t, l, id)
			if o, _ := s.Object(mockapi.KindApp, id); o["host"] != "h" {
				t.Errorf("the update went elsewhere: %v", o)
			}
			acctest.Quiet(t, l.Apply(ctx, ""))
			if o := s.Only(t, mockapi.KindApp); o["name"] != "another" {
				t.Errorf("the wrong app was deleted; left is %v", o)
			}
		})
	}
}

// No escaping keeps these two from naming another path.
func TestApp_importImpossibleIDs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{".", ".."} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			acctest.Says(t, l.Import(t.Context(), id, ""), "error: Unable to Read App:", `"`+id+`" cannot be the value for uuid`)
			if operations := s.Operations(); len(operations) > 0 {
				t.Errorf("requests: %v, want none", operations)
			}
		})
	}
}

// Configurations that write absence as null, as zero values, or by turns accept an imported object as it is.
func TestApp_importAcceptsNullAndZero(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app"})
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
		config := "{" + strings.Join(append([]string{`"name": "app"`}, members...), ", ") + "}"
		l.NothingToDo(t, config)
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	// Nor does it matter what the configuration says about what the service has chosen.
	l.NothingToDo(t, `{"name": "app", "status": "ACTIVE"}`)
	s.Wrote(t, map[string]int{})
}

// What the service chose is left alone after an import, and can be taken over into the configuration as it is.
func TestApp_importWithServerChoices(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app", "status": 3, "host_match_type": 2, "verify_server_cert": 1, "refs": []string{"r"}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), id, ""))
	l.NothingToDo(t, `{"name": "app", "refs": ["r"]}`)
	l.NothingToDo(t, `{"name": "app", "refs": ["r"], "status": "SUSPENDED", "host_match_type": 2, "verify_server_cert": 1, "ref_matches": [{"ref": "r"}]}`)
	change(t, s, mockapi.Object{"status": 2, "host_match_type": 1, "ref_matches": []any{map[string]any{"ref": "x"}}})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"name": "app", "refs": ["r"]}`)
}
