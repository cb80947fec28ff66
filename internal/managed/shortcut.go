package managed

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Type is a managed resource type whose plans that change nothing, and refreshes that find nothing new, are answered without
// the plugin framework, which takes milliseconds to say so about a large object. It answers only where the framework would
// provably say the same; whatever is in doubt goes to the framework. Tests ask both (see provider.Verifier).
type Type struct {
	construct func() resource.Resource

	once     sync.Once
	plain    bool         // whether the schema has no blocks and nothing write-only
	known    bool         // whether there also is a rule for everything that it has
	typ      tftypes.Type // of the state
	types    map[string]attr.Type
	identity tftypes.Object
	rules    []rule
}

// TypeOf returns the type of a managed resource, nil if it does not take part (PlansUnchanged).
func TypeOf(construct func() resource.Resource) *Type {
	if _, ok := construct().(PlansUnchanged); !ok {
		return nil
	}
	return &Type{construct: construct}
}

func (t *Type) prepare(ctx context.Context) {
	t.once.Do(func() {
		ctx = context.WithoutCancel(ctx)
		r := t.construct()
		var resp resource.SchemaResponse
		r.Schema(ctx, resource.SchemaRequest{}, &resp)
		t.typ = resp.Schema.Type().TerraformType(ctx)
		t.types = map[string]attr.Type{}
		t.rules, t.known = rulesOf(ctx, resp.Schema.Attributes, true)
		t.plain = len(resp.Schema.Blocks) == 0
		t.known = t.known && t.plain
		for name, attribute := range resp.Schema.Attributes {
			t.types[name] = attribute.GetType()
			t.plain = t.plain && !attribute.IsWriteOnly()
		}
		if identified, ok := r.(resource.ResourceWithIdentity); ok {
			var resp resource.IdentitySchemaResponse
			identified.IdentitySchema(ctx, resource.IdentitySchemaRequest{}, &resp)
			t.identity, _ = resp.IdentitySchema.Type().TerraformType(ctx).(tftypes.Object)
		}
	})
}

// Plan answers a plan that changes nothing, given the provider data of the resource. It returns nil if the framework has
// to be asked.
func (t *Type) Plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest, data *conns.Clients) *tfprotov6.PlanResourceChangeResponse {
	if data == nil || !sameState(req) {
		return nil
	}
	remembered, ok := readPrivate(req.PriorPrivate)
	if !ok {
		return nil
	}
	t.prepare(ctx)
	if !t.known {
		return nil
	}
	config, known := unpack(req.Config, t.typ)
	if !known {
		return nil
	}
	state, known := unpack(req.PriorState, t.typ)
	if !known {
		return nil
	}
	removed := func(name string) bool { return private.WasConfigured(ctx, remembered, name) }
	if !hold(t.rules, config, state, removed) {
		return nil
	}
	r, ok := configured[PlansUnchanged](ctx, t.construct, data)
	if !ok || !r.PlanUnchanged(ctx, Unchanged{Config: config, State: state, Private: remembered}) {
		return nil
	}
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedState: req.PriorState, PlannedIdentity: identity(req.PriorIdentity)}
	if len(remembered) > 0 {
		resp.PlannedPrivate = req.PriorPrivate
	}
	return resp
}

// configured returns the resource itself, to be asked what it knows. It says false of one that cannot be asked, or that has
// something to say about the provider data.
func configured[R resource.ResourceWithConfigure](ctx context.Context, construct func() resource.Resource, data *conns.Clients) (R, bool) {
	r, ok := construct().(R)
	if !ok {
		return r, false
	}
	var resp resource.ConfigureResponse
	r.Configure(ctx, resource.ConfigureRequest{ProviderData: data}, &resp)
	return r, len(resp.Diagnostics) == 0
}

// sameState says whether the state is what the CLI proposes. It compares the encoded values: a CLI encodes equal values
// equally.
func sameState(req *tfprotov6.PlanResourceChangeRequest) bool {
	return req.PriorState != nil && req.ProposedNewState != nil && req.Config != nil &&
		len(req.PriorState.MsgPack) > 0 && bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) &&
		(req.PriorIdentity == nil || req.PriorIdentity.IdentityData != nil && len(req.PriorIdentity.IdentityData.MsgPack) > 0)
}

// nothing is MessagePack for null.
const nothing = 0xc0

// identity returns the planned identity: the one there was. The framework says null where there was none.
func identity(prior *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if prior != nil {
		return prior
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{MsgPack: []byte{nothing}}}
}

// unpack returns the attributes of an object, and whether there is one that is known as a whole.
func unpack(value *tfprotov6.DynamicValue, typ tftypes.Type) (map[string]tftypes.Value, bool) {
	object, err := value.Unmarshal(typ)
	if err != nil || object.IsNull() || !object.IsFullyKnown() {
		return nil, false
	}
	var attributes map[string]tftypes.Value
	return attributes, object.As(&attributes) == nil
}

// privateState is the private state of an object, by key.
type privateState map[string][]byte

// GetKey implements private.Reader.
func (p privateState) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return p[key], nil
}

// readPrivate decodes private state as the framework does, and says whether the framework would hand it on as it is.
func readPrivate(encoded []byte) (privateState, bool) {
	if len(encoded) == 0 {
		return nil, true
	}
	var p privateState
	if json.Unmarshal(encoded, &p) != nil {
		return nil, false
	}
	for _, value := range p {
		if len(value) == 0 || !utf8.Valid(value) || !json.Valid(value) {
			return nil, false
		}
	}
	return p, true
}
