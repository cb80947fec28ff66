package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Each argument by itself is changed in place and then removed: only what changes is sent, and what is removed is cleared
// by name.
func TestAccAccess_changeInPlace(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	// A rule for each argument, named after it by a list that the argument is not.
	rules := func(value func(argument) string) string {
		var blocks strings.Builder
		for _, a := range arguments() {
			label := "user_list"
			if a.name == label {
				label = "app_list"
			}
			lines := []string{fmt.Sprintf("%s = [%q]", label, "for "+a.name)}
			if v := value(a); v != "" {
				lines = append(lines, a.name+" = "+v)
			}
			blocks.WriteString(access(a.name, lines...))
		}
		return blocks.String()
	}
	var updates []plancheck.PlanCheck
	for _, a := range arguments() {
		updates = append(updates, plancheck.ExpectResourceAction("zerotrust_access."+a.name, plancheck.ResourceActionUpdate))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + rules(func(a argument) string { return a.before }),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + rules(func(a argument) string { return a.after }),
				ConfigPlanChecks: acctest.EmptyAfter(updates...),
				Check: acctest.Check(func() {
					updated(t, s, func(a argument) string { return `{"access":{"` + a.name + `":` + a.wire() + `}}` })
				}),
			},
			{
				PreConfig:        s.ResetJournal,
				Config:           s.Provider() + rules(func(argument) string { return "" }),
				ConfigPlanChecks: acctest.EmptyAfter(updates...),
				Check: acctest.Check(func() {
					updated(t, s, func(a argument) string { return `{"access":{},"attributes_to_delete":["` + a.name + `"]}` })
					for _, o := range s.Objects(mockapi.KindAccess) {
						delete(o, "app_list")
						delete(o, "user_list")
						acctest.SameStored(t, o, minimalStored())
					}
				}),
			},
		},
		CheckDestroy: gone(s),
	})
}

// updated compares the bodies of all updates: one for each argument.
func updated(t *testing.T, s *acctest.Services, want func(argument) string) {
	t.Helper()
	bodies := map[string][]string{}
	for _, raw := range s.Bodies("updateAccess") {
		body, ok := acctest.DecodeJSON(t, raw).(map[string]any)
		if !ok {
			t.Fatalf("the update is no object: %s", raw)
		}
		id, _ := body["uuid"].(string)
		delete(body, "uuid")
		stored, _ := s.Object(mockapi.KindAccess, id)
		for _, list := range []string{"app_list", "user_list"} {
			elements, _ := stored[list].([]any)
			for _, a := range arguments() {
				if slices.Contains(elements, any("for "+a.name)) {
					bodies[a.name] = append(bodies[a.name], acctest.SetJSON(t, body))
				}
			}
		}
	}
	for _, a := range arguments() {
		if want := acctest.SetJSON(t, acctest.DecodeJSON(t, want(a))); !slices.Equal(bodies[a.name], []string{want}) {
			t.Errorf("the updates of %s are\n%s, want\n%s", a.name, bodies[a.name], want)
		}
	}
}

// Arguments that have a zero value can be cleared by writing it.
func TestAccess_changeToZero(t *testing.T) {
	t.Parallel()
	for _, a := range arguments() {
		if a.zero == "" {
			continue
		}
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			ctx, zero := t.Context(), `{"`+a.name+`": `+a.zero+`}`
			acctest.Quiet(t, l.Apply(ctx, `{"`+a.name+`": `+a.after+`}`))
			s.ResetJournal()
			acctest.Quiet(t, l.Apply(ctx, zero))
			want := `{"uuid":"` + onlyID(t, s) + `","access":{},"attributes_to_delete":["` + a.name + `"]}`
			if bodies := s.Bodies("updateAccess"); !slices.Equal(bodies, []string{want}) {
				t.Errorf("updated by %v, want %s", bodies, want)
			}
			acctest.Quiet(t, l.Refresh(ctx))
			l.NothingToDo(t, zero)
			l.NothingToDo(t, `{}`)
		})
	}
}

// What a service does not keep is no success.
func TestAccess_updateIsIgnored(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"description": "before"}`))
	s.Inject(mockapi.Fault{
		Operation: "updateAccess", Times: 1, ContentType: "application/json", Body: acctest.SetJSON(t, s.Only(t, mockapi.KindAccess)),
	})
	acctest.Says(t, l.Apply(ctx, `{"description": "after"}`), `error at AttributeName("description"): Service Stored Another Value:`,
		"another value for description than was sent")
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{"description": "before"}`)
	acctest.Quiet(t, l.Apply(ctx, `{"description": "after"}`))
}
