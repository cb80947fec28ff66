package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// guardedAction catches the panics of an action: the framework invokes it in a goroutine of its own, where the guard of
// the protocol sees nothing. It hands on every optional interface that the action may have.
type guardedAction struct{ action.Action }

var (
	_ action.ActionWithConfigure        = guardedAction{}
	_ action.ActionWithConfigValidators = guardedAction{}
	_ action.ActionWithModifyPlan       = guardedAction{}
	_ action.ActionWithValidateConfig   = guardedAction{}
)

func guardActions(all ...func() action.Action) []func() action.Action {
	guarded := make([]func() action.Action, len(all))
	for i, build := range all {
		guarded[i] = func() action.Action { return guardedAction{build()} }
	}
	return guarded
}

func (a guardedAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	defer func() {
		if p := recover(); p != nil {
			d := crash(subject{rpc: "InvokeAction"}, api.Caught(p))
			resp.Diagnostics.AddError(d.Summary, d.Detail)
		}
	}()
	a.Action.Invoke(ctx, req, resp)
}

func (a guardedAction) Configure(ctx context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	if inner, ok := a.Action.(action.ActionWithConfigure); ok {
		inner.Configure(ctx, req, resp)
	}
}

func (a guardedAction) ConfigValidators(ctx context.Context) []action.ConfigValidator {
	if inner, ok := a.Action.(action.ActionWithConfigValidators); ok {
		return inner.ConfigValidators(ctx)
	}
	return nil
}

func (a guardedAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	if inner, ok := a.Action.(action.ActionWithModifyPlan); ok {
		inner.ModifyPlan(ctx, req, resp)
	}
}

func (a guardedAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	if inner, ok := a.Action.(action.ActionWithValidateConfig); ok {
		inner.ValidateConfig(ctx, req, resp)
	}
}
