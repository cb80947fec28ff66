// Package provider assembles the provider: its configuration and the lists of everything it serves.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/access"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/app"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/appintegrity"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/policy"
)

// Address is where the provider is published. OpenTofu uses the same namespace and type on its own host.
const Address = "registry.terraform.io/zerotrust-as-code/zerotrust"

// TypeName is the prefix of every type.
const TypeName = "zerotrust"

var _ provider.ProviderWithListResources = (*zeroTrust)(nil)

type zeroTrust struct{ version string }

// New returns the constructor that the plugin server wants. Version goes to the User-Agent.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &zeroTrust{version: version} }
}

func (p *zeroTrust) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = TypeName
	resp.Version = p.version
}

func (p *zeroTrust) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

func (p *zeroTrust) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		access.NewResource,
		app.NewResource,
		appintegrity.NewResource,
		policy.NewResource,
	}
}

// ListResources need Terraform 1.14.
func (p *zeroTrust) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		app.NewListResource,
	}
}

func (p *zeroTrust) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		app.NewDataSource,
		app.NewListDataSource,
		appintegrity.NewListDataSource,
	}
}
