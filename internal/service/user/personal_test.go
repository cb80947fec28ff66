package user_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const personal = `{"display_name":"Alice","login":"alice","email":"alice@acme.example","phone":"+41 31 000","send_invitation":true`

// Personal data is sent by the create, kept in state, and replaces the user when it changes.
func TestUser_personal(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_user", "")
	acctest.Quiet(t, l.Apply(t.Context(), personal+`}`))
	want := `{"send_invitation":true,"user":{"display_name":"Alice"},"user_pii":{"login":"alice","email":"alice@acme.example","phone":"+41 31 000"}}`
	if got := s.Bodies("createUser")[0]; got != want {
		t.Errorf("the request is %s, want %s", got, want)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, personal+`}`)
	if got := acctest.TextOf(t, l.Attributes()["email"]); got != "alice@acme.example" {
		t.Errorf("the email in state is %q", got)
	}
	for config, replaced := range map[string]int{
		`{"display_name":"Alice","login":"alice","email":"a@acme.example","phone":"+41 31 000","send_invitation":true}`: 1,
		`{"display_name":"Alice","login":"${unknown}","email":"alice@acme.example","phone":"${unknown}"}`:               2,
		`{"display_name":"Alice"}`: 0, // nothing can be cleared, and a lost email is no reason to end a user
		`{"display_name":"Alice","login":"alice","email":"alice@acme.example","phone":"+41 31 000","send_invitation":false}`: 0,
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Quiet(t, plan.Diagnostics)
		if len(plan.RequiresReplace) != replaced {
			t.Errorf("%s replaces because of %v, want %d arguments", config, plan.RequiresReplace, replaced)
		}
	}
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), `{"display_name":"Alice"}`))
	s.Wrote(t, map[string]int{})
	l.NothingToDo(t, `{"display_name":"Alice"}`)
}

// Of an imported user nobody knows the personal data: it is recorded, and told.
func TestUser_personalImported(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindUser, mockapi.Object{"uuid": "u1", "display_name": "Alice"})
	l := s.Lifecycle(t, "zerotrust_user", "")
	acctest.Quiet(t, l.Import(t.Context(), "u1", ""))
	const config = `{"display_name":"Alice","login":"alice"}`
	acctest.Says(t, l.Plan(t.Context(), config).Diagnostics, "warning: Argument of an Imported User Not Checked: The service does not say which login")
	l.Apply(t.Context(), config)
	s.Wrote(t, map[string]int{})
	l.NothingToDo(t, config)
	if plan := l.Plan(t.Context(), `{"display_name":"Alice","login":"bob"}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("another login replaces because of %v", plan.RequiresReplace)
	}
}

// What a failing service repeats of a create is in no error.
func TestUser_personalInNoError(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_user", `"max_retries":0`)
	s.Inject(mockapi.Fault{Operation: "createUser", Status: 400, ContentType: "application/json", Body: `{"message":"alice@acme.example is taken"}`})
	said := l.Apply(t.Context(), personal+`}`)
	acctest.Says(t, said, "error: Unable to Create User")
	if lines := acctest.DiagnosticLines(said); strings.Contains(lines, "alice@acme.example") {
		t.Errorf("the error holds personal data: %s", lines)
	}
}
