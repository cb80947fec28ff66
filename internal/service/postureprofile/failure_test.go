package postureprofile_test

import (
	"net/http"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A create that fails tells why, leaves nothing in state, is not repeated when it may have been carried out, and works
// once the service does.
func TestPostureProfile_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string
	}{
		"400": {
			mockapi.Fault{Status: http.StatusBadRequest, ContentType: "application/json", Body: `{"message": "attribute_uuids: no such attribute"}`},
			[]string{`Object: "a"`, "POST /api/v1/posture_profiles (createPostureProfile) with 400 Bad Request: attribute_uuids: no such attribute.", "Request id: req-"},
		},
		"403": {mockapi.Fault{Status: http.StatusForbidden}, []string{"403 Forbidden", "edge.api_token", "Nothing was changed."}},
		"404": {mockapi.Fault{Status: http.StatusNotFound}, []string{"The route POST /api/v1/posture_profiles is inferred", `routes = { createPostureProfile = "POST /the/correct/path" }`}},
		"405": {mockapi.Fault{Status: http.StatusMethodNotAllowed}, []string{"The route POST /api/v1/posture_profiles is inferred"}},
		"409": {mockapi.Fault{Status: http.StatusConflict, ContentType: "application/json", Body: `{"message": "name is taken"}`}, []string{"409 Conflict: name is taken."}},
		"500": {mockapi.Fault{Status: http.StatusInternalServerError}, []string{"500 Internal Server Error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			test.fault.Operation = "createPostureProfile"
			s.Inject(test.fault)
			acctest.Says(t, l.Apply(t.Context(), `{"name": "a"}`), append(test.says, "error: Unable to Create Posture Profile: ")...)
			s.Wrote(t, map[string]int{"createPostureProfile": 1})
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
func TestPostureProfile_rateLimited(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	for _, operation := range []string{"createPostureProfile", "getPostureProfile", "updatePostureProfile"} {
		s.Inject(mockapi.Fault{Operation: operation, Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1})
	}
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a"}`))
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "a", "description": "t"}`))
	s.Only(t, kind)
	s.Wrote(t, map[string]int{"createPostureProfile": 2, "updatePostureProfile": 2})
}

// A refresh or an update that fails keeps the state as it is.
func TestPostureProfile_readAndUpdateFail(t *testing.T) {
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
			[]string{"The route GET /api/v1/posture_profiles/{uuid} is inferred", `getPostureProfile = "GET /the/correct/path/{uuid}"`},
			[]string{"The route PATCH /api/v1/posture_profiles/{uuid} is inferred", `updatePostureProfile = "PATCH /the/correct/path/{uuid}"`},
		},
		"405": {http.StatusMethodNotAllowed, []string{"getPostureProfile"}, []string{"The route PATCH /api/v1/posture_profiles/{uuid} is inferred"}},
		"500": {http.StatusInternalServerError, []string{"500 Internal Server Error"}, []string{"500 Internal Server Error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			ctx := t.Context()
			acctest.Quiet(t, l.Apply(ctx, `{"name": "a"}`))
			id := s.OnlyID(t, kind)
			s.Inject(mockapi.Fault{Operation: "getPostureProfile", Status: test.status})
			s.Inject(mockapi.Fault{Operation: "updatePostureProfile", Status: test.status})
			acctest.Says(t, l.Refresh(ctx), append(test.read, "error: Unable to Read Posture Profile: Object: "+id)...)
			acctest.Says(t, l.Apply(ctx, `{"name": "a", "description": "t"}`), append(test.update, "error: Unable to Update Posture Profile: Object: "+id)...)
			l.NothingToDo(t, `{"name": "a"}`)
			s.ClearFaults()
			acctest.Quiet(t, l.Refresh(ctx))
			l.NothingToDo(t, `{"name": "a"}`)
		})
	}
}
