package connectionlog

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

const signalStrength = "signal_strength"

// checkMetadata checks what the vendor documents of the details: other keys are free. What is unknown passes.
func (e event) checkMetadata(d *diag.Diagnostics) {
	if e.Metadata.IsUnknown() || e.Metadata.IsUnderlyingValueUnknown() {
		return
	}
	details, ok := flex.Members(e.Metadata)
	if !ok {
		d.AddAttributeError(path.Root("metadata"), "Invalid Value", "metadata: the value is no object, such as { location = \"Building A\" }.")
	}
	for _, name := range slices.Sorted(maps.Keys(details)) {
		value, at := details[name], path.Root("metadata").AtName(name)
		switch {
		case value.IsNull() || value.IsUnknown():
		case !e.flat() && name != signalStrength:
			d.AddAttributeError(at, "Argument of the Other Form", fmt.Sprintf("%s has no place in the form enveloped. The argument raw can send any field.", name))
		default:
			if wanted := wrongKind(name, value); wanted != "" {
				d.AddAttributeError(at, "Invalid Value", fmt.Sprintf("metadata.%s: the vendor documents %s for it.", name, wanted))
			}
		}
	}
}

// wrongKind returns what a documented key of the details wants, if the value is not that.
func wrongKind(name string, value attr.Value) string {
	plain := flex.Plain(value)
	switch name {
	case signalStrength:
		if _, ok := plain.(json.Number); !ok {
			return "a number"
		}
	case "location", "network_type", "protocol", "session_id":
		if text, ok := plain.(string); !ok || text == "" {
			return "a text that is not empty"
		}
	}
	return ""
}

// details returns the details of the event as they are sent. A key without a value is left out.
func (e event) details() map[string]any {
	members, _ := flex.Members(e.Metadata)
	sent := map[string]any{}
	for name, value := range members {
		if !value.IsNull() {
			sent[name] = flex.Plain(value)
		}
	}
	return sent
}

// signalStrength returns the one detail that both forms have, nil if it is not configured.
func (e event) signalStrength() *float64 {
	number, _ := e.details()[signalStrength].(json.Number)
	strength, err := number.Float64()
	if err != nil {
		return nil
	}
	return &strength
}

// sameDetails says whether two values are sent alike: a map and an object with its members are, and the event is not sent
// again for the difference.
func sameDetails(planned, prior types.Dynamic) bool {
	if planned.IsUnknown() || planned.IsUnderlyingValueUnknown() {
		return false
	}
	return reflect.DeepEqual(event{Metadata: planned}.details(), event{Metadata: prior}.details())
}
