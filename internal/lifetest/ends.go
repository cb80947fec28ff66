package lifetest

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// ends are the claims about destroying and replacing.
func (s *suite) ends() []Case {
	switch s.Ends {
	case LeftBehind:
		return append(s.undocumentedDeletions(), Case{"destroy says what stays", s.leftBehind}, Case{"replacement says what stays", s.replacement})
	case Retired:
		return append(s.retirements(), Case{"the status DELETED is ignored", s.ignored})
	case Revoked:
		return []Case{{"destroy revokes", s.revoked}}
	}
	return nil
}

// stays are the words about what a destroy leaves in the service.
func (s *suite) stays(id string) string {
	return "warning: Object Left in the Service: " + s.called(s.minimal(), id)
}

func (s *suite) leftBehind(t testing.TB) {
	l := s.begin(t, setup{})
	l.become(s.minimal())
	id := l.id()
	l.services.ResetJournal()
	why := []string{"no deletion of " + cmp.Or(s.Many, strings.ToLower(s.Titles)) + " is documented", "Delete it in the console", "edge.allow_undocumented_operations"}
	planned := "warning: Destroyed Object Stays in the Service: " + s.called(s.minimal(), id) // people approve plans
	acctest.Says(t, l.Plan(t.Context(), "").Diagnostics, append(why, planned, "it only leaves the state")...)
	said := l.Apply(t.Context(), "")
	acctest.Says(t, said[:1], planned)
	acctest.Says(t, said[1:], append(why, s.stays(id), "is no longer managed")...)
	l.kept(false)
	stored, _ := l.services.Object(s.Kind, id)
	l.matches(stored, s.keeps(s.minimal()))
	l.wroteNothing() // nothing undocumented was tried
}

// replacement: nobody can delete what is replaced, so the plan says that it stays, unless a deletion may be tried.
func (s *suite) replacement(t testing.TB) {
	for _, how := range s.modes() {
		var replaces string
		for _, name := range slices.Sorted(maps.Keys(s.byName())) {
			if a := s.byName()[name]; a.Replaces || !s.inPlace(how.allowed) && !a.Once && !a.Local {
				replaces = name
			}
		}
		if replaces == "" {
			continue
		}
		l := s.begin(t, how)
		l.become(with(s.minimal(), replaces, s.byName()[replaces].Before))
		after := with(l.config, replaces, s.byName()[replaces].After)
		plan := l.Plan(t.Context(), encode(after))
		if how.allowed {
			acctest.Quiet(t, plan.Diagnostics)
		} else {
			acctest.Says(t, plan.Diagnostics, "warning: Replaced Object Stays in the Service: "+s.called(l.config, l.id()),
				"a new one is created, and this one stays in the service", "edge.allow_undocumented_operations")
		}
		l.become(after)
		if left := len(l.services.Objects(s.Kind)); left != map[bool]int{true: 1, false: 2}[how.allowed] {
			t.Errorf("%d objects are in the service", left)
		}
	}
}

// undocumentedDeletions: a deletion that no source documents is tried only if it is allowed, and believed only if the object
// can no longer be read.
func (s *suite) undocumentedDeletions() []Case {
	type end struct {
		mockapi.Options
		fault mockapi.Fault
		says  []string // of the one diagnostic; nil for none
		stays bool     // in the service
		kept  bool     // in state
	}
	failed := "error: Unable to Delete " + s.Title + ":"
	ways := map[string]end{
		"done":                 {},
		"no such route":        {Options: mockapi.Options{Undocumented: false}, stays: true, says: []string{"the undocumented deletion did not work", ": status 404"}},
		"method not allowed":   {fault: mockapi.Fault{Operation: s.Deletes, Status: http.StatusMethodNotAllowed}, stays: true, says: []string{"status 405"}},
		"accepted and ignored": {fault: mockapi.Fault{Operation: s.Deletes, Status: http.StatusNoContent}, stays: true, says: []string{"it can still be read"}},
		"forbidden":            {fault: mockapi.Fault{Operation: s.Deletes, Status: http.StatusForbidden}, stays: true, kept: true, says: []string{failed, "403 Forbidden", "Nothing was changed"}},
		"not to be confirmed": {
			fault: mockapi.Fault{Operation: cmp.Or(s.Reads, s.Lists), Status: http.StatusForbidden}, kept: true,
			says: []string{failed, "While confirming that the object is gone", "403 Forbidden"},
		},
	}
	if s.argument("status").Before == `"INIT"` {
		ways["done, still readable as DELETED"] = end{Options: mockapi.Options{ShowDeleted: true}}
	}
	var cases []Case
	for name, way := range ways {
		cases = append(cases, Case{"undocumented deletion/" + name, func(t testing.TB) {
			missing := name == "no such route"
			how := setup{Options: way.Options, extra: `"max_retries": 0`, allowed: true}
			l := s.begin(t, how)
			if missing {
				l.services = acctest.Start(t, mockapi.Options{})
				l = l.another()
				defer l.services.ResetJournal() // that the route does not exist is what this is about
			}
			acctest.Quiet(t, l.Apply(t.Context(), s.Minimal))
			id := l.id()
			if way.stays && !way.kept {
				way.says = append(way.says, s.stays(id))
			}
			if way.fault.Operation != "" {
				l.services.Inject(way.fault)
			}
			l.says(l.Apply(t.Context(), ""), way.says...)
			if n := l.services.Count(s.Deletes); n != 1 {
				t.Errorf("the deletion was tried %d times, want once", n)
			}
			l.kept(way.kept)
			if stored, _ := l.services.Object(s.Kind, id); len(l.services.Objects(s.Kind)) == 1 != way.stays {
				t.Errorf("in the service is %v, want it there: %t", stored, way.stays)
			}
		}})
	}
	return cases
}

// retirements: there is no deletion but the status DELETED, and a service that does not take it gets SUSPENDED.
func (s *suite) retirements() []Case {
	const deleted, suspended = "4", "3"
	type end struct {
		mockapi.Options
		fault  mockapi.Fault
		gone   bool     // before
		sent   []string // statuses
		says   []string
		status string // in the service; "": nothing is there
		kept   bool   // in state
	}
	instead, failed := "warning: "+s.Title+" Suspended Instead of Deleted: ", "error: Unable to Delete "+s.Title+": Object: "
	return each("destroy", map[string]end{
		"done":                 {sent: []string{deleted}},
		"done, named":          {Options: mockapi.Options{EnumNames: true, StringInt64: true}, sent: []string{deleted}},
		"done, still readable": {Options: mockapi.Options{ShowDeleted: true}, sent: []string{deleted}},
		"the answer lost":      {fault: mockapi.Fault{ResetAfter: true, Times: 1}, sent: []string{deleted, deleted}},
		"gone already":         {gone: true, sent: []string{deleted}},
		"gone already, answer of no detail": {
			gone: true, fault: mockapi.Fault{Status: http.StatusBadRequest, Times: 1}, sent: []string{deleted},
		},
		"refused": {
			Options: mockapi.Options{RefuseDeleted: true}, sent: []string{deleted, suspended}, status: suspended,
			says: []string{instead, "it stays in the service and is no longer managed", "status cannot be set to DELETED"},
		},
		"refused as unprocessable": {
			fault: mockapi.Fault{Status: http.StatusUnprocessableEntity, Times: 1}, sent: []string{deleted, suspended}, status: suspended, says: []string{instead},
		},
		"refused, and suspending too": {
			Options: mockapi.Options{RefuseDeleted: true}, fault: mockapi.Fault{Status: http.StatusForbidden, Skip: 1}, sent: []string{deleted, suspended},
			status: "2", kept: true, says: []string{failed, "403 Forbidden"},
		},
		"forbidden": {
			fault: mockapi.Fault{Status: http.StatusForbidden}, sent: []string{deleted}, status: "2", kept: true, says: []string{failed, "403 Forbidden", "edge.api_token"},
		},
		"the route is another one": {
			fault: mockapi.Fault{Status: http.StatusNotFound}, sent: []string{deleted}, status: "2", kept: true,
			says: []string{failed, s.Deletes + ` = "`, `/the/correct/path/{uuid}"`},
		},
	}, func(t testing.TB, way end) {
		l := s.begin(t, setup{Options: way.Options, extra: `"max_retries": 1`})
		acctest.Quiet(t, l.Apply(t.Context(), s.Minimal))
		id := l.id()
		if way.gone {
			l.remove()
		}
		if way.fault.Status != 0 || way.fault.ResetAfter {
			way.fault.Operation = s.Deletes
			l.services.Inject(way.fault)
		}
		l.services.ResetJournal()
		found := l.Apply(t.Context(), "")
		if way.says != nil {
			way.says = append(way.says, id)
		}
		l.says(found, way.says...)
		l.kept(way.kept)
		var want []request
		for _, status := range way.sent {
			want = append(want, request{set: object{"status": parse(status)}})
		}
		l.bodies(s.Deletes, s.WrapUpdate, id, want)
		status := ""
		for _, o := range l.services.Objects(s.Kind) {
			status = encode(o["status"])
		}
		if status != way.status {
			t.Errorf("the status in the service is %q, want %q", status, way.status)
		}
	})
}

// ignored: a service that answers as if it were done, and has not done it.
func (s *suite) ignored(t testing.TB) {
	l := s.begin(t, setup{extra: `"max_retries": 0`})
	acctest.Quiet(t, l.Apply(t.Context(), s.Minimal))
	id := l.id()
	stored, _ := l.services.Object(s.Kind, id)
	l.services.Inject(mockapi.Fault{Operation: s.Deletes, ContentType: "application/json", Body: encode(maps.Clone(stored)), Times: 1})
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: "+s.Title+" Suspended Instead of Deleted: ", "the service ignored the status DELETED")
	l.kept(false)
	if o, _ := l.services.Object(s.Kind, id); encode(o["status"]) != "3" {
		t.Errorf("the status is %v, want 3", o["status"])
	}
}

// revoked: what is destroyed stays listed, and is of no use any more.
func (s *suite) revoked(t testing.TB) {
	l := s.begin(t, setup{})
	l.become(s.minimal())
	id := l.id()
	l.services.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), ""))
	l.kept(false)
	l.bodies(s.Deletes, s.WrapUpdate, id, []request{{set: object{"status": parse("3")}}})
	if o, _ := l.services.Object(s.Kind, id); encode(o["status"]) != "3" {
		t.Errorf("the status is %v, want 3", o["status"])
	}
}
