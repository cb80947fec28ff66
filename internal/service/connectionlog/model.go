package connectionlog

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
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
	Metadata        types.Dynamic `tfsdk:"metadata"`
	DataTransferred types.Int64   `tfsdk:"data_transferred"`
	Raw             types.String  `tfsdk:"raw"`
	Form            types.String  `tfsdk:"form"`
	AtLeastOnce     types.Bool    `tfsdk:"at_least_once"`
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
	raw, delivery := json.RawMessage(e.Raw.ValueString()), gate.Delivery(e.AtLeastOnce.ValueBool())
	switch {
	case e.flat() && len(raw) > 0:
		return client.CreateRawConnectionLog(ctx, raw, delivery)
	case e.flat():
		return client.CreateConnectionLog(ctx, expandFlat(e), delivery)
	case len(raw) > 0:
		return client.CreateEnvelopedConnectionLog(ctx, raw, delivery)
	}
	body, err := json.Marshal(expandEnveloped(e))
	if err != nil {
		return gate.ConnectionLogReceipt{}, err
	}
	return client.CreateEnvelopedConnectionLog(ctx, body, delivery)
}

func expandFlat(e event) gate.ConnectionLog {
	return gate.ConnectionLog{
		DeviceID: e.DeviceID.ValueString(), ApplicationID: e.ApplicationID.ValueString(), ConnectionType: e.ConnectionType.ValueString(),
		Timestamp: inUTC(e.Timestamp.ValueString()), Status: e.Status.ValueString(), IPAddress: e.IPAddress.ValueString(), UserAgent: e.UserAgent.ValueString(),
		Duration: e.Duration.ValueFloat64Pointer(), Metadata: e.details(),
	}
}

func expandEnveloped(e event) gate.EnvelopedConnectionLog {
	return gate.EnvelopedConnectionLog{
		DeviceID: e.DeviceID.ValueString(), AppID: e.ApplicationID.ValueString(), ConnectionType: e.ConnectionType.ValueString(),
		ConnectionStatus: e.Status.ValueString(), Timestamp: inUTC(e.Timestamp.ValueString()), IPAddress: e.IPAddress.ValueString(),
		SignalStrength: e.signalStrength(), DataTransferred: e.DataTransferred.ValueInt64Pointer(),
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
	diags.Stateless(d, "Send", noun, e.DeviceID.ValueString(), err)
	if _, unclear := errors.AsType[*api.UnclearError](err); unclear {
		d.AddWarning("Connection Event May Be in the Log", "The service may have registered the event although the call failed. The log is append-only and cannot be read, "+
			"so the provider cannot look it up; sending it again may register it twice. With at_least_once = true the provider itself sends an event again whose answer is lost.")
	}
}

// warn tells of what the service answers to have registered otherwise. The names alone: values may be secrets.
func (e event) warn(d *diag.Diagnostics, receipt gate.ConnectionLogReceipt) {
	if len(receipt.Differing) > 0 {
		d.AddWarning("Connection Event Differs", fmt.Sprintf("The answer of the service to the event %s repeats other values than were sent: %s. "+
			"The log is append-only, so the entry stays as it is.", receipt.ID, strings.Join(receipt.Differing, ", ")))
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
