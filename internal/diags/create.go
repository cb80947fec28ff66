package diags

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// created says what is known of an object whose create failed, beyond the failure: what looking for it brought, or which
// object has its name. It is empty for failures of other calls.
func created(err error) string {
	if exists, ok := errors.AsType[*api.ExistsError](err); ok {
		return fmt.Sprintf("The name belongs to an object that exists already, %s. If this create replaces that object (create_before_destroy), "+sameName+" If the object was made elsewhere, import it instead of creating it:", exists.ID) + importBlocks(exists.Operation, exists.ID)
	}
	if unclear, ok := errors.AsType[*api.UnclearError](err); ok {
		return unclearText(unclear)
	}
	return ""
}

// sameName is what to do about a replacement that creates first, and cannot have the name that its predecessor has still.
const sameName = "both would have the name for a moment, which the service refuses: take create_before_destroy out, or change the name as well."

// left is the detail of a create that an earlier run has sent; "" for other errors.
func left(err error) string {
	unclear, ok := errors.AsType[*api.UnclearError](err)
	if !ok || unclear.Err != nil {
		return ""
	}
	return fmt.Sprintf("An earlier run sent this create (%s, %s), and what came of it is not in state.", unclear.Operation, unclear.Sent.UTC().Format(time.DateTime+" UTC"))
}

func unclearText(e *api.UnclearError) string {
	ids := strings.Join(e.IDs, ", ")
	switch e.Reason {
	case api.ReasonNothing:
		return "The service was asked after each attempt, and has no such object: as far as it tells, nothing was created. " + tryAgain
	case api.ReasonLookup:
		return fmt.Sprintf("The request may have been carried out nevertheless, and looking for the object failed: %v. %s", e.Lookup, lookAgain(e))
	case api.ReasonSeveral:
		return "The request may have been carried out nevertheless, and several objects may be what it made: " + ids + ". They are alike, so the provider takes none of them. " + decide(e)
	case api.ReasonUntimed:
		return "The request may have been carried out nevertheless. An object with the same fields exists, but does not tell when it was made: " + ids + ". The provider does not take it. " + decide(e)
	case api.ReasonOnce:
		return "The service has no such object. The request held an authorization code, which works only once and may be used up, so it is not repeated. " +
			"Get a new code, raise the version of its argument, and apply again."
	case api.ReasonNoLookup:
		return "The request may have been carried out nevertheless, and the service has no way to look whether it was. So it is not repeated: applying again sends it again."
	case api.ReasonHidden:
		return "The service says that it has made the object, but not which, and does not show it. So the create is not repeated. " + lookAgain(e)
	case api.ReasonRepeated:
		return "The request was sent repeatedly, as at_least_once asks, and each attempt may have been carried out; the service has no way to look. So it may be there once, several times, or not at all. " +
			"Applying again sends it again."
	default:
		return "The request may have been carried out nevertheless, and there was no time to look for the object. " + lookAgain(e)
	}
}

// decide leaves to the practitioner what the provider cannot know. This is told once.
func decide(e *api.UnclearError) string {
	return "If one of them belongs here, import it. Applying again creates another object:" + importBlocks(e.Operation, e.IDs...)
}

// lookAgain says who looks for the object.
func lookAgain(e *api.UnclearError) string {
	if e.Recorded {
		return "Apply again without changing the object: a record of this create lets that run look for it, and adopt it if it is there."
	}
	return "Before you apply again, look whether the service has the object, and import it if it does."
}

// importBlocks are ready to be copied, but for the name of the resource, which a provider does not know.
func importBlocks(operation string, ids ...string) string {
	typeName := resourceTypes()[operation]
	if typeName == "" {
		return ""
	}
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&b, "\n\n  import {\n    to = %s.example\n    id = %q\n  }", typeName, id)
	}
	return b.String()
}

// resourceTypes gives the type of managed resource that an operation creates.
func resourceTypes() map[string]string {
	return map[string]string{
		"createAccess":              "zerotrust_access",
		"createAlertConfig":         "zerotrust_alert_config",
		"createApp":                 "zerotrust_app",
		"createAppControlPolicy":    "zerotrust_app_control_policy",
		"createAppIntegrityConfig":  "zerotrust_app_integrity_config",
		"createBlob":                "zerotrust_blob",
		"createCaCertificate":       "zerotrust_ca_certificate",
		"createCard":                "zerotrust_card",
		"createDashboard":           "zerotrust_dashboard",
		"createClientConfig":        "zerotrust_client_config",
		"createConnector":           "zerotrust_connector",
		"createDataExportConfig":    "zerotrust_data_export",
		"createIntegration":         "zerotrust_integration",
		"createNotificationChannel": "zerotrust_notification_channel",
		"createPolicy":              "zerotrust_policy",
		"createPostureAttribute":    "zerotrust_posture_attribute",
		"createPostureProfile":      "zerotrust_posture_profile",
		"createToken":               "zerotrust_token",
		"createUser":                "zerotrust_user",
		"createWorkflow":            "zerotrust_workflow",
	}
}
