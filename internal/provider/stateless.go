package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/functions"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/alert"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/app"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/apptegobuild"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/connectionlog"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dataexport"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/device"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/document"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/edgesession"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/integration"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/onboarding"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/token"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/websocketticket"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/workflowrun"
)

// What leaves nothing in state.
var (
	_ provider.ProviderWithActions            = (*zeroTrust)(nil)
	_ provider.ProviderWithEphemeralResources = (*zeroTrust)(nil)
	_ provider.ProviderWithFunctions          = (*zeroTrust)(nil)
)

// Actions need Terraform 1.14.
func (p *zeroTrust) Actions(context.Context) []func() action.Action {
	return guardActions(
		alert.NewInvestigateAction,
		alert.NewPromoteAction,
		app.NewDeployAction,
		apptegobuild.NewWaitAction,
		connectionlog.NewAction,
		dataexport.Validation().Action().New,
		device.NewDeleteAction,
		document.RevokeAccessAction().New,
		document.RevokeSharingAction().New,
		integration.Validation().Action().New,
		onboarding.UpdateAction().New,
		token.RevokeAction().New,
		workflowrun.AnswerAction().New,
		workflowrun.StartAction().New,
	)
}

func (p *zeroTrust) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		edgesession.NewEphemeralResource,
		token.NewEphemeralResource,
		token.NewTemporaryEphemeralResource,
		websocketticket.NewEphemeralResource,
	}
}

func (p *zeroTrust) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		functions.NewAuditQuery,
		functions.NewIntegrityID,
		functions.NewParseIntegrityID,
		functions.NewTag,
	}
}
