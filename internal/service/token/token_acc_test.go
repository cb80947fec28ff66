package token_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func minimalState() []statecheck.StateCheck {
	return []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
		known("name", knownvalue.StringExact("ci")), known("description", knownvalue.Null()), known("status", knownvalue.StringExact("ACTIVE")),
		known("role", knownvalue.Null()), known("user_uuid", knownvalue.Null()), known("ttl_sec", knownvalue.Null()), known("rotation", knownvalue.Null()),
		known("secret", knownvalue.NotNull()), known("login_url", knownvalue.NotNull()),
	}
}

func TestAccToken_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{
		"plain":                     {},
		"other spelling of answers": {EnumNames: true, StringInt64: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, options)
			sameSecret, sameID := statecheck.CompareValue(compare.ValuesSame()), statecheck.CompareValue(compare.ValuesSame())
			same := func(checks []statecheck.StateCheck) []statecheck.StateCheck {
				return append(checks, sameSecret.AddStateValue(address, tfjsonpath.New("secret")), sameID.AddStateValue(address, tfjsonpath.New("id")))
			}
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config:            s.Provider() + token("test", `name = "ci"`),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
						ConfigStateChecks: same(minimalState()),
						Check:             acctest.Check(func() { stored(t, s, `{"name": "ci", "status": 2}`) }),
					},
					{
						Config:           s.Provider() + token("test", `name = "deploy"`, `description = "Pipelines"`, `role = 3`, `status = "SUSPENDED"`),
						ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
						ConfigStateChecks: same([]statecheck.StateCheck{
							known("name", knownvalue.StringExact("deploy")), known("description", knownvalue.StringExact("Pipelines")),
							known("role", knownvalue.Int64Exact(3)), known("status", knownvalue.StringExact("SUSPENDED")),
						}),
						Check: acctest.Check(func() { stored(t, s, `{"name": "deploy", "description": "Pipelines", "role": 3, "status": 3}`) }),
					},
					{
						Config:            s.Provider() + token("test", `name = "ci"`),
						ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
						ConfigStateChecks: same(minimalState()),
						Check: acctest.Check(func() {
							stored(t, s, `{"name": "ci", "status": 2}`)
							s.Wrote(t, map[string]int{"createToken": 1, "updateToken": 2})
						}),
					},
				},
				CheckDestroy: allRevoked(s, 1),
			})
		})
	}
}

func TestAccToken_createFull(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + token("test", `name = "ci"`, `description = "Pipelines"`, `role = 16`, `status = "SUSPENDED"`, `user_uuid = "usr-1"`,
				`ttl_sec = 600`, `rotation = "2026-01"`),
			ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{
				known("role", knownvalue.Int64Exact(16)), known("user_uuid", knownvalue.StringExact("usr-1")), known("ttl_sec", knownvalue.Int64Exact(600)),
				known("rotation", knownvalue.StringExact("2026-01")), known("status", knownvalue.StringExact("SUSPENDED")),
				statecheck.ExpectSensitiveValue(address, tfjsonpath.New("secret")), statecheck.ExpectSensitiveValue(address, tfjsonpath.New("login_url")),
			},
			Check: acctest.Check(func() {
				stored(t, s, `{"name": "ci", "description": "Pipelines", "role": 16, "status": 3, "user_uuid": "usr-1", "ttl_sec": 600}`)
			}),
		}},
		CheckDestroy: allRevoked(s, 1),
	})
}

// Each argument that no update takes replaces the token: the old one is revoked, then the new one is created.
func TestAccToken_replace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ before, after string }{
		"user":             {`user_uuid = "usr-1"`, `user_uuid = "usr-2"`},
		"user added":       {``, `user_uuid = "usr-2"`},
		"user removed":     {`user_uuid = "usr-1"`, ``},
		"lifetime":         {`ttl_sec = 60`, `ttl_sec = 61`},
		"lifetime added":   {``, `ttl_sec = 61`},
		"lifetime removed": {`ttl_sec = 60`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{Config: s.Provider() + token("test", `name = "ci"`, test.before), ConfigPlanChecks: acctest.Empty()},
					{
						Config:           s.Provider() + token("test", `name = "ci"`, test.after),
						ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate)),
						Check: acctest.Check(func() {
							if got := statuses(s); got != "3 2" {
								t.Errorf("the tokens have the states %q, want the first revoked", got)
							}
						}),
					},
				},
				CheckDestroy: allRevoked(s, 2),
			})
		})
	}
}

// The service cannot tell a zero value from none: no request for such a change.
func TestAccToken_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	zero := token("test", `name = "ci"`, `description = ""`, `role = 0`, `user_uuid = ""`, `ttl_sec = 0`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + zero, ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{known("description", knownvalue.StringExact("")), known("role", knownvalue.Int64Exact(0))},
				Check:             acctest.Check(func() { stored(t, s, `{"name": "ci", "status": 2}`) }),
			},
			{
				Config:           s.Provider() + token("test", `name = "ci"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
			},
			{
				Config: s.Provider() + token("test", `name = "ci"`, `description = "Pipelines"`, `role = 3`), ConfigPlanChecks: acctest.Empty(),
			},
			{
				Config: s.Provider() + zero, ConfigPlanChecks: acctest.Empty(),
				Check: acctest.Check(func() {
					stored(t, s, `{"name": "ci", "status": 2}`)
					s.Wrote(t, map[string]int{"createToken": 1, "updateToken": 2})
					want := `"attributes_to_delete":["description","role"]`
					if bodies := s.Bodies("updateToken"); len(bodies) != 2 || !strings.Contains(bodies[1], want) {
						t.Errorf("the updates were %v, want the last to hold %s", bodies, want)
					}
				}),
			},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}

// A configured status is kept against others; one that is not configured is left to them, and given back when removed.
func TestAccToken_status(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	suspend := func() { s.ChangeOnly(t, mockapi.KindToken, mockapi.Object{"status": 3}) }
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + token("test", `name = "ci"`), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: suspend, Config: s.Provider() + token("test", `name = "ci"`),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
				ConfigStateChecks: []statecheck.StateCheck{known("status", knownvalue.StringExact("SUSPENDED"))},
			},
			{
				Config:           s.Provider() + token("test", `name = "ci"`, `status = "ACTIVE"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			},
			{
				PreConfig: suspend, Config: s.Provider() + token("test", `name = "ci"`, `status = "ACTIVE"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            acctest.Check(func() { stored(t, s, `{"name": "ci", "status": 2}`) }),
			},
			{
				Config:           s.Provider() + token("test", `name = "ci"`, `status = "SUSPENDED"`),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				Config:            s.Provider() + token("test", `name = "ci"`),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: []statecheck.StateCheck{known("status", knownvalue.StringExact("ACTIVE"))},
			},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}

func TestAccToken_drift(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + token("test", `name = "ci"`, `description = "Pipelines"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() { s.ChangeOnly(t, mockapi.KindToken, mockapi.Object{"name": "theirs", "description": nil}) },
				Config:    config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() { stored(t, s, `{"name": "ci", "description": "Pipelines", "status": 2}`) }),
			},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}

func TestAccToken_disappears(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + token("test", `name = "ci"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() { s.RemoveOnly(t, mockapi.KindToken) },
				Config:    config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
			},
			{
				Config: config, Destroy: true,
				PreConfig: func() { s.RemoveOnly(t, mockapi.KindToken) },
			},
		},
		CheckDestroy: s.Remain(mockapi.KindToken, 0),
	})
}

// A secret that the service answers later, whole or masked, is not taken.
func TestAccToken_secretIsKept(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	secret := statecheck.CompareValue(compare.ValuesSame())
	mask := func(o mockapi.Object) mockapi.Object {
		list, ok := o["tokens"].([]any)
		if !ok {
			list = []any{o}
		}
		for _, one := range list {
			switch token := one.(type) {
			case mockapi.Object:
				token["secret"], token["login_url"] = "****", ""
			}
		}
		return o
	}
	s.Inject(mockapi.Fault{Operation: "queryTokens", Tamper: mask})
	s.Inject(mockapi.Fault{Operation: "updateToken", Tamper: mask})
	checks := func() []statecheck.StateCheck {
		return []statecheck.StateCheck{secret.AddStateValue(address, tfjsonpath.New("secret")), known("login_url", knownvalue.NotNull())}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + token("test", `name = "ci"`), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks()},
			{Config: s.Provider() + token("test", `name = "deploy"`), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks()},
			{RefreshState: true, RefreshPlanChecks: resource.RefreshPlanChecks{PostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
			{Config: s.Provider() + token("test", `name = "deploy"`), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks()},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}
