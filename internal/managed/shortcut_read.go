package managed

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
)

// Read answers a refresh that finds what is in state, given the provider data of the resource. It returns nil if the framework
// has to be asked, with the context that is returned: the object may have been read already.
func (t *Type) Read(ctx context.Context, req *tfprotov6.ReadResourceRequest, data *conns.Clients) (context.Context, *tfprotov6.ReadResourceResponse) {
	if data == nil || req.CurrentState == nil || len(req.CurrentState.MsgPack) == 0 {
		return ctx, nil
	}
	remembered, ok := readPrivate(req.Private)
	if !ok || remembered.ofFramework() {
		return ctx, nil
	}
	t.prepare(ctx)
	if !t.plain {
		return ctx, nil
	}
	state, known := unpack(req.CurrentState, t.typ)
	if !known {
		return ctx, nil
	}
	r, ok := configured[ReadsUnchanged](ctx, t.construct, data)
	if !ok {
		return ctx, nil
	}
	ctx, unchanged := r.ReadUnchanged(ctx, Stored{State: state, Types: t.types, Private: remembered})
	identity := t.identityOf(state, req.CurrentIdentity)
	if !unchanged || identity == nil {
		return ctx, nil
	}
	resp := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity}
	if len(remembered) > 0 {
		resp.Private = req.Private
	}
	return ctx, resp
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
