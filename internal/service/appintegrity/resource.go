// Package appintegrity implements zerotrust_app_integrity_config: which builds of the mobile app are trusted.
package appintegrity

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/integrityid"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

var (
	_ resource.ResourceWithConfigure      = (*configResource)(nil)
	_ resource.ResourceWithIdentity       = (*configResource)(nil)
	_ resource.ResourceWithValidateConfig = (*configResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*configResource)(nil)
	_ resource.ResourceWithImportState    = (*configResource)(nil)
)

// noun is what diagnostics call the object.
const noun = "App Integrity Configuration"

// NewResource returns the managed resource zerotrust_app_integrity_config.
func NewResource() resource.Resource { return &configResource{} }

type configResource struct{ managed.Base[apptego.Client] }

func (r *configResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_app_integrity_config"
}

func (r *configResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An App Integrity configuration: how Google Play Integrity or Apple App Attest decides which builds of the mobile app are trusted, for one version and platform.",
		Attributes:          argument.Timed(attributes()),
	}
}

func (r *configResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"version":   identityschema.StringAttribute{Description: "Configuration version.", RequiredForImport: true},
		"config_id": identityschema.StringAttribute{Description: "Id of the configuration within the API.", RequiredForImport: true},
	}}
}

// Create makes the disabled configuration, saves it, and sets everything else by one update.
func (r *configResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, done := r.BeginCreate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	version := plan.Version.ValueString()
	created, err := client.CreateIntegrityConfig(ctx, version, plan.Platform.ValueString(), plan.Name.ValueString())
	if err != nil {
		diags.API(&resp.Diagnostics, "Create", noun, diags.Named(plan.Name), err)
		return
	}
	state, sent := plan, configuredKeys(config)
	state.fields = flatten(created, version, fields{})
	settleKeys(&state, model{}, nil)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)

	answer := created
	if update := expand(plan, state, sent); !update.IsEmpty() {
		if answer, err = client.UpdateIntegrityConfig(ctx, update); err != nil {
			diags.API(&resp.Diagnostics, "Complete", noun, state.ID.ValueString(), err)
			return
		}
	}
	state.fields = flatten(answer, version, plan.fields)
	settleKeys(&state, model{}, sent)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(rememberStored(ctx, resp.Private, answer)...)
	resp.Diagnostics.Append(rememberSent(ctx, resp.Private, sent, answer)...)
	resp.Diagnostics.Append(managed.CheckCreate(ctx, req.Plan, &resp.State, "configuration")...)
}

func (r *configResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
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
	version, id := state.Version.ValueString(), state.ID.ValueString()
	found, err := client.ReadIntegrityConfig(ctx, version, state.ConfigID.ValueString(), func(c apptego.IntegrityConfig) bool {
		return state.shows(ctx, req.Private, c)
	})
	switch {
	case api.IsNotFound(err) && state.Name.IsNull():
		resp.Diagnostics.AddError("Unable to Import "+noun, notThere(ctx, client, version, state.ConfigID.ValueString(), err))
		return
	case api.IsNotFound(err):
		r.Gone(ctx, resp, noun, id, err)
		return
	case err != nil && state.Name.IsNull(): // state is made of what is read
		diags.API(&resp.Diagnostics, "Read", noun, id, err)
		return
	case err != nil:
		managed.NotRefreshed(resp, noun, id, err)
		return
	}
	if state.Name.IsNull() { // only an import knows nothing but the id
		state.fields = imported(found)
	}
	state.fields = flatten(found, version, state.fields)
	resp.Diagnostics.Append(readKeys(ctx, req.Private, resp.Private, &state, found)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(rememberStored(ctx, resp.Private, found)...)
}

// notThere says that a version has no configuration of an id. People know configurations by their names, so it says which one
// has what was given for its name.
func notThere(ctx context.Context, client *apptego.Client, version, configID string, err error) string {
	text := fmt.Sprintf("AppTego has no configuration of the id %q in the version %q.", configID, version)
	all, listErr := client.ListIntegrityConfigs(ctx, version)
	for _, config := range all {
		if listErr == nil && config.Name == configID {
			text += fmt.Sprintf(" But there is one that is called so: import it by its id, %q.", integrityid.Format(version, config.ConfigID))
		}
	}
	return text + "\n\nThe service said: " + err.Error() + "."
}

// shows says whether a configuration is as state knows it. An import knows nothing that could differ.
func (m model) shows(ctx context.Context, r private.Reader, c apptego.IntegrityConfig) bool {
	if m.Name.IsNull() {
		return true
	}
	shown, read := masks(c), flatten(c, m.Version.ValueString(), m.fields)
	for _, k := range m.keyFields() {
		known := remembered(ctx, r, k.name)
		if !known.compare(shown[k.name]).Equal(*k.status) {
			return false
		}
	}
	return flex.EqualModels(&read, &m.fields)
}

func (r *configResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, done := r.BeginUpdate(ctx, req.Plan, &resp.Diagnostics)
	defer done()
	var plan, state, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	version, sent := state.Version.ValueString(), keysToSend(ctx, req.Private, config, state)
	if update := expand(plan, state, sent); !update.IsEmpty() {
		answer, err := client.UpdateIntegrityConfig(ctx, update)
		if err != nil {
			diags.API(&resp.Diagnostics, "Update", noun, state.ID.ValueString(), err)
			return
		}
		state.fields = flatten(answer, version, plan.fields)
		resp.Diagnostics.Append(rememberStored(ctx, resp.Private, answer)...)
		resp.Diagnostics.Append(rememberSent(ctx, resp.Private, sent, answer)...)
	} else {
		state.fields = plan.fields
	}
	state.Timeouts = plan.Timeouts
	state.DecryptionKeyWOVersion, state.VerificationKeyWOVersion = plan.DecryptionKeyWOVersion, plan.VerificationKeyWOVersion
	settleKeys(&state, state, sent)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(managed.CheckUpdate(ctx, req.Plan, &resp.State, "configuration")...)
}

func (r *configResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, done := r.BeginDelete(ctx, req.State, &resp.Diagnostics)
	defer done()
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	client := r.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := client.DeleteIntegrityConfig(ctx, state.Version.ValueString(), state.ConfigID.ValueString()); err != nil {
		diags.API(&resp.Diagnostics, "Delete", noun, state.ID.ValueString(), err)
	}
}

// ImportState takes "<version>/<config_id>" or the identity.
func (r *configResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var identity identityModel
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		req.ID = integrityid.Format(identity.Version.ValueString(), identity.ConfigID.ValueString())
	}
	version, configID, err := integrityid.Parse(req.ID)
	if err != nil {
		resp.Diagnostics.AddError("Invalid Import Id", err.Error()+".")
		return
	}
	if problem := managed.InvalidID(configID); problem != "" {
		resp.Diagnostics.AddError("Invalid Import Id", fmt.Sprintf("The id %q %s.", configID, problem))
	}
	if resp.Diagnostics.HasError() || !r.CanImport(req, &resp.Diagnostics) {
		return
	}
	for name, value := range map[string]string{"id": req.ID, "version": version, "config_id": configID} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// rememberStored keeps which secrets the service has. The masks themselves are not kept.
func rememberStored(ctx context.Context, w private.Writer, c apptego.IntegrityConfig) diag.Diagnostics {
	stored := map[string]bool{
		"decryption_key":   c.DecryptionKey != nil && *c.DecryptionKey != "",
		"verification_key": c.VerificationKey != nil && *c.VerificationKey != "",
	}
	maps.DeleteFunc(stored, func(_ string, present bool) bool { return !present })
	return private.Store(ctx, w, storedKey, slices.Sorted(maps.Keys(stored)))
}
