package lifetest

import (
	"maps"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// changes are the claims about what is configured: it is what is sent, stored and in state, and only what changes is sent.
func (s *suite) changes() []Case {
	var cases []Case
	for mode, how := range s.modes() {
		cases = append(cases, each("minimal, full, minimal, "+mode, map[string]mockapi.Options{
			"as documented": {},
			// Services of this kind are known to write numbers as strings and enums as names.
			"other spelling of answers": {EnumNames: true, StringInt64: true},
		}, func(t testing.TB, options mockapi.Options) {
			spelled := how // shared by cases that run at once
			spelled.Options = options
			l := s.begin(t, spelled)
			for _, config := range []object{s.minimal(), s.full(), s.minimal()} {
				l.become(config)
			}
		})...)
		cases = append(cases, each("each argument alone, "+mode, s.differing(how), func(t testing.TB, a Argument) {
			l := s.begin(t, how)
			start := s.minimal()
			if s.Key != "" && s.Key != a.Name {
				start[s.Key] = "for-" + a.Name
			}
			unset := without(start, a.Name, s.minimal())
			for _, value := range append([]string{a.Before, a.After, ""}, afterThenZero(a)...) {
				if value == "" {
					l.become(unset)
				} else {
					l.become(with(start, a.Name, value))
				}
			}
		})...)
	}
	return append(cases, Case{"order is no difference", s.order})
}

func afterThenZero(a Argument) []string {
	var values []string
	for _, zero := range a.Zeros {
		values = append(values, a.After, zero)
	}
	return values
}

// without takes an argument out of a configuration, or gives it the value that it must have.
func without(config object, name string, minimal object) object {
	if value, required := minimal[name]; required {
		return with(config, name, encode(value))
	}
	return with(config, name, "")
}

// differing are the arguments that change in another way in a mode than in that of documented operations.
func (s *suite) differing(how setup) map[string]Argument {
	all := s.byName()
	if how.allowed && s.inPlace(false) {
		maps.DeleteFunc(all, func(_ string, a Argument) bool { return !a.Replaces })
	}
	return all
}

// byName returns the arguments that have values, with the key.
func (s *suite) byName() map[string]Argument {
	all := map[string]Argument{}
	if s.Key != "" {
		all[s.Key] = Argument{Name: s.Key, Before: `"before-1"`, After: `"after-1"`}
	}
	for _, a := range s.tried() {
		all[a.Name] = a
	}
	return all
}

// doubled answers the elements of every set twice.
func (s *suite) doubled(o mockapi.Object) mockapi.Object {
	for _, a := range s.stored() {
		if list, ok := o[a.Name].([]any); ok && !a.Ordered {
			o[a.Name] = append(list, list...)
		}
	}
	return o
}

// order: the service returns sets in any order, and no plan shows that; a configuration may write them in any.
func (s *suite) order(t testing.TB) {
	l := s.begin(t, s.updatable())
	full := s.full()
	l.become(full)
	if s.Reads != "" { // a set holds nothing twice, whatever is answered
		l.services.Inject(mockapi.Fault{Operation: s.Reads, Times: 1, Tamper: s.doubled})
	}
	for range 5 {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, encode(full))
		l.NothingToDo(t, encode(s.reversed(full)))
	}
	for _, a := range s.tried() {
		if !a.Ordered {
			continue
		}
		other := with(full, a.Name, encode(turned(full[a.Name])))
		if changed := l.Changes(l.Plan(t.Context(), encode(other))); len(changed) != 1 || changed[0] != a.Name {
			t.Errorf("another order of %s changes %v", a.Name, changed)
		}
	}
}
