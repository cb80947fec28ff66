package policy_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// Each half of a filter has its own spelling of absence while the other half has a value: a change between them asks for
// nothing. A half that goes is gone when the whole filter is sent.
func TestPolicy_halvesOfFilters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for half, other := range map[string]string{"include_any": "exclude_any", "exclude_any": "include_any"} {
		l := s.Lifecycle(t, typeName, "")
		config := func(more string) string {
			return `{"name": "` + half + `", "app_filter": {"` + half + `": [{"all": ["a:b"]}]` + more + `}}`
		}
		none, empty, both := config(""), config(`, "`+other+`": []`), config(`, "`+other+`": [{"all": ["c:d"]}]`)
		acctest.Quiet(t, l.Apply(t.Context(), none))
		s.ResetJournal()
		for _, spelled := range []string{empty, none, empty} {
			acctest.Quiet(t, l.Apply(t.Context(), spelled))
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.NothingToDo(t, spelled)
		}
		s.Wrote(t, map[string]int{})
		acctest.Quiet(t, l.Apply(t.Context(), both))
		acctest.Quiet(t, l.Apply(t.Context(), empty))
		bodies := s.Bodies("updatePolicy")
		last, _ := acctest.DecodeJSON(t, bodies[len(bodies)-1]).(map[string]any)
		if got, want := acctest.SetJSON(t, last["policy"]), acctest.SetJSON(t, acctest.DecodeJSON(t, `{"app_filter": {"`+half+`": [{"all": ["a:b"]}]}}`)); got != want {
			t.Errorf("the update is %s, want %s", got, want)
		}
		l.NothingToDo(t, none)
	}
}

// The report of a conflict names each argument that somebody else may have changed.
func TestLock_reportsEveryArgument(t *testing.T) {
	t.Parallel()
	for _, n := range nouns.All() {
		if n.TypeName != typeName {
			continue
		}
		for _, a := range n.Arguments {
			theirs := a.Wire(a.After)
			t.Run(a.Name, func(t *testing.T) {
				t.Parallel()
				s, p := locked(t, mockapi.Options{})
				said := p.Apply(t.Context(), `{"name": "other", "description": "first", "status": "SUSPENDED"}`, func() {
					if a.Name == "status" {
						theirs = a.Wire(a.Before)
					}
					s.ChangeOnly(t, mockapi.KindPolicy, mockapi.Object{a.Name: theirs})
				})
				acctest.Says(t, said, "error: Policy Changed by Somebody Else", a.Name+": the plan was made on ")
			})
		}
	}
}
