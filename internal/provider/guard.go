package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
)

// NewServer returns the constructor of the plugin server: that of the framework, with a shortcut for what changes nothing,
// behind a guard for what leaves it. Each server has a provider of its own; what describes the types, and never changes, is made
// once for all servers of the constructor.
func NewServer(version string, options Options) func() tfprotov6.ProviderServer {
	return NewRecordedServer(version, nil, options)
}

// NewRecordedServer is NewServer for a process that closes its intent records when it ends.
func NewRecordedServer(version string, records *intent.Process, options Options) func() tfprotov6.ProviderServer {
	nouns, schema := sync.OnceValue(edgeNouns), &schemas{}
	return func() tfprotov6.ProviderServer {
		p := newProvider(version, records, options)
		p.nouns = nouns
		return newServer(p, schema)
	}
}

// newServer panics if there is nothing to guard: without the guard, secrets could leave the provider and nobody would know.
func newServer(p *zeroTrust, schema *schemas) tfprotov6.ProviderServer {
	guarded, err := newGuard(Framework(p), p.secrets)
	if err != nil {
		panic(err)
	}
	guarded.schema = schema
	guarded.inner = &shortcut{server: guarded.inner, resources: p.Resources, clients: p.clients.Load, verifier: p.verifier}
	return guarded
}

// CheckServer says why the provider must not start, if so: the plugin framework no longer serves what the guard wraps.
func CheckServer() error {
	_, err := newGuard(Framework(newProvider("", nil, Options{})), nil)
	return err
}

// Framework returns the plugin framework's server of a provider. Terraform is told the types of the protocol, where the provider
// has its own (see flex.SetType).
func Framework(p provider.Provider) tfprotov6.ProviderServer {
	served := providerserver.NewProtocol6(p)()
	if full, ok := served.(server); ok {
		return framework{full}
	}
	return served // which newGuard refuses
}

type framework struct{ server }

// GetProviderSchema implements tfprotov6.ProviderServer.
func (f framework) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return f.server.GetProviderSchema(flex.OnTheWire(ctx), req)
}

// server is everything that the framework serves. State stores, which the provider has none of, are not among it.
type server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// guard stands between the plugin protocol and the provider. It sees every call, and does two things where they are
// needed: a panic becomes an error that holds no values, and diagnostics lose every secret that the guard can know of.
// A call that goes well and says nothing costs no more than to be handed on.
//
// What runs in other goroutines it cannot catch: these recover by themselves (see guardedAction, and the login of the
// client of Lacework Edge).
//
// The server is not embedded, so that a call that a later plugin library adds does not pass by the guard.
type guard struct {
	inner   server
	schema  *schemas
	secrets func() []api.Secret // of the configured clients
}

var _ server = (*guard)(nil)

// newGuard fails for a server that does not serve everything: what it lacks could be served in another way.
func newGuard(inner tfprotov6.ProviderServer, secrets func() []api.Secret) (*guard, error) {
	full, ok := inner.(server)
	if !ok {
		return nil, fmt.Errorf("the plugin framework's server (%T) does not fit the guard that takes secrets out of messages, so the provider does not start: this is a bug in the provider, please report it", inner)
	}
	return &guard{inner: full, schema: &schemas{}, secrets: secrets}, nil
}

// subject says what a call is about, for the case that something is to be redacted.
type subject struct {
	rpc      string
	kind     kind
	typeName string
	values   [2]*tfprotov6.DynamicValue // of the request: configuration, states
}

// guarded makes one call. Said returns the diagnostics of an answer, and its value if it has one that may be secret.
func guarded[Q, R any](
	ctx context.Context, g *guard, about subject, call func(context.Context, *Q) (*R, error), req *Q,
	said func(*R) (*[]*tfprotov6.Diagnostic, *tfprotov6.DynamicValue),
) (resp *R, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp, err = new(R), nil
			diagnostics, _ := said(resp)
			*diagnostics = []*tfprotov6.Diagnostic{crash(about, api.Caught(p))}
		}
	}()
	during, loan := lend(ctx)
	defer loan.takeBack()
	resp, err = call(during, req)
	if err != nil {
		return resp, errors.New(api.Redact(err.Error(), g.known(ctx, about, nil)...))
	}
	if diagnostics, value := said(resp); len(*diagnostics) > 0 {
		g.redact(ctx, about, *diagnostics, value)
	}
	return resp, nil
}

// redact takes what is secret out of diagnostics. Of a diagnostic about an attribute the CLI prints the line of the
// configuration, with whatever is written there: one about a secret that is configured is about the whole object instead.
func (g *guard) redact(ctx context.Context, about subject, diagnostics []*tfprotov6.Diagnostic, answered *tfprotov6.DynamicValue) {
	secrets, s := g.known(ctx, about, answered), g.schema.of(ctx, g.inner, about.kind, about.typeName)
	for _, d := range diagnostics {
		reword(d)
		if name := configuredSecret(s, about.values[0], d.Attribute); name != "" {
			d.Attribute = nil
			if !strings.Contains(d.Summary+d.Detail, name) {
				d.Detail = "Argument " + name + ": " + d.Detail
			}
		}
		d.Summary, d.Detail = api.Redact(d.Summary, secrets...), api.Redact(d.Detail, secrets...)
	}
}

// known returns the secrets that this process can know of: those of the clients, and what the schema calls sensitive or
// write-only in the values of a call.
func (g *guard) known(ctx context.Context, about subject, answered *tfprotov6.DynamicValue) []api.Secret {
	found := g.secrets()
	s := g.schema.of(ctx, g.inner, about.kind, about.typeName)
	if s == nil {
		return found
	}
	for _, value := range append(about.values[:], answered) {
		found = append(found, secretsOf(s, value)...)
	}
	return found
}

// crash is the diagnostic that stands for a panic.
func crash(about subject, p *api.PanicError) *tfprotov6.Diagnostic {
	detail := "This is a bug in the provider. Please report it with the lines below; they hold no values of the configuration, the state or the services.\n\n" +
		strings.TrimSpace(about.rpc+" "+about.typeName) + ": " + p.Error()
	for _, function := range p.Stack {
		detail += "\n    " + function
	}
	if about.rpc == "ApplyResourceChange" {
		detail += "\n\nThe state is as it was before. The service may have carried out what was begun: compare it with the configuration before you apply again, " +
			"and import an object that was created."
	}
	return &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Provider Crashed", Detail: detail}
}

// guardResults guards the results of a list, which are made while they are asked for.
func (g *guard) guardResults(ctx context.Context, about subject, results func(func(tfprotov6.ListResourceResult) bool)) func(func(tfprotov6.ListResourceResult) bool) {
	return func(yield func(tfprotov6.ListResourceResult) bool) {
		yielding := false // a panic of who asks is none of ours
		defer func() {
			if yielding {
				return
			}
			if p := recover(); p != nil {
				yield(tfprotov6.ListResourceResult{Diagnostics: []*tfprotov6.Diagnostic{crash(about, api.Caught(p))}})
			}
		}()
		results(func(result tfprotov6.ListResourceResult) bool {
			if len(result.Diagnostics) > 0 {
				g.redact(ctx, about, result.Diagnostics, nil)
			}
			yielding = true
			more := yield(result)
			yielding = false
			return more
		})
	}
}

// guardEvents redacts the events of an action. Their panics are caught by guardedAction.
func (g *guard) guardEvents(ctx context.Context, about subject, events func(func(tfprotov6.InvokeActionEvent) bool)) func(func(tfprotov6.InvokeActionEvent) bool) {
	return func(yield func(tfprotov6.InvokeActionEvent) bool) {
		events(func(event tfprotov6.InvokeActionEvent) bool {
			switch e := event.Type.(type) {
			case tfprotov6.CompletedInvokeActionEventType:
				if len(e.Diagnostics) > 0 {
					g.redact(ctx, about, e.Diagnostics, nil)
				}
			case tfprotov6.ProgressInvokeActionEventType:
				e.Message = api.Redact(e.Message, g.known(ctx, about, nil)...)
				event.Type = e
			}
			return yield(event)
		})
	}
}

// functionCrash is crash for a function, which answers with an error of its own form.
func functionCrash(name string, p *api.PanicError) *tfprotov6.FunctionError {
	d := crash(subject{rpc: "CallFunction", typeName: name}, p)
	return &tfprotov6.FunctionError{Text: fmt.Sprintf("%s: %s", d.Summary, d.Detail)}
}
