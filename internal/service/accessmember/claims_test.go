package accessmember_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// beside returns another object of the same plan.
func beside(l *acctest.Lifecycle, typeName string) *acctest.Lifecycle {
	return &acctest.Lifecycle{Protocol: l.Protocol, TypeName: typeName, State: l.Resource(typeName, "")}
}

// A list that is set by a rule and by members is told by whichever is planned later, whatever the order, and whether they
// are new, change or stay as they are. It is never more than a warning: it must not keep a CLI from destroying them.
func TestAccessMember_contested(t *testing.T) {
	t.Parallel()
	const told = "warning at AttributeName("
	for _, changes := range []bool{false, true} {
		for first := range 5 { // the rule is planned after so many members
			t.Run(fmt.Sprintf("changes %t, rule after %d", changes, first), func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				rule := s.Lifecycle(t, "zerotrust_access", "")
				ctx := t.Context()
				acctest.Quiet(t, rule.Apply(ctx, `{"description": "d"}`))
				id := acctest.TextOf(t, rule.Attributes()["id"])
				member := func(i int) string { return fmt.Sprintf(`{"access_id": %q, "user": "group:%d"}`, id, i) }
				members := make([]*acctest.Lifecycle, 4)
				for i := range members {
					members[i] = beside(rule, typeName)
					if !changes {
						acctest.Quiet(t, members[i].Apply(ctx, member(i)))
					}
				}
				if !changes { // the rule holds the list, and so do the members
					acctest.Quiet(t, rule.Refresh(ctx))
					acctest.Says(t, rule.Apply(ctx, `{"description": "d", "user_list": ["group:0", "group:1", "group:2", "group:3"]}`), told+`"user_list")`)
				}
				// Another run: a provider that knows nothing yet.
				again := s.Lifecycle(t, "zerotrust_access", "")
				rule.Protocol = again.Protocol
				for i := range members {
					members[i].Protocol = again.Protocol
				}
				var says []string
				planRule := func() {
					says = append(says, acctest.DiagnosticLines(rule.Plan(ctx, `{"description": "d", "user_list": ["group:0", "group:1", "group:2", "group:3"]}`).Diagnostics))
				}
				for i := range members {
					if i == first {
						planRule()
					}
					says = append(says, acctest.DiagnosticLines(members[i].Plan(ctx, member(i)).Diagnostics))
				}
				if first == len(members) {
					planRule()
				}
				for i, lines := range says {
					want := i > first || i == first && first > 0
					if got := strings.Contains(lines, "List Managed as a Whole"); got != want || strings.Contains(lines, "error") {
						t.Errorf("planned as number %d: %q, want it told: %t", i, lines, want)
					}
				}
				if planned := says[first]; first > 0 && !strings.Contains(planned, "group:0") {
					t.Errorf("the rule does not say which members: %q", planned)
				}
				if changes { // the apply refuses the member before anything is written
					s.ResetJournal()
					if lines := acctest.DiagnosticLines(members[0].Apply(ctx, member(0))); !strings.Contains(lines, `error at AttributeName("access_id"): List Managed as a Whole`) {
						t.Errorf("the apply says %q", lines)
					}
					if slices.Contains(s.Operations(), "updateAccess") {
						t.Error("the rule was written to")
					}
				}
			})
		}
	}
}
