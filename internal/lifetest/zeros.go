package lifetest

import (
	"fmt"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// zeros: the service cannot tell a zero value from none, so that none asks for a request, and above all not for a
// replacement.
func (s *suite) zeros() []Case {
	var cases []Case
	for spelling := range s.spellings() {
		zero := s.zero(spelling)
		cases = append(cases, Case{fmt.Sprintf("zero values/spelling %d", spelling+1), func(t testing.TB) {
			l := s.begin(t, setup{})
			l.become(s.minimal())
			l.become(zero)
			// State keeps the spelling that it has.
			for _, config := range []object{s.minimal(), zero} {
				l.rest(config)
				l.checkState(zero)
			}
			for other := range s.spellings() {
				l.sound(l.Apply(t.Context(), encode(s.zero(other))))
				l.rest(s.zero(other))
			}
			if n := l.services.Count(s.Updates); n > 0 {
				t.Errorf("%d updates were sent", n)
			}
		}}, Case{fmt.Sprintf("zero values from the start/spelling %d", spelling+1), func(t testing.TB) {
			l := s.begin(t, setup{})
			l.become(zero)
			for _, config := range []object{s.minimal(), zero} {
				l.rest(config)
			}
		}}, Case{fmt.Sprintf("an import accepts null and zero/spelling %d", spelling+1), func(t testing.TB) {
			l, zero := s.begin(t, setup{}), s.imported(zero)
			acctest.Quiet(t, l.Import(t.Context(), s.putMinimal(l.services), ""))
			half := s.minimal()
			for i, a := range s.Arguments {
				if value, ok := zero[a.Name]; ok && i%2 == 0 {
					half = with(half, a.Name, encode(value))
				}
			}
			for _, config := range []object{s.minimal(), zero, half} {
				l.rest(config)
			}
			l.wroteNothing()
		}})
	}
	return cases
}
