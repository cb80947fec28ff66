// Package apptegobuild implements zerotrust_apptego_wait_for_build: it waits until AppTego tells that a build has ended.
package apptegobuild

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

var (
	_ action.ActionWithConfigure  = (*waitAction)(nil)
	_ action.ActionWithModifyPlan = (*waitAction)(nil)
)

const defaultTimeout = "30m"

// limitError is the cause of a context that ended because the timeout of the action was over.
type limitError struct{}

func (limitError) Error() string { return "the timeout is over" }

// Is says that it is a context.DeadlineExceeded to whoever asks for no more.
func (limitError) Is(target error) bool { return target == context.DeadlineExceeded }

// NewWaitAction returns the action zerotrust_apptego_wait_for_build.
func NewWaitAction() action.Action { return &waitAction{} }

type waitAction struct{ conns.Action[apptego.Client] }

type model struct {
	Version  types.String `tfsdk:"version"`
	Platform types.String `tfsdk:"platform"`
	Timeout  types.String `tfsdk:"timeout"`
}

func (m model) build() string {
	return fmt.Sprintf("build of %s for %s", m.Version.ValueString(), m.Platform.ValueString())
}

func (a *waitAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_apptego_wait_for_build"
}

func (a *waitAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	oneOf := func(description string, values []string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{stringvalidator.OneOf(values...)}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Waits until AppTego tells that a build has ended, and fails if it failed. Invoke it as soon as the build has begun. If no message comes within `timeout`, it fails, although the build may have ended. Needs `apptego.websocket_endpoint`.",
		Attributes: map[string]schema.Attribute{
			"version":  oneOf("Configuration version of the build: `development`, `staging` or `production`.", apptego.Versions()),
			"platform": oneOf("Platform of the build: `android` or `ios`.", apptego.Platforms()),
			"timeout": schema.StringAttribute{
				MarkdownDescription: "How long to wait, such as `45m`. Default `" + defaultTimeout + "`.",
				Optional:            true, Validators: []validator.String{validators.PositiveDuration()},
			},
		},
	}
}

// ModifyPlan refuses at plan what could not be waited for.
func (a *waitAction) ModifyPlan(_ context.Context, _ action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	if client := a.Configured(); client != nil {
		if _, err := client.WebSocketURL(""); err != nil {
			fail(&resp.Diagnostics, err)
		}
	}
}

func (a *waitAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := a.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	timeout := cmp.Or(config.Timeout.ValueString(), defaultTimeout)
	limit, err := time.ParseDuration(timeout)
	if err != nil {
		resp.Diagnostics.AddError("Invalid Timeout", fmt.Sprintf("timeout: %q is no duration.", timeout)) // it was not known at plan
		return
	}
	ctx, cancel := context.WithTimeoutCause(ctx, limit, limitError{})
	defer cancel()
	say := func(format string, values ...any) {
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, values...)})
	}
	say("Waiting at most %s for the %s.", timeout, config.build())
	var last apptego.BuildMessage
	err = client.ListenForBuilds(ctx, func(m apptego.BuildMessage) bool {
		if m.Version != config.Version.ValueString() || m.Platform != config.Platform.ValueString() {
			return true
		}
		if last = m; m.Type == apptego.BuildProgress {
			say("The %s: %s", config.build(), m.StatusMessage)
		}
		return m.Type != apptego.BuildComplete
	}, func(err error) { say("Listening again with a new ticket: %s.", err) })
	switch {
	case errors.Is(err, limitError{}):
		resp.Diagnostics.AddError("No Word of the Build", config.silence(timeout, last))
	case err != nil:
		fail(&resp.Diagnostics, err)
	case !last.Success:
		resp.Diagnostics.AddError("Build Failed", fmt.Sprintf("AppTego tells that the %s has ended without success. The build history in its portal says why.", config.build()))
	default:
		say("The %s is complete.", config.build())
	}
}

// silence says what a limit that is over means.
func (m model) silence(timeout string, last apptego.BuildMessage) string {
	heard := "No message about it arrived"
	if status := last.StatusMessage; status != "" {
		heard = fmt.Sprintf("The last message about it was %q", status)
	}
	return fmt.Sprintf("AppTego did not tell within %s that the %s has ended. %s. Delivery of messages is best effort, so the build may have ended all the same: "+
		"look at the build history in the portal. If builds take longer, raise timeout.", timeout, m.build(), heard)
}

func fail(d *diag.Diagnostics, err error) { diags.Stateless(d, "Wait for", "Build", "", err) }
