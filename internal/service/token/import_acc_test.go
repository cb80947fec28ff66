package token_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What an import brings, and that null and zero configurations accept it.
func TestToken_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "ci", "role": 3, "user_uuid": "usr-1"})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "", `{"id": "`+id+`"}`))
	if got := attribute(t, l, "id"); got != id || identity(t, l) != id {
		t.Errorf("imported %s, identity %s, want %s", got, identity(t, l), id)
	}
	for _, name := range []string{"secret", "login_url", "role", "user_uuid", "ttl_sec", "rotation"} {
		if value := l.Attributes()[name]; !value.IsNull() {
			t.Errorf("%s is %s after the import, want null", name, value)
		}
	}
	l.NothingToDo(t, `{"name": "ci"}`)
	l.NothingToDo(t, `{"name": "ci", "description": "", "status": "ACTIVE"}`)
}

// A role that is configured is set, since nobody knows which one the imported token has.
func TestAccToken_importThenRole(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "ci", "role": 2})
	block := fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:            s.Provider() + block + token("test", `name = "ci"`, `role = 3`),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: []statecheck.StateCheck{known("role", knownvalue.Int64Exact(3)), known("secret", knownvalue.Null())},
				Check: acctest.Check(func() {
					s.Wrote(t, map[string]int{"updateToken": 1})
					stored(t, s, `{"name": "ci", "role": 3, "status": 2}`)
				}),
			},
		},
		CheckDestroy: allRevoked(s, 1),
	})
}

// An imported token is never replaced or rotated only because the configuration says more than the service.
func TestToken_importThenFixedArguments(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ config, later, says string }{
		"user": {
			`{"name": "ci", "user_uuid": "usr-1"}`, `{"name": "ci", "user_uuid": "usr-2"}`,
			`warning at AttributeName("user_uuid"): Argument of an Imported Token Not Checked`,
		},
		"lifetime": {
			`{"name": "ci", "ttl_sec": 60}`, `{"name": "ci"}`, `warning at AttributeName("ttl_sec"): Argument of an Imported Token Not Checked`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			id := s.Put(mockapi.KindToken, mockapi.Object{"name": "ci"})
			l := s.Lifecycle(t, typeName, "")
			ctx := t.Context()
			acctest.Quiet(t, l.Import(ctx, id, ""))
			acctest.Says(t, l.Apply(ctx, test.config), test.says)
			s.Wrote(t, map[string]int{})
			l.NothingToDo(t, test.config)
			acctest.Quiet(t, l.Refresh(ctx))
			l.NothingToDo(t, test.config)
			if plan := l.Plan(ctx, test.later); len(plan.RequiresReplace) != 1 {
				t.Errorf("a later change replaces because of %v, want the argument", plan.RequiresReplace)
			}
		})
	}
}

func TestToken_importThenRotation(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "ci"})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Import(ctx, id, ""))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1"}`))
	s.Wrote(t, map[string]int{})
	if attribute(t, l, "rotation") != "1" || attribute(t, l, "id") != id {
		t.Errorf("the state is %v, want the imported token with its rotation recorded", l.Attributes())
	}
	acctest.Says(t, l.Apply(ctx, `{"name": "ci", "rotation": "2"}`), `warning at AttributeName("role"): Role of the Imported Token Not Known`)
	if statuses(s) != "3 2" || attribute(t, l, "id") == id || attribute(t, l, "secret") == "" {
		t.Errorf("the tokens have the states %q, the state is %v; want a successor with a secret", statuses(s), l.Attributes())
	}
	// From now on it is a token that this provider made: what is null is not set.
	if plan := l.Plan(ctx, `{"name": "ci", "rotation": "2", "user_uuid": "usr-1"}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("a user replaces because of %v, want user_uuid", plan.RequiresReplace)
	}
	acctest.Quiet(t, l.Plan(ctx, `{"name": "ci", "rotation": "3"}`).Diagnostics)
}

func TestToken_importThenRotationWithRole(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Import(ctx, s.Put(mockapi.KindToken, mockapi.Object{"name": "ci"}), ""))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "1", "role": 3}`))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci", "rotation": "2", "role": 3}`))
	stored(t, s, `{"name": "ci", "role": 3, "status": 2}`)
}

// A token that this provider revoked is gone, although the service still lists it, even if the answer was lost.
func TestToken_revocationWithLostAnswer(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, `"max_retries": 0`)
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci"}`))
	s.Inject(mockapi.Fault{Operation: "updateToken", Status: http.StatusInternalServerError, CommitFirst: true, Times: 1})
	acctest.Says(t, l.Apply(ctx, ""), "error: Unable to Revoke Token", "500 Internal Server Error")
	if !l.Exists(t) {
		t.Fatal("a token whose revocation failed must stay in state")
	}
	acctest.Says(t, l.Refresh(ctx), "warning: Token Not Found", "was revoked by an earlier run")
	if l.Exists(t) {
		t.Error("the revoked token is in state again")
	}
}

func TestToken_revocationFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string // nil: the token counts as revoked
	}{
		"forbidden":        {mockapi.Fault{Operation: "updateToken", Status: http.StatusForbidden}, []string{"error: Unable to Revoke Token", "403 Forbidden"}},
		"wrong route":      {mockapi.Fault{Operation: "updateToken", Status: http.StatusMethodNotAllowed}, []string{"error: Unable to Revoke Token", "is inferred", "updateToken ="}},
		"wrong route, 404": {mockapi.Fault{Operation: "updateToken", Status: http.StatusNotFound}, []string{"error: Unable to Revoke Token", "is inferred", "updateToken ="}},
		"status ignored": {mockapi.Fault{Operation: "updateToken", Tamper: func(o mockapi.Object) mockapi.Object {
			o["status"] = 2
			return o
		}}, nil}, // only the answer is wrong: the list shows it
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "ci"}`))
			s.Inject(test.fault)
			if test.says == nil {
				acctest.Quiet(t, l.Apply(ctx, ""))
				return
			}
			acctest.Says(t, l.Apply(ctx, ""), test.says...)
			if !l.Exists(t) {
				t.Error("a token that was not revoked must stay in state")
			}
			acctest.Quiet(t, l.Refresh(ctx))
			l.NothingToDo(t, `{"name": "ci"}`)
		})
	}
}

// The service answers the revocation as if it were done, and the token still works.
func TestToken_revocationIgnored(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "ci"}`))
	s.Inject(mockapi.Fault{Operation: "updateToken", Body: `{"uuid": "` + attribute(t, l, "id") + `", "status": 2}`, ContentType: "application/json"})
	acctest.Says(t, l.Apply(ctx, ""), "error: Unable to Revoke Token", "but the token is still ACTIVE")
}

// The answer with the secret is lost. Another token is made, and a warning names the first one: it may be somebody else's, so
// that it is not revoked.
func TestToken_secretLost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createToken", ResetAfter: true, Times: 1})
	l := s.Lifecycle(t, typeName, "")
	found := l.Apply(t.Context(), `{"name": "ci"}`)
	id := acctest.TextOf(t, l.Attributes()["id"])
	for _, o := range s.Objects(mockapi.KindToken) {
		if o["status"] != int64(2) {
			t.Errorf("the token %v is not active any more", o["uuid"])
		}
		if o["uuid"] != id {
			acctest.Says(t, found, "warning: Token Secret Lost: ", fmt.Sprint(o["uuid"]))
		}
	}
	if s.Count("createToken") != 2 || s.Count("updateToken") != 0 {
		t.Errorf("the requests are %v", s.Operations())
	}
}

// A service that does not answer the secret: the token exists, and nobody can use it.
func TestToken_createWithoutSecret(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createToken", Tamper: func(o mockapi.Object) mockapi.Object {
		delete(o, "secret")
		delete(o, "login_url")
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"name": "ci"}`), "warning: Token Without Secret: ", s.OnlyID(t, mockapi.KindToken))
	l.NothingToDo(t, `{"name": "ci"}`)
}
