package managed

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
)

// Read answers a refresh that finds what is in state, given the provider data of the resource. It makes no request. It
// returns nil if the framework has to be asked.
func (t *Type) Read(ctx context.Context, req *tfprotov6.ReadResourceRequest, data *conns.Clients) *tfprotov6.ReadResourceResponse {
	if data == nil || req.CurrentState == nil || len(req.CurrentState.MsgPack) == 0 {
		return nil
	}
	remembered, ok := readPrivate(req.Private)
	if !ok || remembered.ofFramework() {
		return nil
	}
	t.prepare(ctx)
	if !t.plain {
		return nil
	}
	state, known := unpack(req.CurrentState, t.typ)
	if !known {
		return nil
	}
	r, ok := configured[ReadsUnchanged](ctx, t.construct, data)
	if !ok || !r.ReadUnchanged(ctx, Stored{State: state, Types: t.types, Private: remembered}) {
		return nil
	}
	identity := t.identityOf(state, req.CurrentIdentity)
	if identity == nil {
		return nil
	}
	resp := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity}
	if len(remembered) > 0 {
		resp.Private = req.Private
	}
	return resp
}

// identityOf returns the identity that the attributes of the same names in state make up, nil if there is another one.
func (t *Type) identityOf(state map[string]tftypes.Value, current *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	members := make(map[string]tftypes.Value, len(t.identity.AttributeTypes))
	for name := range t.identity.AttributeTypes {
		members[name] = state[name]
	}
	if tftypes.ValidateValue(t.identity, members) != nil {
		return nil
	}
	own := tftypes.NewValue(t.identity, members)
	if own.IsFullyNull() {
		return nil
	}
	if current != nil && current.IdentityData != nil {
		prior, err := current.IdentityData.Unmarshal(t.identity)
		if err != nil || !prior.IsFullyNull() && !prior.Equal(own) {
			return nil
		}
	}
	encoded, err := tfprotov6.NewDynamicValue(t.identity, own)
	if err != nil {
		return nil
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: &encoded}
}

// ofFramework says whether the framework keeps something for itself: it does so between an import and the first read.
func (p privateState) ofFramework() bool {
	for key := range p {
		if strings.HasPrefix(key, ".") {
			return true
		}
	}
	return false
}
