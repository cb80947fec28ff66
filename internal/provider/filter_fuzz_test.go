package provider_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// groupsOf reads a filter from lines: each is a tag, and an empty one ends a group.
func groupsOf(lines string) []any {
	groups := []any{}
	for group := range strings.SplitSeq(lines, "\n\n") {
		groups = append(groups, map[string]any{"all": strings.Split(group, "\n")})
	}
	return groups
}

// FuzzFilter: a filter is refused at once, or the service gets exactly that filter and every later plan is empty. A text that
// selects in a list is the text that is asked for.
func FuzzFilter(f *testing.F) {
	for _, seed := range [][2]string{
		{"group:eng\nos:macos", "app:x"}, {"group:eng\n\nos:macos", "a:b\n\nc:d\n\ne:f"}, {"a:b", ""}, {"", ""}, {"a:b\na:b", "c:d\n\nc:d"}, {"a", "a:"}, {":", "a: b"},
		{"a:b\n\n", "\n"}, {"é:ß", "漢:字\n😀:x"}, {"a:\x00", "a:\u2028"}, {`a:"`, `a:\`}, {"a:b,c", "a:b;c"}, {"a:${x}", "a:%2F"}, {"a:b:c", "a:<b>&amp;"}, {"A:b\na:b", "a:e\u0301\na:é"},
	} {
		f.Add(seed[0], seed[1])
	}
	s := acctest.Start(f, mockapi.Options{})
	p := s.Lifecycle(f, "zerotrust_app", `"max_retries": 0`).Protocol
	f.Fuzz(func(t *testing.T, include, exclude string) {
		if !utf8.ValidString(include) || !utf8.ValidString(exclude) {
			return // no text that a CLI hands in
		}
		defer s.ResetJournal()
		filter := map[string]any{"include_any": groupsOf(include), "exclude_any": groupsOf(exclude)}
		config := jsonOf(t, map[string]any{"name": "n", "app_filter": filter, "session_filter": filter})
		l := p.In(t).New("zerotrust_policy")
		d := append(l.Validate(t.Context(), config), l.Plan(t.Context(), config).Diagnostics...)
		acctest.Crashed(t, d)
		if acctest.ErrorAmong(d) {
			return
		}
		acctest.Quiet(t, l.Apply(t.Context(), config))
		id := acctest.TextOf(t, l.Attributes()["id"])
		for _, stored := range s.Objects(mockapi.KindPolicy) {
			for _, name := range []string{"app_filter", "session_filter"} {
				if got, want := acctest.SetJSON(t, stored[name]), acctest.SetJSON(t, filter); got != want {
					t.Errorf("the service has %s, configured is %s", got, want)
				}
			}
		}
		l.NothingToDo(t, config)
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
		l = p.In(t).New("zerotrust_policy")
		acctest.Quiet(t, l.Import(t.Context(), id, ""))
		l.NothingToDo(t, config)
		if err := s.Remove(mockapi.KindPolicy, id); err != nil {
			t.Fatal(err)
		}
		checkSelection(t, s, p.In(t), include)
	})
}

// checkSelection asks a plural data source for what a text selects.
func checkSelection(t *testing.T, s *acctest.Services, p *acctest.Protocol, text string) {
	t.Helper()
	s.ResetJournal()
	if _, d := p.ReadData(t.Context(), "zerotrust_apps", jsonOf(t, map[string]any{"tag": text})); acctest.ErrorAmong(d) {
		return
	}
	for _, e := range s.Journal() {
		if e.Operation == "queryApps" && e.Query.Get("tag") != text {
			t.Errorf("the service was asked for %q, configured is %q", e.Query.Get("tag"), text)
		}
	}
}
