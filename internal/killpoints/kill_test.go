package killpoints_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// atOnce is how many operations TestKill kills at once, whatever the number of cores: most of the time it waits for what a killed
// run may still make. Nothing else of this package runs beside it, because that would have to wait too, and some of it minds.
const atOnce = 8

// TestKill kills the provider at every moment of every request of each operation. The next apply must converge. Whether a read
// is carried out makes no difference to the service, so that moment of it is left out.
//
//nolint:paralleltest // see atOnce
func TestKill(t *testing.T) {
	program := acctest.Build(t)
	slots := make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for name, n := range runs() {
		for _, operation := range []string{"create", "update", "delete"} {
			if operation == "update" && n.Second == "" {
				continue
			}
			slots <- struct{}{}
			all.Go(func() {
				defer func() { <-slots }()
				t.Run(name+"/"+operation, func(t *testing.T) { n.killed(t, program, operation) })
			})
		}
	}
	all.Wait()
}

// killed kills an operation at one boundary after the other.
func (n noun) killed(t *testing.T, program *acctest.Program, operation string) {
	t.Helper()
	for boundary := 0; ; boundary++ {
		result, reached, read := n.cell(t, program, operation, boundary)
		if !reached {
			if boundary == 0 && n.Told == "" {
				t.Error("the operation makes no request")
			}
			return
		}
		t.Logf("request %d, %s: %s", boundary/moments+1, [...]string{"arrived", "carried out", "answered"}[boundary%moments], result)
		if t.Failed() {
			return
		}
		if read && boundary%moments == arrived {
			boundary++
		}
	}
}

// cell kills one operation at one boundary and lets the next run converge. It says what that run did.
func (n noun) cell(t *testing.T, program *acctest.Program, operation string, boundary int) (result string, reached, read bool) {
	t.Helper()
	r := n.rig(t)
	wanted := n.First
	var before *run
	if operation != "create" {
		before = r.start(t, program, n.TypeName, nil)
		acctest.Quiet(t, before.Apply(t.Context(), n.First))
		before.process.Stop()
		wanted = map[string]string{"update": n.Second, "delete": ""}[operation]
	}
	killed := r.start(t, program, n.TypeName, before)
	if !r.killAt(t, boundary, killed, wanted) {
		return "", false, false
	}
	read = r.read
	r.ResetJournal()
	refresh := r.start(t, program, n.TypeName, killed)
	if refresh.Exists(t) {
		refresh.Refresh(t.Context()) // it may warn of what is gone
	}
	refresh.process.Stop()
	apply := r.start(t, program, n.TypeName, refresh) // as a CLI does, with another process
	var said []*tfprotov6.Diagnostic
	if apply.Exists(t) || wanted != "" {
		wanted, said = n.converge(t, apply.Lifecycle, wanted)
	}
	if wanted != "" {
		acctest.Quiet(t, errorsOf(apply.Refresh(t.Context())))
		apply.NothingToDo(t, wanted)
	}
	apply.process.Stop()
	n.holds(t, r, wanted != "", said)
	return "converged by " + strings.Join(r.Operations(), ", "), true, read
}

// converge applies, and applies once more where the first time had to ask the practitioner. It returns the configuration, and
// what was said.
func (n noun) converge(t *testing.T, l *acctest.Lifecycle, wanted string) (string, []*tfprotov6.Diagnostic) {
	t.Helper()
	said := l.Apply(t.Context(), wanted)
	if !acctest.ErrorAmong(said) {
		return wanted, said
	}
	if text := acctest.DiagnosticLines(said); n.Told == "" || !strings.Contains(text, n.Told) {
		t.Errorf("the next apply says %s", text)
		return wanted, said
	}
	if n.After != "" {
		wanted = n.After
	}
	again := l.Apply(t.Context(), wanted)
	acctest.Quiet(t, errorsOf(slices.Clone(again)))
	return wanted, append(said, again...)
}

// holds checks that the service has exactly what is configured, and the tokens whose secret is lost, as was said.
func (n noun) holds(t *testing.T, r *rig, one bool, said []*tfprotov6.Diagnostic) {
	t.Helper()
	if n.member() {
		n.holdsMember(t, r, one)
	} else {
		n.holdsObject(t, r, one, lostTokens(said))
	}
	records, err := filepath.Glob(filepath.Join(r.dir, "*.intent"))
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		text, err := os.ReadFile(record)
		if err == nil && one && !strings.Contains(string(text), `"id"`) {
			t.Errorf("a record without an answer is left: %s", text)
		}
	}
}

// holdsObject counts objects. The log of GATE is append-only, so that it may hold more. Each token beyond the one that is
// wanted must be one that a warning names.
func (n noun) holdsObject(t *testing.T, r *rig, one bool, lost []string) {
	t.Helper()
	living := 0
	for _, o := range r.Objects(n.Kind) {
		if status, _ := o["status"].(int64); n.TypeName == "zerotrust_token" && (status == 3 || slices.Contains(lost, o["uuid"].(string))) {
			continue
		}
		living++
	}
	want := map[bool]int{true: 1, false: 0}[one]
	if living != want && (n.Told == "" || n.After != "") {
		t.Errorf("%d objects live in the service besides the tokens %v, want %d: %v", living, lost, want, r.Objects(n.Kind))
	}
}

// lostTokens are the tokens that nobody can use, as warnings name them.
func lostTokens(said []*tfprotov6.Diagnostic) []string {
	var ids []string
	for _, d := range said {
		if d.Summary != "Token Secret Lost" {
			continue
		}
		if _, rest, found := strings.Cut(d.Detail, "may have made "); found {
			id, _, _ := strings.Cut(rest, ".")
			ids = append(ids, id)
		}
	}
	return ids
}

// holdsMember checks that the rule has the member once, and is for the rest as it was.
func (n noun) holdsMember(t *testing.T, r *rig, one bool) {
	t.Helper()
	want := n.rule()
	if one {
		want["user_list"] = append([]any{"group:a"}, want["user_list"].([]any)...)
	}
	got := r.Only(t, n.Kind)
	for name := range want {
		if list, ok := got[name].([]any); ok { // of which the service keeps no order
			slices.SortFunc(list, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
		}
		if !reflect.DeepEqual(got[name], want[name]) {
			t.Errorf("%s of the rule is %v, want %v", name, got[name], want[name])
		}
	}
}

// errorsOf leaves the warnings out.
func errorsOf(diagnostics []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Severity != tfprotov6.DiagnosticSeverityError })
}
