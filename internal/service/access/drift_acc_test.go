package access_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccAccess_changedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	other, nothing := mockapi.Object{}, mockapi.Object{}
	for _, a := range arguments() {
		other[a.name], nothing[a.name] = acctest.DecodeJSON(t, a.before), nil
	}
	other["status"] = 1
	step := func(behind func()) resource.TestStep {
		return resource.TestStep{
			PreConfig:         behind,
			Config:            s.Provider() + full("test"),
			ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			ConfigStateChecks: inState(isFull),
			Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t)) }),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + full("test"), ConfigPlanChecks: acctest.Empty()},
			step(func() { change(t, s, other) }),
			step(func() { change(t, s, nothing) }),
		},
		CheckDestroy: gone(s),
	})
}

func TestAccAccess_deletedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	remove := func() {
		for _, o := range s.Objects(mockapi.KindAccess) {
			id, _ := o["uuid"].(string)
			if err := s.Remove(mockapi.KindAccess, id); err != nil {
				t.Error(err)
			}
		}
	}
	created := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	config := s.Provider() + full("test")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: created},
			{PreConfig: remove, Config: config, ConfigPlanChecks: created},
			{
				// A rule may stay readable with the status DELETED.
				PreConfig:        func() { change(t, s, mockapi.Object{"status": 4}) },
				Config:           config,
				ConfigPlanChecks: created,
				PostApplyFunc:    remove, // before the destroy
			},
		},
		CheckDestroy: gone(s),
	})
}

func TestAccess_deletedBehindTerraformWarns(t *testing.T) {
	t.Parallel()
	for name, behind := range map[string]func(*acctest.Services, string) error{
		"gone": func(s *acctest.Services, id string) error { return s.Remove(mockapi.KindAccess, id) },
		"DELETED": func(s *acctest.Services, id string) error {
			return s.Change(mockapi.KindAccess, id, mockapi.Object{"status": 4})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), `{}`))
			id := onlyID(t, s)
			if err := behind(s, id); err != nil {
				t.Fatal(err)
			}
			acctest.Says(t, l.Refresh(t.Context()), "warning: Access Not Found: "+id+": Access "+id+" is no longer in the service")
			if l.Exists(t) {
				t.Error("the rule is still in state")
			}
		})
	}
}

// The service answers sets in any order; package mockapi shuffles them.
func TestAccess_orderIsNoDifference(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"app_list": ["c", "b", "a", "e", "d"], "user_list": ["a", "b", "c", "d", "e"], "revoked_user_list": ["e", "d", "c", "b", "a"]}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	for range 10 {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	// The same elements in another order of the configuration are no change either.
	l.NothingToDo(t, `{"app_list": ["a", "b", "c", "d", "e"], "user_list": ["e", "d", "c", "b", "a"], "revoked_user_list": ["a", "c", "b", "e", "d"]}`)
	s.Wrote(t, map[string]int{"createAccess": 1, "updateAccess": 1})
}

// What the service chooses where nothing is configured is shown and left alone, now and when it changes.
func TestAccess_serverChoices(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx, config := t.Context(), `{"description": "d"}`
	acctest.Quiet(t, l.Apply(ctx, config))
	change(t, s, mockapi.Object{"status": 1, "end_time": 5, "revoked_user_list": []string{"u"}})
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, config)
	for name, want := range map[string]tftypes.Value{
		"status":            tftypes.NewValue(tftypes.String, "INIT"),
		"end_time":          tftypes.NewValue(tftypes.Number, 5),
		"revoked_user_list": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, "u")}),
	} {
		if got := l.Attributes()[name]; !got.Equal(want) {
			t.Errorf("%s = %s in state, want %s", name, got, want)
		}
	}
	// An update of something else does not touch them.
	acctest.Quiet(t, l.Apply(ctx, `{"description": "other"}`))
	acctest.SameStored(t, s.Only(t, mockapi.KindAccess), map[string]any{"description": "other", "status": 1, "end_time": 5, "revoked_user_list": []string{"u"}})
}

// An argument that was configured is given back to the service when it is removed, and left alone from then on.
func TestAccess_serverChoicesGivenBack(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"status": "SUSPENDED", "end_time": 5, "revoked_user_list": ["u"]}`))
	acctest.Quiet(t, l.Apply(ctx, `{}`))
	acctest.SameStored(t, s.Only(t, mockapi.KindAccess), minimalStored())
	change(t, s, mockapi.Object{"status": 3, "end_time": 6, "revoked_user_list": []string{"v"}})
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{}`)
	s.Wrote(t, map[string]int{"createAccess": 1, "updateAccess": 2})
}
