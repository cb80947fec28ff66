package appintegrity

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

// cleared is the rule for arguments that cannot be cleared once they are stored: the API documents no way.
const cleared = " Removing it replaces the configuration, since a stored value cannot be cleared."

func attributes() map[string]schema.Attribute {
	all := platformAttributes()
	for name, attribute := range messageAttributes() {
		all[name] = attribute
	}
	computed := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Computed: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	fixed := func(description string, values []string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " A change replaces the configuration.", Required: true,
			Validators:    []validator.String{stringvalidator.OneOf(values...)},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}
	}
	all["id"] = computed("Id of the configuration, `<version>/<config_id>`.")
	all["config_id"] = computed("Id of the configuration within the API. Opaque.")
	all["version"] = fixed("Configuration version: `development`, `staging` or `production`.", apptego.Versions())
	all["platform"] = fixed("Platform: `android` or `ios`.", apptego.Platforms())
	all["name"] = schema.StringAttribute{
		MarkdownDescription: "Display name: at most 100 letters of any script, digits, spaces, hyphens, underscores and dots.",
		Required:            true,
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.UTF8LengthAtMost(apptego.MaxNameCharacters),
			stringvalidator.RegexMatches(regexp.MustCompile(`^[\p{L}\p{M}\p{N} _.-]*$`), "may hold only letters, digits, spaces, hyphens, underscores and dots"),
		},
	}
	all["enabled"] = schema.BoolAttribute{
		MarkdownDescription: "Whether the checks are made. Needs the credentials of the platform: `decryption_key_wo`, `verification_key_wo` and `package_name` for android, " +
			"`team_id` and `bundle_id` for ios. Default `false`.",
		Optional: true, Computed: true, Default: booldefault.StaticBool(false),
	}
	all["action"] = schema.StringAttribute{
		MarkdownDescription: "What the app does when a check fails: `log`, `die`, `redirect` or `message`. Default `log`.",
		Optional:            true, Computed: true, Default: stringdefault.StaticString(apptego.ActionLog),
		Validators: []validator.String{stringvalidator.OneOf(apptego.Actions()...)},
	}
	return all
}

func platformAttributes() map[string]schema.Attribute {
	notEmpty := stringvalidator.LengthAtLeast(1)
	playRecognized := argument.Bool("Android: whether Google Play must recognize the installed app." + cleared)
	playRecognized.PlanModifiers = append(playRecognized.PlanModifiers, boolplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.BoolRequest, resp *boolplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = req.PlanValue.IsNull() && req.StateValue.ValueBool()
		}, "", ""))
	return map[string]schema.Attribute{
		"package_name":                optionalText("Android: application id of the app.", notEmpty),
		"cloud_project_number":        optionalText("Android: Google Cloud project number, in digits.", stringvalidator.RegexMatches(regexp.MustCompile(`^[0-9]+$`), "must hold digits only")),
		"required_device_verdict":     optionalText("Android: weakest device verdict to accept: `MEETS_BASIC_INTEGRITY`, `MEETS_DEVICE_INTEGRITY` or `MEETS_STRONG_INTEGRITY`.", stringvalidator.OneOf(apptego.DeviceVerdicts()...)),
		"require_play_recognized":     playRecognized,
		"team_id":                     optionalText("iOS: Apple Team ID.", notEmpty),
		"bundle_id":                   optionalText("iOS: bundle identifier of the app.", notEmpty),
		"decryption_key_wo":           writeOnly("Android: Google Play Integrity decryption key, base64 text."),
		"decryption_key_wo_version":   writeOnlyVersion("decryption_key_wo"),
		"decryption_key_status":       keyStatus("decryption key", "decryption_key_wo"),
		"verification_key_wo":         writeOnly("Android: Google Play Integrity verification key, base64 text."),
		"verification_key_wo_version": writeOnlyVersion("verification_key_wo"),
		"verification_key_status":     keyStatus("verification key", "verification_key_wo"),
	}
}

// inferred is the mark of fields whose limits the vendor documents for this configuration, but not the names.
const inferred = " Inferred: the vendor names this field only for other controls."

func messageAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"title":     optionalText("Title of the message, at most 8192 bytes in UTF-8."+inferred, stringvalidator.LengthAtLeast(1), validators.MaxBytes(apptego.MaxTitleBytes)),
		"message":   optionalText("Body of the message, at most 16384 bytes in UTF-8."+inferred, stringvalidator.LengthAtLeast(1), validators.MaxBytes(apptego.MaxMessageBytes)),
		"buttons":   optionalList("Button labels, each at most 8192 bytes in UTF-8."+inferred, stringvalidator.LengthAtLeast(1), validators.MaxBytes(apptego.MaxButtonBytes)),
		"actions":   optionalList("What each button does, in the order of `buttons`."+inferred, stringvalidator.LengthAtLeast(1)),
		"redirects": optionalList("Where each button leads, in the order of `buttons`, empty where unused; for the action `redirect` where the user is led, with no need for buttons." + inferred),
	}
}

func optionalText(description string, v ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + cleared, Optional: true, Validators: v,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
				resp.RequiresReplace = req.PlanValue.IsNull() && !req.StateValue.IsNull()
			}, "", "")},
	}
}

func optionalList(description string, v ...validator.String) schema.ListAttribute {
	return schema.ListAttribute{
		MarkdownDescription: description + cleared, Optional: true, ElementType: types.StringType,
		Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(v...)},
		PlanModifiers: []planmodifier.List{listplanmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.ListRequest, resp *listplanmodifier.RequiresReplaceIfFuncResponse) {
				resp.RequiresReplace = req.PlanValue.IsNull() && !req.StateValue.IsNull()
			}, "", "")},
	}
}

func writeOnly(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Write-only: it is sent to the service and kept in no plan and no state. " +
			"It is sent when the configuration is created, when it changes, and when the service shows that somebody else changed or removed it. " +
			"After an import it is sent once, since nobody can compare it with what the service has. " +
			"Without a version, a change of the value is found by a salted digest. To remove it from the configuration changes nothing in the service.",
		Optional: true, Sensitive: true, WriteOnly: true,
		Validators: []validator.String{validators.Base64()},
	}
}

func writeOnlyVersion(secret string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "Version of `" + secret + "`: with it, a change of the value alone is none, and the value is sent when the version is set or changes. " +
			"Needed for a value that differs in each run, or between plan and apply. To remove it sends nothing unless the value is another than the last one that was sent.",
		Optional:   true,
		Validators: []validator.Int64{int64validator.AtLeast(0), int64validator.AlsoRequires(path.MatchRoot(secret))},
	}
}

// keyStatus has no plan modifier: ModifyPlan plans it.
func keyStatus(noun, secret string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "State of the " + noun + " in the service: `" + statusInSync + "`, `" + statusUnverified + "` (as after an import), `" + statusChangedOutside + "`, `" + statusMissing +
			"`, or null where there is no key. The next plan sends `" + secret + "` again if somebody changed or removed the key.",
		Computed: true,
	}
}
