package connectionlog

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func metadata(members map[string]attr.Value) types.Object {
	kinds := map[string]attr.Type{
		"location": types.StringType, "network_type": types.StringType, "session_id": types.StringType, "protocol": types.StringType, "signal_strength": types.Float64Type,
	}
	values := map[string]attr.Value{
		"location": types.StringNull(), "network_type": types.StringNull(), "session_id": types.StringNull(), "protocol": types.StringNull(), "signal_strength": types.Float64Null(),
	}
	for name, value := range members {
		values[name] = value
	}
	return types.ObjectValueMust(kinds, values)
}

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
		"protocol": types.StringValue("HTTPS"), "signal_strength": types.Float64Value(-45.5),
	})
	emptyMetadata := minimal()
	emptyMetadata.Metadata = metadata(nil)
	for name, c := range map[string]struct {
		got  any
		want string
	}{
		"flat minimal": {expandFlat(minimal()), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`},
		"flat full": {expandFlat(full), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success",` +
			`"ip_address":"192.0.2.1","user_agent":"App/1","duration":0,"metadata":{"location":"A","network_type":"WiFi","protocol":"HTTPS","session_id":"s","signal_strength":-45.5}}`},
		"flat without details": {expandFlat(emptyMetadata), `{"device_id":"d","application_id":"a","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`},
		"enveloped minimal":    {expandEnveloped(minimal()), `{"device_id":"d","app_id":"a","connection_type":"established","connection_status":"success","timestamp":"2024-01-15T14:30:25Z"}`},
		"enveloped full": {expandEnveloped(full), `{"device_id":"d","app_id":"a","connection_type":"established","connection_status":"success","timestamp":"2024-01-15T14:30:25Z",` +
			`"ip_address":"192.0.2.1","signal_strength":-45.5,"data_transferred":0}`},
	} {
		raw, err := json.Marshal(c.got)
		if err != nil || string(raw) != c.want {
			t.Errorf("%s: %s, %v; want %s", name, raw, err, c.want)
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
