package killpoints_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestLostAnswer: every create whose answer is lost ends with one object, in the same run, and with nothing left to do.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	for failure, fault := range map[string]mockapi.Fault{
		"not made":         {Status: 500, Times: 1},
		"made, 502":        {Status: 502, CommitFirst: true, Times: 1, Body: "<html>Bad gateway</html>"},
		"made, reset":      {ResetAfter: true, Times: 1},
		"made, half":       {TruncateBody: true, Times: 1},
		"made, garbage":    {CommitFirst: true, Status: 200, ContentType: "application/json", Body: "[1", Times: 1},
		"made, without id": {CommitFirst: true, Status: 200, ContentType: "application/json", Body: "{}", Times: 1},
	} {
		for name, n := range runs() {
			if n.Lists == "" || n.Told != "" && failure == "not made" {
				continue // nobody can look for what is in no list, and a code is never sent twice: both have tests of their own
			}
			if n.member() {
				continue // it is added by an update
			}
			t.Run(name+"/"+failure, func(t *testing.T) {
				t.Parallel()
				r := newRig(t)
				l := r.Lifecycle(t, n.TypeName, r.extra())
				lost := fault
				lost.Operation = n.Creates
				r.Inject(lost)
				said := l.Apply(t.Context(), n.First)
				switch {
				case failure == "not made":
					acctest.Quiet(t, said)
				case n.Kind == mockapi.KindConnector: // the same, but a name is there only once
					for _, text := range []string{"warning: Adopted Object: ", "warning: Connector Without Access Token: "} {
						if lines := acctest.DiagnosticLines(said); !strings.Contains(lines, text) || len(said) != 2 {
							t.Errorf("%q is not among %s", text, lines)
						}
					}
				case n.Kind == mockapi.KindToken: // only the lost answer held the secret
					acctest.Says(t, said, "warning: Token Secret Lost: ")
				default:
					acctest.Says(t, said, "warning: Adopted Object: ", acctest.TextOf(t, l.Attributes()["id"]))
				}
				l.NothingToDo(t, n.First)
				acctest.Quiet(t, l.Refresh(t.Context()))
				l.NothingToDo(t, n.First)
				n.holds(t, r, true, said)
			})
		}
	}
}
