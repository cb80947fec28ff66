package acctest_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// TestProtocol_values: a test that writes a value in JSON gets the value it means.
func TestProtocol_values(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t)
	policy := p.Decode(p.ResourceType("zerotrust_policy"), p.Resource("zerotrust_policy", `{
		"name": "n", "priority": 7, "allow_guest_access": false, "description": "${unknown}", "constraints": {"a": "b"},
		"app_filter": {"include_any": [{"all": ["a:b", "c:d"]}]}
	}`))
	text := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	for name, want := range map[string]tftypes.Value{
		"name": text("n"), "priority": tftypes.NewValue(tftypes.Number, 7), "allow_guest_access": tftypes.NewValue(tftypes.Bool, false),
		"description": text(tftypes.UnknownValue), "metadata": text(nil),
		"constraints": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": text("b")}),
	} {
		if !policy[name].Equal(want) {
			t.Errorf("%s is %s, want %s", name, policy[name], want)
		}
	}
	var filter map[string]tftypes.Value
	if err := policy["app_filter"].As(&filter); err != nil {
		t.Fatal(err)
	}
	var groups []tftypes.Value
	if err := filter["include_any"].As(&groups); err != nil || len(groups) != 1 || !filter["exclude_any"].IsNull() {
		t.Errorf("the filter is %s, %v", policy["app_filter"], err)
	}
	apps := p.Decode(p.DataSourceType("zerotrust_apps"), p.DataSource("zerotrust_apps", `{"status": ["ACTIVE"]}`))
	if want := tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{text("ACTIVE")}); !apps["status"].Equal(want) || !apps["tag"].IsNull() {
		t.Errorf("the data source is %v", apps)
	}
	none, err := p.Resource("zerotrust_policy", "").IsNull()
	if err != nil || !none {
		t.Errorf("no text is no object: %t, %v", none, err)
	}
}
