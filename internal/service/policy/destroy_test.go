package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

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

// What the lock adds to the destroy of the suite.
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
		"refused, and the second answer lost": {
			options: mockapi.Options{RefuseDeleted: true}, status: int64(3), writes: []string{`4`, `3`, `3`, `4`, `3`},
			before: func(_ *testing.T, s *acctest.Services) {
				s.Inject(mockapi.Fault{Operation: "updatePolicy", ResetAfter: true, Skip: 1, Times: 1})
			},
			says: []string{"warning: Policy Suspended Instead of Deleted: "},
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
