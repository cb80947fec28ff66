package lifetest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// chooses are the arguments that the service fills in.
func (s *suite) chooses() map[string]Argument {
	all := map[string]Argument{}
	for _, a := range s.stored() {
		if a.Chosen != "" || a.Hidden {
			all[a.Name] = a
		}
	}
	return all
}

// holds are the claims about what the service fills in: what it answered to the last own write, or what an import found, is
// held although nobody configures it.
func (s *suite) holds() []Case {
	// A way leads to an object whose argument is not configured, and returns what is remembered of it; "": what the service chose.
	type way func(l *life, a Argument) string
	ways := map[string]way{
		"created": func(l *life, _ Argument) string {
			l.become(s.minimal())
			return ""
		},
		"imported": func(l *life, a Argument) string {
			acctest.Quiet(l.t, l.Import(l.t.Context(), s.put(l.services, with(s.minimal(), a.Name, a.Before)), ""))
			return a.Before
		},
		"in a state of before": func(l *life, a Argument) string {
			l.become(s.minimal())
			l.forget("answered", "drifted")
			l.behind(mockapi.Object{a.Name: a.Wire(a.Before)})
			return a.Before
		},
	}
	var cases []Case
	for mode, how := range s.modes() {
		if how.allowed && s.inPlace(false) {
			continue // as documented
		}
		for name, way := range ways {
			cases = append(cases, each("what is not configured is held, "+name+", "+mode, s.chooses(), func(t testing.TB, a Argument) {
				l := s.begin(t, how)
				was := way(l, a)
				l.rest(s.minimal())
				for _, theirs := range []string{a.After, a.Before} {
					if theirs != was && encode(a.Wire(theirs)) != a.Stored {
						was = l.repaired(a, was, theirs)
					}
				}
			})...)
		}
	}
	cases = append(cases, each("what is closed and given back", s.chooses(), s.givenBack)...)
	return append(cases, Case{"drift that is ignored", s.ignoredDrift}, Case{"INIT becomes ACTIVE", s.initiated})
}

// repaired checks the drift of one argument that is not configured, and returns what is remembered of it then.
func (l *life) repaired(a Argument, was, theirs string) string {
	l.t.Helper()
	ctx, config := l.t.Context(), encode(l.minimal())
	l.behind(mockapi.Object{a.Name: a.Wire(theirs)})
	acctest.Quiet(l.t, l.Refresh(ctx)) // it is still drift
	plan := l.Plan(ctx, config)
	var because []string
	for range plan.RequiresReplace {
		because = append(because, a.Name)
	}
	if changed := l.Changes(plan); !slices.Equal(changed, []string{a.Name}) || len(because) > 0 == l.inPlace(l.allowed) {
		l.t.Errorf("%s: the plan changes %v and replaces because of %v, want %s", theirs, changed, plan.RequiresReplace, a.Name)
	}
	l.NothingToDo(l.t, encode(with(l.minimal(), a.Name, theirs))) // as with ignore_changes
	held := with(l.minimal(), a.Name, was)
	if len(because) > 0 {
		l.opens(plan.Diagnostics[:len(plan.Diagnostics)-1], a, l.wire(held)[a.Name], a.Wire(theirs)) // the last one is about the replacement
		l.sound(l.Apply(ctx, ""))
		l.config = nil
		l.become(l.minimal())
		return ""
	}
	l.opens(plan.Diagnostics, a, l.wire(held)[a.Name], a.Wire(theirs))
	l.sound(l.Apply(ctx, config))
	l.bodies(l.Updates, l.WrapUpdate, l.id(), []request{l.repair(with(held, a.Name, theirs), held)})
	l.checkStored(held)
	if want := l.inState(l.Protocol, held, a); !l.Attributes()[a.Name].Equal(want) {
		l.t.Errorf("%s = %s in state, want %s", a.Name, l.Attributes()[a.Name], want)
	}
	l.rest(l.minimal())
	return was
}

// opens checks that a plan which opens what somebody closed says so, and that others say nothing.
func (l *life) opens(said []*tfprotov6.Diagnostic, a Argument, was, theirs any) {
	l.t.Helper()
	if a.Opens != nil && a.Opens(was, theirs) != "" {
		acctest.Says(l.t, said, `warning at AttributeName("`+a.Name+`"): Plan Opens Again What Was Closed: `+l.Title+" ", l.id(), a.Opens(was, theirs), "ignore_changes")
		return
	}
	acctest.Quiet(l.t, said)
}

// givenBack: what leaves the configuration is the service's again, which may open what somebody has closed in the meantime.
func (s *suite) givenBack(t testing.TB, a Argument) {
	if s.Unclearable {
		return // only another object is the service's
	}
	l := s.begin(t, s.updatable())
	l.become(with(s.minimal(), a.Name, a.After))
	l.behind(mockapi.Object{a.Name: a.Wire(a.Before)})
	l.opens(l.Apply(t.Context(), encode(s.minimal())), a, nil, a.Wire(a.Before))
	l.bodies(s.Updates, s.WrapUpdate, l.id(), []request{{set: object{}, clear: []string{a.Name}}})
	l.checkStored(s.minimal())
	l.checkState(s.minimal())
	l.rest(s.minimal())
}

// ignoredDrift: with ignore_changes the configuration has what is in state, and an update of something else leaves that alone.
func (s *suite) ignoredDrift(t testing.TB) {
	l := s.begin(t, s.updatable())
	l.become(s.minimal())
	theirs := s.minimal()
	for name, a := range s.chooses() {
		theirs = with(theirs, name, a.After)
	}
	l.behind(s.wire(theirs))
	l.config = theirs
	for _, a := range s.stored() {
		if _, chosen := s.chooses()[a.Name]; !chosen && !a.Replaces {
			l.become(with(theirs, a.Name, a.After))
			return
		}
	}
}

// initiated: an object becomes active by itself, which is no drift; that it goes back is.
func (s *suite) initiated(t testing.TB) {
	a := s.argument("status")
	if a.Before != `"INIT"` {
		return
	}
	l := s.begin(t, s.updatable())
	acctest.Quiet(t, l.Import(t.Context(), s.put(l.services, with(s.minimal(), a.Name, a.Before)), ""))
	l.behind(mockapi.Object{a.Name: parse(a.Stored)})
	l.rest(s.minimal())
	l.wroteNothing()
	l.repaired(a, a.Chosen, a.Before)
}

// forget makes the private state one that an older version has written.
func (l *life) forget(keys ...string) {
	l.t.Helper()
	var private map[string]json.RawMessage
	if err := json.Unmarshal(l.Private, &private); err != nil {
		l.t.Fatal(err)
	}
	for _, key := range keys {
		if private[key] == nil {
			l.t.Errorf("the private state has no %s, so this shows nothing", key)
		}
		delete(private, key)
	}
	l.Private = []byte(encode(private))
}
