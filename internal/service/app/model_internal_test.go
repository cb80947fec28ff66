package app

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func TestExpand(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	numbers := func(n ...api.Int64) types.Set { return flex.Int64SetValue(n) }
	texts := func(s ...string) types.Set { return flex.StringSetValue(s) }
	// Every optional argument with its zero value.
	zero := imported()
	zero.HostMatchType, zero.VerifyServerCert, zero.RefMatches = types.Int64Value(0), types.Int64Value(0), refMatches(nil)
	full := model{fields: fields{
		Name: text("n"), Description: text("d"), Protocol: text("tcp"), Host: text("h"), Port: types.Int64Value(1), Path: text("/p"),
		RequestHostHeader: text("rh"), ReverseProxyName: text("rp"), InternalProtocol: text("http"), InternalHostPattern: text("ih"),
		InternalPort: types.Int64Value(2), ConnectorUniqueName: text("c"), HostMatchType: types.Int64Value(3), VerifyServerCert: types.Int64Value(4),
		Protocols: numbers(6), TCPPorts: numbers(7), UDPPorts: numbers(8),
		TCPPortRanges: portRanges([]edge.PortRange{{Start: 9, End: 10}}), UDPPortRanges: portRanges([]edge.PortRange{{Start: 11, End: 12}}),
		Refs: texts("r"), Tags: texts("t"), RefMatches: refMatches([]edge.RefMatch{{Ref: "m", Tags: []string{"mt"}}, {Ref: "o"}}),
		Status: text("SUSPENDED"), IntegrationID: text("i"),
	}}
	all := []string{
		"name", "description", "protocol", "host", "port", "path", "request_host_header", "reverse_proxy_name", "internal_protocol",
		"internal_host_pattern", "internal_port", "connector_unique_name", "host_match_type", "verify_server_cert", "protocols", "tcp_ports",
		"udp_ports", "tcp_port_ranges", "udp_port_ranges", "refs", "tags", "ref_matches", "status", "integration_id",
	}
	for name, attribute := range attributes() {
		if (attribute.IsOptional() || attribute.IsRequired()) != slices.Contains(all, name) {
			t.Errorf("this test and the schema differ about the argument %s", name)
		}
	}
	everythingSent := `{"name":"n","description":"d","protocol":"tcp","host":"h","port":1,"path":"/p","request_host_header":"rh",` +
		`"reverse_proxy_name":"rp","internal_protocol":"http","internal_host_pattern":"ih","internal_port":2,"connector_unique_name":"c",` +
		`"host_match_type":3,"verify_server_cert":4,"protocols":[6],"tcp_ports":[7],"udp_ports":[8],"tcp_port_ranges":[{"start":9,"end":10}],` +
		`"udp_port_ranges":[{"start":11,"end":12}],"refs":["r"],"tags":["t"],"ref_matches":[{"ref":"m","tags":["mt"]},{"ref":"o"}],` +
		`"status":3,"integration_id":"i"}`
	unknown := model{fields: fields{
		Name: types.StringUnknown(), Port: types.Int64Unknown(), Tags: types.SetUnknown(types.StringType), Status: types.StringUnknown(),
		RefMatches: types.SetUnknown(refMatchType()),
	}}
	for name, test := range map[string]struct {
		planned, prior model
		sent           string
		clear, changed []string
	}{
		"create of everything": {planned: full, sent: everythingSent, changed: all},
		"create of nothing":    {sent: `{}`},
		"create of zero values": {
			planned: zero, sent: `{}`, // the service cannot tell them from nothing
		},
		"create with values for the service to choose": {
			planned: unknown, sent: `{}`, changed: []string{"name", "port", "tags", "ref_matches", "status"},
		},
		"no change":           {planned: full, prior: full, sent: `{}`},
		"zero values to null": {prior: zero, sent: `{}`},
		"null to zero values": {planned: zero, sent: `{}`},
		"everything removed":  {planned: model{fields: fields{Name: full.Name}}, prior: full, sent: `{}`, clear: all[1:], changed: all[1:]},
		"everything to zero values": {
			planned: with(zero, func(m *model) { m.Name = full.Name }), prior: with(full, func(m *model) { // these have no zero value
				m.Port, m.InternalPort, m.Status = types.Int64Null(), types.Int64Null(), types.StringNull()
			}),
			sent:    `{}`,
			clear:   without(all[1:], "port", "internal_port", "status"),
			changed: without(all[1:], "port", "internal_port", "status"),
		},
		"a value for the service to choose again": {
			planned: with(full, func(m *model) { m.Status = types.StringUnknown() }), prior: full,
			sent: `{}`, clear: []string{"status"}, changed: []string{"status"},
		},
		"one change": {
			planned: with(full, func(m *model) { m.Host = text("other") }), prior: full,
			sent: `{"host":"other"}`, changed: []string{"host"},
		},
		"equal sets in another order": {
			planned: model{fields: fields{
				Tags: texts("a", "b"), TCPPorts: numbers(1, 2), TCPPortRanges: portRanges([]edge.PortRange{{Start: 1, End: 2}, {Start: 3, End: 4}}),
				RefMatches: refMatches([]edge.RefMatch{{Ref: "a", Tags: []string{"x", "y"}}, {Ref: "b"}}),
			}},
			prior: model{fields: fields{
				Tags: texts("b", "a"), TCPPorts: numbers(2, 1), TCPPortRanges: portRanges([]edge.PortRange{{Start: 3, End: 4}, {Start: 1, End: 2}}),
				RefMatches: refMatches([]edge.RefMatch{{Ref: "b"}, {Ref: "a", Tags: []string{"y", "x"}}}),
			}},
			sent: `{}`,
		},
		"sets are sent in one order": {
			planned: model{fields: fields{Tags: texts("b", "a", "c"), Protocols: numbers(17, 6)}},
			sent:    `{"protocols":[6,17],"tags":["a","b","c"]}`,
			changed: []string{"protocols", "tags"},
		},
		"a changed element sends the whole set": {
			planned: model{fields: fields{TCPPortRanges: portRanges([]edge.PortRange{{Start: 1, End: 2}, {Start: 3, End: 5}})}},
			prior:   model{fields: fields{TCPPortRanges: portRanges([]edge.PortRange{{Start: 1, End: 2}, {Start: 3, End: 4}})}},
			sent:    `{"tcp_port_ranges":[{"start":1,"end":2},{"start":3,"end":5}]}`,
			changed: []string{"tcp_port_ranges"},
		},
		"an element that is not known yet": {
			planned: model{fields: fields{Tags: types.SetValueMust(types.StringType, []attr.Value{text("a"), types.StringUnknown()})}},
			prior:   model{fields: fields{Tags: texts("a")}},
			sent:    `{"tags":["a"]}`,
			changed: []string{"tags"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent, patch := expand(test.planned, test.prior)
			raw, err := json.Marshal(sent)
			if err != nil {
				t.Fatal(err)
			}
			if string(raw) != test.sent && !sameJSON(t, string(raw), test.sent) {
				t.Errorf("sent\n%s, want\n%s", raw, test.sent)
			}
			if !slices.Equal(patch.Clear, test.clear) {
				t.Errorf("cleared %v, want %v", patch.Clear, test.clear)
			}
			if !slices.Equal(patch.Changed, test.changed) {
				t.Errorf("changed %v, want %v", patch.Changed, test.changed)
			}
			if want := test.sent == `{}` && len(test.clear) == 0; patch.IsEmpty() != want {
				t.Errorf("IsEmpty() = %t, want %t", patch.IsEmpty(), want)
			}
		})
	}
}

func with(m model, change func(*model)) model {
	change(&m)
	return m
}

func without(names []string, dropped ...string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(dropped, name) })
}

// sameJSON compares without the order of members, which carries no meaning, and with that of lists.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	for text, out := range map[string]*any{a: &x, b: &y} {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			t.Fatal(err)
		}
	}
	return reflect.DeepEqual(x, y)
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	texts := func(s ...string) types.Set { return flex.StringSetValue(s) }
	answered := edge.App{
		Host: "h", Port: 443, HostMatchType: 2, VerifyServerCert: 1, TCPPorts: []api.Int64{80, 22, 80}, Tags: []string{"b", "a", "b"},
		UDPPortRanges: []edge.PortRange{{Start: 1, End: 2}, {Start: 1, End: 2}}, RefMatches: []edge.RefMatch{{Ref: "r", Tags: []string{"x", "x"}}, {Ref: "s"}},
		Status: edge.StatusActive,
	}
	for name, test := range map[string]struct {
		read  edge.App
		prior model
		want  map[string]attr.Value // by the name of the attribute
	}{
		"absent after null": {prior: model{}, want: map[string]attr.Value{
			"description": types.StringNull(), "port": types.Int64Null(), "tags": types.SetNull(types.StringType),
			"tcp_port_ranges": types.SetNull(portRangeType()), "host_match_type": types.Int64Null(), "ref_matches": types.SetNull(refMatchType()),
			"status": types.StringNull(), "create_time": types.Int64Value(0), "creator_uuid": text(""),
		}},
		"absent after zero values": {
			prior: model{fields: fields{Description: text(""), Tags: texts(), TCPPortRanges: portRanges(nil), HostMatchType: types.Int64Value(0), RefMatches: refMatches(nil)}},
			want: map[string]attr.Value{
				"description": text(""), "tags": texts(), "tcp_port_ranges": portRanges(nil), "host_match_type": types.Int64Value(0), "ref_matches": refMatches(nil),
			},
		},
		"absent after a value": {
			prior: model{fields: fields{Description: text("d"), Port: types.Int64Value(1), Tags: texts("t"), HostMatchType: types.Int64Value(1)}},
			want: map[string]attr.Value{
				"description": types.StringNull(), "port": types.Int64Null(), "tags": types.SetNull(types.StringType), "host_match_type": types.Int64Null(),
			},
		},
		"absent after an import": {prior: imported(), want: map[string]attr.Value{
			"description": text(""), "port": types.Int64Null(), "tags": texts(), "host_match_type": types.Int64Value(0), "ref_matches": refMatches(nil),
		}},
		"present after null": {read: answered, prior: model{}, want: map[string]attr.Value{
			"host": text("h"), "port": types.Int64Value(443), "status": text("ACTIVE"),
			"tcp_ports": flex.Int64SetValue([]api.Int64{22, 80}), "tags": texts("a", "b"), // a set holds nothing twice
			"udp_port_ranges": portRanges([]edge.PortRange{{Start: 1, End: 2}}),
			"host_match_type": types.Int64Null(), "verify_server_cert": types.Int64Null(), "ref_matches": types.SetNull(refMatchType()), // not managed
		}},
		"present after zero values": {read: answered, prior: model{fields: fields{Host: text(""), HostMatchType: types.Int64Value(0), RefMatches: refMatches(nil)}}, want: map[string]attr.Value{
			"host": text("h"), "host_match_type": types.Int64Value(0), "ref_matches": refMatches(nil),
		}},
		"present after a value": {read: answered, prior: model{fields: fields{Host: text("x"), HostMatchType: types.Int64Value(1), RefMatches: refMatches([]edge.RefMatch{{Ref: "x"}})}}, want: map[string]attr.Value{
			"host": text("h"), "host_match_type": types.Int64Value(2),
			"ref_matches": refMatches([]edge.RefMatch{{Ref: "s"}, {Ref: "r", Tags: []string{"x"}}}),
		}},
		"present after an import": {read: answered, prior: imported(), want: map[string]attr.Value{
			"host": text("h"), "host_match_type": types.Int64Value(2), "verify_server_cert": types.Int64Value(1),
			"ref_matches": refMatches([]edge.RefMatch{{Ref: "s"}, {Ref: "r", Tags: []string{"x"}}}),
		}},
		"a status without a name": {read: edge.App{Status: 9}, want: map[string]attr.Value{"status": text("9")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := byName(t, flatten(test.read, test.prior))
			for attribute, want := range test.want {
				if !got[attribute].Equal(want) {
					t.Errorf("%s = %s, want %s", attribute, got[attribute], want)
				}
			}
		})
	}
}

// Every null of a flattened model has a type: an untyped one would not fit into a state.
func TestFlatten_typedNulls(t *testing.T) {
	t.Parallel()
	for name, value := range byName(t, flatten(edge.App{}, model{})) {
		if want := attributes()[name].GetType(); !want.Equal(value.Type(t.Context())) {
			t.Errorf("%s has the type %s, want %s", name, value.Type(t.Context()), want)
		}
	}
}

// byName returns the values of a model by the names of their attributes.
func byName(t *testing.T, m model) map[string]attr.Value {
	t.Helper()
	values := map[string]attr.Value{}
	v := reflect.ValueOf(m.fields)
	for i := range v.NumField() {
		value, ok := v.Field(i).Interface().(attr.Value)
		if !ok {
			t.Fatalf("field %s is no value", v.Type().Field(i).Name)
		}
		values[v.Type().Field(i).Tag.Get("tfsdk")] = value
	}
	return values
}
