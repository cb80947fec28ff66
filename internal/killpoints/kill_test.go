package killpoints_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// TestKill kills the provider at every moment of every request of each operation. The next apply must converge.
func TestKill(t *testing.T) {
	t.Parallel()
	for name, n := range nouns() {
		for _, operation := range []string{"create", "update", "delete"} {
			if operation == "update" && n.second == "" {
				continue
			}
			t.Run(name+"/"+operation, func(t *testing.T) {
				t.Parallel()
				for boundary := 0; ; boundary++ {
					result, reached := n.cell(t, operation, boundary)
					if !reached {
						if boundary == 0 && n.told == "" {
							t.Error("the operation makes no request")
						}
						return
					}
					t.Logf("request %d, %s: %s", boundary/moments+1, [...]string{"arrived", "carried out", "answered"}[boundary%moments], result)
					if t.Failed() {
						return
					}
				}
			})
		}
	}
}

// cell kills one operation at one boundary and lets the next run converge. It says what that run did.
func (n noun) cell(t *testing.T, operation string, boundary int) (result string, reached bool) {
	t.Helper()
	r := newRig(t)
	wanted := n.first
	l := r.Lifecycle(t, n.typeName, r.extra())
	if operation != "create" {
		acctest.Quiet(t, l.Apply(t.Context(), n.first))
		wanted = map[string]string{"update": n.second, "delete": ""}[operation]
	}
	o := order{TypeName: n.typeName, Config: wanted}
	if l.Exists(t) {
		o.State, o.Private = l.State.MsgPack, l.Private
	}
	r.ResetJournal()
	reached, done := r.killAt(t, boundary, o)
	if !reached {
		return "", false
	}
	next := r.Lifecycle(t, n.typeName, r.extra()) // the plan of the next run
	restore(next, o.State, o.Private)
	if done != nil {
		restore(next, done.State, done.Private)
	}
	before := len(r.Journal())
	if next.Exists(t) {
		acctest.DiagnosticLines(next.Refresh(t.Context()))
	}
	apply := r.Lifecycle(t, n.typeName, r.extra()) // its apply is another process
	apply.State, apply.Private, apply.Identity = next.State, next.Private, next.Identity
	if apply.Exists(t) || wanted != "" {
		wanted = n.converge(t, apply, wanted)
	}
	if wanted != "" {
		acctest.Quiet(t, errorsOf(apply.Refresh(t.Context())))
		apply.NothingToDo(t, wanted)
	}
	n.holds(t, r, wanted != "")
	var requests []string
	for _, e := range r.Journal()[before:] {
		if e.Operation != "tokenLogin" {
			requests = append(requests, e.Operation)
		}
	}
	return "converged by " + strings.Join(requests, ", "), true
}

// converge applies, and applies once more where the first time had to ask the practitioner. It returns the configuration.
func (n noun) converge(t *testing.T, l *acctest.Lifecycle, wanted string) string {
	t.Helper()
	said := l.Apply(t.Context(), wanted)
	if !acctest.ErrorAmong(said) {
		return wanted
	}
	if text := acctest.DiagnosticLines(said); n.told == "" || !strings.Contains(text, n.told) {
		t.Errorf("the next apply says %s", text)
		return wanted
	}
	if n.after != "" {
		wanted = n.after
	}
	acctest.Quiet(t, errorsOf(l.Apply(t.Context(), wanted)))
	return wanted
}

// holds checks that the service has exactly what is configured. The log of GATE is append-only, so that it may hold more.
func (n noun) holds(t *testing.T, r *rig, one bool) {
	t.Helper()
	living := 0
	for _, o := range r.Objects(n.kind) {
		if status, _ := o["status"].(int64); n.typeName != "zerotrust_token" || status != 3 {
			living++
		}
	}
	want := map[bool]int{true: 1, false: 0}[one]
	if living != want && (n.told == "" || n.after != "") {
		t.Errorf("%d objects live in the service, want %d: %v", living, want, r.Objects(n.kind))
	}
	records, err := filepath.Glob(filepath.Join(r.dir, "*.intent"))
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		if text, err := os.ReadFile(record); err == nil && one && !strings.Contains(string(text), `"id"`) {
			t.Errorf("a record without an answer is left: %s", text)
		}
	}
}

// errorsOf leaves the warnings out.
func errorsOf(diagnostics []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Severity != tfprotov6.DiagnosticSeverityError })
}
