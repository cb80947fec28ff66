package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// What the protocol has, each call behind the guard. The order is that of package tfprotov6.

func (g *guard) GetMetadata(ctx context.Context, req *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	about := subject{rpc: "GetMetadata"}
	return guarded(ctx, g, about, g.inner.GetMetadata, req, func(r *tfprotov6.GetMetadataResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	about := subject{rpc: "GetProviderSchema"}
	return guarded(ctx, g, about, g.inner.GetProviderSchema, req, func(r *tfprotov6.GetProviderSchemaResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) GetResourceIdentitySchemas(ctx context.Context, req *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	about := subject{rpc: "GetResourceIdentitySchemas"}
	return guarded(ctx, g, about, g.inner.GetResourceIdentitySchemas, req, func(r *tfprotov6.GetResourceIdentitySchemasResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	about := subject{rpc: "ValidateProviderConfig", kind: kindProvider, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateProviderConfig, req, func(r *tfprotov6.ValidateProviderConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	about := subject{rpc: "ConfigureProvider", kind: kindProvider, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ConfigureProvider, req, func(r *tfprotov6.ConfigureProviderResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	about := subject{rpc: "ValidateResourceConfig", kind: kindResource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateResourceConfig, req, func(r *tfprotov6.ValidateResourceConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	about := subject{rpc: "UpgradeResourceState", kind: kindResource, typeName: req.TypeName}
	return guarded(ctx, g, about, g.inner.UpgradeResourceState, req, func(r *tfprotov6.UpgradeResourceStateResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.UpgradedState
	})
}

func (g *guard) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	about := subject{rpc: "ReadResource", kind: kindResource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.CurrentState}}
	return guarded(ctx, g, about, g.inner.ReadResource, req, func(r *tfprotov6.ReadResourceResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.NewState
	})
}

func (g *guard) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	about := subject{rpc: "PlanResourceChange", kind: kindResource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config, req.PriorState}}
	return guarded(ctx, g, about, g.inner.PlanResourceChange, req, func(r *tfprotov6.PlanResourceChangeResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.PlannedState
	})
}

func (g *guard) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	about := subject{rpc: "ApplyResourceChange", kind: kindResource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config, req.PriorState}}
	return guarded(ctx, g, about, g.inner.ApplyResourceChange, req, func(r *tfprotov6.ApplyResourceChangeResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.NewState
	})
}

func (g *guard) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	about := subject{rpc: "ImportResourceState", kind: kindResource, typeName: req.TypeName}
	return guarded(ctx, g, about, g.inner.ImportResourceState, req, func(r *tfprotov6.ImportResourceStateResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	about := subject{rpc: "MoveResourceState", kind: kindResource, typeName: req.TargetTypeName}
	return guarded(ctx, g, about, g.inner.MoveResourceState, req, func(r *tfprotov6.MoveResourceStateResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.TargetState
	})
}

func (g *guard) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	about := subject{rpc: "UpgradeResourceIdentity", kind: kindResource, typeName: req.TypeName}
	return guarded(ctx, g, about, g.inner.UpgradeResourceIdentity, req, func(r *tfprotov6.UpgradeResourceIdentityResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	about := subject{rpc: "GenerateResourceConfig", kind: kindResource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.State}}
	return guarded(ctx, g, about, g.inner.GenerateResourceConfig, req, func(r *tfprotov6.GenerateResourceConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	about := subject{rpc: "ValidateDataResourceConfig", kind: kindDataSource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateDataResourceConfig, req, func(r *tfprotov6.ValidateDataResourceConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	about := subject{rpc: "ReadDataSource", kind: kindDataSource, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ReadDataSource, req, func(r *tfprotov6.ReadDataSourceResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.State
	})
}

func (g *guard) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	about := subject{rpc: "ValidateEphemeralResourceConfig", kind: kindEphemeral, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateEphemeralResourceConfig, req, func(r *tfprotov6.ValidateEphemeralResourceConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	about := subject{rpc: "OpenEphemeralResource", kind: kindEphemeral, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.OpenEphemeralResource, req, func(r *tfprotov6.OpenEphemeralResourceResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, r.Result
	})
}

func (g *guard) RenewEphemeralResource(ctx context.Context, req *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	about := subject{rpc: "RenewEphemeralResource", kind: kindEphemeral, typeName: req.TypeName}
	return guarded(ctx, g, about, g.inner.RenewEphemeralResource, req, func(r *tfprotov6.RenewEphemeralResourceResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) CloseEphemeralResource(ctx context.Context, req *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	about := subject{rpc: "CloseEphemeralResource", kind: kindEphemeral, typeName: req.TypeName}
	return guarded(ctx, g, about, g.inner.CloseEphemeralResource, req, func(r *tfprotov6.CloseEphemeralResourceResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) GetFunctions(ctx context.Context, req *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	about := subject{rpc: "GetFunctions"}
	return guarded(ctx, g, about, g.inner.GetFunctions, req, func(r *tfprotov6.GetFunctionsResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	about := subject{rpc: "ValidateListResourceConfig", kind: kindList, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateListResourceConfig, req, func(r *tfprotov6.ValidateListResourceConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	about := subject{rpc: "ValidateActionConfig", kind: kindAction, typeName: req.ActionType, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.ValidateActionConfig, req, func(r *tfprotov6.ValidateActionConfigResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

func (g *guard) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	about := subject{rpc: "PlanAction", kind: kindAction, typeName: req.ActionType, values: [2]*tfprotov6.DynamicValue{req.Config}}
	return guarded(ctx, g, about, g.inner.PlanAction, req, func(r *tfprotov6.PlanActionResponse) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue) {
		return &r.Diagnostics, nil
	})
}

// CallFunction has no diagnostics, and functions are given no secrets.
func (g *guard) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (resp *tfprotov6.CallFunctionResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp, err = &tfprotov6.CallFunctionResponse{Error: functionCrash(req.Name, api.Caught(p))}, nil
		}
	}()
	return g.inner.CallFunction(ctx, req)
}

// StopProvider has no diagnostics either.
func (g *guard) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (resp *tfprotov6.StopProviderResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp, err = &tfprotov6.StopProviderResponse{Error: api.Caught(p).Error()}, nil
		}
	}()
	return g.inner.StopProvider(ctx, req)
}

// ListResource answers with a stream. A panic before it begins becomes its only result.
func (g *guard) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (resp *tfprotov6.ListResourceServerStream, err error) {
	about := subject{rpc: "ListResource", kind: kindList, typeName: req.TypeName, values: [2]*tfprotov6.DynamicValue{req.Config}}
	defer func() {
		if p := recover(); p != nil {
			failed := tfprotov6.ListResourceResult{Diagnostics: []*tfprotov6.Diagnostic{crash(about, api.Caught(p))}}
			resp, err = &tfprotov6.ListResourceServerStream{Results: func(yield func(tfprotov6.ListResourceResult) bool) { yield(failed) }}, nil
		}
	}()
	resp, err = g.inner.ListResource(ctx, req)
	if err == nil {
		resp.Results = g.guardResults(ctx, about, resp.Results)
	}
	return resp, err
}

// InvokeAction answers with a stream. A panic before it begins becomes its only event.
func (g *guard) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (resp *tfprotov6.InvokeActionServerStream, err error) {
	about := subject{rpc: "InvokeAction", kind: kindAction, typeName: req.ActionType, values: [2]*tfprotov6.DynamicValue{req.Config}}
	defer func() {
		if p := recover(); p != nil {
			failed := tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: []*tfprotov6.Diagnostic{crash(about, api.Caught(p))}}}
			resp, err = &tfprotov6.InvokeActionServerStream{Events: func(yield func(tfprotov6.InvokeActionEvent) bool) { yield(failed) }}, nil
		}
	}()
	resp, err = g.inner.InvokeAction(ctx, req)
	if err == nil {
		resp.Events = g.guardEvents(ctx, about, resp.Events)
	}
	return resp, err
}
