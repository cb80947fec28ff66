package provider_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// TestRegistered_haveTimeouts: every managed resource has all four, and no data source has any.
func TestRegistered_haveTimeouts(t *testing.T) {
	t.Parallel()
	for _, build := range provider.New("test", provider.Options{})().Resources(t.Context()) {
		r := build()
		var resp resource.SchemaResponse
		r.Schema(t.Context(), resource.SchemaRequest{}, &resp)
		nested, ok := resp.Schema.Attributes["timeouts"].(schema.SingleNestedAttribute)
		for _, operation := range []string{"create", "read", "update", "delete"} {
			if !ok || nested.Attributes[operation] == nil || !nested.Attributes[operation].IsOptional() {
				t.Errorf("%s has no timeouts.%s", resourceName(t, r), operation)
			}
		}
	}
	for _, s := range protocolSchemas(t) {
		for _, a := range s.Block.Attributes {
			if a.Name == "timeouts" && !strings.HasPrefix(s.name, "resource ") {
				t.Errorf("%s has timeouts", s.name)
			}
		}
	}
}

// TestTimeouts_changedAlone: a change of timeouts changes nothing else in the plan, replaces nothing, and sends nothing to
// the service; it does not depend on whether the object was created or imported.
func TestTimeouts_changedAlone(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			n.Prepare(s)
			l := s.Lifecycle(t, n.TypeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), n.With()))
			changeTimeouts(t, s, l, n)
			if n.Event() {
				return
			}
			id := acctest.TextOf(t, l.Attributes()["id"])
			imported := s.Lifecycle(t, n.TypeName, "")
			acctest.Quiet(t, imported.Import(t.Context(), id, ""))
			if !imported.Attributes()["timeouts"].IsNull() {
				t.Errorf("an import has the timeouts %s", imported.Attributes()["timeouts"])
			}
			if n.Once == "" { // it would be new to an imported one
				changeTimeouts(t, s, imported, n)
			}
		})
	}
}

// changeTimeouts adds timeouts to an object that has none, changes one, and removes them.
func changeTimeouts(t *testing.T, s *acctest.Services, l *acctest.Lifecycle, n noun) {
	t.Helper()
	for _, timeouts := range []string{`"timeouts":{"create":"1h","read":"90s"}`, `"timeouts":{"read":"1m30s","delete":"5m"}`, `"timeouts":{}`, ""} {
		config := n.With(timeouts)
		plan := l.Plan(t.Context(), config)
		acctest.Quiet(t, plan.Diagnostics)
		if changed := l.Changes(plan); !slices.Equal(changed, []string{"timeouts"}) || len(plan.RequiresReplace) > 0 {
			t.Errorf("%s changes %v and replaces because of %v, want timeouts alone", timeouts, changed, plan.RequiresReplace)
		}
		s.ResetJournal()
		acctest.Quiet(t, l.Apply(t.Context(), config))
		if sent := s.Operations(); len(sent) > 0 {
			t.Errorf("%s sends %v", timeouts, sent)
		}
		l.NothingToDo(t, config)
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
	}
}

// TestTimeouts_refused: what is no duration, leaves no time, or is not known is refused at the attribute when the plan is
// made.
func TestTimeouts_refused(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			n.Prepare(s)
			l := s.Lifecycle(t, n.TypeName, "")
			for _, operation := range []string{"create", "read", "update", "delete"} {
				at := `error at AttributeName("timeouts").AttributeName("` + operation + `"): `
				for _, bad := range []string{"5", "-1s", "0s", "", "soon", "1 m"} {
					acctest.Says(t, l.Validate(t.Context(), n.With(`"timeouts":{"`+operation+`":"`+bad+`"}`)), at+"Invalid Timeout", `above zero`, `got "`+bad+`"`)
				}
				unknown := n.With(`"timeouts":{"` + operation + `":"` + acctest.Unknown + `"}`)
				acctest.Quiet(t, l.Validate(t.Context(), unknown)) // there, input variables are unknown
				acctest.Says(t, l.Plan(t.Context(), unknown).Diagnostics, at+"Timeout Not Known")
			}
			acctest.Says(t, l.Plan(t.Context(), n.With(`"timeouts":"`+acctest.Unknown+`"`)).Diagnostics, `error at AttributeName("timeouts"): Timeout Not Known`)
		})
	}
}

// TestTimeouts_end: each operation of each noun ends with its timeout while the service is silent, and says which timeout
// it was. What was in state is still there.
func TestTimeouts_end(t *testing.T) {
	t.Parallel()
	for _, n := range allNouns() {
		for operation, call := range n.Calls() {
			t.Run(n.TypeName+"/"+operation, func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				n.Prepare(s)
				l := s.Lifecycle(t, n.TypeName, "")
				timeouts := `"timeouts":{"` + operation + `":"40ms"}`
				config := n.With(timeouts)
				if operation != "create" {
					acctest.Quiet(t, l.Apply(t.Context(), config))
				}
				s.Inject(mockapi.Fault{Operation: call, Delay: time.Hour})
				before := l.State
				texts := []string{
					`error at AttributeName("timeouts").AttributeName("` + operation + `"): Unable to `,
					"The operation took longer than timeouts." + operation + " allows, 40ms.", "raise timeouts." + operation,
				}
				var said []*tfprotov6.Diagnostic
				switch operation {
				case "create":
					said = l.Apply(t.Context(), config)
				case "read":
					said = l.Refresh(t.Context())
				case "update":
					said = l.Apply(t.Context(), n.ChangedWith(timeouts))
				case "delete":
					said = l.Apply(t.Context(), "")
				}
				if len(said) > 0 {
					said = said[:1] // some nouns add what follows for them
				}
				acctest.Says(t, said, texts...)
				if operation != "create" && string(l.State.MsgPack) != string(before.MsgPack) {
					t.Error("the state has changed")
				}
			})
		}
	}
}
