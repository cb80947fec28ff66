package appintegrity

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/integrityid"
)

// fields is what the managed resource and the data source have in common.
type fields struct {
	ID                    types.String `tfsdk:"id"`
	Version               types.String `tfsdk:"version"`
	ConfigID              types.String `tfsdk:"config_id"`
	Platform              types.String `tfsdk:"platform"`
	Name                  types.String `tfsdk:"name"`
	Enabled               types.Bool   `tfsdk:"enabled"`
	Action                types.String `tfsdk:"action"`
	PackageName           types.String `tfsdk:"package_name"`
	CloudProjectNumber    types.String `tfsdk:"cloud_project_number"`
	RequiredDeviceVerdict types.String `tfsdk:"required_device_verdict"`
	RequirePlayRecognized types.Bool   `tfsdk:"require_play_recognized"`
	TeamID                types.String `tfsdk:"team_id"`
	BundleID              types.String `tfsdk:"bundle_id"`
	Title                 types.String `tfsdk:"title"`
	Message               types.String `tfsdk:"message"`
	Buttons               types.List   `tfsdk:"buttons"`
	Actions               types.List   `tfsdk:"actions"`
	Redirects             types.List   `tfsdk:"redirects"`
}

// model is the managed resource. Write-only values are null in plan and state; they are read from the configuration.
type model struct {
	fields
	DecryptionKeyWO          types.String   `tfsdk:"decryption_key_wo"`
	DecryptionKeyWOVersion   types.Int64    `tfsdk:"decryption_key_wo_version"`
	DecryptionKeyStatus      types.String   `tfsdk:"decryption_key_status"`
	VerificationKeyWO        types.String   `tfsdk:"verification_key_wo"`
	VerificationKeyWOVersion types.Int64    `tfsdk:"verification_key_wo_version"`
	VerificationKeyStatus    types.String   `tfsdk:"verification_key_status"`
	Timeouts                 timeouts.Value `tfsdk:"timeouts"`
}

type identityModel struct {
	Version  types.String `tfsdk:"version"`
	ConfigID types.String `tfsdk:"config_id"`
}

func (f fields) identity() identityModel {
	return identityModel{Version: f.Version, ConfigID: f.ConfigID}
}

// imported is the prior state of an import. A flag that is absent or false suits null and false configurations alike if it
// is false in state; on ios it is no argument at all.
func imported(c apptego.IntegrityConfig) fields {
	if c.Platform != apptego.PlatformAndroid {
		return fields{}
	}
	return fields{RequirePlayRecognized: types.BoolValue(false)}
}

// flatten maps what the service answered. What an answer may leave out although it is stored keeps the value of prior: the
// message, cloud_project_number, and what belongs to ios, of which no answer is documented.
func flatten(c apptego.IntegrityConfig, version string, prior fields) fields {
	return fields{
		ID:                    types.StringValue(integrityid.Format(version, c.ConfigID)),
		Version:               types.StringValue(version),
		ConfigID:              types.StringValue(c.ConfigID),
		Platform:              types.StringValue(c.Platform),
		Name:                  types.StringValue(c.Name),
		Enabled:               types.BoolValue(c.Enabled),
		Action:                types.StringValue(c.Action),
		PackageName:           text(c.PackageName),
		CloudProjectNumber:    textOr((*string)(c.CloudProjectNumber), prior.CloudProjectNumber),
		RequiredDeviceVerdict: text(c.RequiredDeviceVerdict),
		RequirePlayRecognized: flex.Bool(c.RequirePlayRecognized != nil && *c.RequirePlayRecognized, prior.RequirePlayRecognized),
		TeamID:                textOr(c.TeamID, prior.TeamID),
		BundleID:              textOr(c.BundleID, prior.BundleID),
		Title:                 textOr(c.Title, prior.Title),
		Message:               textOr(c.Message, prior.Message),
		Buttons:               listOr(c.Buttons, prior.Buttons),
		Actions:               listOr(c.Actions, prior.Actions),
		Redirects:             listOr(c.Redirects, prior.Redirects),
	}
}

func text(read *string) types.String {
	if read == nil {
		return types.StringNull()
	}
	return flex.StringOrNull(*read)
}

func textOr(read *string, prior types.String) types.String {
	if read == nil {
		return prior
	}
	return flex.StringOrNull(*read)
}

func listOr(read []string, prior types.List) types.List {
	if len(read) > 0 {
		return types.ListValueMust(types.StringType, flex.Map(read, func(s string) attr.Value { return types.StringValue(s) }))
	}
	if read != nil || prior.IsNull() {
		return types.ListNull(types.StringType)
	}
	return prior
}

// expand says what changes from prior to planned, and adds the keys to send.
func expand(planned, prior model, keys secrets) apptego.IntegrityUpdate {
	u := apptego.IntegrityUpdate{Version: planned.Version.ValueString(), ConfigID: prior.ConfigID.ValueString()}
	u.DecryptionKey, u.VerificationKey = keys.pointer(decryptionKey), keys.pointer(verificationKey)
	changedText(planned.Name, prior.Name, &u.Name)
	changedFlag(planned.Enabled, prior.Enabled, &u.Enabled)
	changedText(planned.Action, prior.Action, &u.Action)
	changedText(planned.PackageName, prior.PackageName, &u.PackageName)
	changedText(planned.CloudProjectNumber, prior.CloudProjectNumber, &u.CloudProjectNumber)
	changedText(planned.RequiredDeviceVerdict, prior.RequiredDeviceVerdict, &u.RequiredDeviceVerdict)
	changedFlag(planned.RequirePlayRecognized, prior.RequirePlayRecognized, &u.RequirePlayRecognized)
	changedText(planned.TeamID, prior.TeamID, &u.TeamID)
	changedText(planned.BundleID, prior.BundleID, &u.BundleID)
	changedText(planned.Title, prior.Title, &u.Title)
	changedText(planned.Message, prior.Message, &u.Message)
	u.Buttons = changedList(planned.Buttons, prior.Buttons)
	u.Actions = changedList(planned.Actions, prior.Actions)
	u.Redirects = changedList(planned.Redirects, prior.Redirects)
	return u
}

func changedText(planned, prior types.String, field **string) {
	if !flex.Same(planned, prior) && !flex.IsZero(planned) {
		value := planned.ValueString()
		*field = &value
	}
}

// changedFlag sends false as well: this API has no other way to say it.
func changedFlag(planned, prior types.Bool, field **bool) {
	if !flex.Same(planned, prior) && !planned.IsUnknown() {
		value := planned.ValueBool()
		*field = &value
	}
}

func changedList(planned, prior types.List) []string {
	if flex.Same(planned, prior) || flex.IsZero(planned) {
		return nil
	}
	var out []string
	for _, element := range planned.Elements() {
		if s, ok := element.(types.String); ok {
			out = append(out, s.ValueString())
		}
	}
	return out
}
