package connectionlog

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// event is what a practitioner says of a connection.
type event struct {
	DeviceID        types.String  `tfsdk:"device_id"`
	ApplicationID   types.String  `tfsdk:"application_id"`
	ConnectionType  types.String  `tfsdk:"connection_type"`
	Status          types.String  `tfsdk:"status"`
	Timestamp       types.String  `tfsdk:"timestamp"`
	IPAddress       types.String  `tfsdk:"ip_address"`
	UserAgent       types.String  `tfsdk:"user_agent"`
	Duration        types.Float64 `tfsdk:"duration"`
	Metadata        types.Object  `tfsdk:"metadata"`
	DataTransferred types.Int64   `tfsdk:"data_transferred"`
	Raw             types.String  `tfsdk:"raw"`
	Form            types.String  `tfsdk:"form"`
}

// model is the managed resource.
type model struct {
	event
	ID        types.String   `tfsdk:"id"`
	CreatedAt types.String   `tfsdk:"created_at"`
	Triggers  types.Map      `tfsdk:"triggers"`
	Timeouts  timeouts.Value `tfsdk:"timeouts"`
}

// form is the chosen form; an action has no default of the schema.
func (e event) form() string { return cmp.Or(e.Form.ValueString(), formFlat) }

func (e event) flat() bool { return e.form() == formFlat }

// send registers the event. Each call is one more entry in the log.
func (e event) send(ctx context.Context, client *gate.Client) (gate.ConnectionLogReceipt, error) {
	raw := json.RawMessage(e.Raw.ValueString())
	switch {
	case e.flat() && len(raw) > 0:
		return client.CreateRawConnectionLog(ctx, raw)
	case e.flat():
		return client.CreateConnectionLog(ctx, expandFlat(e))
	case len(raw) > 0:
		return client.CreateEnvelopedConnectionLog(ctx, raw)
	}
	body, err := json.Marshal(expandEnveloped(e))
	if err != nil {
		return gate.ConnectionLogReceipt{}, err
	}
	return client.CreateEnvelopedConnectionLog(ctx, body)
}

func expandFlat(e event) gate.ConnectionLog {
	log := gate.ConnectionLog{
		DeviceID: e.DeviceID.ValueString(), ApplicationID: e.ApplicationID.ValueString(), ConnectionType: e.ConnectionType.ValueString(),
		Timestamp: inUTC(e.Timestamp.ValueString()), Status: e.Status.ValueString(), IPAddress: e.IPAddress.ValueString(), UserAgent: e.UserAgent.ValueString(),
		Duration: e.Duration.ValueFloat64Pointer(),
	}
	details := map[string]any{}
	for _, name := range []string{"location", "network_type", "session_id", "protocol"} {
		if value := flex.Member[types.String](e.Metadata, name); !value.IsNull() {
			details[name] = value.ValueString()
		}
	}
	if value := flex.Member[types.Float64](e.Metadata, "signal_strength"); !value.IsNull() {
		details["signal_strength"] = value.ValueFloat64()
	}
	if len(details) > 0 {
		log.Metadata = details
	}
	return log
}

func expandEnveloped(e event) gate.EnvelopedConnectionLog {
	return gate.EnvelopedConnectionLog{
		DeviceID: e.DeviceID.ValueString(), AppID: e.ApplicationID.ValueString(), ConnectionType: e.ConnectionType.ValueString(),
		ConnectionStatus: e.Status.ValueString(), Timestamp: inUTC(e.Timestamp.ValueString()), IPAddress: e.IPAddress.ValueString(),
		SignalStrength:  flex.Member[types.Float64](e.Metadata, "signal_strength").ValueFloat64Pointer(),
		DataTransferred: e.DataTransferred.ValueInt64Pointer(),
	}
}

// inUTC writes a moment as the service documents it. One that is written so already stays as it is.
func inUTC(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil || strings.HasSuffix(moment, "Z") {
		return moment
	}
	return at.UTC().Format(time.RFC3339Nano)
}

// fail reports an event that was not registered, or of which that is not certain. Messages go to the argument that holds
// what the service names.
func (e event) fail(d *diag.Diagnostics, err error) {
	if failure, ok := errors.AsType[*api.Error](err); ok && len(failure.Fields) > 0 {
		clone := *failure
		clone.Fields = map[string][]string{}
		for field, messages := range failure.Fields {
			argument := e.argumentOf(field)
			clone.Fields[argument] = append(clone.Fields[argument], messages...)
		}
		err = &clone
	}
	diags.API(d, "Send", noun, e.DeviceID.ValueString(), err)
	if api.Ambiguous(err) {
		d.AddWarning("Connection Event May Be in the Log", "The service may have registered the event although the call failed. The log is append-only and cannot be read, "+
			"so the provider neither looks it up nor sends it again by itself; sending it again may register it twice.")
	}
}

// argumentOf returns the argument that holds a field of the request.
func (e event) argumentOf(field string) string {
	if !e.Raw.IsNull() {
		return "raw"
	}
	own := map[string]string{"app_id": "application_id", "connection_status": "status", "signal_strength": "metadata"}
	if argument, ok := own[field]; ok && !e.flat() {
		return argument
	}
	if slices.ContainsFunc(e.arguments(), func(a named) bool { return a.name == field }) {
		return field
	}
	return "form" // the body as a whole
}
