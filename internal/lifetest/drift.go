package lifetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// drifts are the claims about what somebody else does to an object.
func (s *suite) drifts() []Case {
	var cases []Case
	for mode, how := range s.modes() {
		if how.allowed && s.inPlace(false) {
			continue // as documented
		}
		if s.inPlace(how.allowed) || !s.inPlace(true) || s.Updates == "" {
			cases = append(cases, each("drift, "+mode, s.driftable(), func(t testing.TB, a Argument) { s.drift(t, how, a) })...)
		} else {
			cases = append(cases, each("drift, "+mode, s.driftable(), func(t testing.TB, a Argument) {
				l := s.begin(t, how)
				l.become(s.full())
				l.behind(mockapi.Object{a.Name: a.Wire(a.Before)})
				plan := l.Plan(t.Context(), encode(s.full()))
				if len(plan.RequiresReplace) != 1 || !strings.Contains(plan.RequiresReplace[0].String(), a.Name) {
					t.Errorf("the plan replaces because of %v, want %s", plan.RequiresReplace, a.Name)
				}
			})...)
		}
	}
	cases = append(cases, Case{"drift of what is not configured", s.driftOfUnset}, Case{"what the service chooses", s.chosen}, Case{"what the service would choose is configured", func(t testing.TB) {
		config := s.minimal()
		for _, a := range s.stored() {
			if a.Chosen != "" {
				config = with(config, a.Name, a.Chosen)
			}
		}
		s.begin(t, setup{}).become(config)
	}})
	if s.Reads != "" && s.Lists != "" {
		cases = append(cases, each("drift, in a list", s.driftable(), s.driftInList)...)
	}
	cases = append(cases, s.holds()...)
	return append(cases, s.gone()...)
}

// driftInList: what somebody changed is seen as well where a list that is there already answers.
func (s *suite) driftInList(t testing.TB, a Argument) {
	l := s.begin(t, setup{})
	l.become(s.full())
	if err := l.services.Change(l.Kind, l.id(), mockapi.Object{a.Name: a.Wire(a.Before)}); err != nil {
		t.Fatal(err)
	}
	l.extra = `"read_batching": true`
	listed := l.another()
	listed.State, listed.Private, listed.Identity = l.State, l.Private, l.Identity
	for i := range 4 { // three are read by id, for the next one there is a list
		other := mockapi.Object{}
		if s.ID != "" {
			other[s.ID] = fmt.Sprintf("%s-%d", l.id(), i)
		}
		imported := *listed.Lifecycle
		imported.State = imported.Resource(s.TypeName, "")
		acctest.Quiet(t, imported.Import(t.Context(), l.services.Put(s.Kind, other), ""))
	}
	if l.services.Count(s.Lists) == 0 {
		t.Error("no list was asked for, so this shows nothing")
	}
	before := listed.Attributes()[a.Name]
	l.sound(listed.Refresh(t.Context()))
	l.sound(l.Refresh(t.Context()))
	if by, in := l.Attributes()[a.Name], listed.Attributes()[a.Name]; in.Equal(before) || !in.Equal(by) {
		t.Errorf("by its id the object has %s = %s, in a list %s; it had %s", a.Name, by, in, before)
	}
}

// driftable are the arguments that somebody else can change, and that are seen.
func (s *suite) driftable() map[string]Argument {
	all := map[string]Argument{}
	for _, a := range s.stored() {
		if !a.Replaces {
			all[a.Name] = a
		}
	}
	if s.Key != "" && s.argument(s.Key).After == "" && !s.argument(s.Key).Replaces {
		all[s.Key] = Argument{Name: s.Key, Before: `"theirs"`, After: encode(s.minimal()[s.Key])}
	}
	return all
}

// drift: another value and none are found, the plan shows just that, and an apply repairs just that.
func (s *suite) drift(t testing.TB, how setup, a Argument) {
	l := s.begin(t, how)
	full := s.full()
	l.become(full)
	changes := []any{a.Wire(a.Before), nil}
	if _, required := s.minimal()[a.Name]; required || same(s.wire(full)[a.Name], a.Stored) {
		changes = changes[:1]
	}
	for _, theirs := range changes {
		l.behind(mockapi.Object{a.Name: theirs})
		plan := l.Plan(t.Context(), encode(full))
		l.opens(plan.Diagnostics, a, s.wire(full)[a.Name], theirs)
		if changed := l.Changes(plan); !slices.Equal(changed, []string{a.Name}) || len(plan.RequiresReplace) > 0 {
			t.Errorf("%v: the plan changes %v and replaces because of %v, want %s", theirs, changed, plan.RequiresReplace, a.Name)
		}
		l.opens(l.Apply(t.Context(), encode(full)), a, s.wire(full)[a.Name], theirs)
		l.bodies(s.Updates, s.WrapUpdate, l.id(), []request{{set: object{a.Name: s.wire(full)[a.Name]}}})
		l.checkStored(full)
		l.checkState(full)
		l.rest(full)
	}
}

// driftOfUnset: what somebody sets is taken away again, and what the service had chosen is set again; what others may set stays.
func (s *suite) driftOfUnset(t testing.TB) {
	if s.Unclearable {
		s.replacedByDrift(t)
		return
	}
	l := s.begin(t, s.updatable())
	l.become(s.minimal())
	theirs, free := s.minimal(), s.minimal()
	for _, a := range s.stored() {
		if _, set := theirs[a.Name]; set || a.Replaces {
			continue
		}
		theirs = with(theirs, a.Name, a.After)
		if a.Free && !a.Hidden {
			free = with(free, a.Name, a.After)
		}
	}
	l.behind(s.wire(theirs))
	var want []request
	if repair := s.repair(theirs, free); !repair.isEmpty() {
		l.sound(l.Apply(t.Context(), encode(s.minimal())))
		want = append(want, repair)
	}
	l.bodies(s.Updates, s.WrapUpdate, l.id(), want)
	l.checkStored(free)
	l.checkState(s.minimal())
	l.rest(s.minimal())
}

// replacedByDrift: what somebody sets can only be taken away again by another object.
func (s *suite) replacedByDrift(t testing.TB) {
	for _, a := range s.stored() {
		if _, set := s.minimal()[a.Name]; set || a.Replaces || a.Chosen != "" {
			continue
		}
		l := s.begin(t, s.updatable())
		l.become(s.minimal())
		l.behind(mockapi.Object{a.Name: a.Wire(a.After)})
		plan := l.Plan(t.Context(), encode(s.minimal()))
		acctest.Says(t, plan.Diagnostics[:1], `warning at AttributeName("`+a.Name+`"): Replaced to Clear an Argument: No update of the service clears `+a.Name)
		if len(plan.RequiresReplace) != 1 {
			t.Errorf("%s: replaced because of %v", a.Name, plan.RequiresReplace)
		}
	}
}

// repair is change, but for what the service chose, which is set to what that was.
func (n Noun) repair(prior, planned object) request {
	r := n.change(prior, planned)
	r.clear = slices.DeleteFunc(r.clear, func(name string) bool {
		stored := n.argument(name).Stored
		if stored != "" && encode(n.wire(prior)[name]) != stored {
			r.set[name] = parse(stored)
		}
		return stored != ""
	})
	return r
}

// chosen: an argument that was configured is given back when it is removed; an import finds it, and a configuration may take
// it over. Lists that others may set are left alone.
func (s *suite) chosen(t testing.TB) {
	l := s.begin(t, s.updatable())
	configured, free := s.minimal(), mockapi.Object{}
	for _, a := range s.stored() {
		if a.Chosen != "" || a.Free {
			configured = with(configured, a.Name, a.After)
		}
		if a.Free && !a.Hidden {
			free[a.Name] = a.Wire(a.Before)
		}
	}
	l.become(configured)
	l.become(s.minimal())
	l.behind(free)
	l.rest(s.minimal())
	l.wroteNothing()

	imported := l.another()
	configured = s.identified(configured, "another")
	acctest.Quiet(t, imported.Import(t.Context(), s.put(l.services, configured), ""))
	managed := configured // an import finds them
	imported.rest(managed)
	imported.rest(s.unfree(managed))
}

// unfree leaves out what the service chooses, but for lists that others may set: an import manages those.
func (s *suite) unfree(config object) object {
	for _, a := range s.Arguments {
		if a.Chosen != "" || a.Hidden {
			config = with(config, a.Name, "")
		}
	}
	return config
}

// gone: an object that is no longer there leaves the state with a warning, is made again, and is no error to destroy.
func (s *suite) gone() []Case {
	ways := map[string]func(l *life){"gone": (*life).remove}
	if s.argument("status").Before == `"INIT"` {
		ways["status DELETED"] = func(l *life) { // it may stay readable
			if err := l.services.Change(l.Kind, l.id(), mockapi.Object{"status": 4}); err != nil {
				l.t.Fatal(err)
			}
		}
	}
	return append(each("deleted behind Terraform", ways, func(t testing.TB, vanish func(*life)) {
		l := s.begin(t, setup{})
		l.become(s.minimal())
		id := l.id()
		vanish(l)
		acctest.Says(t, l.Refresh(t.Context()), "warning: "+s.Title+" Not Found: "+s.Title+" "+id+" is no longer in the service")
		l.kept(false)
		l.config = nil
		l.become(s.minimal())
	}), Case{"deleted before the destroy", func(t testing.TB) {
		l := s.begin(t, setup{allowed: !s.Documented(s.Deletes)})
		l.become(s.minimal())
		l.remove()
		l.services.ResetJournal()
		acctest.Quiet(t, l.Apply(t.Context(), ""))
		l.kept(false)
		if l.services.Count(s.Deletes) != 1 {
			t.Errorf("the deletion was tried %d times, so this shows nothing", l.services.Count(s.Deletes))
		}
	}})
}
