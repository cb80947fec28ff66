package provider

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// shortcut stands before the framework and answers by itself what changes nothing.
type shortcut struct {
	server
	resources func(context.Context) []func() resource.Resource
	clients   func() *conns.Clients
	verifier  Verifier // may be nil

	once  sync.Once
	types map[string]*managed.Type

	writtenOnce  sync.Once
	writtenTypes map[string]*writtenType
}

// Verifier is told what the shortcut answers, and by which framework it can be compared. What it returns is answered.
type Verifier interface {
	Plan(ctx context.Context, framework tfprotov6.ProviderServer, req *tfprotov6.PlanResourceChangeRequest, answer *tfprotov6.PlanResourceChangeResponse) *tfprotov6.PlanResourceChangeResponse
	Read(ctx context.Context, framework tfprotov6.ProviderServer, req *tfprotov6.ReadResourceRequest, answer *tfprotov6.ReadResourceResponse) *tfprotov6.ReadResourceResponse
}

// typeOf returns a type that takes part, or nil.
func (s *shortcut) typeOf(ctx context.Context, name string) *managed.Type {
	s.once.Do(func() {
		s.types = map[string]*managed.Type{}
		for _, construct := range s.resources(ctx) {
			if t := managed.TypeOf(construct); t != nil {
				var resp resource.MetadataResponse
				construct().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: TypeName}, &resp)
				s.types[resp.TypeName] = t
			}
		}
	})
	return s.types[name]
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (s *shortcut) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	t := s.typeOf(ctx, req.TypeName)
	if t == nil {
		return s.server.PlanResourceChange(ctx, req)
	}
	answer := t.Plan(ctx, req, s.clients())
	switch {
	case answer == nil:
		return s.server.PlanResourceChange(ctx, req)
	case s.verifier != nil:
		return s.verifier.Plan(ctx, s.server, req, answer), nil
	}
	return answer, nil
}

// ReadResource implements tfprotov6.ResourceServer.
func (s *shortcut) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	t := s.typeOf(ctx, req.TypeName)
	if t == nil {
		return s.server.ReadResource(ctx, req)
	}
	ctx, answer := t.Read(ctx, req, s.clients())
	switch {
	case answer == nil:
		return s.server.ReadResource(ctx, req)
	case s.verifier != nil:
		return s.verifier.Read(ctx, s.server, req, answer), nil
	}
	return answer, nil
}
