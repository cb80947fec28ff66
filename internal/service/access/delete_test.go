package access_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// There is no deletion of rules, but the status DELETED. A service that does not take it gets SUSPENDED.
func TestAccess_delete(t *testing.T) {
	t.Parallel()
	const deleted, suspended = `{"access":{"status":4}}`, `{"access":{"status":3}}`
	for name, test := range map[string]struct {
		options mockapi.Options
		fault   mockapi.Fault
		gone    bool     // before the destroy
		sent    []string // by updates, without the id
		says    []string
		status  int64 // in the store; 0 if the rule is not there at all
		kept    bool  // in state
	}{
		"done":                              {sent: []string{deleted}, status: 4},
		"done, named":                       {options: mockapi.Options{EnumNames: true, StringInt64: true}, sent: []string{deleted}, status: 4},
		"done, still readable":              {options: mockapi.Options{ShowDeleted: true}, sent: []string{deleted}, status: 4},
		"gone already":                      {gone: true, sent: []string{deleted}},
		"gone already, answer of no detail": {gone: true, fault: mockapi.Fault{Status: http.StatusBadRequest, Times: 1}, sent: []string{deleted}},
		"refused": {
			options: mockapi.Options{RefuseDeleted: true}, sent: []string{deleted, suspended}, status: 3,
			says: []string{
				"warning: Access Suspended Instead of Deleted: ", "it was suspended; it stays in the service and is no longer managed",
				"status cannot be set to DELETED",
			},
		},
		"refused as unprocessable": {
			fault: mockapi.Fault{Status: http.StatusUnprocessableEntity, Times: 1}, sent: []string{deleted, suspended}, status: 3,
			says: []string{"warning: Access Suspended Instead of Deleted: "},
		},
		"ignored": {
			fault: mockapi.Fault{ContentType: "application/json", Body: `{"uuid": "ID", "status": 2}`, Times: 1}, sent: []string{deleted, suspended}, status: 3,
			says: []string{"warning: Access Suspended Instead of Deleted: ", "the service ignored the status DELETED"},
		},
		"forbidden": {
			fault: mockapi.Fault{Status: http.StatusForbidden}, sent: []string{deleted}, status: 2, kept: true,
			says: []string{"error: Unable to Delete Access: Object: ", "403 Forbidden"},
		},
		"refused, and suspending too": {
			options: mockapi.Options{RefuseDeleted: true}, fault: mockapi.Fault{Status: http.StatusForbidden, Skip: 1}, sent: []string{deleted, suspended},
			status: 2, kept: true,
			says: []string{"error: Unable to Delete Access: Object: ", "403 Forbidden"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			acctest.Quiet(t, l.Apply(t.Context(), `{"description": "d"}`))
			id := onlyID(t, s)
			if test.gone {
				if err := s.Remove(mockapi.KindAccess, id); err != nil {
					t.Fatal(err)
				}
			}
			if test.fault.Status != 0 || test.fault.Body != "" {
				test.fault.Operation, test.fault.Body = "updateAccess", strings.ReplaceAll(test.fault.Body, "ID", id)
				s.Inject(test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, append(test.says, id)...)
			}
			want := []string{}
			for _, body := range test.sent {
				want = append(want, `{"uuid":"`+id+`",`+strings.TrimPrefix(body, "{"))
			}
			if got := s.Bodies("updateAccess"); !slices.Equal(got, want) {
				t.Errorf("updated by %v, want %v", got, want)
			}
			stored, _ := s.Object(mockapi.KindAccess, id)
			if status, _ := stored["status"].(int64); status != test.status {
				t.Errorf("the status is %d, want %d", status, test.status)
			}
			if l.Exists(t) != test.kept {
				t.Errorf("the rule is in state: %t, want %t", l.Exists(t), test.kept)
			}
		})
	}
}
