package life

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// What is not configured is held, too: for an argument that the service fills in, private state remembers the value that it
// answered to the last write of Terraform, or that an import found. Another value later is drift like any other.

// Keys of the private state.
const (
	answeredKey = "answered" // what the service answered to the last own write, as the API writes it
	driftedKey  = "drifted"  // names of the arguments that had another value at the last refresh
)

// held returns the arguments that the service fills in.
func (k *Kind) held() []*codec {
	var found []*codec
	for i := range k.arguments {
		if c := &k.arguments[i]; (c.absence == managed.Hidden || c.absence == managed.Shown) && !c.whole {
			found = append(found, c)
		}
	}
	return found
}

// Hold remembers what the service answered to a write.
func (k *Kind) Hold(ctx context.Context, w private.Writer, object edge.Object) diag.Diagnostics {
	held := k.held()
	if len(held) == 0 {
		return nil
	}
	from, answered := reflect.ValueOf(object), reflect.New(k.object).Elem()
	for _, c := range held {
		answered.FieldByIndex(c.index).Set(from.FieldByIndex(c.index))
	}
	d := private.Store(ctx, w, answeredKey, answered.Interface())
	d.Append(private.Store(ctx, w, driftedKey, []string{})...)
	return d
}

// observe compares what a refresh found with what is remembered. It says which arguments have drifted, and whether private
// state has to be written: where nothing is remembered, as after an import or by an older version, what was found counts.
// That INIT became ACTIVE by itself is no drift.
func (k *Kind) observe(ctx context.Context, r private.Reader, found edge.Object) (drifted []string, answered edge.Object, stale bool) {
	held := k.held()
	if len(held) == 0 {
		return nil, found, false
	}
	kept := reflect.New(k.object)
	if !private.Load(ctx, r, answeredKey, kept.Interface()) {
		return nil, found, true
	}
	was, is := kept.Elem(), reflect.ValueOf(found)
	for _, c := range held {
		before, now := c.read(was, c.null), c.read(is, c.null)
		switch {
		case before.IsNull() == now.IsNull() && flex.Same(before, now):
		case before.Equal(types.StringValue(edge.StatusInit.Name())) && now.Equal(types.StringValue(edge.StatusActive.Name())):
			was.FieldByIndex(c.index).Set(is.FieldByIndex(c.index))
			stale = true
		default:
			drifted = append(drifted, c.name)
		}
	}
	return drifted, edge.ObjectOf(was), stale || !slices.Equal(drifted, k.drifted(ctx, r))
}

// drifted returns what the last refresh found to have another value.
func (k *Kind) drifted(ctx context.Context, r private.Reader) []string {
	var names []string
	private.Load(ctx, r, driftedKey, &names)
	return names
}

// note keeps what a refresh found out.
func (k *Kind) note(ctx context.Context, r private.Reader, w private.Writer, found edge.Object) (drifted []string, d diag.Diagnostics) {
	drifted, answered, stale := k.observe(ctx, r, found)
	if stale {
		d.Append(k.Hold(ctx, w, answered)...)
		if len(drifted) > 0 {
			d.Append(private.Store(ctx, w, driftedKey, drifted)...)
		}
	}
	return drifted, d
}

// reveal shows in state what has drifted, also where state leaves out what the service chose.
func (k *Kind) reveal(state Values, object edge.Object, drifted []string) {
	for _, c := range k.held() {
		if c.absence == managed.Hidden && slices.Contains(drifted, c.name) {
			state[c.name] = c.read(reflect.ValueOf(object), c.null)
		}
	}
}

// PlanHeld plans the remembered value of each argument that has drifted and that is not configured, and warns where a plan
// would open again what somebody has closed since the last own write: it may have been an emergency.
func (k *Kind) PlanHeld(ctx context.Context, p *Planning) {
	drifted := k.drifted(ctx, p.Private)
	answered := reflect.New(k.object)
	if p.State == nil || len(drifted) == 0 || !private.Load(ctx, p.Private, answeredKey, answered.Interface()) {
		return
	}
	for _, c := range k.held() {
		if !slices.Contains(drifted, c.name) {
			continue
		}
		planned := p.Plan[c.name]
		switch {
		case !p.Config[c.name].IsNull():
		case private.WasConfigured(ctx, p.Private, c.name):
			planned = c.null // it is given back to the service
		default:
			planned = c.read(answered.Elem(), c.null)
			if c.absence == managed.Hidden && flex.IsZero(planned) {
				planned = c.null
			}
			p.Set(ctx, c.name, planned)
		}
		if text := reopens(c.name, p.State[c.name], planned); text != "" {
			p.Diagnostics.AddAttributeWarning(path.Root(c.name), "Plan Opens Again What Was Closed",
				fmt.Sprintf("%s %s: somebody has closed it outside of this configuration since the last apply, and this plan %s. It may have been an emergency. "+
					"If it is to stay closed, set %s accordingly, or add it to ignore_changes.", k.Title, called(p.State, k.Key), text, c.name))
		}
	}
}

// called names an object by its key and id.
func called(state Values, key string) string {
	if name := state.Text(key).ValueString(); name != "" {
		return fmt.Sprintf("%q (%s)", name, state.ID())
	}
	return state.ID()
}

// reopens says what a plan opens again; "" if it opens nothing.
func reopens(name string, now, planned attr.Value) string {
	switch {
	case name == "status" && as[types.String](now).ValueString() == edge.StatusSuspended.Name() && !planned.Equal(now) && !planned.IsUnknown():
		if planned.IsNull() {
			return "leaves the status SUSPENDED to the service, which chooses another one"
		}
		return "sets the status from SUSPENDED to " + as[types.String](planned).ValueString()
	case name == "end_time":
		ends, _ := api.ParseTime(as[types.String](now).ValueString())
		until, _ := api.ParseTime(as[types.String](planned).ValueString())
		if ends != 0 && !planned.IsUnknown() && (until == 0 || until > ends) {
			return "takes back that it ends at " + ends.RFC3339()
		}
	case name == "revoked_user_list" && !planned.IsUnknown():
		kept := elementsOf(planned).Elements()
		var again []string
		for _, user := range elementsOf(now).Elements() {
			if !slices.ContainsFunc(kept, user.Equal) {
				again = append(again, as[types.String](user).ValueString())
			}
		}
		if slices.Sort(again); len(again) > 0 {
			return "gives access back to " + strings.Join(again, ", ")
		}
	}
	return ""
}
