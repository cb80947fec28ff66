package access_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A create that fails tells why, leaves nothing in state, is not repeated before the service was asked for the rule, and works
// once the service does.
func TestAccess_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string
	}{
		"400": {
			fault: mockapi.Fault{Status: http.StatusBadRequest, ContentType: "application/json", Body: `{"message": "user_list: no such group"}`},
			says:  []string{"POST /api/v1/accesses (createAccess) with 400 Bad Request: user_list: no such group", "Request id: req-"},
		},
		"403": {
			fault: mockapi.Fault{Status: http.StatusForbidden},
			says:  []string{"403 Forbidden", "The role of the API token edge.api_token does not allow this", "Nothing was changed."},
		},
		"409": {fault: mockapi.Fault{Status: http.StatusConflict}, says: []string{"409 Conflict"}},
		"500": {fault: mockapi.Fault{Status: http.StatusInternalServerError}, says: []string{"500 Internal Server Error"}},
		"no answer": {
			fault: mockapi.Fault{ResetBefore: true}, says: []string{"got no answer", "as far as it tells, nothing was created"},
		},
		"404": {
			fault: mockapi.Fault{Status: http.StatusNotFound},
			says:  []string{"The route POST /api/v1/accesses is inferred", `edge = { routes = { createAccess = "POST /the/correct/path" } }`},
		},
		"405": {fault: mockapi.Fault{Status: http.StatusMethodNotAllowed}, says: []string{"The route POST /api/v1/accesses is inferred"}},
		"501": {fault: mockapi.Fault{Status: http.StatusNotImplemented}, says: []string{"The route POST /api/v1/accesses is inferred"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			test.fault.Operation = "createAccess"
			s.Inject(test.fault)
			acctest.Says(t, l.Apply(t.Context(), `{"description": "d"}`), append(test.says, "error: Unable to Create Access: ")...)
			if s.Count("createAccess") != 1 {
				t.Errorf("%d attempts, want 1", s.Count("createAccess"))
			}
			if l.Exists(t) {
				t.Error("the failed create left something in state")
			}
			s.ClearFaults()
			acctest.Quiet(t, l.Apply(t.Context(), `{"description": "d"}`))
		})
	}
}

// A request that is refused for its rate is repeated: it was not carried out.
func TestAccess_rateLimited(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	for _, operation := range []string{"createAccess", "updateAccess", "getAccess"} {
		s.Inject(mockapi.Fault{Operation: operation, Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
	}
	acctest.Quiet(t, l.Apply(t.Context(), fullJSON()))
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t))
	s.Wrote(t, map[string]int{"createAccess": 2, "updateAccess": 2})
}

// A refresh that fails keeps the state as it is.
func TestAccess_readFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		faults []mockapi.Fault
		says   []string
	}{
		"500": {
			faults: []mockapi.Fault{{Operation: "getAccess", Status: http.StatusInternalServerError}},
			says:   []string{"GET /api/v1/accesses/{uuid} (getAccess) with 500 Internal Server Error"},
		},
		"403": {faults: []mockapi.Fault{{Operation: "getAccess", Status: http.StatusForbidden}}, says: []string{"403 Forbidden"}},
		"404 while the list has the rule": {
			faults: []mockapi.Fault{{Operation: "getAccess", Status: http.StatusNotFound}},
			says: []string{
				"reading it by id is answered by not found", "The route GET /api/v1/accesses/{uuid} is inferred",
				`edge = { routes = { getAccess = "GET /the/correct/path/{uuid}" } }`,
			},
		},
		"404 and no list": {
			faults: []mockapi.Fault{{Operation: "getAccess", Status: http.StatusNotFound}, {Operation: "queryAccesses", Status: http.StatusForbidden}},
			says:   []string{"403 Forbidden"},
		},
		"405": {
			faults: []mockapi.Fault{{Operation: "getAccess", Status: http.StatusMethodNotAllowed}},
			says:   []string{"405 Method Not Allowed", "The route GET /api/v1/accesses/{uuid} is inferred"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			acctest.Quiet(t, l.Apply(t.Context(), `{}`))
			for _, fault := range test.faults {
				s.Inject(fault)
			}
			acctest.Says(t, l.Refresh(t.Context()), append(test.says, "error: Unable to Read Access: Object: "+onlyID(t, s))...)
			s.ClearFaults()
			l.NothingToDo(t, `{}`)
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.NothingToDo(t, `{}`)
		})
	}
}

// An update that fails changes nothing, in the service or in state.
func TestAccess_updateFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		says   []string
	}{
		"400": {http.StatusBadRequest, []string{"400 Bad Request"}},
		"403": {http.StatusForbidden, []string{"403 Forbidden"}},
		"409": {http.StatusConflict, []string{"409 Conflict"}},
		"404": {http.StatusNotFound, []string{"The route PATCH /api/v1/access/{uuid} is inferred", `routes = { updateAccess = "PATCH /the/correct/path/{uuid}" }`}},
		"405": {http.StatusMethodNotAllowed, []string{"The route PATCH /api/v1/access/{uuid} is inferred"}},
		"500": {http.StatusInternalServerError, []string{"500 Internal Server Error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"description": "before"}`))
			s.Inject(mockapi.Fault{Operation: "updateAccess", Status: test.status})
			acctest.Says(t, l.Apply(ctx, `{"description": "after"}`), append(test.says, "error: Unable to Update Access: Object: "+onlyID(t, s))...)
			s.ClearFaults()
			l.NothingToDo(t, `{"description": "before"}`)
			acctest.Quiet(t, l.Apply(ctx, `{"description": "after"}`))
			acctest.SameStored(t, s.Only(t, mockapi.KindAccess), map[string]any{"description": "after", "status": 2})
		})
	}
}

// Where the service has other routes than the inferred ones, the error shows the setting that corrects them, and with it
// everything works.
func TestAccAccess_routes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Routes: map[string]string{
		"createAccess": "POST /api/v1/access", "getAccess": "GET /api/v1/access/{uuid}", "updateAccess": "PUT /api/v1/access/{uuid}",
	}})
	corrected := s.Provider(`routes = {
      createAccess = "POST /api/v1/access"
      getAccess    = "GET /api/v1/access/{uuid}"
      updateAccess = "PUT /api/v1/access/{uuid}"
    }`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + full("test"),
				ExpectError: regexp.MustCompile(`(?s)Unable to Create Access.*The\s+route\s+POST\s+/api/v1/accesses\s+is\s+inferred` +
					`.*routes = { createAccess = "POST /the/correct/path" }`),
			},
			{
				PreConfig:         s.ResetJournal, // the wrong route was the point of the step before
				Config:            corrected + full("test"),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
				ConfigStateChecks: inState(isFull),
				Check:             acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindAccess), fullStored(t)) }),
			},
		},
		CheckDestroy: gone(s),
	})
}
