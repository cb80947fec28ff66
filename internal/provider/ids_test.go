package provider_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// oddIDs try what a path, an import and a state could take for something else.
func oddIDs() []string {
	return []string{"a/b", "/a/", "a b", "漢字-é-😀", "100%", "a%2Fb", "%2e%2e", "?x=1&y=2#z", "a+b", "a;b,c", "...", `"q"\\'`, "{uuid}", "a:b@c"}
}

// existing puts an object of the kind with an id into the services.
func (n noun) existing(s *acctest.Services, id string) (importID string, identity map[string]string) {
	fields := n.Kept()
	switch {
	case n.Kind == mockapi.KindAppIntegrityConfig:
		fields["config_id"], fields["name"] = id, "n"+id
	case len(n.Before) > 0:
		fields = mockapi.Object{"uuid": id, "user_list": []any{"group:a"}}
	default:
		fields[n.IDMember()] = id
	}
	s.Put(n.Kind, fields)
	switch n.TypeName {
	case "zerotrust_app_integrity_config":
		return "staging/" + id, map[string]string{"version": "staging", "config_id": id}
	case "zerotrust_access_member":
		return strings.NewReplacer("%", "%25", "/", "%2F").Replace(id) + "/user/group:a", map[string]string{"access_id": id, "user": "group:a"}
	}
	return id, map[string]string{"id": id}
}

// TestIDs_odd: whatever an id holds, it comes through imports by id and by identity, through reads, updates and deletions,
// and always means the object that has it.
func TestIDs_odd(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		if n.Event() {
			continue
		}
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			for _, id := range oddIDs() {
				importID, identity := n.existing(s, id)
				byIdentity, l := s.Lifecycle(t, n.TypeName, ""), s.Lifecycle(t, n.TypeName, "")
				acctest.Quiet(t, byIdentity.Import(t.Context(), "", jsonOf(t, identity)))
				acctest.Quiet(t, l.Import(t.Context(), importID, ""))
				if !l.Exists(t) || !byIdentity.Exists(t) {
					t.Fatalf("%q was not imported", id)
				}
				for name, want := range identity {
					if got := acctest.TextOf(t, l.IdentityAttributes(t.Context())[name]); got != want {
						t.Errorf("the identity has the %s %q, want %q", name, got, want)
					}
				}
				if got, other := l.Attributes()["id"], byIdentity.Attributes()["id"]; !got.Equal(other) || n.TypeName != "zerotrust_access_member" && acctest.TextOf(t, got) != importID {
					t.Errorf("imported %q as %s by id and as %s by identity", importID, got, other)
				}
				n.changeAndDestroy(t, s, l, id)
			}
		})
	}
}

// changeAndDestroy changes an object where an update can, and deletes it where a deletion does.
func (n noun) changeAndDestroy(t *testing.T, s *acctest.Services, l *acctest.Lifecycle, id string) {
	t.Helper()
	s.ResetJournal()
	if operation := n.Calls()["update"]; operation != "" {
		acctest.Quiet(t, l.Apply(t.Context(), n.ChangedWith()))
		if s.Count(operation) == 0 {
			t.Errorf("%q: no update was sent", id)
		}
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	if n.Calls()["delete"] == "" {
		return
	}
	if said := l.Apply(t.Context(), ""); acctest.ErrorAmong(said) {
		t.Errorf("%q: %s", id, acctest.DiagnosticLines(said))
	}
	if n.TypeName == "zerotrust_access_member" || n.Kind == mockapi.KindToken {
		return // the nouns.Rule stays without the member, the token revoked
	}
	for _, left := range s.Objects(n.Kind) {
		if left[n.IDMember()] == id || left["config_id"] == id {
			t.Errorf("%q is still in the service", id)
		}
	}
}

// TestIDs_impossible: ids that no path can hold are refused in words, and nothing is sent or left out of state for them.
func TestIDs_impossible(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, n := range allNouns() {
		if n.Reads == "" || n.TypeName == "zerotrust_access_member" {
			continue
		}
		for _, id := range []string{".", ".."} {
			s.ResetJournal()
			said := s.Lifecycle(t, n.TypeName, "").Import(t.Context(), id, "")
			acctest.Says(t, said, "error: Invalid Import Id: The id", `"`+id+`" is no id but a path`)
			for _, operation := range s.Operations() {
				if operation != "tokenLogin" {
					t.Errorf("%s %q makes the request %s", n.TypeName, id, operation)
				}
			}
		}
	}
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestAccIDs_odd takes one of them through a CLI: its import block, its state file, a plan, and a new process for each.
func TestAccIDs_odd(t *testing.T) {
	t.Parallel()
	const id = "a/b c%2Fd/漢字?x=1"
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindPolicy, mockapi.Object{"uuid": id, "name": "odd"})
	s.Put(mockapi.KindPolicy, mockapi.Object{"uuid": "a", "name": "another"})
	cli := acctest.NewCLI(t)
	resource := "import {\n  to = zerotrust_policy.p\n  id = " + lifetest.Quote(id) + "\n}\n\nresource \"zerotrust_policy\" \"p\" {\n  name = \"odd\"\n"
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+resource+"}\n")
	if output := cli.MustRun("apply", "-no-color", "-auto-approve"); !strings.Contains(output, "1 imported, 0 added, 0 changed, 0 destroyed") {
		t.Errorf("the import says\n%s", output)
	}
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan after the import is not empty:\n%s", output)
	}
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+resource+"  priority = 7\n}\n")
	cli.MustRun("apply", "-no-color", "-auto-approve")
	if stored, _ := s.Object(mockapi.KindPolicy, id); stored["priority"] != int64(7) {
		t.Errorf("stored is %v", stored)
	}
	cli.MustRun("destroy", "-no-color", "-auto-approve")
	if left := s.Only(t, mockapi.KindPolicy); left["name"] != "another" {
		t.Errorf("left is %v", left)
	}
}
