package accessmember_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_access_member"

func TestAccessMember_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	// An id that holds what the format of the import id uses.
	id := s.Put(mockapi.KindAccess, mockapi.Object{"uuid": "rule/user/1 %", "app_list": []any{"app:x/y"}})
	for name, test := range map[string]struct{ id, identity, says string }{
		"app":              {identity: `{"access_id": "rule/user/1 %", "app": "app:x/y"}`},
		"by id":            {id: "rule%2Fuser%2F1%20%25/app/app:x/y"},
		"both":             {identity: `{"access_id": "rule/user/1 %", "app": "a", "user": "b"}`, says: "error: Invalid Import Identity"},
		"neither":          {identity: `{"access_id": "rule/user/1 %"}`, says: "error: Invalid Import Identity"},
		"nothing":          {identity: `{"access_id": null}`, says: "error: Invalid Import Identity"},
		"a path":           {id: "../user/group:a", says: "error: Invalid Import Id: "},
		"an empty rule":    {identity: `{"access_id": "", "user": "group:a"}`, says: "error: Invalid Import Id: "},
		"a line break":     {id: "rule%0A/user/group:a", says: "error: Invalid Import Id: "},
		"a blank":          {identity: `{"access_id": " rule", "user": "group:a"}`, says: "error: Invalid Import Id: "},
		"another selector": {identity: `{"access_id": "rule/user/1 %", "app": "app:z"}`, says: `error: Unable to Import Access Member: The app_list of the access rule "rule/user/1 %" of the account "acme" does not hold "app:z".`},
		"another rule":     {identity: `{"access_id": "nobody", "app": "app:z"}`, says: `error: Unable to Import Access Member: Lacework Edge has no access rule of the id "nobody" in the account "acme".`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := s.Lifecycle(t, typeName, "")
			diagnostics := l.Import(t.Context(), test.id, test.identity)
			if test.says != "" {
				acctest.Says(t, diagnostics, test.says)
				return
			}
			acctest.Quiet(t, diagnostics)
			if got := acctest.TextOf(t, l.Attributes()["access_id"]); got != id {
				t.Errorf("imported access_id %q, want %q", got, id)
			}
			l.NothingToDo(t, `{"access_id": "rule/user/1 %", "app": "app:x/y"}`)
		})
	}
}

func TestAccessMember_failures(t *testing.T) {
	t.Parallel()
	start := func(t *testing.T) (*acctest.Services, *acctest.Lifecycle) {
		s := acctest.Start(t, mockapi.Options{})
		s.Put(mockapi.KindAccess, mockapi.Object{"uuid": "rule", "user_list": []any{"group:owners"}})
		return s, s.Lifecycle(t, typeName, "")
	}
	const config = `{"access_id": "rule", "user": "group:a"}`
	t.Run("the write is refused", func(t *testing.T) {
		t.Parallel()
		s, l := start(t)
		s.Inject(mockapi.Fault{Operation: "updateAccess", Status: http.StatusForbidden, Times: 1})
		acctest.Says(t, l.Apply(t.Context(), config), "error: Unable to Create Access Member", "403 Forbidden")
		if l.Attributes() != nil {
			t.Errorf("state holds a member that was not added: %v", l.Attributes())
		}
		acctest.Quiet(t, l.Apply(t.Context(), config))
		if got := members(t, s, "rule", "user_list"); !slices.Equal(got, []string{"group:a", "group:owners"}) {
			t.Errorf("user_list is %v", got)
		}
	})
	t.Run("the rule is not there", func(t *testing.T) {
		t.Parallel()
		_, l := start(t)
		acctest.Says(t, l.Apply(t.Context(), `{"access_id": "nobody", "user": "group:a"}`), "error: Unable to Create Access Member", "404 Not Found")
	})
	t.Run("the answer is lost", func(t *testing.T) {
		t.Parallel()
		s, l := start(t)
		s.Inject(mockapi.Fault{Operation: "updateAccess", ResetAfter: true, Times: 1})
		acctest.Quiet(t, l.Apply(t.Context(), config))
		if got := members(t, s, "rule", "user_list"); !slices.Equal(got, []string{"group:a", "group:owners"}) {
			t.Errorf("user_list is %v", got)
		}
	})
	t.Run("the rule is gone before destroy", func(t *testing.T) {
		t.Parallel()
		s, l := start(t)
		acctest.Quiet(t, l.Apply(t.Context(), config))
		if err := s.Remove(mockapi.KindAccess, "rule"); err != nil {
			t.Fatal(err)
		}
		acctest.Quiet(t, l.Apply(t.Context(), ""))
	})
}

// A 404 to the update that removes the member says nothing of a rule that was read just before: the route may be wrong. The
// member is still in the rule, so it stays in state.
func TestMember_deleteAnsweredByNotFound(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindAccess, mockapi.Object{"user_list": []any{"group:owners"}})
	l := s.Lifecycle(t, "zerotrust_access_member", "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"access_id": "`+id+`", "user": "group:a"}`))
	s.Inject(mockapi.Fault{Operation: "updateAccess", Status: http.StatusNotFound})
	acctest.Says(t, l.Apply(t.Context(), ""), "error: Unable to Delete Access Member", "404 Not Found", "updateAccess")
	if !l.Exists(t) {
		t.Error("the member is in the rule and not in state")
	}
	s.ClearFaults()
	acctest.Quiet(t, l.Apply(t.Context(), ""))
	if got := acctest.SetJSON(t, s.Only(t, mockapi.KindAccess)["user_list"]); got != `["group:owners"]` {
		t.Errorf("the rule has %s", got)
	}
}

// TestMember_goneInList: a member that somebody took out of its rule is missed as well where a list of rules answers.
func TestMember_goneInList(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	rule := s.Put(mockapi.KindAccess, mockapi.Object{"description": "d", "user_list": []string{"group:a"}})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), rule+"/user/group:a", ""))
	for _, members := range [][]string{{"group:a"}, {"group:b"}} {
		if err := s.Change(mockapi.KindAccess, rule, mockapi.Object{"user_list": members}); err != nil {
			t.Fatal(err)
		}
		listed := s.Lifecycle(t, typeName, `"read_batching": true`)
		listed.State, listed.Private, listed.Identity = l.State, l.Private, l.Identity
		s.ResetJournal()
		for range 4 { // three are read by id, for the next one there is a list
			other := *listed
			other.TypeName = "zerotrust_access"
			other.State = other.Resource(other.TypeName, "")
			acctest.Quiet(t, other.Import(t.Context(), s.Put(mockapi.KindAccess, mockapi.Object{"description": "other"}), ""))
		}
		if s.Count("queryAccesses") != 1 {
			t.Error("no list was asked for, so this shows nothing")
		}
		if said := listed.Refresh(t.Context()); members[0] == "group:a" {
			acctest.Quiet(t, said)
		} else {
			acctest.Says(t, said, "warning: Access Member Not Found", `does not hold "group:a"`)
		}
		if listed.Exists(t) != (members[0] == "group:a") {
			t.Errorf("with the members %q it exists: %t", members, listed.Exists(t))
		}
	}
}
