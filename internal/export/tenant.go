package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// server is what is asked: the provider itself, through the plugin protocol, so that there is no second mapping.
type server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
}

// tenant is what the services hold, as the provider sees it.
type tenant struct {
	server server
	schema *tfprotov6.GetProviderSchemaResponse
}

// kind is a type of managed resources that has a list.
type kind struct {
	typeName string
	noun     string // the type without the provider's prefix
	service  string
	list     tftypes.Object // configuration of the list resource
	state    tftypes.Type
	block    *tfprotov6.SchemaBlock
}

// object is one object of the tenant.
type object struct {
	*kind
	id, label string
	state     *tfprotov6.DynamicValue
	name      string // in the configuration
	problem   string // why it cannot be taken over; "": it can
}

func (o *object) address() string { return o.typeName + "." + o.name }

// Filters of list resources that some kinds have.
const (
	localFilter   = "local"
	revokedFilter = "get_all" // finds suspended objects as well
)

func newTenant(ctx context.Context, served tfprotov6.ProviderServer) (*tenant, error) {
	full, ok := served.(server)
	if !ok {
		return nil, errors.New("the provider serves no lists: this is a bug in the provider, please report it")
	}
	schema, err := full.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err == nil {
		err = failure(schema.Diagnostics)
	}
	return &tenant{server: full, schema: schema}, err
}

// configure hands the provider what the environment does not say.
func (t *tenant) configure(ctx context.Context, settings *provider.Settings) error {
	typ, _ := t.schema.Provider.ValueType().(tftypes.Object)
	config, err := tfprotov6.NewDynamicValue(typ, settings.Configuration(typ))
	if err != nil {
		return err
	}
	validated, err := t.server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: &config})
	if err != nil {
		return err
	}
	if err := failure(validated.Diagnostics); err != nil {
		return err
	}
	resp, err := t.server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: &config})
	if err != nil {
		return err
	}
	return failure(resp.Diagnostics)
}

// kinds returns the types that have a list, by name.
func (t *tenant) kinds() []*kind {
	var all []*kind
	for _, typeName := range slices.Sorted(maps.Keys(t.schema.ListResourceSchemas)) {
		list, _ := t.schema.ListResourceSchemas[typeName].ValueType().(tftypes.Object)
		managed := t.schema.ResourceSchemas[typeName]
		k := &kind{typeName: typeName, list: list, state: managed.ValueType(), block: managed.Block, service: serviceEdge}
		_, k.noun, _ = strings.Cut(typeName, "_")
		if typeName == "zerotrust_app_integrity_config" {
			k.service = serviceAppTego
		}
		all = append(all, k)
	}
	return all
}

// takesLocal says whether objects of a kind can be kept elsewhere.
func (k *kind) takesLocal() bool {
	_, ok := k.list.AttributeTypes[localFilter]
	return ok
}

// hidesRevoked says whether objects of a kind that are suspended were revoked, and are found only if they are asked for.
func (k *kind) hidesRevoked() bool {
	_, ok := k.list.AttributeTypes[revokedFilter]
	return ok
}

// read lists the objects of a kind. Local selects by who keeps them, if the kind knows that; nil: all that can be imported.
func (t *tenant) read(ctx context.Context, k *kind, local *bool, include bool) ([]*object, error) {
	values := map[string]tftypes.Value{}
	for name, typ := range k.list.AttributeTypes {
		values[name] = tftypes.NewValue(typ, nil)
	}
	if k.takesLocal() && local != nil {
		values[localFilter] = tftypes.NewValue(tftypes.Bool, *local)
	}
	if k.hidesRevoked() {
		values[revokedFilter] = tftypes.NewValue(tftypes.Bool, true)
	}
	config, err := tfprotov6.NewDynamicValue(k.list, tftypes.NewValue(k.list, values))
	if err != nil {
		return nil, err
	}
	stream, err := t.server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: k.typeName, Config: &config, IncludeResource: include})
	if err != nil {
		return nil, err
	}
	var found []*object
	for result := range stream.Results {
		if err := failure(result.Diagnostics); err != nil {
			return nil, err
		}
		o := &object{kind: k, label: result.DisplayName, state: result.Resource}
		if include {
			if o.id, err = o.text("id"); err != nil {
				return nil, err
			}
		}
		found = append(found, o)
	}
	return found, ctx.Err()
}

// text returns a text in state, "" if there is none.
func (o *object) text(name string) (string, error) {
	members, err := membersOf(o.state, o.kind.state)
	if err != nil {
		return "", err
	}
	var text *string
	value, ok := members[name]
	if !ok || !value.IsKnown() || !value.Type().Is(tftypes.String) {
		return "", nil
	}
	if err := value.As(&text); err != nil || text == nil {
		return "", err
	}
	return *text, nil
}

func membersOf(value *tfprotov6.DynamicValue, typ tftypes.Type) (map[string]tftypes.Value, error) {
	decoded, err := value.Unmarshal(typ)
	if err != nil {
		return nil, err
	}
	var members map[string]tftypes.Value
	return members, decoded.As(&members)
}

// configuration returns what a person would write for an object. What the provider would refuse, to write or to import, is
// the object's problem.
func (t *tenant) configuration(ctx context.Context, o *object) (map[string]tftypes.Value, error) {
	generated, err := t.server.GenerateResourceConfig(ctx, &tfprotov6.GenerateResourceConfigRequest{TypeName: o.typeName, State: o.state})
	if err != nil {
		return nil, err
	}
	if err := failure(generated.Diagnostics); err != nil {
		return nil, err
	}
	valid, err := t.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: o.typeName, Config: generated.Config,
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		return nil, err
	}
	imported, err := t.server.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: o.typeName, ID: o.id})
	if err != nil {
		return nil, err
	}
	if err := failure(append(valid.Diagnostics, imported.Diagnostics...)); err != nil {
		o.problem = err.Error()
	}
	return membersOf(generated.Config, o.kind.state)
}

// failure is the first error among diagnostics, in one line.
func failure(diagnostics []*tfprotov6.Diagnostic) error {
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			text := d.Summary + ": " + d.Detail
			if d.Attribute != nil && len(d.Attribute.Steps()) > 0 {
				if name, ok := d.Attribute.Steps()[0].(tftypes.AttributeName); ok {
					text = fmt.Sprintf("%s: %s", string(name), text)
				}
			}
			return errors.New(strings.Join(strings.Fields(text), " "))
		}
	}
	return nil
}
