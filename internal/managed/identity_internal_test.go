package managed

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestKeepIdentity(t *testing.T) {
	t.Parallel()
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
	object := func(id string) tftypes.Value {
		return tftypes.NewValue(typ, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, id)})
	}
	state := tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "name": tftypes.String}},
		map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "from state"), "name": tftypes.NewValue(tftypes.String, "n")},
	)
	for name, test := range map[string]struct{ prior, want tftypes.Value }{
		"none":            {prior: tftypes.NewValue(typ, nil), want: object("from state")},
		"without a value": {prior: tftypes.NewValue(typ, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, nil)}), want: object("from state")},
		"there is one":    {prior: object("given"), want: object("given")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp := &resource.ReadResponse{State: tfsdk.State{Raw: state}, Identity: &tfsdk.ResourceIdentity{Raw: test.prior}}
			KeepIdentity(resp)
			if resp.Diagnostics.HasError() || !resp.Identity.Raw.Equal(test.want) {
				t.Errorf("identity %s, want %s; %v", resp.Identity.Raw, test.want, resp.Diagnostics)
			}
		})
	}
}

func TestKeepIdentity_noIdentity(t *testing.T) {
	t.Parallel()
	resp := &resource.ReadResponse{}
	KeepIdentity(resp)
	if resp.Identity != nil || len(resp.Diagnostics) > 0 {
		t.Errorf("identity %v, diagnostics %v, want none", resp.Identity, resp.Diagnostics)
	}
}
