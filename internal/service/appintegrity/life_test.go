package appintegrity_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// life is a configuration on its way through the plugin protocol.
type life struct {
	*testing.T
	*acctest.Lifecycle
	services *acctest.Services
}

func live(t *testing.T) life {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	return life{t, s.Lifecycle(t, typeName, `"max_retries": 0`), s}
}

// goes applies a configuration, whose plan changes some attributes and warns by some summaries, and checks what was sent
// since the last call. All is quiet then.
func (l life) goes(config string, changes, warnings, sent []string, between ...func()) {
	l.Helper()
	plan := l.Plan(l.Context(), config)
	if got := l.Changes(plan); !slices.Equal(got, changes) && l.Attributes() != nil {
		l.Errorf("the plan changes %v, want %v", got, changes)
	}
	l.warns(plan.Diagnostics, warnings)
	l.services.ResetJournal()
	l.warns(l.Apply(l.Context(), config, between...), warnings)
	if got := updates(l.services); !slices.Equal(got, sent) {
		l.Errorf("updates\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(sent, "\n  "))
	}
	if len(between) == 0 {
		l.quiet(config)
	}
}

func (l life) warns(diagnostics []*tfprotov6.Diagnostic, summaries []string) {
	l.Helper()
	var got []string
	for _, d := range diagnostics {
		got = append(got, strings.TrimSuffix(d.Summary, ": n"))
		if d.Severity != tfprotov6.DiagnosticSeverityWarning {
			l.Fatal(acctest.DiagnosticLines(diagnostics))
		}
	}
	if !slices.Equal(got, summaries) {
		l.Errorf("said %q, want %q\n%s", got, summaries, acctest.DiagnosticLines(diagnostics))
	}
}

func (l life) quiet(config string) {
	l.Helper()
	l.NothingToDo(l.T, config)
	acctest.Quiet(l.T, l.Refresh(l.Context()))
	l.NothingToDo(l.T, config)
}

func (l life) statuses(decryption, verification string) {
	l.Helper()
	for name, want := range map[string]string{"decryption_key_status": decryption, "verification_key_status": verification} {
		value := tftypes.NewValue(tftypes.String, want)
		if want == "" {
			value = tftypes.NewValue(tftypes.String, nil)
		}
		if got := l.Attributes()[name]; !got.Equal(value) {
			l.Errorf("%s is %s, want %q", name, got, want)
		}
	}
}

func (l life) theirs(fields mockapi.Object) {
	l.Helper()
	if err := l.services.Change(kind, id(l.T, l.services), fields); err != nil {
		l.Fatal(err)
	}
}

// replaces applies a configuration that replaces the one in state, because of some arguments, as a CLI does: it destroys, and
// creates with the private state of the plan. All is quiet then.
func (l life) replaces(config string, because, warnings []string) {
	l.Helper()
	plan := l.Plan(l.Context(), config)
	l.warns(plan.Diagnostics, warnings)
	var got []string
	for _, path := range plan.RequiresReplace {
		got = append(got, strings.TrimSuffix(strings.TrimPrefix(path.String(), `AttributeName("`), `")`))
	}
	slices.Sort(got)
	if !slices.Equal(got, because) {
		l.Errorf("the plan replaces because of %v, want %v", got, because)
	}
	l.recreated(config, plan.PlannedPrivate)
}

// recreated destroys what is in state and creates it anew. Of a tainted object a CLI hands over no private state.
func (l life) recreated(config string, private []byte) {
	l.Helper()
	acctest.Quiet(l.T, l.Apply(l.Context(), ""))
	if l.Attributes() != nil {
		l.Fatal("what is replaced is still in state")
	}
	l.Private, l.Identity = private, nil
	acctest.Quiet(l.T, l.Apply(l.Context(), config))
	l.quiet(config)
}

// holds checks every argument and every status in state: those of a configuration whose keys were sent.
func (l life) holds(a arguments) {
	l.Helper()
	want := arguments{"enabled": `false`, "action": `"log"`}.with(a)
	for _, key := range []string{"decryption_key", "verification_key"} {
		if want[key+"_wo"] != "" {
			want[key+"_wo"], want[key+"_status"] = `null`, `"in_sync"`
		}
	}
	state := l.Attributes()
	wanted := l.Decode(l.ResourceType(typeName), l.Resource(typeName, want.json()))
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if computed := name == "id" || name == "config_id"; computed && (!state[name].IsKnown() || state[name].IsNull()) {
			l.Errorf("state has no %s", name)
		} else if !computed && !state[name].Equal(wanted[name]) {
			l.Errorf("state has %s = %s, want %s", name, state[name], wanted[name])
		}
	}
}

// meets makes checks of the service, which acceptance tests share.
func (l life) meets(checks ...func(*terraform.State) error) {
	l.Helper()
	for _, check := range checks {
		if err := check(nil); err != nil {
			l.Error(err)
		}
	}
}

// ends destroys the configuration, which leaves nothing in the service.
func (l life) ends() {
	l.Helper()
	acctest.Quiet(l.T, l.Apply(l.Context(), ""))
	if l.Attributes() != nil {
		l.Error("what was destroyed is still in state")
	}
	l.meets(destroyed(l.services))
}
