package token_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// writes returns the operations that write, in order.
func writes(s *acctest.Services) []string {
	return slices.DeleteFunc(s.Operations(), func(operation string) bool { return operation == "queryTokens" })
}

func attribute(t *testing.T, l *acctest.Lifecycle, name string) string {
	t.Helper()
	var text string
	if value := l.Attributes()[name]; value.IsNull() || value.As(&text) != nil {
		t.Fatalf("the state has no text %s", name)
	}
	return text
}

func identity(t *testing.T, l *acctest.Lifecycle) string {
	t.Helper()
	var id string
	if err := l.IdentityAttributes(t.Context())["id"].As(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func sameValue(t *testing.T, l *acctest.Lifecycle, other *tfprotov6.DynamicValue) bool {
	t.Helper()
	now, before := l.Attributes(), l.Decode(l.ResourceType(typeName), other)
	for name, value := range before {
		if !value.Equal(now[name]) {
			return false
		}
	}
	return true
}

func TestAccToken_rotation(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(rotation string) string {
		return s.Provider() + token("test", `name = "ci"`, `description = "Pipelines"`, `role = 3`, rotation) + `
resource "terraform_data" "consumer" {
  input = sha256(zerotrust_token.test.secret)
}
`
	}
	ids, secrets := statecheck.CompareValue(compare.ValuesDiffer()), statecheck.CompareValue(compare.ValuesDiffer())
	differ := func() []statecheck.StateCheck {
		return []statecheck.StateCheck{ids.AddStateValue(address, tfjsonpath.New("id")), secrets.AddStateValue(address, tfjsonpath.New("secret"))}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config(`rotation = "1"`), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: differ()},
			{
				PreConfig: s.ResetJournal, Config: config(`rotation = "2"`),
				ConfigPlanChecks: acctest.EmptyAfter(
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
					plancheck.ExpectUnknownValue(address, tfjsonpath.New("id")),
					plancheck.ExpectUnknownValue(address, tfjsonpath.New("secret")),
					plancheck.ExpectResourceAction("terraform_data.consumer", plancheck.ResourceActionUpdate),
				),
				ConfigStateChecks: append(differ(), known("rotation", knownvalue.StringExact("2")), known("status", knownvalue.StringExact("ACTIVE"))),
				Check: acctest.Check(func() {
					if got := statuses(s); got != "3 2" {
						t.Errorf("the tokens have the states %q, want the first revoked", got)
					}
					stored(t, s, `{"name": "ci", "description": "Pipelines", "role": 3, "status": 2}`)
					if got, want := writes(s), []string{"createToken", "updateToken"}; !slices.Equal(got, want) {
						t.Errorf("the writes were %v, want %v: the successor comes first", got, want)
					}
				}),
			},
			{
				PreConfig: s.ResetJournal, Config: config(``),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            acctest.Check(func() { s.Wrote(t, map[string]int{}) }),
			},
			{
				// A token of its own that had no rotation is rotated by the first one.
				PreConfig: s.ResetJournal, Config: config(`rotation = "3"`), ConfigPlanChecks: acctest.Empty(),
				Check: acctest.Check(func() { s.Wrote(t, map[string]int{"createToken": 1, "updateToken": 1}) }),
			},
		},
		CheckDestroy: allRevoked(s, 3),
	})
}

// The other order: what uses the secret is updated before the old token is revoked.
func TestAccToken_rotationByReplacement(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(rotation string) string {
		return s.Provider() + `
resource "terraform_data" "rotation" {
  input = "` + rotation + `"
}
` + token("test", `name = "ci"`, `lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.rotation]
  }`)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config("1"), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: s.ResetJournal, Config: config("2"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreateBeforeDestroy)),
				Check: acctest.Check(func() {
					if got, want := writes(s), []string{"createToken", "updateToken"}; !slices.Equal(got, want) {
						t.Errorf("the writes were %v, want %v: the successor comes first", got, want)
					}
				}),
			},
		},
		CheckDestroy: allRevoked(s, 2),
	})
}

// A rotation whose value is not known at plan may turn out to be none.
func TestAccToken_rotationUnknown(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(trigger string, status ...string) string {
		return s.Provider() + `
resource "terraform_data" "rotation" {
  input            = "same"
  triggers_replace = "` + trigger + `"
}
` + token("test", append(status, `name = "ci"`, `rotation = terraform_data.rotation.output`)...)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config("1"), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: s.ResetJournal, Config: config("2"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectUnknownValue(address, tfjsonpath.New("secret"))),
				Check:            acctest.Check(func() { s.Wrote(t, map[string]int{}) }),
			},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}

// Whatever fails after the successor exists: it is in state, no second one is made, and the old token is revoked by the
// next apply.
func TestToken_rotationUnfinished(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  string
	}{
		"forbidden": {mockapi.Fault{Operation: "updateToken", Status: http.StatusForbidden}, "403 Forbidden"},
		"ignored": {
			mockapi.Fault{Operation: "updateToken", Body: `{}`, ContentType: "application/json"},
			"the answer holds no uuid",
		},
		"no such route": {mockapi.Fault{Operation: "updateToken", Status: http.StatusNotFound}, `edge = { routes = { updateToken = "PATCH /the/correct/path/{uuid}" } }`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
			old, oldSecret := attribute(t, l, "id"), attribute(t, l, "secret")
			s.Inject(test.fault)
			acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), "error: Unable to Revoke Superseded Token: Object: "+old, test.says)

			successor, secret := attribute(t, l, "id"), attribute(t, l, "secret")
			if successor == old || secret == oldSecret || identity(t, l) != successor {
				t.Errorf("the state has token %s with identity %s, want the successor of %s", successor, identity(t, l), old)
			}
			acctest.Quiet(t, l.Refresh(ctx))
			plan := l.Plan(ctx, `{"name": "ci", "rotation": "2"}`)
			if changed := l.Changes(plan); !slices.Equal(changed, []string{"rotation"}) {
				t.Errorf("the next plan changes %v, want rotation alone", changed)
			}
			acctest.Says(t, l.Plan(ctx, `{"name": "ci", "rotation": "1"}`).Diagnostics, "warning: Superseded Token Still Active: Token "+old, "was taken back since")
			acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), "error: Unable to Revoke Superseded Token")

			s.ClearFaults()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`))
			if attribute(t, l, "id") != successor || attribute(t, l, "secret") != secret || attribute(t, l, "rotation") != "2" {
				t.Errorf("the state is %v, want the successor %s", l.Attributes(), successor)
			}
			if got := statuses(s); got != "3 2" {
				t.Errorf("the tokens have the states %q, want the first revoked", got)
			}
			l.NothingToDo(t, `{"name": "ci", "rotation": "2"}`)
		})
	}
}

// A rotation that is taken back, and a token that is destroyed, leave no superseded token that works.
func TestToken_rotationUnfinishedThenOther(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]struct{ config, statuses string }{
		"destroyed":               {``, "3 3"},
		"taken back, and updated": {`{"name": "deploy", "rotation": "1"}`, "3 2"},
		"rotated again":           {`{"name": "ci", "rotation": "3"}`, "3 3 2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
			s.Inject(mockapi.Fault{Operation: "updateToken", Status: http.StatusForbidden})
			acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), "error: Unable to Revoke Superseded Token")
			s.ClearFaults()
			if found := l.Apply(ctx, then.config); acctest.ErrorAmong(found) {
				t.Error(acctest.DiagnosticLines(found))
			}
			if got := statuses(s); got != then.statuses {
				t.Errorf("the tokens have the states %q, want %q", got, then.statuses)
			}
			if then.config != "" {
				l.NothingToDo(t, then.config)
			}
		})
	}
}

// The successor disappears while its predecessor still works: nobody would remember that one.
func TestToken_rotationUnfinishedThenGone(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
	old := attribute(t, l, "id")
	s.Inject(mockapi.Fault{Operation: "updateToken", Status: http.StatusForbidden})
	l.Apply(ctx, `{"name": "ci", "rotation": "2"}`)
	if err := s.Remove(mockapi.KindToken, attribute(t, l, "id")); err != nil {
		t.Fatal(err)
	}
	if got := acctest.DiagnosticLines(l.Refresh(ctx)); !strings.Contains(got, "warning: Token Not Found") || !strings.Contains(got, "warning: Superseded Token Still Active: Token "+old) {
		t.Errorf("the refresh says\n%s", got)
	}
}

func TestToken_rotationFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
	before := l.State
	s.Inject(mockapi.Fault{Operation: "createToken", Status: http.StatusForbidden})
	acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), "error: Unable to Create Successor of Token", "403 Forbidden")
	if !sameValue(t, l, before) || statuses(s) != "2" {
		t.Errorf("the state is %v, the tokens have the states %q; want both as before", l.Attributes(), statuses(s))
	}
}

// A successor is active although its predecessor was suspended by somebody; a configured status is its own.
func TestToken_rotationStatus(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
	s.ChangeOnly(t, mockapi.KindToken, mockapi.Object{"status": 3})
	acctest.Quiet(t, l.Refresh(ctx))
	acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), `warning at AttributeName("status"): Plan Opens Again What Was Closed:`)
	if got := statuses(s); got != "3 2" {
		t.Errorf("the tokens have the states %q, want an active successor", got)
	}
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "3", "status": "SUSPENDED"}`))
	if got := statuses(s); got != "3 3 3" {
		t.Errorf("the tokens have the states %q, want a suspended successor", got)
	}
}

// Replacing a token whose rotation changes as well is a replacement.
func TestToken_rotationAndReplacement(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "ci", "rotation": "1"}`))
	plan := l.Plan(t.Context(), `{"name": "ci", "rotation": "2", "user_uuid": "usr-1"}`)
	if len(plan.RequiresReplace) != 1 || !plan.RequiresReplace[0].Equal(tftypes.NewAttributePath().WithAttributeName("user_uuid")) {
		t.Errorf("replaced because of %v, want user_uuid", plan.RequiresReplace)
	}
}

// A token that is replaced while a rotation is unfinished leaves nothing that works, and its successor no memory of it.
func TestAccToken_rotationUnfinishedThenReplaced(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + token("test", `name = "ci"`, `rotation = "1"`), ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() {
					s.Inject(mockapi.Fault{Operation: "updateToken", Status: http.StatusForbidden, Times: 1})
				},
				Config: s.Provider() + token("test", `name = "ci"`, `rotation = "2"`), ExpectError: regexp.MustCompile(`Unable to Revoke Superseded Token`),
			},
			{
				Config:           s.Provider() + token("test", `name = "ci"`, `rotation = "2"`, `user_uuid = "usr-1"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				Check: acctest.Check(func() {
					if got := statuses(s); got != "3 3 2" {
						t.Errorf("the tokens have the states %q, want all but the last revoked", got)
					}
					s.ResetJournal()
				}),
			},
			{
				Config: s.Provider() + token("test", `name = "deploy"`, `rotation = "2"`, `user_uuid = "usr-1"`), ConfigPlanChecks: acctest.Empty(),
				Check: acctest.Check(func() { s.Wrote(t, map[string]int{"updateToken": 1}) }),
			},
		},
		CheckDestroy: allRevoked(s, 3),
	})
}
