package policy

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

const updateTimeKey = "update_time"

// updateTime is what the optimistic lock needs. It changes by itself, so it must not be an attribute.
func updateTime(p edge.Policy) (key string, value any) { return updateTimeKey, int64(p.UpdateTime) }

// lock writes to a policy only if it still is as the plan saw it.
type lock struct {
	kind     *life.Kind
	policies *edge.Policies
	state    life.Values // what the plan was made on
	plan     life.Values // nil for a deletion
	verb     string
}

// run calls write with the update time that the plan saw. When the service refuses and the policy has changed meanwhile,
// there are three cases: it already is as planned (somebody did the same, or our own write was repeated because its
// answer was lost); nothing that is managed differs, and the write is made on the newer version; or it is a conflict,
// which is reported with what differs.
func (l lock) run(ctx context.Context, r private.Reader, d *diag.Diagnostics, write func(expected int64) (edge.Policy, error)) (edge.Policy, bool) {
	var expected int64
	if !private.Load(ctx, r, updateTimeKey, &expected) || expected == 0 {
		found, err := l.policies.Get(ctx, l.state.ID())
		if err != nil {
			diags.API(d, l.verb, l.kind.Title, l.state.ID(), err)
			return edge.Policy{}, false
		}
		if theirs, changed := l.changes(found); len(changed) > 0 {
			l.conflict(d, theirs, changed)
			return edge.Policy{}, false
		}
		expected = int64(found.UpdateTime)
	}
	answer, err := write(expected)
	if err == nil {
		return answer, true
	}
	if !edge.MayBeStale(err) {
		diags.API(d, l.verb, l.kind.Title, l.state.ID(), err)
		return edge.Policy{}, false
	}
	now, readErr := l.policies.Get(ctx, l.state.ID())
	if readErr != nil || int64(now.UpdateTime) == expected {
		diags.API(d, l.verb, l.kind.Title, l.state.ID(), err)
		return edge.Policy{}, false
	}
	theirs, changed := l.changes(now)
	switch {
	case l.asPlanned(theirs):
		return now, true
	case len(changed) > 0 && !(api.Ambiguous(err) && l.asPlannedSoFar(theirs)):
		l.conflict(d, theirs, changed)
		return edge.Policy{}, false
	}
	if answer, err = write(int64(now.UpdateTime)); err != nil {
		diags.API(d, l.verb, l.kind.Title, l.state.ID(), err)
		return edge.Policy{}, false
	}
	return answer, true
}

// asPlanned says whether the plan changes nothing about the policy as it is now.
func (l lock) asPlanned(now life.Values) bool {
	if l.plan == nil {
		return false
	}
	_, left := l.kind.Expand(l.plan, now)
	return left.IsEmpty()
}

// asPlannedSoFar is asPlanned but for what the service chooses: whether it has chosen already cannot be seen, but choosing
// again does no harm to a policy that nobody else has changed.
func (l lock) asPlannedSoFar(now life.Values) bool {
	known := maps.Clone(l.state) // a deletion changes the status and nothing else
	if l.plan != nil {
		known = maps.Clone(l.plan)
	}
	if l.plan == nil || known["status"].IsUnknown() {
		known["status"] = now["status"]
	}
	_, left := l.kind.Expand(known, now)
	return left.IsEmpty()
}

func (l lock) changes(now edge.Policy) (theirs life.Values, changed []string) {
	theirs = l.kind.Flatten(now, l.state)
	_, patch := l.kind.Expand(theirs, l.state)
	return theirs, patch.Changed
}

func (l lock) conflict(d *diag.Diagnostics, theirs life.Values, changed []string) {
	var lines []string
	for _, name := range changed {
		lines = append(lines, fmt.Sprintf("  %s: the plan was made on %s, it is now %s", name, l.state[name], theirs[name]))
	}
	d.AddError("Policy Changed by Somebody Else", fmt.Sprintf("Object: %s\n\nThe policy was changed after it was read for this plan, so nothing was written:\n\n%s\n\n"+
		"Make a new plan, which shows what it would change now.", l.state.ID(), strings.Join(lines, "\n")))
}
