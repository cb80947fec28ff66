package provider_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

func hostileIDs() []string {
	return []string{
		"", " ", "a", ".", "..", "a/b", "/", "//", "../..", "%2e%2e", "%2F", "%", "%%", "%zz", "a?b=c", "a#b", "a b", "a+b", "a&b", "é", "漢字", "😀",
		"a\u0301", "\x00", "\n", "a\r\nX: y", "\u2028", `"`, `\`, "'", "{uuid}", "${x}", "app:acme.tcp.0.git", ";x=1", "*", "~", ":", "@",
		"staging/a", "staging/", "production/a/b", "Staging/a", "staging/..", nouns.Rule + "/user/group:a", nouns.Rule + "/app/", "/user/x", "a%2Fb/user/c", "a/b/c",
		strings.Repeat("x", 3000),
	}
}

// FuzzImport: an import finds the object that the id names, whatever the id holds, or says that the id is none; no request
// goes anywhere but to that object and its list.
func FuzzImport(f *testing.F) {
	for i, id := range hostileIDs() {
		for _, n := range []int{0, 4, 8} {
			f.Add(uint8(i+n), id)
		}
	}
	s := acctest.Start(f, mockapi.Options{})
	p := s.Lifecycle(f, "zerotrust_app", `"max_retries": 0`).Protocol
	f.Fuzz(func(t *testing.T, pick uint8, id string) {
		if !utf8.ValidString(id) {
			return // no text that a CLI hands in
		}
		n := allNouns()[int(pick)%len(allNouns())]
		fields, named := n.namedBy(id)
		if named {
			put := s.Put(n.Kind, fields)
			defer func() {
				if err := s.Remove(n.Kind, put); err != nil {
					t.Fatal(err)
				}
			}()
		}
		defer s.ResetJournal()
		l := p.In(t).New(n.TypeName)
		checkImport(t, l, id, n.stateID(fields), named, l.Import(t.Context(), id, ""))
		for _, e := range s.Journal() {
			if e.Violation != "" || !slices.Contains([]string{"tokenLogin", n.Reads, n.Lists}, e.Operation) {
				t.Errorf("%s with the id %q: %s %s is %q %s", n.TypeName, id, e.Method, e.Path, e.Operation, e.Violation)
			}
		}
	})
}

// namedBy returns the object that an import id names, or that it names none.
func (n noun) namedBy(id string) (mockapi.Object, bool) {
	switch n.TypeName {
	case "zerotrust_app_integrity_config":
		version, configID, _ := strings.Cut(id, "/")
		known := version == "development" || version == "staging" || version == "production"
		return mockapi.Object{"config_id": configID, "version": version, "platform": "ios", "name": "n"}, known && managed.InvalidID(configID) == ""
	case "zerotrust_access_member":
		escaped, selector, _ := strings.Cut(id, "/")
		access, err := url.PathUnescape(escaped)
		return mockapi.Object{"uuid": access, "user_list": []any{"group:a"}}, err == nil && access != "" && access != "." && access != ".." && selector == "user/group:a"
	case "zerotrust_device_app_connection_log":
		return nil, false
	}
	return mockapi.Object{"uuid": id, "name": "n"}, managed.InvalidID(id) == ""
}

// stateID is the id that an imported object has in state. That of a member is made anew: escapes may have been left out.
func (n noun) stateID(fields mockapi.Object) string {
	switch n.TypeName {
	case "zerotrust_app_integrity_config":
		return fmt.Sprintf("%s/%s", fields["version"], fields["config_id"])
	case "zerotrust_access_member":
		return url.PathEscape(fmt.Sprint(fields["uuid"])) + "/user/group:a"
	}
	return fmt.Sprint(fields["uuid"])
}

func checkImport(t *testing.T, l *acctest.Lifecycle, id, want string, named bool, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	acctest.Crashed(t, diagnostics)
	failed := acctest.ErrorAmong(diagnostics)
	switch {
	case named && failed:
		t.Errorf("%s with the id %q: %s", l.TypeName, id, acctest.DiagnosticLines(diagnostics))
	case named:
		if got := acctest.TextOf(t, l.Attributes()["id"]); got != want {
			t.Errorf("%s with the id %q: in state is %q, want %q", l.TypeName, id, got, want)
		}
	case !failed && l.Exists(t):
		t.Errorf("%s with the id %q imports something", l.TypeName, id)
	}
}
