package appintegrity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// ValidateConfig refuses the arguments of the other platform, and message lists that do not belong together.
func (r *configResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		checkArguments(config, &resp.Diagnostics)
	}
}

func checkArguments(config model, d *diag.Diagnostics) {
	android, ios := config.platformArguments()
	switch config.Platform.ValueString() { // empty when unknown
	case apptego.PlatformAndroid:
		refuse(d, ios, "ios", "android")
	case apptego.PlatformIOS:
		refuse(d, android, "android", "ios")
	}
	// The action redirect leads somewhere without a button.
	leads := config.Buttons.IsNull() && (config.Action.IsUnknown() || config.Action.ValueString() == apptego.ActionRedirect)
	for name, list := range map[string]types.List{"actions": config.Actions, "redirects": config.Redirects} {
		if list.IsNull() || list.IsUnknown() || config.Buttons.IsUnknown() || leads && name == "redirects" {
			continue
		}
		if got, want := len(list.Elements()), len(config.Buttons.Elements()); got != want {
			d.AddAttributeError(path.Root(name), "Invalid Message", fmt.Sprintf("%s has %d elements and buttons has %d; each button needs one.", name, got, want))
		}
	}
}

type named struct {
	name  string
	value attr.Value
}

func (m model) platformArguments() (android, ios []named) {
	return []named{
			{"cloud_project_number", m.CloudProjectNumber},
			{"decryption_key_wo", m.DecryptionKeyWO},
			{"package_name", m.PackageName},
			{"require_play_recognized", m.RequirePlayRecognized},
			{"required_device_verdict", m.RequiredDeviceVerdict},
			{"verification_key_wo", m.VerificationKeyWO},
		}, []named{
			{"bundle_id", m.BundleID},
			{"team_id", m.TeamID},
		}
}

func refuse(d *diag.Diagnostics, arguments []named, owner, platform string) {
	for _, a := range arguments {
		if !a.value.IsNull() {
			d.AddAttributeError(path.Root(a.name), "Argument of Another Platform", fmt.Sprintf("%s is an argument of %s configurations; the platform of this one is %s.", a.name, owner, platform))
		}
	}
}

// ModifyPlan refuses what the service would refuse in the middle of an apply, and shows which keys will be sent.
func (r *configResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.DeferPlan(ctx, req, resp) || req.Plan.Raw.IsNull() {
		return
	}
	managed.KeepSpelling(ctx, req, resp, func(_ string, planned, prior attr.Value) bool { return flex.Same(planned, prior) })
	var plan, config model
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	checkArguments(config, &resp.Diagnostics) // again: an apply plans once more, when values that were not known are
	requireCredentials(plan, config, func(secret string) bool {
		return !req.State.Raw.IsNull() && private.Has(ctx, req.Private, storedKey, secret)
	}, &resp.Diagnostics)
	checkSize(plan, config, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		planKeys(ctx, req, resp, config)
	}
}

// storedKey is the private state that names the secrets which the service has.
const storedKey = "stored_secrets"

// requireCredentials refuses enabled = true without the credentials of the platform. Secrets that the service has already
// need not be configured, as after an import.
func requireCredentials(plan, config model, stored func(secret string) bool, d *diag.Diagnostics) {
	if !plan.Enabled.ValueBool() || plan.Platform.IsUnknown() {
		return
	}
	needed := []named{{"team_id", config.TeamID}, {"bundle_id", config.BundleID}}
	if plan.Platform.ValueString() == apptego.PlatformAndroid {
		needed = []named{{"package_name", config.PackageName}}
		if !stored("decryption_key") {
			needed = append(needed, named{"decryption_key_wo", config.DecryptionKeyWO})
		}
		if !stored("verification_key") {
			needed = append(needed, named{"verification_key_wo", config.VerificationKeyWO})
		}
	}
	for _, a := range needed {
		if a.value.IsNull() {
			d.AddAttributeError(path.Root(a.name), "Missing Credential", fmt.Sprintf("enabled = true needs %s on %s.", a.name, plan.Platform.ValueString()))
		}
	}
}

// checkSize refuses a configuration above the limit of the service, counted as the service counts: UTF-8 bytes of the
// compact JSON, without the escaping of HTML characters. The id of a configuration that is still to be made cannot be counted.
func checkSize(plan, config model, d *diag.Diagnostics) {
	body, err := api.EncodeBody(expand(plan, model{fields: fields{ConfigID: plan.ConfigID}}, configuredKeys(config)))
	if err != nil {
		d.AddError("Unable to Encode Configuration", "This is a bug in the provider, please report it: "+err.Error())
		return
	}
	if size := len(body); size > apptego.MaxPayloadBytes {
		d.AddAttributeError(path.Root("buttons"), "Configuration Too Large",
			fmt.Sprintf("The configuration has %d bytes as compact JSON; the service takes at most %d.", size, apptego.MaxPayloadBytes))
	}
}
