package policy

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

const updateTimeKey = "update_time"

// rememberUpdateTime keeps what the optimistic lock needs. It changes by itself, so it must not be an attribute.
func rememberUpdateTime(ctx context.Context, w private.Writer, p edge.Policy) diag.Diagnostics {
	return private.Store(ctx, w, updateTimeKey, int64(p.UpdateTime))
}

// rememberedUpdateTime says whether rememberUpdateTime would change nothing.
func rememberedUpdateTime(ctx context.Context, r private.Reader, p edge.Policy) bool {
	var remembered int64
	return private.Load(ctx, r, updateTimeKey, &remembered) && remembered == int64(p.UpdateTime)
}

// lock writes to a policy only if it still is as the plan saw it.
type lock struct {
	client *edge.Client
	id     string
	state  model  // what the plan was made on
	plan   *model // nil for a deletion
	verb   string
}

// run calls write with the update time that the plan saw. When the service refuses and the policy has changed meanwhile,
// there are three cases: it already is as planned (somebody did the same, or our own write was repeated because its
// answer was lost); nothing that is managed differs, and the write is made on the newer version; or it is a conflict,
// which is reported with what differs.
func (l lock) run(ctx context.Context, r private.Reader, d *diag.Diagnostics, write func(expected int64) (edge.Policy, error)) (edge.Policy, bool) {
	var expected int64
	if !private.Load(ctx, r, updateTimeKey, &expected) || expected == 0 {
		found, err := l.client.GetPolicy(ctx, l.id)
		if err != nil {
			diags.API(d, l.verb, noun, l.id, err)
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
		diags.API(d, l.verb, noun, l.id, err)
		return edge.Policy{}, false
	}
	now, readErr := l.client.GetPolicy(ctx, l.id)
	if readErr != nil || int64(now.UpdateTime) == expected {
		diags.API(d, l.verb, noun, l.id, err)
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
		diags.API(d, l.verb, noun, l.id, err)
		return edge.Policy{}, false
	}
	return answer, true
}

// asPlanned says whether the plan changes nothing about the policy as it is now.
func (l lock) asPlanned(now model) bool {
	if l.plan == nil {
		return false
	}
	_, left := expand(*l.plan, now)
	return left.IsEmpty()
}

// asPlannedSoFar is asPlanned but for what the service chooses: whether it has chosen already cannot be seen, but choosing
// again does no harm to a policy that nobody else has changed.
func (l lock) asPlannedSoFar(now model) bool {
	known := l.state // a deletion changes the status and nothing else
	if l.plan != nil {
		known = *l.plan
	}
	if l.plan == nil || known.Status.IsUnknown() {
		known.Status = now.Status
	}
	_, left := expand(known, now)
	return left.IsEmpty()
}

func (l lock) changes(now edge.Policy) (theirs model, changed []string) {
	theirs = flatten(now, l.state)
	_, patch := expand(theirs, l.state)
	return theirs, patch.Changed
}

func (l lock) conflict(d *diag.Diagnostics, theirs model, changed []string) {
	planned, now := values(l.state), values(theirs)
	var lines []string
	for _, name := range changed {
		lines = append(lines, fmt.Sprintf("  %s: the plan was made on %s, it is now %s", name, planned[name], now[name]))
	}
	d.AddError("Policy Changed by Somebody Else", fmt.Sprintf("Object: %s\n\nThe policy was changed after it was read for this plan, so nothing was written:\n\n%s\n\n"+
		"Make a new plan, which shows what it would change now.", l.id, strings.Join(lines, "\n")))
}

func values(m model) map[string]attr.Value {
	return map[string]attr.Value{
		"name": m.Name, "description": m.Description, "type": m.Type, "action": m.Action, "app_filter": m.AppFilter,
		"session_filter": m.SessionFilter, "priority": m.Priority, "allow_guest_access": m.AllowGuestAccess,
		"constraints": m.Constraints, "mitm_settings": m.MitmSettings, "workflow_uuid": m.WorkflowUUID,
		"metadata": m.Metadata, "integration_id": m.IntegrationID, "status": m.Status,
	}
}
