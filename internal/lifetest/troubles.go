package lifetest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// trouble is a fault and what is said of it. In texts "ROUTE" is the route of the operation, and "OP" the operation.
type trouble struct {
	mockapi.Fault
	says []string
}

// refusals are the statuses that say that nothing was done, in words that are those of every operation.
func refusals(s *suite, operation string) map[string]trouble {
	inferred := []string{"The route ROUTE is inferred", "OP = \"METHOD /the/correct/path"}
	if !s.inferred(operation) {
		inferred = nil
	}
	with := func(status int, texts ...string) trouble {
		return trouble{Fault: mockapi.Fault{Operation: operation, Status: status}, says: texts}
	}
	message := func(status int, text string) trouble {
		return trouble{Fault: mockapi.Fault{Operation: operation, Status: status, ContentType: "application/json", Body: `{"message":"` + text + `"}`}}
	}
	bad, taken := message(http.StatusBadRequest, "no such group"), message(http.StatusConflict, "name is taken")
	bad.says = []string{"ROUTE (OP) with 400 Bad Request: no such group.", "Request id: req-"}
	taken.says = []string{"409 Conflict: name is taken."}
	return map[string]trouble{
		"400": bad, "409": taken,
		"403": with(http.StatusForbidden, "403 Forbidden", "The role of the API token edge.api_token does not allow this", "Nothing was changed"),
		"404": with(http.StatusNotFound, inferred...),
		"405": with(http.StatusMethodNotAllowed, inferred...),
		"501": with(http.StatusNotImplemented, inferred...),
		"500": with(http.StatusInternalServerError, "500 Internal Server Error"),
	}
}

func (s *suite) inferred(operation string) bool {
	for _, stated := range s.Stated {
		if stated == operation {
			return false
		}
	}
	return true
}

// texts fills in the route of an operation, which the journal has.
func (l *life) texts(operation string, texts []string) []string {
	route := l.route(operation)
	method, _, _ := strings.Cut(route, " ")
	var filled []string
	for _, text := range texts {
		filled = append(filled, strings.NewReplacer("ROUTE", route, "OP", operation, "METHOD", method).Replace(text))
	}
	return filled
}

// troubles are the claims about failures: each says what happened, changes nothing in state, and is over when it is over.
func (s *suite) troubles() []Case {
	const once = `"max_retries": 0`
	creating, updating := refusals(s, s.Creates), refusals(s, s.Updates)
	creating["502 by a proxy"] = trouble{
		Fault: mockapi.Fault{Status: http.StatusBadGateway, Body: "<html><title>Bad gateway</title></html>"},
		says:  []string{"502 Bad Gateway", "The answer begins: <html><title>Bad gateway"},
	}
	looked := "as far as it tells, nothing was created"
	if s.Lists == "" {
		looked = "the service has no way to look"
	}
	creating["no answer"] = trouble{Fault: mockapi.Fault{ResetBefore: true}, says: []string{"got no answer", looked}}
	creating["an answer about nothing"] = trouble{
		Fault: mockapi.Fault{Status: http.StatusOK, ContentType: "application/json", Body: `{}`}, says: []string{"the answer holds no uuid"},
	}
	cases := each("create fails", creating, func(t testing.TB, fault trouble) {
		l := s.begin(t, setup{extra: once})
		fault.Operation = s.Creates
		l.services.Inject(fault.Fault)
		said := l.Apply(t.Context(), s.Minimal)
		acctest.Says(t, said, append(l.texts(s.Creates, fault.says), "error: Unable to Create "+s.Title+": ")...)
		if s.Key != "" {
			acctest.Says(t, said, `Object: "`+s.label(s.minimal())+`"`)
		}
		if !s.inferred(s.Creates) && strings.Contains(acctest.DiagnosticLines(said), "inferred") {
			t.Error("the route is in doubt, which a source states")
		}
		if n := l.services.Count(s.Creates); n != 1 {
			t.Errorf("the create was sent %d times", n)
		}
		l.kept(false)
		l.services.ClearFaults()
		l.become(s.minimal())
	})
	if s.Changed != "" {
		cases = append(cases, each("update fails", updating, func(t testing.TB, fault trouble) {
			how := s.updatable()
			how.extra = once
			l := s.begin(t, how)
			l.become(s.minimal())
			l.services.Inject(fault.Fault)
			said := l.Apply(t.Context(), s.Changed)
			acctest.Says(t, said, append(l.texts(s.Updates, fault.says), "error: Unable to Update "+s.Title+": Object: "+l.id())...)
			l.services.ClearFaults()
			l.checkStored(s.minimal())
			l.rest(s.minimal())
			l.become(parsed(s.Changed))
		})...)
	}
	cases = append(cases, s.readsFail()...)
	cases = append(cases, s.secondStepFails()...)
	return append(cases, Case{"rate limited", s.rateLimited}, Case{"the service stores another value", s.storesAnother}, Case{"reads lag behind a create", s.lags})
}

// lags: the next run asks when neither reads nor lists have heard of the object that was just made.
func (s *suite) lags(t testing.TB) {
	first := s.begin(t, setup{})
	first.become(s.minimal())
	next := first.another()
	next.State, next.Private, next.Identity = first.State, first.Private, first.Identity
	if s.Reads != "" {
		next.services.Inject(mockapi.Fault{Operation: s.Reads, Status: http.StatusNotFound, Times: 2})
	}
	if s.Lists != "" {
		next.services.Inject(mockapi.Fault{Operation: s.Lists, Times: 2, Tamper: func(o mockapi.Object) mockapi.Object {
			for name := range o {
				o[name] = []any{}
			}
			return o
		}})
	}
	acctest.Quiet(t, next.Refresh(t.Context()))
	next.kept(true)
	next.rest(s.minimal())
}

// secondStepFails: what a create does not take is set by an update. When that fails, the object is in state, so that nothing
// is orphaned: a CLI holds it for tainted.
func (s *suite) secondStepFails() []Case {
	if _, update := s.creation(s.full()); update.isEmpty() {
		return nil
	}
	return []Case{{"the second step of a create fails", func(t testing.TB) {
		l := s.begin(t, setup{extra: `"max_retries": 0`})
		l.services.Inject(mockapi.Fault{Operation: s.Updates, Status: http.StatusForbidden, Times: 1})
		acctest.Says(t, l.Apply(t.Context(), encode(s.full())), "error: Unable to Complete "+s.Title+":", s.Updates, "403 Forbidden")
		l.kept(true)
		if id := l.id(); len(l.services.Objects(s.Kind)) != 1 || id == "" {
			t.Errorf("in state is %q, in the service %v", id, l.services.Objects(s.Kind))
		}
		l.sound(l.Apply(t.Context(), ""))
		l.become(s.full())
	}}}
}

// readsFail: a refresh that fails keeps the state as it is.
func (s *suite) readsFail() []Case {
	var cases []Case
	operation := s.Reads
	if operation == "" {
		operation = s.Lists
	}
	failing := refusals(s, operation)
	failing["404 and no list"] = trouble{Fault: mockapi.Fault{Operation: operation, Status: http.StatusNotFound}, says: []string{"403 Forbidden"}}
	failing["web page"] = trouble{Fault: mockapi.Fault{Operation: operation, Body: "<html>Sign in</html>"}, says: []string{"web page", "<html>Sign in</html>"}}
	failing["half an answer"] = trouble{Fault: mockapi.Fault{Operation: operation, TruncateBody: true}, says: []string{"ROUTE (OP)"}}
	if s.Reads == "" || s.Lists == "" {
		delete(failing, "404 and no list")
	}
	if s.Lists == "" {
		delete(failing, "404") // nothing but the answer can tell
	}
	for name, fault := range failing {
		cases = append(cases, Case{"read fails/" + name, func(t testing.TB) {
			l := s.begin(t, setup{extra: `"max_retries": 0`})
			l.become(s.minimal())
			l.services.Inject(fault.Fault)
			if name == "404 and no list" {
				l.services.Inject(mockapi.Fault{Operation: s.Lists, Status: http.StatusForbidden})
			}
			said := l.Refresh(t.Context())
			acctest.Says(t, said, append(l.texts(operation, fault.says), "error: Unable to Read "+s.Title+": ", l.id())...)
			l.services.ClearFaults()
			l.kept(true)
			l.checkState(s.minimal())
			l.rest(s.minimal())
		}})
	}
	return append(cases, each("read fails once", map[string]int{"500": http.StatusInternalServerError, "404": http.StatusNotFound}, func(t testing.TB, status int) {
		if s.Reads == "" && status == http.StatusNotFound {
			return // nothing but the list can tell
		}
		l := s.begin(t, setup{})
		l.become(s.minimal())
		l.services.Inject(mockapi.Fault{Operation: operation, Status: status, Times: 1})
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.rest(s.minimal())
	})...)
}

// rateLimited: a request that is refused for its rate is repeated, because it was not carried out.
func (s *suite) rateLimited(t testing.TB) {
	l := s.begin(t, s.updatable())
	l.another() // logs in by itself
	for _, operation := range []string{s.Creates, s.Reads, s.Updates} {
		if operation != "" {
			l.services.Inject(mockapi.Fault{Operation: operation, Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
		}
	}
	acctest.Quiet(t, l.Apply(t.Context(), s.Minimal))
	acctest.Quiet(t, l.Refresh(t.Context()))
	if n := l.services.Count(s.Creates); n != 2 {
		t.Errorf("the create was sent %d times, want twice", n)
	}
	if s.Changed == "" {
		return
	}
	acctest.Quiet(t, l.Apply(t.Context(), s.Changed))
	if n := l.services.Count(s.Updates); n != 2 {
		t.Errorf("the update was sent %d times, want twice", n)
	}
	l.checkStored(parsed(s.Changed))
}

// storesAnother: a service that stores something else. An error would have the object made a second time by the create; an
// update says what was not done, and state holds what is stored.
func (s *suite) storesAnother(t testing.TB) {
	var a Argument
	for _, one := range s.stored() {
		if !one.Replaces && !one.UpdateOnly && one.Sent == "" && (a.Name == "" || one.Name == "description") {
			a = one
		}
	}
	if a.Name == "" {
		return
	}
	l := s.begin(t, s.updatable())
	other := parse(a.Before)
	tamper := func(o mockapi.Object) mockapi.Object {
		at := o
		if held, ok := o[s.WrapCreate].(mockapi.Object); ok { // some creates answer the object in a member
			at = held
		}
		at[a.Name] = other
		return o
	}
	l.services.Inject(mockapi.Fault{Operation: s.Creates, Tamper: tamper})
	l.services.Inject(mockapi.Fault{Operation: s.Updates, Tamper: tamper})
	wanted, got := with(s.minimal(), a.Name, a.After), with(s.minimal(), a.Name, a.Before)
	acctest.Says(t, l.Apply(t.Context(), encode(wanted)), `warning at AttributeName("`+a.Name+`"): Service Stored Another Value:`, "The next plan shows what is stored")
	l.NothingToDo(t, encode(wanted))
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.services.ClearFaults()

	l = s.begin(t, s.updatable())
	acctest.Quiet(t, l.Apply(t.Context(), encode(got)))
	l.services.Inject(mockapi.Fault{Operation: s.Updates, ContentType: "application/json", Body: encode(l.services.Objects(s.Kind)[0]), Times: 1})
	acctest.Says(t, l.Apply(t.Context(), encode(wanted)), `error at AttributeName("`+a.Name+`"): Service Stored Another Value:`, "another value for "+a.Name+" than was sent")
	l.services.ClearFaults()
	l.rest(got)
}
