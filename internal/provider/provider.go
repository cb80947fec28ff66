// Package provider assembles the provider: its configuration and the lists of everything it serves.
package provider

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/access"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/accessmember"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/account"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/alert"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/alertconfig"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/app"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/appcontrolpolicy"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/appintegrity"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/apptegolog"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/auditevent"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/blob"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/cacertificate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/card"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/clientconfig"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/connectionlog"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/connector"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dashboard"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dataexport"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/dataset"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/device"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/document"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/gateway"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/group"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/groupsettings"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/integration"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/notificationchannel"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/onboarding"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/policy"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/postureattribute"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/postureprofile"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/securitydashboard"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/token"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/user"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/view"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/workflow"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/service/workflowrun"
)

// Address is where the provider is published. OpenTofu uses the same namespace and type on its own host.
const Address = "registry.terraform.io/zerotrust-as-code/zerotrust"

// TypeName is the prefix of every type.
const TypeName = "zerotrust"

var _ provider.ProviderWithListResources = (*zeroTrust)(nil)

type zeroTrust struct {
	version   string
	retryWait time.Duration
	attempt   func(context.Context, Attempt) // may be nil
	verifier  Verifier                       // of the shortcut; may be nil
	records   *intent.Process                // may be nil
	clients   atomic.Pointer[conns.Clients]  // of the last Configure
	nouns     func() []life.Forms            // made once: it takes longer than anything else at the start
}

// Options change what no argument of the provider configuration does. The zero value is what is released.
type Options struct {
	// RetryWait is the longest wait before the second attempt of a request (see api.Config): tests of failures take no time.
	RetryWait time.Duration
	// Attempt is told of each request, from the goroutine that made it. Nil: nobody is.
	Attempt func(context.Context, Attempt)
	// Verifier has tests compare what the shortcut answers with what the framework would.
	Verifier Verifier
}

// Attempt is one request of a client, without anything that could be secret.
type Attempt = api.Attempt

// New returns the constructor that the plugin server wants. Version goes to the User-Agent.
func New(version string, options Options) func() provider.Provider {
	return func() provider.Provider { return newProvider(version, nil, options) }
}

func newProvider(version string, records *intent.Process, options Options) *zeroTrust {
	return &zeroTrust{version: version, records: records, retryWait: options.RetryWait, attempt: options.Attempt, verifier: options.Verifier, nouns: sync.OnceValue(edgeNouns)}
}

// secrets returns what the configured clients hold, for the guard.
func (p *zeroTrust) secrets() []api.Secret { return p.clients.Load().Secrets() }

func (p *zeroTrust) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = TypeName
	resp.Version = p.version
}

func (p *zeroTrust) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

// edgeNouns are the kinds of objects of Lacework Edge that share one life.
func edgeNouns() []life.Forms {
	apps, groups, users := life.New(app.Noun()), life.New(group.Noun()), life.New(user.Noun())
	const named = " that these rules name, as far as the service tells them."
	return []life.Forms{
		life.New(access.Noun(apps.Beside("The apps"+named), groups.Beside("The groups"+named), users.Beside("The users"+named))).Forms(),
		life.New(alertconfig.Noun()).Forms(),
		apps.Forms(),
		life.New(appcontrolpolicy.Noun()).Forms(),
		life.New(cacertificate.Noun()).Forms(),
		life.New(blob.Noun()).Forms(),
		life.New(card.Noun()).Forms(),
		life.New(dashboard.Noun()).Forms(),
		life.New(clientconfig.Noun()).Forms(),
		life.New(connector.Noun()).Forms(),
		life.New(dataexport.Noun()).Forms(),
		groups.Forms(),
		life.New(groupsettings.Noun()).Forms(),
		life.New(integration.Noun()).Forms(),
		life.New(notificationchannel.Noun()).Forms(),
		policy.Forms(),
		life.New(postureattribute.Noun()).Forms(),
		life.New(postureprofile.Noun()).Forms(),
		token.Forms(),
		users.Forms(),
		life.New(workflow.Noun()).Forms(),
	}
}

func (p *zeroTrust) Resources(context.Context) []func() resource.Resource {
	resources := []func() resource.Resource{
		accessmember.NewResource,
		appintegrity.NewResource,
		connectionlog.NewResource,
	}
	for _, forms := range p.nouns() {
		if forms.Resource != nil {
			resources = append(resources, forms.Resource)
		}
	}
	return resources
}

// ListResources need Terraform 1.14.
func (p *zeroTrust) ListResources(context.Context) []func() list.ListResource {
	lists := []func() list.ListResource{accessmember.NewListResource, appintegrity.NewListResource}
	for _, forms := range p.nouns() {
		if forms.ListResource != nil {
			lists = append(lists, forms.ListResource)
		}
	}
	return lists
}

func (p *zeroTrust) DataSources(context.Context) []func() datasource.DataSource {
	sources := []func() datasource.DataSource{
		account.Question().New,
		alert.History().New,
		alert.Many().New,
		alert.One().New,
		appintegrity.NewDataSource,
		appintegrity.NewListDataSource,
		apptegolog.NewAuditLogsDataSource,
		apptegolog.NewDeviceLogsDataSource,
		auditevent.Many().New,
		auditevent.One().New,
		dataexport.NewBucketPolicyDataSource,
		device.Device().New,
		device.UserDevices().New,
		gateway.Countries().New,
		dataset.Many().New,
		dataset.One().New,
		document.One().New,
		onboarding.Question().New,
		view.Question().New,
		workflowrun.Many().New,
		workflowrun.One().New,
		gateway.Gateways().New,
		securitydashboard.NewDataSource,
	}
	for _, forms := range p.nouns() {
		sources = append(sources, forms.DataSources...)
	}
	return sources
}
