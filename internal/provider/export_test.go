package provider

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Guard puts any server behind the guard.
func Guard(inner tfprotov6.ProviderServer, secrets ...api.Secret) tfprotov6.ProviderServer {
	return guarding(inner, func() []api.Secret { return secrets })
}

func guarding(inner tfprotov6.ProviderServer, secrets func() []api.Secret) tfprotov6.ProviderServer {
	g, err := newGuard(inner, secrets)
	if err != nil {
		panic(err)
	}
	return g
}

// NewGuardError is why a server cannot be guarded.
func NewGuardError(inner tfprotov6.ProviderServer) error {
	_, err := newGuard(inner, nil)
	return err
}

// EveryRPC is what the guard guards.
type EveryRPC = server

// GuardAction puts any action behind its guard.
func GuardAction(inner action.Action) action.Action { return guardedAction{inner} }

// Counted counts what the shortcut leaves to the framework.
type Counted struct {
	server
	Plans, Reads atomic.Int64
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (c *Counted) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	c.Plans.Add(1)
	return c.server.PlanResourceChange(ctx, req)
}

// ReadResource implements tfprotov6.ResourceServer.
func (c *Counted) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	c.Reads.Add(1)
	return c.server.ReadResource(ctx, req)
}

// NewCountedServer is NewServer with counts.
func NewCountedServer(counted *Counted) tfprotov6.ProviderServer {
	p := newProvider("test", nil, Options{})
	counted.server, _ = Framework(p).(server)
	return guarding(&shortcut{server: counted, resources: p.Resources, clients: p.clients.Load}, p.secrets)
}
