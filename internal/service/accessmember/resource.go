// Package accessmember implements zerotrust_access_member: one selector in a list of an access rule.
package accessmember

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

var (
	_ resource.ResourceWithConfigure        = (*memberResource)(nil)
	_ resource.ResourceWithIdentity         = (*memberResource)(nil)
	_ resource.ResourceWithConfigValidators = (*memberResource)(nil)
	_ resource.ResourceWithModifyPlan       = (*memberResource)(nil)
	_ managed.PlansUnchanged                = (*memberResource)(nil)
	_ managed.ReadsUnchanged                = (*memberResource)(nil)
	_ resource.ResourceWithImportState      = (*memberResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "Access Member"

// NewResource returns the managed resource zerotrust_access_member.
func NewResource() resource.Resource { return &memberResource{} }

type memberResource struct{ managed.Base[edge.Client] }

type model struct {
	ID       types.String   `tfsdk:"id"`
	AccessID types.String   `tfsdk:"access_id"`
	User     types.String   `tfsdk:"user"`
	App      types.String   `tfsdk:"app"`
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

type identityModel struct {
	AccessID types.String `tfsdk:"access_id"`
	User     types.String `tfsdk:"user"`
	App      types.String `tfsdk:"app"`
}

func (m model) identity() identityModel {
	return identityModel{AccessID: m.AccessID, User: m.User, App: m.App}
}

// member returns the list of the rule, and the selector in it.
func (m model) member() (list, selector string) {
	if !m.App.IsNull() {
		return "app_list", m.App.ValueString()
	}
	return "user_list", m.User.ValueString()
}

// formatID writes "<access_id>/user/<selector>" or "<access_id>/app/<selector>". The first part is escaped, so that its end
// can be told.
func (m model) formatID() string {
	list, selector := m.member()
	return url.PathEscape(m.AccessID.ValueString()) + "/" + strings.TrimSuffix(list, "_list") + "/" + selector
}

func parseID(id string) (model, error) {
	m := model{ID: types.StringValue(id), Timeouts: argument.NoTimeouts()}
	escaped, rest, _ := strings.Cut(id, "/")
	kind, selector, _ := strings.Cut(rest, "/")
	access, err := url.PathUnescape(escaped)
	if err != nil || access == "" || selector == "" || (kind != "user" && kind != "app") {
		return m, fmt.Errorf("%q is not of the form <access_id>/user/<selector> or <access_id>/app/<selector>, for example %q", id, "2hV8Qm1nGk0rW3xTz5bYc7dLpAe/user/group:contractors")
	}
	if problem := managed.InvalidID(access); problem != "" {
		return m, fmt.Errorf("the id %q of the access rule %s", access, problem)
	}
	m.AccessID = types.StringValue(access)
	if kind == "user" {
		m.User = types.StringValue(selector)
	} else {
		m.App = types.StringValue(selector)
	}
	m.ID = types.StringValue(m.formatID()) // one spelling, however much of the first part was escaped
	return m, nil
}

func (r *memberResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_access_member"
}

func (r *memberResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	replaced := func(description string, required bool, v validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " A change replaces the member.", Required: required, Optional: !required,
			Validators:    []validator.String{v},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "One selector in a list of an access rule: the additive form of `user_list` and `app_list` of `zerotrust_access`, for teams that add themselves to a rule they do not own. The `zerotrust_access` of that rule must not set the list.",
		Attributes: argument.Timed(map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "`<access_id>/user/<selector>` or `<access_id>/app/<selector>`.", Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"access_id": replaced("Id of the access rule.", true, stringvalidator.LengthAtLeast(1)),
			"user":      replaced("User selector, such as `group:contractors`. Exactly one of `user` and `app` is needed.", false, validators.Selector()),
			"app":       replaced("App selector. Exactly one of `user` and `app` is needed.", false, validators.Selector()),
		}),
	}
}

func (r *memberResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"access_id": identityschema.StringAttribute{Description: "Id of the access rule.", RequiredForImport: true},
		"user":      identityschema.StringAttribute{Description: "User selector.", OptionalForImport: true},
		"app":       identityschema.StringAttribute{Description: "App selector.", OptionalForImport: true},
	}}
}

func (r *memberResource) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(path.MatchRoot("user"), path.MatchRoot("app"))}
}

// ModifyPlan tells of a list that the configuration manages as a whole. It is a warning: a CLI that destroys plans what is
// configured first, and must not be kept from it. Create refuses such a member.
func (r *memberResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.DeferPlan(ctx, req, resp) || req.Plan.Raw.IsNull() {
		return
	}
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if r.contested(plan) {
		resp.Diagnostics.AddAttributeWarning(path.Root("access_id"), contested, plan.contest())
	}
}

// PlanUnchanged implements managed.PlansUnchanged: a member of a list that nothing manages as a whole stays as it is.
func (r *memberResource) PlanUnchanged(ctx context.Context, object managed.Unchanged) bool {
	m, ok := stored(object.State)
	return r.CanPlan(ctx, object) && ok && !r.contested(m)
}

// stored returns the member of a state.
func stored(state map[string]tftypes.Value) (m model, ok bool) {
	for name, field := range map[string]*types.String{"access_id": &m.AccessID, "user": &m.User, "app": &m.App} {
		var text *string
		if value := state[name]; value.As(&text) != nil {
			return m, false
		}
		*field = types.StringPointerValue(text)
	}
	return m, true
}

// contested notes a member, and says whether the configuration manages its list as a whole, as far as it is known by now.
func (r *memberResource) contested(m model) bool {
	list, selector := m.member()
	claims := r.Claims()
	return claims != nil && !m.AccessID.IsUnknown() && selector != "" && claims.Join(m.AccessID.ValueString(), list, selector)
}

// contested is the summary of what is said of a list that is managed in two ways.
const contested = "List Managed as a Whole"

func (m model) contest() string {
	list, _ := m.member()
	return fmt.Sprintf("The zerotrust_access of this rule (%s) sets %s, which removes what it does not hold. "+
		"Add the selector there and remove this member, or leave %s out there.", m.AccessID.ValueString(), list, list)
}

// Create adds the selector. One that is there already is taken over: that it be there is all that the configuration says.
func (r *memberResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if r.contested(plan) {
		resp.Diagnostics.AddAttributeError(path.Root("access_id"), contested, plan.contest())
	}
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	plan.ID = types.StringValue(plan.formatID())
	list, selector := plan.member()
	_, err := client.Accesses.Edit(ctx, plan.AccessID.ValueString(), func(a edge.Access) (change edge.Access, toClear []string) {
		if members := *a.Members(list); !slices.Contains(members, selector) {
			*change.Members(list) = append(slices.Clone(members), selector)
		}
		return change, nil
	})
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, plan.ID.ValueString(), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *memberResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if r.DeferRead(req, resp) {
		return
	}
	ctx, done := r.BeginRead(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	list, selector := state.member()
	holds := func(a edge.Access) bool { return slices.Contains(*a.Members(list), selector) }
	found, err := client.Accesses.Read(ctx, state.AccessID.ValueString(), holds)
	switch {
	case managed.IsImport(ctx, req.Private) && (api.IsNotFound(err) || err == nil && !holds(found)):
		text := fmt.Sprintf("Lacework Edge has no access rule of the id %q in the account %q.", state.AccessID.ValueString(), client.Account())
		if err == nil {
			text = fmt.Sprintf("The %s of the access rule %q of the account %q does not hold %q.", list, state.AccessID.ValueString(), client.Account(), selector)
		}
		resp.Diagnostics.AddError("Unable to Import "+noun, text)
		return
	case api.IsNotFound(err):
		r.Gone(ctx, resp, noun, state.ID.ValueString(), err)
		return
	case err != nil && managed.IsImport(ctx, req.Private): // state is made of what is read
		diags.API(&resp.Diagnostics, "Read", noun, state.ID.ValueString(), err)
		return
	case err != nil:
		managed.NotRefreshed(resp, noun, state.ID.ValueString(), err)
		return
	case !holds(found):
		r.Gone(ctx, resp, noun, state.ID.ValueString(), fmt.Errorf("%s of the access rule does not hold %q", list, selector))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(managed.EndImport(ctx, resp.Private)...)
}

// ReadUnchanged implements managed.ReadsUnchanged. What was imported just now does not come here: see managed.Type.
func (r *memberResource) ReadUnchanged(ctx context.Context, object managed.Stored) (context.Context, bool) {
	client := r.CanRead(ctx, object)
	state, known := stored(object.State)
	if client == nil || !known {
		return ctx, false
	}
	list, selector := state.member()
	found, ok := client.Accesses.ReadNow(state.AccessID.ValueString())
	return ctx, ok && slices.Contains(*found.Members(list), selector)
}

// Update is reached by a change of the timeouts alone: every other argument replaces.
func (r *memberResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

// Delete removes the selector. A rule that is gone, or lacks it, needs nothing.
func (r *memberResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	list, selector := state.member()
	_, err := client.Accesses.Edit(ctx, state.AccessID.ValueString(), func(a edge.Access) (change edge.Access, toClear []string) {
		members := *a.Members(list)
		rest := slices.DeleteFunc(slices.Clone(members), func(s string) bool { return s == selector })
		switch {
		case len(rest) == len(members):
		case len(rest) == 0:
			toClear = []string{list}
		default:
			*change.Members(list) = rest
		}
		return change, toClear
	})
	if api.IsNotFound(err) {
		// The update may have been answered by it, which says nothing of the rule.
		if _, readErr := client.Accesses.Get(ctx, state.AccessID.ValueString()); api.IsNotFound(readErr) {
			return
		}
	}
	if err != nil {
		diags.API(&resp.Diagnostics, "Delete", noun, state.ID.ValueString(), err)
	}
}

// ImportState takes the id or the identity.
func (r *memberResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		var identity identityModel
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		if identity.User.IsNull() == identity.App.IsNull() {
			resp.Diagnostics.AddError("Invalid Import Identity", "Exactly one of user and app is needed.")
			return
		}
		req.ID = model{AccessID: identity.AccessID, User: identity.User, App: identity.App}.formatID()
	}
	m, err := parseID(req.ID)
	if err != nil {
		resp.Diagnostics.AddError("Invalid Import Id", err.Error()+".")
		return
	}
	if !r.CanImport(req, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
	resp.Diagnostics.Append(managed.Imports(ctx, resp.Private)...)
}
