package policy

import (
	"context"
	"fmt"
	"net/http"
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

// lock writes to a policy only if it still is as the plan saw it.
type lock struct {
	client *edge.Client
	id     string
	state  model // what the plan was made on
	verb   string
}

// run calls write with the update time that the plan saw. When the service refuses and the policy has changed meanwhile,
// there are three cases: it already is as done wants it (a repeated request, or somebody did the same); nothing that is
// managed differs, and the write is made on the newer version; or it is a conflict, which is reported with what differs.
func (l lock) run(ctx context.Context, r private.Reader, d *diag.Diagnostics, write func(expected int64) (edge.Policy, error), done func(now model) bool) (edge.Policy, bool) {
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
	if !mayBeConflict(err) {
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
	case done(theirs):
		return now, true
	case len(changed) > 0:
		l.conflict(d, theirs, changed)
		return edge.Policy{}, false
	}
	if answer, err = write(int64(now.UpdateTime)); err != nil {
		diags.API(d, l.verb, noun, l.id, err)
		return edge.Policy{}, false
	}
	return answer, true
}

// mayBeConflict says whether an answer can be that to a stale lock, for which no status is documented.
func mayBeConflict(err error) bool {
	switch status := api.StatusOf(err); status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusTooManyRequests:
		return false
	default:
		return status >= 400 && status < 500
	}
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
