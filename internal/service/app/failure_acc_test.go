package app_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A create that fails tells why, leaves nothing in state, is not repeated before the service was asked for the app, and
// works once the service does.
func TestApp_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault    mockapi.Fault
		says     []string
		attempts int
	}{
		"400": {
			fault:    mockapi.Fault{Status: http.StatusBadRequest, ContentType: "application/json", Body: `{"message": "host: no such domain"}`},
			says:     []string{`Object: "the app"`, "POST /api/v1/apps (createApp) with 400 Bad Request: host: no such domain.", "Request id: req-"},
			attempts: 1,
		},
		"403": {
			fault:    mockapi.Fault{Status: http.StatusForbidden},
			says:     []string{"403 Forbidden", "The role of the API token edge.api_token does not allow this", "Nothing was changed."},
			attempts: 1,
		},
		"409": {
			fault:    mockapi.Fault{Status: http.StatusConflict, ContentType: "application/json", Body: `{"message": "name is taken"}`},
			says:     []string{"409 Conflict: name is taken."},
			attempts: 1,
		},
		"500": {
			fault:    mockapi.Fault{Status: http.StatusInternalServerError},
			says:     []string{"500 Internal Server Error", "The service was asked after each attempt, and has no such object"},
			attempts: 2,
		},
		"502 by a proxy": {
			fault:    mockapi.Fault{Status: http.StatusBadGateway, Body: "<html><title>Bad gateway</title></html>"},
			says:     []string{"502 Bad Gateway", "The answer begins: <html><title>Bad gateway"},
			attempts: 2,
		},
		"no answer": {
			fault:    mockapi.Fault{ResetBefore: true},
			says:     []string{"got no answer", "as far as it tells, nothing was created"},
			attempts: 2,
		},
		"an answer about nothing": {
			fault:    mockapi.Fault{Status: http.StatusOK, ContentType: "application/json", Body: `{}`},
			says:     []string{"the answer holds no uuid"},
			attempts: 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 1`)
			test.fault.Operation = "createApp"
			s.Inject(test.fault)
			acctest.Says(t, l.Apply(t.Context(), `{"name": "the app", "host": "h"}`), append(test.says, "error: Unable to Create App: ")...)
			if s.Count("createApp") != test.attempts {
				t.Errorf("%d attempts, want %d", s.Count("createApp"), test.attempts)
			}
			if l.Exists(t) {
				t.Error("the failed create left something in state")
			}
			s.ClearFaults()
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "the app", "host": "h"}`))
			acctest.SameStored(t, last(t, s), map[string]any{"name": "the app", "host": "h", "status": 2})
		})
	}
}

// Names may be unique in the service: its own message is shown.
func TestAccApp_nameIsTaken(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{UniqueNames: true})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "app"})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:      s.Provider() + app("test", `name = "app"`),
			ExpectError: regexp.MustCompile(`(?s)Unable to Create App.*Object: "app".*409\s+Conflict:\s+app\s+with\s+name\s+"app"\s+already\s+exists`),
		}},
		CheckDestroy: remain(s, 1),
	})
}

// A request that is refused for its rate is repeated: it was not carried out.
func TestApp_rateLimited(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	s.Inject(mockapi.Fault{Operation: "createApp", Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
	s.Inject(mockapi.Fault{Operation: "getApp", Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
	acctest.Quiet(t, l.Refresh(t.Context()))
	s.Only(t, mockapi.KindApp)
	if s.Count("createApp") != 2 || s.Count("getApp") != 2 {
		t.Errorf("requests: %v, want each twice", s.Operations())
	}
}

// A refresh that fails keeps the state as it is.
func TestApp_readFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		faults []mockapi.Fault
		says   []string
	}{
		"500": {
			faults: []mockapi.Fault{{Operation: "getApp", Status: http.StatusInternalServerError}},
			says:   []string{"GET /api/v1/apps/{uuid} (getApp) with 500 Internal Server Error"},
		},
		"403": {
			faults: []mockapi.Fault{{Operation: "getApp", Status: http.StatusForbidden}},
			says:   []string{"403 Forbidden", "edge.api_token"},
		},
		"another object": {
			faults: []mockapi.Fault{{Operation: "getApp", Tamper: func(o mockapi.Object) mockapi.Object {
				o["uuid"] = "another"
				return o
			}}},
			says: []string{`the answer is about "another", not "app:acme.any.0.app"`},
		},
		"half an answer": {
			faults: []mockapi.Fault{{Operation: "getApp", TruncateBody: true}},
			says:   []string{"GET /api/v1/apps/{uuid} (getApp)"},
		},
		"404 while the list has the app": {
			faults: []mockapi.Fault{{Operation: "getApp", Status: http.StatusNotFound}},
			says: []string{
				"reading it by id is answered by not found", "The route GET /api/v1/apps/{uuid} is inferred",
				`edge = { routes = { getApp = "GET /the/correct/path/{uuid}" } }`,
			},
		},
		"404 and no list": {
			faults: []mockapi.Fault{{Operation: "getApp", Status: http.StatusNotFound}, {Operation: "queryApps", Status: http.StatusForbidden}},
			says:   []string{"403 Forbidden"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
			for _, fault := range test.faults {
				s.Inject(fault)
			}
			acctest.Says(t, l.Refresh(t.Context()), append(test.says, "error: Unable to Read App: Object: app:acme.any.0.app")...)
			s.ClearFaults()
			l.NothingToDo(t, `{"name": "app"}`)
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.NothingToDo(t, `{"name": "app"}`)
		})
	}
}

// A moment of weakness of the service is not worth an error.
func TestApp_readIsRepeated(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
	s.Inject(mockapi.Fault{Operation: "getApp", Status: http.StatusInternalServerError, Times: 1})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"name": "app"}`)
}

// A 404 of one read, between two that work, does not remove an app that the list has.
func TestApp_readFindsNothingOnce(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
	s.Inject(mockapi.Fault{Operation: "getApp", Status: http.StatusNotFound, Times: 1})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"name": "app"}`)
}

// Most routes of this API are inferred. Where the service has them elsewhere, the error shows the setting that corrects
// them, and with it everything works.
func TestAccApp_routes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true, Routes: map[string]string{
		"getApp": "GET /api/v2/app/{uuid}", "updateApp": "PUT /api/v2/app/{uuid}", "deleteApp": "POST /api/v2/app/{uuid}/delete",
	}})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app"})
	corrected := []string{allow, `routes = {
      getApp    = "GET /api/v2/app/{uuid}"
      updateApp = "PUT /api/v2/app/{uuid}"
      deleteApp = "POST /api/v2/app/{uuid}/delete"
    }`}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider(allow) + "data \"zerotrust_app\" \"test\" {\n  id = \"" + id + "\"\n}\n",
				ExpectError: regexp.MustCompile(`(?s)Unable to Read App.*answered\s+by\s+not\s+found.*` +
					`The\s+route\s+GET\s+/api/v1/apps/{uuid}\s+is\s+inferred.*routes = { getApp = "GET /the/correct/path/{uuid}" }`),
			},
			{
				PreConfig:        s.ResetJournal, // the wrong route was the point of the step before
				Config:           s.Provider(corrected...) + app("test", `name = "app"`),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				Config:           s.Provider(corrected...) + full("test", "app"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            acctest.Check(func() { acctest.SameStored(t, last(t, s), fullStored(t, "app")) }),
			},
		},
		CheckDestroy: remain(s, 1),
	})
}

// The same for each answer that a wrong route may give. createApp is the one route that a vendor page states: its error
// does not blame the route.
func TestApp_refusedRoutes(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{Undocumented: true})
			l := s.Lifecycle(t, typeName, allowJSON(s))
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "app"}`))
			for _, operation := range []string{"getApp", "updateApp"} {
				s.Inject(mockapi.Fault{Operation: operation, Status: status})
			}
			acctest.Says(t, l.Refresh(ctx), "error: Unable to Read App:", "The route GET /api/v1/apps/{uuid} is inferred", `routes = { getApp = "GET /the/correct/path/{uuid}" }`)
			acctest.Says(t, l.Apply(ctx, `{"name": "app", "host": "h"}`), "error: Unable to Update App:", "The route PATCH /api/v1/apps/{uuid} is inferred",
				`routes = { updateApp = "PATCH /the/correct/path/{uuid}" }`)
			s.Inject(mockapi.Fault{Operation: "createApp", Status: status})
			another := s.Lifecycle(t, typeName, "")
			found := acctest.DiagnosticLines(another.Apply(ctx, `{"name": "another"}`))
			if !regexp.MustCompile(`^error: Unable to Create App:`).MatchString(found) || regexp.MustCompile(`inferred|routes`).MatchString(found) {
				t.Errorf("creating says %s", found)
			}
		})
	}
}

// A CLI that hands in no identity must be able to refresh while the provider configuration is not known yet.
func TestApp_readWithUnknownProvider(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	known := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, known.Apply(t.Context(), `{"name": "app"}`))
	l := &acctest.Lifecycle{Protocol: acctest.NewProtocol(t), TypeName: typeName, State: known.State, Private: known.Private}
	acctest.Quiet(t, l.Configure(t.Context(), `{"edge": {"endpoint": "`+acctest.Unknown+`", "account": "a", "api_token": "t"}}`, false))
	acctest.Says(t, l.Refresh(t.Context()), "warning: Object Not Refreshed:")
	l.NothingToDo(t, `{"name": "app"}`)
}
