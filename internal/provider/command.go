package provider

import (
	"context"
	"errors"
	"flag"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
)

// Settings are what the arguments of a command say of the provider configuration. The rest is in the environment.
type Settings struct {
	Auth   string // edge.auth; "": the default
	Routes Routes // edge.routes
}

// Routes is a flag that takes operation=METHOD /path, once for each route.
type Routes map[string]string

// String implements flag.Value.
func (r Routes) String() string { return "" }

// Set implements flag.Value.
func (r Routes) Set(text string) error {
	operation, route, found := strings.Cut(text, "=")
	if !found {
		return errors.New("it must be of the form operation=METHOD /path")
	}
	r[strings.TrimSpace(operation)] = strings.TrimSpace(route)
	return nil
}

// Flags adds the flags of the settings.
func (s *Settings) Flags(flags *flag.FlagSet) {
	s.Routes = Routes{}
	flags.StringVar(&s.Auth, "auth", "", "`edge.auth` of the provider configuration: token_login (default) or bearer")
	flags.Var(s.Routes, "route", "`entry` of edge.routes, as in 'updatePolicy=PUT /api/v1/policies/{uuid}'; once for each")
}

// Configuration returns the provider configuration, of the type that its schema has.
func (s *Settings) Configuration(typ tftypes.Object) tftypes.Value {
	values := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		values[name] = tftypes.NewValue(of, nil)
	}
	edge, _ := typ.AttributeTypes["edge"].(tftypes.Object)
	members := map[string]tftypes.Value{}
	for name, of := range edge.AttributeTypes {
		members[name] = tftypes.NewValue(of, nil)
	}
	if s.Auth != "" {
		members["auth"] = tftypes.NewValue(tftypes.String, s.Auth)
	}
	if len(s.Routes) > 0 {
		routes := map[string]tftypes.Value{}
		for operation, route := range s.Routes {
			routes[operation] = tftypes.NewValue(tftypes.String, route)
		}
		members["routes"] = tftypes.NewValue(edge.AttributeTypes["routes"], routes)
	}
	if s.Auth != "" || len(s.Routes) > 0 {
		values["edge"] = tftypes.NewValue(edge, members)
	}
	return tftypes.NewValue(typ, values)
}

// Clients returns the clients that the settings and the environment configure, for a command that asks the services itself. It
// makes no request.
func Clients(ctx context.Context, version string, settings *Settings, options Options) (*conns.Clients, error) {
	p := newProvider(version, nil, options)
	var of provider.SchemaResponse
	p.Schema(ctx, provider.SchemaRequest{}, &of)
	typ, _ := of.Schema.Type().TerraformType(ctx).(tftypes.Object)
	var resp provider.ConfigureResponse
	p.Configure(ctx, provider.ConfigureRequest{Config: tfsdk.Config{Raw: settings.Configuration(typ), Schema: of.Schema}}, &resp)
	for _, d := range resp.Diagnostics {
		if d.Severity() == diag.SeverityError {
			return nil, errors.New(d.Summary() + ": " + d.Detail())
		}
	}
	return p.clients.Load(), nil
}
