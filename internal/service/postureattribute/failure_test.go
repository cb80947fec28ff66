package postureattribute_test

import (
	"net/http"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A create that fails tells why, leaves nothing in state, is not repeated when it may have been carried out, and works
// once the service does.
func TestPostureAttribute_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string
	}{
		"400": {
			mockapi.Fault{Status: http.StatusBadRequest, ContentType: "application/json", Body: `{"message": "required_processes: no such platform"}`},
			[]string{`Object: "a"`, "POST /api/v1/posture_attributes (createPostureAttribute) with 400 Bad Request: required_processes: no such platform.", "Request id: req-"},
		},
		"403": {mockapi.Fault{Status: http.StatusForbidden}, []string{"403 Forbidden", "edge.api_token", "Nothing was changed."}},
		"404": {mockapi.Fault{Status: http.StatusNotFound}, []string{"The route POST /api/v1/posture_attributes is inferred", `routes = { createPostureAttribute = "POST /the/correct/path" }`}},
		"405": {mockapi.Fault{Status: http.StatusMethodNotAllowed}, []string{"The route POST /api/v1/posture_attributes is inferred"}},
		"409": {mockapi.Fault{Status: http.StatusConflict, ContentType: "application/json", Body: `{"message": "name is taken"}`}, []string{"409 Conflict: name is taken."}},
		"500": {mockapi.Fault{Status: http.StatusInternalServerError}, []string{"500 Internal Server Error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			test.fault.Operation = "createPostureAttribute"
			s.Inject(test.fault)
			acctest.Says(t, l.Apply(t.Context(), `{"name": "a"}`), append(test.says, "error: Unable to Create Posture Attribute: ")...)
			s.Wrote(t, map[string]int{"createPostureAttribute": 1})
			if l.Exists(t) {
				t.Error("the failed create left something in state")
			}
			s.ClearFaults()
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a"}`))
			s.Only(t, kind)
		})
	}
}

// A request that is refused for its rate is repeated: it was not carried out.
func TestPostureAttribute_rateLimited(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	for _, operation := range []string{"createPostureAttribute", "getPostureAttribute", "updatePostureAttribute"} {
		s.Inject(mockapi.Fault{Operation: operation, Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
	}
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a"}`))
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a", "description": "t"}`))
	s.Only(t, kind)
	s.Wrote(t, map[string]int{"createPostureAttribute": 2, "updatePostureAttribute": 2})
}

// A refresh or an update that fails keeps the state as it is.
func TestPostureAttribute_readAndUpdateFail(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		read   []string
		update []string
	}{
		"400": {http.StatusBadRequest, []string{"400 Bad Request"}, []string{"400 Bad Request"}},
		"403": {http.StatusForbidden, []string{"403 Forbidden", "edge.api_token"}, []string{"403 Forbidden", "edge.api_token"}},
		"404": {
			http.StatusNotFound,
			[]string{"The route GET /api/v1/posture_attributes/{uuid} is inferred", `getPostureAttribute = "GET /the/correct/path/{uuid}"`},
			[]string{"The route PATCH /api/v1/posture_attributes/{uuid} is inferred", `updatePostureAttribute = "PATCH /the/correct/path/{uuid}"`},
		},
		"405": {http.StatusMethodNotAllowed, []string{"getPostureAttribute"}, []string{"The route PATCH /api/v1/posture_attributes/{uuid} is inferred"}},
		"500": {http.StatusInternalServerError, []string{"500 Internal Server Error"}, []string{"500 Internal Server Error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "a"}`))
			id := s.OnlyID(t, kind)
			s.Inject(mockapi.Fault{Operation: "getPostureAttribute", Status: test.status})
			s.Inject(mockapi.Fault{Operation: "updatePostureAttribute", Status: test.status})
			acctest.Says(t, l.Refresh(ctx), append(test.read, "error: Unable to Read Posture Attribute: Object: "+id)...)
			acctest.Says(t, l.Apply(ctx, `{"name": "a", "description": "t"}`), append(test.update, "error: Unable to Update Posture Attribute: Object: "+id)...)
			l.NothingToDo(t, `{"name": "a"}`)
			s.ClearFaults()
			acctest.Quiet(t, l.Refresh(ctx))
			l.NothingToDo(t, `{"name": "a"}`)
		})
	}
}
