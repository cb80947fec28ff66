package acctest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Check runs a check of the services after an apply or a destroy.
func Check(f func()) resource.TestCheckFunc {
	return func(*terraform.State) error {
		f()
		return nil
	}
}

// Quiet checks that the provider had nothing to say.
func Quiet(t testing.TB, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	if len(diagnostics) > 0 {
		t.Fatal(DiagnosticLines(diagnostics))
	}
}

// Says checks that one diagnostic is all that the provider had to say, and that its line (see DiagnosticLines) holds each
// of the texts.
func Says(t testing.TB, diagnostics []*tfprotov6.Diagnostic, texts ...string) {
	t.Helper()
	lines := DiagnosticLines(diagnostics)
	if len(diagnostics) != 1 {
		t.Errorf("%d diagnostics, want 1:\n%s", len(diagnostics), lines)
	}
	for _, text := range texts {
		if !strings.Contains(lines, text) {
			t.Errorf("want %q in\n%s", text, lines)
		}
	}
}

// NothingToDo checks that the plan of a configuration, given as JSON, is empty.
func (l *Lifecycle) NothingToDo(t testing.TB, config string) {
	t.Helper()
	plan := l.Plan(t.Context(), config)
	Quiet(t, plan.Diagnostics)
	if changed := l.Changes(plan); len(changed) > 0 || len(plan.RequiresReplace) > 0 {
		t.Errorf("planning %s changes %v and replaces because of %v; want nothing to do", config, changed, plan.RequiresReplace)
	}
}

// Exists says whether the object is in state.
func (l *Lifecycle) Exists(t testing.TB) bool {
	t.Helper()
	null, err := l.State.IsNull()
	if err != nil {
		t.Fatal(err)
	}
	return !null
}

// Wrote checks how often operations that write were called since the journal was reset.
func (s *Services) Wrote(t testing.TB, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	for _, operation := range s.Operations() {
		if !strings.HasPrefix(operation, "get") && !strings.HasPrefix(operation, "query") {
			got[operation]++
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("writing requests: %v, want %v", got, want)
	}
}

// SameStored compares an object of the store with what is wanted, without what the service fills in by itself and with all
// lists taken for sets.
func SameStored(t testing.TB, got mockapi.Object, want map[string]any) {
	t.Helper()
	got = maps.Clone(got)
	for _, name := range []string{
		"uuid", "data_source", "create_time", "creator_uuid", "creator_display_name", "update_time", "updater_uuid", "updater_display_name",
	} {
		if _, wanted := want[name]; !wanted {
			delete(got, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("the service has %s = %s, want nothing", name, SetJSON(t, got[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if g, w := SetJSON(t, got[name]), SetJSON(t, want[name]); g != w {
			t.Errorf("the service has %s = %s, want %s", name, g, w)
		}
	}
}

// DecodeJSON decodes a JSON text.
func DecodeJSON(t testing.TB, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%s: %s", err, text)
	}
	return value
}

// SetJSON encodes a value with its lists sorted, so that equal sets give equal texts.
func SetJSON(t testing.TB, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return setJSON(t, DecodeJSON(t, string(raw)))
}

func setJSON(t testing.TB, value any) string {
	t.Helper()
	var open, end string
	var elements []string
	switch v := value.(type) {
	case []any:
		open, end = "[", "]"
		for _, element := range v {
			elements = append(elements, setJSON(t, element))
		}
	case map[string]any:
		open, end = "{", "}"
		for name, member := range v {
			elements = append(elements, setJSON(t, name)+":"+setJSON(t, member))
		}
	default:
		raw, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	slices.Sort(elements)
	return open + strings.Join(elements, ",") + end
}
