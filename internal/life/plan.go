package life

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Planning is an object that is being planned.
type Planning struct {
	Plan, Config Values
	State        Values // nil for an object that does not exist yet
	Private      private.Reader
	// Undocumented says whether undocumented calls are allowed.
	Undocumented bool
	*resource.ModifyPlanResponse
}

// Set changes the planned value of an attribute.
func (p *Planning) Set(ctx context.Context, name string, value attr.Value) {
	p.Plan[name] = value
	p.Diagnostics.Append(p.ModifyPlanResponse.Plan.SetAttribute(ctx, path.Root(name), value)...)
}

// SetUnknown leaves an attribute to the service.
func (p *Planning) SetUnknown(ctx context.Context, name string) {
	p.Set(ctx, name, flex.Unknown(p.Plan[name].Type(ctx)))
}

// Replace has the object replaced because of an attribute.
func (p *Planning) Replace(name string) {
	p.RequiresReplace = append(p.RequiresReplace, path.Root(name))
}

// Planning returns what a plan is made on, without changes that are none to the service.
func (r *Resource) Planning(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) *Planning {
	managed.KeepSpelling(ctx, req, resp, r.same)
	return &Planning{
		Plan: r.Decode(resp.Plan.Raw, &resp.Diagnostics), Config: r.Decode(req.Config.Raw, &resp.Diagnostics),
		State: r.Decode(req.State.Raw, &resp.Diagnostics), Private: req.Private,
		Undocumented: r.Configured().AllowsUndocumented(), ModifyPlanResponse: resp,
	}
}

// ModifyPlan implements resource.ResourceWithModifyPlan. It replaces an object where no update can do what is wanted, and
// says that the old one stays.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.DeferPlan(ctx, req, resp) {
		return
	}
	if req.Plan.Raw.IsNull() {
		r.planDestroy(req, resp)
		return
	}
	// Most objects of a large state do not change, and decoding them is what a plan of them costs.
	changes := req.State.Raw.IsNull() || !flex.EqualRaw(ctx, r.schema.Type(), req.Plan.Raw, req.State.Raw)
	drifts := len(r.drifted(ctx, req.Private)) > 0
	if !changes && !drifts && r.PlanAny == nil && r.Seen == nil {
		return
	}
	p := r.Planning(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	changes = changes && (p.State == nil || !flex.EqualRaw(ctx, r.schema.Type(), resp.Plan.Raw, req.State.Raw))
	if p.State != nil {
		resp.Diagnostics.Append(r.see(p.Plan.ID(), p.Config)...)
	}
	r.PlanHeld(ctx, p)
	if changes && r.PlanChange != nil {
		r.PlanChange(ctx, p)
	}
	if p.State != nil && (changes || drifts) {
		r.replace(p)
		r.warnRecorded(p)
	}
	if r.PlanAny != nil {
		r.PlanAny(ctx, p)
	}
	r.refuseTaken(p)
	if len(resp.RequiresReplace) > 0 && r.staysBehind() {
		diags.Replaced(&resp.Diagnostics, r.One, r.Many, r.name(p.State), p.State.ID())
	}
}

// planDestroy says that an object that is to be destroyed stays: people approve plans, not what an apply says afterwards.
func (r *Resource) planDestroy(req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	state := r.Decode(req.State.Raw, &resp.Diagnostics)
	switch {
	case state == nil:
	case r.Ends == Forgotten:
		diags.Forgotten(&resp.Diagnostics, r.One, r.name(state), state.ID())
	case r.staysBehind():
		diags.StaysBehind(&resp.Diagnostics, r.One, r.Many, r.name(state), state.ID())
	}
}

// replace has an object replaced for each argument that changes and that no update takes.
func (r *Resource) replace(p *Planning) {
	_, patch := r.Expand(p.Plan, p.State)
	for _, name := range patch.Changed {
		if r.Replaced && !p.Undocumented || slices.Contains(r.CreateOnly, name) {
			p.Replace(name)
		}
	}
	if r.Unclearable {
		r.replaceCleared(p, patch.Clear)
	}
}

// replaceCleared has an object replaced for each argument that a plan clears. What is not known yet may still have a value.
func (r *Resource) replaceCleared(p *Planning, cleared []string) {
	for _, name := range cleared {
		if slices.Contains(r.CreateOnly, name) || p.Plan[name].IsUnknown() && !p.Config[name].IsNull() {
			continue
		}
		p.Replace(name)
		p.Diagnostics.AddAttributeWarning(path.Root(name), "Replaced to Clear an Argument",
			fmt.Sprintf("No update of the service clears %s, so the %s %s is replaced by one without it.", name, r.One, called(p.State, r.Key)))
	}
}

// refuseTaken refuses a plan that replaces an object whose name stays taken, unless it changes that too. What is not known yet
// may turn out to be what the object has, so that it waits for the apply.
func (r *Resource) refuseTaken(p *Planning) {
	if r.Taken == "" || len(p.RequiresReplace) == 0 || !r.staysBehind() {
		return
	}
	var changed []string
	for _, at := range p.RequiresReplace {
		changed = append(changed, strings.Trim(strings.TrimPrefix(at.String(), "AttributeName"), `()"`))
	}
	if slices.Contains(changed, r.Taken) {
		return
	}
	p.RequiresReplace = nil
	changed = slices.DeleteFunc(changed, func(name string) bool { return p.Plan[name].IsUnknown() })
	if len(changed) == 0 {
		return
	}
	slices.Sort(changed)
	p.Diagnostics.AddAttributeError(path.Root(changed[0]), r.Title+" Cannot Be Changed", fmt.Sprintf(
		"The plan changes %[1]s of the %[2]s %[3]q. The service has no operation that changes a %[2]s, and its %[4]s stays taken, so it cannot be replaced by one of the same %[4]s.\n\n"+
			"Change %[4]s as well to create another %[2]s. Or keep this one: configure what the service has, or add the arguments to ignore_changes. "+
			"With edge.allow_undocumented_operations the provider tries undocumented calls.", strings.Join(changed, ", "), r.One, p.State.ID(), r.Taken))
}

// warnRecorded says that what only a create takes does not reach an object that exists already.
func (r *Resource) warnRecorded(p *Planning) {
	for _, name := range r.Recorded {
		if len(p.RequiresReplace) == 0 && flex.IsZero(p.State[name]) && !flex.IsZero(p.Plan[name]) {
			p.Diagnostics.AddAttributeWarning(path.Root(name), "Argument Is Recorded and Not Sent",
				fmt.Sprintf("The service takes %s when it creates an object. For the %s %s, which exists, the value is recorded and not sent.", name, r.One, called(p.State, r.Key)))
		}
	}
}

// PlanUnchanged implements managed.PlansUnchanged.
func (r *Resource) PlanUnchanged(ctx context.Context, object managed.Unchanged) bool {
	var id string
	if !r.CanPlan(ctx, object) || r.PlanAny != nil || object.State["id"].As(&id) != nil || len(r.drifted(ctx, object.Private)) > 0 {
		return false
	}
	return r.Seen == nil || len(r.Seen(&r.Base, id, func(name string) bool { return !object.Config[name].IsNull() })) == 0
}
