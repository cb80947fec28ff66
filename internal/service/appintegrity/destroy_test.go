package appintegrity_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// After a failed deletion the list decides, and only the list.
func TestDestroy(t *testing.T) {
	t.Parallel()
	const operation = "deleteAppIntegrityConfig"
	for name, test := range map[string]struct {
		faults  []mockapi.Fault
		missing bool   // removed behind Terraform's back before
		says    string // nothing, if empty; then the configuration is gone
		left    bool   // in the service
	}{
		"deleted":                           {},
		"missing":                           {missing: true},
		"done, but 500":                     {faults: []mockapi.Fault{{Operation: operation, Status: 500, CommitFirst: true}}},
		"done, but the answer is lost":      {faults: []mockapi.Fault{{Operation: operation, ResetAfter: true}}},
		"done, but success is false":        {faults: []mockapi.Fault{{Operation: operation, CommitFirst: true, Status: 200, ContentType: "application/json", Body: `{"success": false}`}}},
		"not done, and success is false":    {faults: []mockapi.Fault{{Operation: operation, Status: 200, ContentType: "application/json", Body: `{"success": false, "error": "not today"}`}}, says: "not today", left: true},
		"not done, and 500":                 {faults: []mockapi.Fault{{Operation: operation, Status: 500}}, says: "500 Internal Server Error", left: true},
		"forbidden":                         {faults: []mockapi.Fault{{Operation: operation, Status: 403}}, says: "403 Forbidden", left: true},
		"not done, and there is no list":    {faults: []mockapi.Fault{{Operation: operation, Status: 500}, {Operation: "listAppIntegrityConfigs", Status: 404}}, says: "500 Internal Server Error", left: true},
		"not done, and the list is refused": {faults: []mockapi.Fault{{Operation: operation, Status: 500}, {Operation: "listAppIntegrityConfigs", Status: 403}}, says: "500 Internal Server Error", left: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			if d := l.Apply(t.Context(), `{`+iosBase+`}`); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			if test.missing {
				if err := s.Remove(kind, id(t, s)); err != nil {
					t.Fatal(err)
				}
			}
			for _, f := range test.faults {
				s.Inject(f)
			}
			said := acctest.DiagnosticLines(l.Apply(t.Context(), ""))
			if (said == "") != (test.says == "") || !strings.Contains(said, test.says) {
				t.Errorf("the destroy says %q, want %q", said, test.says)
			}
			if inState := l.Attributes() != nil; inState != (test.says != "") {
				t.Errorf("in state: %t", inState)
			}
			if left := len(s.Objects(kind)) > 0; left != test.left {
				t.Errorf("in the service: %t, want %t", left, test.left)
			}
		})
	}
}

// A configuration that is gone leaves the state with a warning that says so.
func TestRead_gone(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	l.Apply(t.Context(), `{`+iosBase+`}`)
	gone := id(t, s)
	if err := s.Remove(kind, gone); err != nil {
		t.Fatal(err)
	}
	if said := acctest.DiagnosticLines(l.Refresh(t.Context())); !strings.HasPrefix(said, "warning: App Integrity Configuration Not Found: App Integrity Configuration "+gone+" is no longer in the service") {
		t.Errorf("the read says %q", said)
	}
	if l.Attributes() != nil {
		t.Error("the configuration is still in state")
	}
}
