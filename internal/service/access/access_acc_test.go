package access_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccAccess_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{
		"numbers": {},
		// Services of this kind are known to write numbers as strings and enums as names.
		"names and strings": {EnumNames: true, StringInt64: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, options)
			update := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate))
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config:            s.Provider() + access("test"),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
						ConfigStateChecks: inState(isMinimal),
						Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindAccess), minimalStored()) }),
					},
					{
						Config:            s.Provider() + full("test"),
						ConfigPlanChecks:  update,
						ConfigStateChecks: inState(isFull),
						Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t)) }),
					},
					{
						Config:            s.Provider() + access("test"),
						ConfigPlanChecks:  update,
						ConfigStateChecks: inState(isMinimal),
						Check: acctest.Check(func() {
							acctest.SameStored(t, s.Only(t, mockapi.KindAccess), minimalStored())
							s.Wrote(t, map[string]int{"createAccess": 1, "updateAccess": 2})
						}),
					},
				},
				CheckDestroy: gone(s),
			})
		})
	}
}

// The service cannot tell a zero value from none: such a change sends nothing.
func TestAccAccess_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	var lines []string
	var zeros []statecheck.StateCheck
	for _, a := range arguments() {
		if a.zero == "" {
			continue
		}
		lines = append(lines, a.name+" = "+a.zero)
		zeros = append(zeros, known(a.name, map[string]knownvalue.Check{
			`""`: knownvalue.StringExact(""), `0`: knownvalue.Int64Exact(0), `[]`: knownvalue.SetSizeExact(0), `false`: knownvalue.Bool(false),
		}[a.zero]))
	}
	minimal, zero := s.Provider()+access("test"), s.Provider()+access("test", lines...)
	step := func(config string, action plancheck.ResourceActionType, state []statecheck.StateCheck) resource.TestStep {
		return resource.TestStep{
			Config: config, ConfigStateChecks: state,
			ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action)),
			Check: acctest.Check(func() {
				acctest.SameStored(t, s.Only(t, mockapi.KindAccess), minimalStored())
				s.Wrote(t, map[string]int{"createAccess": 1})
			}),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			step(minimal, plancheck.ResourceActionCreate, inState(isMinimal)),
			step(zero, plancheck.ResourceActionUpdate, zeros),
			step(minimal, plancheck.ResourceActionNoop, zeros), // state keeps the spelling that it has
			step(zero, plancheck.ResourceActionNoop, zeros),
		},
		CheckDestroy: gone(s),
	})
}

func TestAccess_zeroValuesFromTheStart(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	var members []string
	for _, a := range arguments() {
		if a.zero != "" {
			members = append(members, `"`+a.name+`": `+a.zero)
		}
	}
	zero := "{" + strings.Join(members, ", ") + "}"
	acctest.Quiet(t, l.Apply(t.Context(), zero))
	for _, config := range []string{zero, `{}`, zero} {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
	s.Wrote(t, map[string]int{"createAccess": 1})
	if bodies := s.Bodies("createAccess"); bodies[0] != `{}` {
		t.Errorf("created by %v", bodies)
	}
}

// What a create does not take is set by exactly one update right after it, which holds nothing else.
func TestAccess_completedByOneUpdate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config  string
		create  string
		updates []string // without the id
	}{
		"everything": {
			config: fullJSON(),
			create: `{"access_type":3,"allow_guest_access":true,"app_list":["group:a","group:b","user:ä"],"user_list":["group:a","group:b","user:ä"],` +
				`"description":"after","integration_id":"after","status":3}`,
			updates: []string{`"access":{"revoked_user_list":["group:a","group:b","user:ä"],"end_time":4102444800000}}`},
		},
		"an end only":        {config: `{"end_time": 5}`, create: `{}`, updates: []string{`"access":{"end_time":5}}`}},
		"revoked users only": {config: `{"revoked_user_list": ["u"]}`, create: `{}`, updates: []string{`"access":{"revoked_user_list":["u"]}}`}},
		"neither":            {config: `{"description": "d"}`, create: `{"description":"d"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), test.config))
			if got := s.Bodies("createAccess"); !slices.Equal(got, []string{test.create}) {
				t.Errorf("created by\n%v, want\n%s", got, test.create)
			}
			var want []string
			for _, update := range test.updates {
				want = append(want, `{"uuid":"`+onlyID(t, s)+`",`+update)
			}
			if got := s.Bodies("updateAccess"); !slices.Equal(got, want) {
				t.Errorf("updated by\n%v, want\n%v", got, want)
			}
			l.NothingToDo(t, test.config)
		})
	}
}

// When the second call of a create fails, the rule is in state, tainted; the next apply leaves one rule.
func TestAccAccess_secondCallFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "updateAccess", Status: http.StatusForbidden, Times: 1})
	var first string
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:      s.Provider() + full("test"),
				ExpectError: regexp.MustCompile(`(?s)Unable to Complete Access.*403\s+Forbidden`),
			},
			{
				PreConfig:         func() { first = onlyID(t, s) },
				Config:            s.Provider() + full("test"),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				ConfigStateChecks: inState(isFull),
				Check: acctest.Check(func() {
					acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t))
					if old, _ := s.Object(mockapi.KindAccess, first); old["status"] != int64(4) || onlyID(t, s) == first {
						t.Errorf("the first rule is %v, want a deleted one", old)
					}
				}),
			},
		},
		CheckDestroy: gone(s),
	})
}
