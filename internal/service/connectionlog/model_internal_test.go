package connectionlog

import (
	"context"
	"encoding/json"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func metadata(members map[string]attr.Value) types.Dynamic {
	kinds := map[string]attr.Type{}
	for name, value := range members {
		kinds[name] = value.Type(context.Background())
	}
	return types.DynamicValue(types.ObjectValueMust(kinds, members))
}

func number(n float64) types.Number { return types.NumberValue(big.NewFloat(n)) }

func minimal() event {
	return event{
		DeviceID: types.StringValue("d"), ApplicationID: types.StringValue("a"), ConnectionType: types.StringValue("established"),
		Status: types.StringValue("success"), Timestamp: types.StringValue("2024-01-15T14:30:25Z"), Form: types.StringValue(formFlat),
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	full := minimal()
	full.IPAddress, full.UserAgent = types.StringValue("192.0.2.1"), types.StringValue("App/1")
	full.Duration, full.DataTransferred = types.Float64Value(0), types.Int64Value(0)
	full.Metadata = metadata(map[string]attr.Value{
		"location": types.StringValue("A"), "network_type": types.StringValue("WiFi"), "session_id": types.StringValue("s"),
		"protocol": types.StringValue("HTTPS"), "signal_strength": number(-45.5), "floor": number(2), "badge": types.StringNull(),
		"antennas": types.TupleValueMust([]attr.Type{types.StringType}, []attr.Value{types.StringValue("a")}),
	})
	strength := minimal()
	strength.Metadata = metadata(map[string]attr.Value{"signal_strength": number(-45.5)})
	emptyMetadata := minimal()
	emptyMetadata.Metadata = metadata(nil)
	for name, c := range map[string]struct {
		got  any
		want string
	}{
		"flat minimal": {expandFlat(minimal()), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`},
		"flat full": {expandFlat(full), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success",` +
			`"ip_address":"192.0.2.1","user_agent":"App/1","duration":0,"metadata":{"antennas":["a"],"floor":2,"location":"A","network_type":"WiFi","protocol":"HTTPS","session_id":"s","signal_strength":-45.5}}`},
		"flat without details": {expandFlat(emptyMetadata), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`},
		"enveloped minimal":    {expandEnveloped(minimal()), `{"device_id":"d","app_id":"a","connection_type":"established","connection_status":"success","timestamp":"2024-01-15T14:30:25Z"}`},
		"enveloped with a detail": {expandEnveloped(strength), `{"device_id":"d","app_id":"a","connection_type":"established","connection_status":"success","timestamp":"2024-01-15T14:30:25Z",` +
			`"signal_strength":-45.5}`},
		"enveloped full": {expandEnveloped(full), `{"device_id":"d","app_id":"a","connection_type":"established","connection_status":"success","timestamp":"2024-01-15T14:30:25Z",` +
			`"ip_address":"192.0.2.1","signal_strength":-45.5,"data_transferred":0}`},
	} {
		raw, err := json.Marshal(c.got)
		if err != nil || string(raw) != c.want {
			t.Errorf("%s: %s, %v; want %s", name, raw, err, c.want)
		}
	}
}

// TestSameDetails: an event is not sent again because its details are written in another way.
func TestSameDetails(t *testing.T) {
	t.Parallel()
	object := metadata(map[string]attr.Value{"a": types.StringValue("x"), "none": types.BoolNull()})
	for name, c := range map[string]struct {
		planned, prior types.Dynamic
		want           bool
	}{
		"a map and an object": {types.DynamicValue(types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringValue("x")})), object, true},
		"none and empty":      {types.DynamicNull(), metadata(nil), true},
		"another value":       {metadata(map[string]attr.Value{"a": types.StringValue("y")}), object, false},
		"a number and a text": {metadata(map[string]attr.Value{"a": number(1)}), metadata(map[string]attr.Value{"a": types.StringValue("1")}), false},
		"removed":             {types.DynamicNull(), object, false},
		"unknown":             {types.DynamicUnknown(), object, false},
	} {
		if got := sameDetails(c.planned, c.prior); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestInUTC(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]string{
		"2024-01-15T14:30:25Z":          "2024-01-15T14:30:25Z",
		"2024-01-15T14:30:25.100Z":      "2024-01-15T14:30:25.100Z",
		"2024-01-15T14:30:25+00:00":     "2024-01-15T14:30:25Z",
		"2024-01-15T00:30:25.123+01:00": "2024-01-14T23:30:25.123Z",
	} {
		if got := inUTC(moment); got != want {
			t.Errorf("inUTC(%q) = %q, want %q", moment, got, want)
		}
	}
}

func TestArgumentOf(t *testing.T) {
	t.Parallel()
	flat, enveloped, raw := minimal(), minimal(), minimal()
	enveloped.Form, raw.Raw = types.StringValue(formEnveloped), types.StringValue("{}")
	for _, c := range []struct {
		e           event
		field, want string
	}{
		{flat, "ip_address", "ip_address"}, {flat, "metadata", "metadata"}, {flat, "app_id", "form"}, {flat, "bssid", "form"},
		{enveloped, "app_id", "application_id"}, {enveloped, "connection_status", "status"}, {enveloped, "signal_strength", "metadata"},
		{enveloped, "data", "form"}, {enveloped, "device_id", "device_id"},
		{raw, "ip_address", "raw"}, {raw, "bssid", "raw"},
	} {
		if got := c.e.argumentOf(c.field); got != c.want {
			t.Errorf("form %s: the field %s is the argument %s, want %s", c.e.form(), c.field, got, c.want)
		}
	}
}
