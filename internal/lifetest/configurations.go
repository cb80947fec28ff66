package lifetest

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// configurations are the claims about what may be configured, and about what is not known yet.
func (s *suite) configurations() []Case {
	return []Case{
		{"refused configurations", func(t testing.TB) {
			l := s.begin(t, setup{})
			for config, texts := range s.Refused {
				said := l.Validate(t.Context(), config)
				if t.Helper(); len(said) != 1 {
					t.Errorf("%s: %d diagnostics", config, len(said))
				}
				acctest.Says(t, said, texts...)
			}
			l.wroteNothing()
		}},
		{"doubted configurations", func(t testing.TB) {
			for config, texts := range s.Doubted {
				l := s.begin(t, setup{})
				said := l.Validate(t.Context(), config)
				acctest.Says(t, said, texts...)
				l.sound(said)
				l.sound(l.Apply(t.Context(), config))
				l.rest(parsed(config))
			}
		}},
		{"accepted configurations", func(t testing.TB) {
			l := s.begin(t, setup{})
			for _, config := range append(slices.Clone(s.Accepted), s.Minimal, encode(s.full()), encode(s.unknown())) {
				said := l.Validate(t.Context(), config)
				l.sound(said)
				l.sound(l.Plan(t.Context(), config).Diagnostics)
			}
		}},
		{"unknown values", s.unknownValues},
		{"unknown provider configuration", s.unknownProvider},
		{"deferred", s.deferred},
	}
}

// unknown is a configuration of which nothing is known yet.
func (s *suite) unknown() object {
	config := s.full()
	for name := range config {
		config[name] = acctest.Unknown
	}
	return config
}

// unknownValues become what they turn out to be: what was planned as known does not change, and the second time nothing has
// changed.
func (s *suite) unknownValues(t testing.TB) {
	l := s.begin(t, s.updatable())
	l.planned(s.unknown(), s.full())
	l.become(s.full())
	plan := l.planned(s.unknown(), s.full())
	l.services.ResetJournal()
	l.rest(s.full())
	var want []string
	for _, a := range s.Arguments {
		if a.Replaces {
			want = append(want, a.Name)
		}
	}
	if _, replaces := s.byName()[s.Key]; len(want) != len(plan.RequiresReplace) && replaces {
		t.Errorf("unknown values replace because of %v, want %v", plan.RequiresReplace, want)
	}
	l.wroteNothing()
}

// planned plans what is not known, and again what it turns out to be, as a CLI does.
func (l *life) planned(unknown, known object) *tfprotov6.PlanResourceChangeResponse {
	l.t.Helper()
	ctx := l.t.Context()
	first, second := l.Plan(ctx, encode(unknown)), l.Plan(ctx, encode(known))
	l.sound(first.Diagnostics)
	l.sound(second.Diagnostics)
	typ := l.ResourceType(l.TypeName)
	before, after := l.Decode(typ, first.PlannedState), l.Decode(typ, second.PlannedState)
	for name := range unknown {
		if before[name].IsKnown() && !before[name].IsNull() && l.config == nil {
			l.t.Errorf("%s is planned as %s, though it is not known", name, before[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if before[name].IsFullyKnown() && !before[name].Equal(after[name]) {
			l.t.Errorf("%s was planned as %s, and turns out to be %s", name, before[name], after[name])
		}
	}
	return first
}

const notKnown = `{"edge":{"endpoint":"` + acctest.Unknown + `","account":"a","api_token":"t"}}`

// unknownProvider: a CLI that cannot defer plans and refreshes although the provider configuration is not known yet.
func (s *suite) unknownProvider(t testing.TB) {
	l := s.begin(t, setup{})
	full := s.full()
	l.become(full)
	later := *l
	later.Lifecycle = &acctest.Lifecycle{Protocol: s.served.Served(t, s.server()), TypeName: s.TypeName, State: l.State, Private: l.Private}
	acctest.Quiet(t, later.Configure(t.Context(), notKnown, false))
	acctest.Says(t, later.Refresh(t.Context()), "warning: Object Not Refreshed:")
	later.NothingToDo(t, encode(full))
	if s.Fixed {
		return // whether an update is permitted is not known either
	}
	for name, a := range s.byName() {
		plan := later.Plan(t.Context(), encode(with(full, name, a.Before)))
		l.sound(plan.Diagnostics)
		if a.Replaces != (len(plan.RequiresReplace) > 0) && s.inPlace(false) {
			t.Errorf("%s: replaced because of %v", name, plan.RequiresReplace)
		}
	}
}

// deferred: a CLI that can defer is told to.
func (s *suite) deferred(t testing.TB) {
	l := s.begin(t, setup{})
	l.become(s.minimal())
	p := s.served.Served(t, s.server())
	acctest.Quiet(t, p.Configure(t.Context(), notKnown, true))
	config := p.Resource(s.TypeName, encode(s.full()))
	plan, err := p.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: s.TypeName, PriorState: p.Resource(s.TypeName, ""), ProposedNewState: config, Config: config,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || plan.Deferred == nil || len(plan.Diagnostics) > 0 { // nothing more is said
		t.Errorf("the plan is not deferred: %v, %s", err, acctest.DiagnosticLines(plan.Diagnostics))
	}
	read, err := p.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: s.TypeName, CurrentState: l.State, Private: l.Private, CurrentIdentity: l.Identity,
		ClientCapabilities: &tfprotov6.ReadResourceClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || read.Deferred == nil || acctest.ErrorAmong(read.Diagnostics) {
		t.Errorf("the refresh is not deferred: %v, %s", err, fmt.Sprint(acctest.DiagnosticLines(read.Diagnostics)))
	}
}
