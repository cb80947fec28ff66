package life

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Resource is the managed resource of a noun. A resource of a noun's own embeds it and replaces what it does otherwise.
type Resource struct {
	managed.Base[edge.Client]
	*Kind
}

// NewResource returns the managed resource.
func (k *Kind) NewResource() *Resource { return &Resource{Kind: k} }

// Metadata implements resource.Resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + typeName(r.Title)
}

// Schema implements resource.Resource.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = argument.Identity(r.One)
}

// ImportState implements resource.ResourceWithImportState.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.ImportByID(ctx, req, resp)
}

// Derived implements managed.Derives.
func (r *Resource) Derived(state map[string]tftypes.Value) []string {
	if r.Noun.Derived == nil {
		return nil
	}
	values, err := valuesOf(state, r.types)
	if err != nil { // Write says so
		return nil
	}
	return r.Noun.Derived(values)
}

// Creating is a create that is about to be sent.
type Creating[T edge.Object] struct {
	Client       *edge.Client
	Wanted       T
	Plan, Config Values // the hook may set in Plan what only the answer to the create shows
	Private      private.Writer
	// Diagnostics are told after the error of the create, if there is one.
	Diagnostics diag.Diagnostics
}

// Adding is a create or an update that is about to be sent.
type Adding[T edge.Object] struct {
	Change              *T
	Plan, State, Config Values // State is nil of a create
}

// Saving is an object that has just been saved in state.
type Saving struct {
	Client  *edge.Client
	ID      string
	Created bool // or else updated
	Plan    Values
	State   *tfsdk.State
	*diag.Diagnostics
}

// Create implements resource.Resource. State is saved as soon as the service has made the object: what comes after that
// can fail without leaving an orphan.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	plan, config := r.Decode(req.Plan.Raw, &resp.Diagnostics), r.Decode(req.Config.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	wanted, _ := r.Expand(r.with(plan, nil, r.UpdateOnly), nil)
	r.add(&Adding[edge.Object]{Change: &wanted, Plan: plan, Config: config})
	creating := &Creating[edge.Object]{Client: client, Wanted: wanted, Plan: plan, Config: config, Private: resp.Private}
	created, err := r.create(ctx, creating)
	if err != nil {
		object := ""
		if name := r.name(plan); name != "" {
			object = strconv.Quote(name)
		}
		diags.API(&resp.Diagnostics, "Create", r.Title, object, err)
		resp.Diagnostics.Append(creating.Diagnostics...)
		return
	}
	resp.Diagnostics.Append(creating.Diagnostics...)
	r.keep(plan, created, &resp.Diagnostics)
	state, id := r.Flatten(created, plan), r.id(created)
	r.Save(ctx, &resp.State, resp.Identity, state, &resp.Diagnostics)
	resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, created)...)
	r.RememberConfigured(ctx, resp.Private, req.Config, state, &resp.Diagnostics)
	resp.Diagnostics.Append(r.see(id, config)...)

	if change, patch := r.Expand(r.with(state, plan, r.UpdateOnly), state); len(r.UpdateOnly) > 0 && !patch.IsEmpty() {
		updated, err := r.Objects(client).Update(ctx, id, change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Complete", r.Title, id, err)
			return
		}
		r.Save(ctx, &resp.State, resp.Identity, r.Flatten(updated, plan), &resp.Diagnostics)
		resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, updated)...)
	}
	r.saved(ctx, &Saving{Client: client, ID: id, Created: true, Plan: plan, State: &resp.State, Diagnostics: &resp.Diagnostics})
	resp.Diagnostics.Append(managed.CheckCreate(ctx, req.Plan, &resp.State, r.One)...)
}

func (r *Resource) create(ctx context.Context, c *Creating[edge.Object]) (edge.Object, error) {
	if r.Creates != nil {
		return r.Creates(ctx, c)
	}
	return r.Objects(c.Client).Create(ctx, c.Wanted)
}

// with returns values with those of the named arguments taken from others: what is unknown or absent there is left as it
// is, and without others they are left out.
func (r *Resource) with(values, others Values, named []string) Values {
	if len(named) == 0 {
		return values
	}
	changed := make(Values, len(values))
	for name, value := range values {
		changed[name] = value
	}
	for _, name := range named {
		switch value := others[name]; {
		case others == nil:
			delete(changed, name)
		case !value.IsUnknown():
			changed[name] = value
		}
	}
	return changed
}

// Save writes state and identity.
func (r *Resource) Save(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, values Values, d *diag.Diagnostics) {
	state.Raw = values.raw(r.schema.Type().TerraformType(ctx), d)
	d.Append(identity.Set(ctx, argument.IdentityModel{ID: values.Text("id")})...)
}

// RememberConfigured notes which arguments of those that the service would choose are configured. A zero that leaves alone what
// the service has, as that of an import, configures nothing: a later plan would take it for a value that was taken away.
func (r *Resource) RememberConfigured(ctx context.Context, w private.Writer, config tfsdk.Config, state Values, d *diag.Diagnostics) {
	configured := r.Decode(config.Raw, d)
	all := r.serverDefaults()
	if len(all) == 0 {
		return
	}
	names := slices.DeleteFunc(all, func(name string) bool { return flex.IsZero(configured[name]) && !flex.IsZero(state[name]) })
	d.Append(private.RememberConfigured(ctx, w, config, names...)...)
}

func (r *Resource) see(id string, config Values) diag.Diagnostics {
	if r.Seen == nil {
		return nil
	}
	return r.Seen(&r.Base, id, func(name string) bool { return !config[name].IsNull() })
}

func (r *Resource) add(a *Adding[edge.Object]) bool { return r.Adds != nil && r.Adds(a) }

func (r *Resource) keep(plan Values, answered edge.Object, d *diag.Diagnostics) {
	if r.Keeps != nil {
		r.Keeps(plan, answered, d)
	}
}

func (r *Resource) saved(ctx context.Context, s *Saving) {
	if r.Saved != nil && !s.HasError() {
		r.Saved(ctx, s)
	}
}

// Read implements resource.Resource. Nothing but the proof that an object is gone removes it from state.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if r.DeferRead(req, resp) {
		return
	}
	ctx, done := r.BeginRead(ctx, req.State, &resp.Diagnostics)
	defer done()
	prior := r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	id, imports := prior.ID(), managed.IsImport(ctx, req.Private)
	found, was, err := managed.WasRead[edge.Object](ctx)
	switch {
	case imports: // expects nothing
		prior = r.imported()
		found, err = r.Objects(client).Read(ctx, id, nil)
	case !was:
		found, err = r.read(ctx, client, prior, req.Private)
	}
	switch {
	case api.IsNotFound(err) && imports:
		r.notThere(ctx, client, id, err, &resp.Diagnostics)
		return
	case api.IsNotFound(err):
		r.Gone(ctx, resp, r.Title, id, err)
		return
	case err != nil && imports: // state is made of what is read
		diags.API(&resp.Diagnostics, "Read", r.Title, id, err)
		return
	case err != nil:
		managed.NotRefreshed(resp, r.Title, id, err)
		return
	}
	if imports && r.ImportFound != nil {
		if problem := r.ImportFound(found); problem != "" {
			resp.Diagnostics.AddError("Unable to Import "+r.Title, problem)
			return
		}
	}
	if imports {
		resp.Diagnostics.Append(managed.EndImport(ctx, resp.Private)...)
	}
	state := r.Flatten(found, prior)
	drifted, d := r.note(ctx, req.Private, resp.Private, found)
	r.reveal(state, found, drifted)
	r.Save(ctx, &resp.State, resp.Identity, state, &resp.Diagnostics)
	resp.Diagnostics.Append(append(d, r.Remember(ctx, resp.Private, found)...)...)
}

// notThere is the error of an import of what the service does not have. People know objects by their names, so it says which
// object has what was given for its name.
func (r *Resource) notThere(ctx context.Context, client *edge.Client, id string, err error, d *diag.Diagnostics) {
	text := fmt.Sprintf("Lacework Edge has no %s of the id %q in the account %q.", r.One, id, client.Account())
	var all []edge.Object
	var listErr error
	if r.lookedUp() {
		all, listErr = r.Objects(client).ReadAll(ctx)
	}
	for _, object := range all {
		if listErr == nil && r.key(object) == id {
			text += fmt.Sprintf(" But there is one that is called so: import it by its id, %q.", r.id(object))
		}
	}
	d.AddError("Unable to Import "+r.Title, text+"\n\nThe service said: "+err.Error()+".")
}

// ReadUnchanged implements managed.ReadsUnchanged.
func (r *Resource) ReadUnchanged(ctx context.Context, object managed.Stored) (context.Context, bool) {
	client := r.CanRead(ctx, object)
	if client == nil || managed.IsImport(ctx, object.Private) {
		return ctx, false
	}
	prior, err := valuesOf(object.State, object.Types)
	if err != nil {
		return ctx, false
	}
	found, ok := r.Objects(client).ReadNow(prior.ID())
	if ok && r.agrees(ctx, object.Private, prior, found) {
		return ctx, true
	}
	limited, done := managed.LimitRead(ctx)
	defer done()
	found, err = r.read(limited, client, prior, object.Private)
	return managed.WithRead(ctx, found, err), err == nil && r.agrees(ctx, object.Private, prior, found)
}

// read reads what is in state.
func (r *Resource) read(ctx context.Context, client *edge.Client, prior Values, p private.Reader) (edge.Object, error) {
	objects, id := r.Objects(client), prior.ID()
	defer r.knew(objects, prior)()
	var written edge.Written
	if private.Load(ctx, p, writtenKey, &written) {
		objects.Wrote(id, written)
	}
	return objects.Read(ctx, id, func(found edge.Object) bool { return r.agrees(ctx, p, prior, found) })
}

// agrees says whether a refresh that finds an object leaves state and private state as they are.
func (r *Resource) agrees(ctx context.Context, p private.Reader, prior Values, found edge.Object) bool {
	if !r.remembered(ctx, p, found) {
		return false
	}
	drifted, _, stale := r.observe(ctx, p, found)
	state := r.Flatten(found, prior)
	r.reveal(state, found, drifted)
	return !stale && state.equal(prior)
}

// remembered says whether remember would change nothing.
func (r *Resource) remembered(ctx context.Context, p private.Reader, object edge.Object) bool {
	if r.Remembers == nil {
		return true
	}
	key, value := r.Remembers(object)
	now, err := json.Marshal(value)
	before, d := p.GetKey(ctx, key)
	return err == nil && !d.HasError() && string(before) == string(now)
}

// Update implements resource.Resource. It sends what changes.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	plan, state := r.Decode(req.Plan.Raw, &resp.Diagnostics), r.Decode(req.State.Raw, &resp.Diagnostics)
	config := r.Decode(req.Config.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	change, patch := r.Expand(plan, r.unclearable(plan, state))
	if added := r.add(&Adding[edge.Object]{Change: &change, Plan: plan, State: state, Config: config}); patch.IsEmpty() && !added {
		state = r.withoutUnknown(plan, state)
	} else {
		updated, err := r.Objects(client).Update(ctx, state.ID(), change, patch.Clear)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", r.Title, state.ID(), err)
			return
		}
		r.keep(plan, updated, &resp.Diagnostics)
		state = r.Flatten(updated, plan)
		resp.Diagnostics.Append(r.Wrote(ctx, resp.Private, updated)...)
	}
	r.Finish(ctx, req, resp, client, plan, state)
}

// unclearable is state without what is not known in the plan although nobody configures it: the service chooses it anew, and
// nothing is to be cleared for that.
func (r *Resource) unclearable(plan, state Values) Values {
	var unknown []string
	for i := range r.arguments {
		if c := &r.arguments[i]; c.absence == managed.Hidden && plan[c.name].IsUnknown() {
			unknown = append(unknown, c.name)
		}
	}
	return r.with(state, nil, unknown)
}

// withoutUnknown is a plan that sends nothing: what it left to the service stays as it is.
func (r *Resource) withoutUnknown(plan, state Values) Values {
	done := make(Values, len(plan))
	for name, value := range plan {
		if value.IsUnknown() {
			value = state[name]
		}
		done[name] = value
	}
	return done
}

// Finish ends an update: it saves state, identity and private state, and compares with the plan.
func (r *Resource) Finish(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse, client *edge.Client, plan, state Values) {
	r.Save(ctx, &resp.State, resp.Identity, state, &resp.Diagnostics)
	r.RememberConfigured(ctx, resp.Private, req.Config, state, &resp.Diagnostics)
	r.saved(ctx, &Saving{Client: client, ID: state.ID(), Plan: plan, State: &resp.State, Diagnostics: &resp.Diagnostics})
	resp.Diagnostics.Append(managed.CheckUpdate(ctx, req.Plan, &resp.State, r.One)...)
}

// Delete implements resource.Resource.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	state := r.Decode(req.State.Raw, &resp.Diagnostics)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.Ends == Forgotten { // which the plan has said
		return
	}
	if r.staysBehind() {
		diags.LeftBehind(&resp.Diagnostics, r.One, r.Many, r.name(state), state.ID(), nil)
		return
	}
	objects := r.Objects(client)
	defer r.knew(objects, state)()
	r.Deleted(&resp.Diagnostics, state, objects.Delete(ctx, state.ID()))
}

// knew tells the client what state has of an object.
func (r *Resource) knew(objects *edge.Objects[edge.Object], state Values) (forget func()) {
	return objects.Knew(state.ID(), func() edge.Object {
		object, _ := r.Expand(state, nil)
		return object
	})
}

// Deleted tells how a deletion ended.
func (r *Resource) Deleted(d *diag.Diagnostics, state Values, err error) {
	switch {
	case errors.Is(err, edge.ErrSuspended):
		diags.Suspended(d, r.Title, state.ID(), err)
	case errors.Is(err, edge.ErrNotDeleted):
		diags.LeftBehind(d, r.One, r.Many, r.name(state), state.ID(), err)
	case err != nil:
		diags.API(d, "Delete", r.Title, state.ID(), err)
	}
}

// staysBehind says whether an object that is no longer managed stays in the service.
func (r *Resource) staysBehind() bool {
	return r.Ends == LeftBehind && !r.Configured().AllowsUndocumented()
}
