package lifetest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Case is one claim about a noun. It fails through what it is given, which need not be a test.
type Case struct {
	Name string
	Run  func(testing.TB)
}

// suite is a noun with the provider that serves it.
type suite struct {
	Noun
	served *acctest.Protocol // of which only the schema is used
	server func() tfprotov6.ProviderServer
}

// Cases returns the claims about a noun of the provider that server returns.
func Cases(t testing.TB, n Noun, server func() tfprotov6.ProviderServer) []Case {
	t.Helper()
	s := &suite{Noun: n, served: acctest.NewProtocolFor(t, server()), server: server}
	var cases []Case
	for _, group := range []func() []Case{s.changes, s.zeros, s.blanks, s.drifts, s.ends, s.imports, s.configurations, s.reads, s.troubles} {
		cases = append(cases, group()...)
	}
	return cases
}

// Run tests a noun of this provider, which a server serves (see acctest.NewServers).
func Run(t *testing.T, n Noun, server func() tfprotov6.ProviderServer) {
	t.Helper()
	for _, c := range Cases(t, n, server) {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.Run(t)
		})
	}
}

// each makes a case of each of several variants.
func each[V any](prefix string, variants map[string]V, run func(testing.TB, V)) []Case {
	var cases []Case
	for _, name := range slices.Sorted(maps.Keys(variants)) {
		cases = append(cases, Case{prefix + "/" + name, func(t testing.TB) { run(t, variants[name]) }})
	}
	return cases
}

// setup is how the services and the provider are.
type setup struct {
	mockapi.Options
	allowed bool   // undocumented operations
	extra   string // JSON of provider arguments
}

// life is one object on its way.
type life struct {
	*acctest.Lifecycle
	*suite
	t        testing.TB
	services *acctest.Services
	allowed  bool
	extra    string
	config   object // that was applied; nil: there is no object
}

func (s *suite) begin(t testing.TB, with setup) *life {
	t.Helper()
	with.Undocumented = with.Undocumented || with.allowed
	l := &life{suite: s, t: t, services: acctest.Start(t, with.Options), allowed: with.allowed, extra: with.extra}
	s.Prepare(l.services)
	l.Lifecycle = l.another().Lifecycle
	return l
}

// another is another object of the same services, of a provider of its own.
func (l *life) another() *life {
	l.t.Helper()
	extra := l.extra
	if l.allowed {
		extra = strings.TrimPrefix(extra+", "+l.services.Undocumented(), ", ")
	}
	other := *l
	other.config = nil
	other.Lifecycle = l.services.LifecycleOf(l.served.Served(l.t, l.server()), l.Noun.TypeName, extra)
	return &other
}

// inPlace says whether an update is possible at all.
func (s *suite) inPlace(allowed bool) bool {
	return s.Updates != "" && (allowed || s.Documented(s.Updates))
}

// modes are with and without permission for what is undocumented, where that makes a difference.
func (s *suite) modes() map[string]setup {
	modes := map[string]setup{"documented": {}}
	if len(s.Undocumented) > 0 {
		modes["undocumented"] = setup{allowed: true}
	}
	if s.Fixed {
		delete(modes, "documented")
	}
	return modes
}

// updatable is a setup in which updates are possible.
func (s *suite) updatable() setup { return setup{allowed: !s.inPlace(false)} }

// id of the object in state.
func (l *life) id() string { return acctest.TextOf(l.t, l.Attributes()["id"]) }

// label is how people call an object of a configuration.
func (n Noun) label(config object) string {
	text, _ := config[n.Key].(string)
	return text
}

// replacing returns the arguments whose change replaces the object.
func (l *life) replacing(prior, planned object) []string {
	r := l.change(prior, planned)
	var names []string
	for _, name := range append(slices.Collect(maps.Keys(r.set)), r.clear...) {
		if !l.inPlace(l.allowed) || l.argument(name).Replaces || l.Unclearable && slices.Contains(r.clear, name) {
			names = append(names, name)
		}
	}
	return names
}

// become applies a configuration and checks all that comes of it: what replaces the object, each request, what is stored, the
// state, and that nothing is left to do.
func (l *life) become(config object) {
	l.t.Helper()
	if l.config != nil && encode(l.config) == encode(config) {
		l.rest(config)
		return
	}
	ctx := l.t.Context()
	plan := l.Plan(ctx, encode(config))
	l.sound(plan.Diagnostics)
	var because []string
	for _, path := range plan.RequiresReplace {
		because = append(because, strings.Trim(strings.TrimPrefix(path.String(), "AttributeName"), `()"`))
	}
	var want []string
	if l.config != nil {
		want = l.replacing(l.config, config)
	}
	if sortedNames(because) != sortedNames(want) {
		l.t.Fatalf("%s after %s replaces because of %q, want %q", encode(config), encode(l.config), because, want)
	}
	if len(want) > 0 {
		l.sound(l.Apply(ctx, ""))
		l.config = nil
	}
	l.services.ResetJournal()
	l.sound(l.Apply(ctx, encode(config)))
	l.requests(config)
	l.config = config
	l.checkState(config)
	l.checkStored(config)
	l.rest(config)
}

// requests checks those that made the configuration of the one before.
func (l *life) requests(config object) {
	l.t.Helper()
	var creates, updates []request
	if l.config == nil {
		create, update := l.creation(config)
		creates = append(creates, create)
		if !update.isEmpty() {
			updates = append(updates, update)
		}
	} else if update := l.change(l.config, config); !update.isEmpty() {
		updates = append(updates, update)
	}
	l.bodies(l.Creates, l.WrapCreate, "", creates)
	l.bodies(l.Updates, l.WrapUpdate, l.id(), updates)
}

func (l *life) bodies(operation, wrap, id string, want []request) {
	l.t.Helper()
	got := l.services.Bodies(operation)
	if len(got) != len(want) {
		l.t.Errorf("%s was sent %d times, want %d: %v", operation, len(got), len(want), got)
		return
	}
	for i, expected := range want {
		l.body(l.t, got[i], wrap, id, expected)
	}
}

func (l *life) checkState(config object) {
	l.t.Helper()
	state := l.Attributes()
	if state["id"].IsNull() {
		l.t.Error("id is not in state")
	}
	for _, a := range append(slices.Clone(l.Arguments), Argument{Name: l.Key}) {
		if a.Name == "" {
			continue
		}
		if want := l.inState(l.Protocol, config, a); !state[a.Name].Equal(want) {
			l.t.Errorf("%s: %s = %s in state, want %s", encode(config), a.Name, state[a.Name], want)
		}
	}
}

func (l *life) checkStored(config object) {
	l.t.Helper()
	stored, _ := l.services.Object(l.Kind, l.id())
	l.matches(stored, l.keeps(config))
}

func (l *life) matches(stored mockapi.Object, want object) {
	l.t.Helper()
	for _, name := range l.Unmatched {
		delete(stored, name)
	}
	acctest.SameStored(l.t, stored, want)
}

// rest checks that nothing is left to do, now and after a refresh.
func (l *life) rest(config object) {
	l.t.Helper()
	l.NothingToDo(l.t, encode(config))
	acctest.Quiet(l.t, l.Refresh(l.t.Context()))
	l.NothingToDo(l.t, encode(config))
}

// Plan, Apply, Refresh and Import are those of the Lifecycle. Whatever is said on the way holds no credential.

func (l *life) Plan(ctx context.Context, config string) *tfprotov6.PlanResourceChangeResponse {
	l.t.Helper()
	plan := l.Lifecycle.Plan(ctx, config)
	l.secretless(plan.Diagnostics)
	return plan
}

func (l *life) Apply(ctx context.Context, config string) []*tfprotov6.Diagnostic {
	l.t.Helper()
	return l.secretless(l.Lifecycle.Apply(ctx, config))
}

func (l *life) Refresh(ctx context.Context) []*tfprotov6.Diagnostic {
	l.t.Helper()
	return l.secretless(l.Lifecycle.Refresh(ctx))
}

func (l *life) Import(ctx context.Context, id, identity string) []*tfprotov6.Diagnostic {
	l.t.Helper()
	return l.secretless(l.Lifecycle.Import(ctx, id, identity))
}

func (l *life) secretless(said []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	l.t.Helper()
	if lines := acctest.DiagnosticLines(said); strings.Contains(lines, "edge-api-token") {
		l.t.Errorf("a credential is in %s", lines)
	}
	return said
}

// sound stops at an error.
func (l *life) sound(diagnostics []*tfprotov6.Diagnostic) {
	l.t.Helper()
	if acctest.ErrorAmong(diagnostics) {
		l.t.Fatal(acctest.DiagnosticLines(diagnostics))
	}
}

// behind changes the object behind Terraform's back, and reads it.
func (l *life) behind(fields mockapi.Object) {
	l.t.Helper()
	if err := l.services.Change(l.Kind, l.id(), fields); err != nil {
		l.t.Fatal(err)
	}
	acctest.Quiet(l.t, l.Refresh(l.t.Context()))
	l.services.ResetJournal()
}

func (l *life) remove() {
	l.t.Helper()
	if err := l.services.Remove(l.Kind, l.id()); err != nil {
		l.t.Fatal(err)
	}
}

// says checks that one diagnostic is all, or, without texts, that there is none.
func (l *life) says(diagnostics []*tfprotov6.Diagnostic, texts ...string) {
	l.t.Helper()
	if len(texts) == 0 {
		acctest.Quiet(l.t, diagnostics)
		return
	}
	acctest.Says(l.t, diagnostics, texts...)
}

// kept checks that the object is in state, or not.
func (l *life) kept(want bool) {
	l.t.Helper()
	if l.Exists(l.t) != want {
		l.t.Errorf("the object is in state: %t, want %t", !want, want)
	}
}

// wroteNothing checks that no request changed anything.
func (l *life) wroteNothing() {
	l.t.Helper()
	for _, e := range l.services.Journal() {
		if e.Committed && e.Method != http.MethodGet && e.Operation != "tokenLogin" {
			l.t.Errorf("%s was sent: %s", e.Operation, e.Body)
		}
	}
}

// route is where the last request of an operation went.
func (l *life) route(operation string) string {
	l.t.Helper()
	entries := l.services.Journal()
	for i := range entries {
		if e := entries[len(entries)-1-i]; e.Operation == operation {
			return fmt.Sprintf("%s %s", e.Method, e.Route)
		}
	}
	l.t.Errorf("%s was not called", operation)
	return ""
}
