package policy_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What a destroy says and leaves behind. The warnings show only here: the testing framework keeps none.
func TestDestroy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		before  func(*testing.T, *acctest.Services)
		says    []string // parts of the diagnostics
		left    bool     // the policy is still in state
		status  any      // of the policy that is still in the service; nil if there is none
		writes  []string // statuses that were sent
	}{
		"deleted": {writes: []string{`4`}},
		"deleted, but still shown": {
			options: mockapi.Options{ShowDeleted: true}, writes: []string{`4`},
		},
		"the answer lost": {
			before: func(_ *testing.T, s *acctest.Services) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Times: 1})
			},
			writes: []string{`4`, `4`},
		},
		"refused": {
			options: mockapi.Options{RefuseDeleted: true}, writes: []string{`4`, `3`}, status: int64(3),
			says: []string{"warning: Policy Suspended Instead of Deleted: ", "status cannot be set to DELETED"},
		},
		"refused, and the second answer lost": {
			options: mockapi.Options{RefuseDeleted: true}, status: int64(3), writes: []string{`4`, `3`, `3`, `4`, `3`},
			before: func(_ *testing.T, s *acctest.Services) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Skip: 1, Times: 1})
			},
			says: []string{"warning: Policy Suspended Instead of Deleted: "},
		},
		"gone already": {
			before: func(t *testing.T, s *acctest.Services) {
				t.Helper()
				if err := s.Remove(mockapi.KindPolicy, s.Only(t, mockapi.KindPolicy)["uuid"].(string)); err != nil {
					t.Fatal(err)
				}
			},
			writes: []string{`4`},
		},
		"deleted already, but still shown": {
			options: mockapi.Options{ShowDeleted: true},
			before: func(t *testing.T, s *acctest.Services) {
				t.Helper()
				other := s.Lifecycle(t, typeName, "")
				other.Import(t.Context(), s.Only(t, mockapi.KindPolicy)["uuid"].(string), "")
				if d := other.Apply(t.Context(), ""); len(d) > 0 {
					t.Fatal(acctest.DiagnosticLines(d))
				}
				s.ResetJournal()
			},
			writes: []string{`4`},
		},
		"changed by somebody else": {
			before: func(t *testing.T, s *acctest.Services) {
				t.Helper()
				change(t, s, mockapi.Object{"priority": 5})()
			},
			left: true, status: int64(2), writes: []string{`4`},
			says: []string{"error: Policy Changed by Somebody Else", "priority: the plan was made on <null>, it is now 5"},
		},
		"forbidden": {
			before: func(_ *testing.T, s *acctest.Services) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 403})
			},
			left: true, status: int64(2), writes: []string{`4`}, says: []string{"error: Unable to Delete Policy", "403 Forbidden", "edge.api_token"},
		},
		"the route is another one": {
			before: func(_ *testing.T, s *acctest.Services) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", Status: 404})
			},
			left: true, status: int64(2), writes: []string{`4`},
			says: []string{"error: Unable to Delete Policy", `updatePolicy = "PATCH /the/correct/path/{uuid}"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			p := s.Lifecycle(t, typeName, `"max_retries": 1`)
			if d := p.Apply(t.Context(), `{"name": "test"}`); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			s.ResetJournal()
			if test.before != nil {
				test.before(t, s)
			}
			said := acctest.DiagnosticLines(p.Apply(t.Context(), ""))
			if (said == "") != (test.says == nil) {
				t.Errorf("the destroy says %q, want %q", said, test.says)
			}
			for _, part := range test.says {
				if !strings.Contains(said, part) {
					t.Errorf("the destroy says %q, which lacks %q", said, part)
				}
			}
			if left := p.Attributes() != nil; left != test.left {
				t.Errorf("in state: %t, want %t", left, test.left)
			}
			var status any
			for _, o := range s.Objects(mockapi.KindPolicy) {
				status = o["status"]
			}
			if status != test.status {
				t.Errorf("status in the service: %v, want %v", status, test.status)
			}
			if sent := statuses(s); !slices.Equal(sent, test.writes) {
				t.Errorf("statuses sent: %v, want %v", sent, test.writes)
			}
		})
	}
}

// statuses returns the statuses that updates set.
func statuses(s *acctest.Services) []string {
	var sent []string
	for _, body := range s.Bodies("updatePolicy") {
		_, rest, _ := strings.Cut(body, `"policy":{"status":`)
		status, _, _ := strings.Cut(rest, "}")
		sent = append(sent, status)
	}
	return sent
}

// A service that ignores the status DELETED has changed the policy nevertheless: its update time has moved.
func TestDestroy_ignored(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	ignoring := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		body = bytes.Replace(body, []byte(`"status":4`), []byte(`"status":2`), 1)
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		s.ServeHTTP(w, r)
	}))
	t.Cleanup(ignoring.Close)
	s.URL = ignoring.URL
	p := s.Lifecycle(t, typeName, `"max_retries": 0`)
	if d := p.Apply(t.Context(), `{"name": "test"}`); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	said := acctest.DiagnosticLines(p.Apply(t.Context(), ""))
	if !strings.HasPrefix(said, "warning: Policy Suspended Instead of Deleted: ") || !strings.Contains(said, "ignored the status DELETED") {
		t.Errorf("the destroy says %q", said)
	}
	if status := s.Only(t, mockapi.KindPolicy)["status"]; status != int64(3) {
		t.Errorf("status %v, want 3", status)
	}
}
