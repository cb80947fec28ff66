package coverage_test

import "maps"

const (
	nothingToSend = "The vendor prints no request, so it cannot be called."
	addresses     = "It says which object a request is about, which Terraform knows from state."
	whereabouts   = "Where people are and what their devices are is left out."
	besideRows    = "Personal, so only `zerotrust_workflow_run` shows it: no row of a list is sensitive."
	failed        = "An answer without success is an error."
	deprecated    = "The vendor calls it deprecated."
	readsOn       = "The provider reads page after page."
)

// leftOutOperations are the operations that no form uses, and why. The reasons are sentences of the page about coverage.
func leftOutOperations() map[string]string {
	left := map[string]string{
		"createDataset":                 nothingToSend,
		"deployConnector":               nothingToSend,
		"downloadClientConfig":          "It answers the same object as `getClientConfig`, which is used.",
		"getConnectorDeploymentOptions": nothingToSend,
		"login":                         "A person signs in with a browser; the provider uses a token.",
		"registerDevice":                "The client on a device enrols it, with keys that never leave the device.",
		"unidentifiedUserList":          "The vendor does not say what it lists; `queryUsers` lists the users.",
	}
	maps.Copy(left, notYet())
	return left
}

// leftOutAnswers are the operations whose answer shows nothing, and why.
func leftOutAnswers() map[string]string {
	return map[string]string{
		"updateCaCertificate": "The contract has the answer of another object there, so the certificate is read again.",
	}
}

// leftOutArguments are the fields of requests in use, as "Schema.field" or "operation.parameter", that no argument stands for,
// and why. A "*" stands for any of them.
func leftOutArguments() map[string]string {
	return map[string]string{
		"*.account_name":         "The session decides the account.",
		"*.attributes_to_delete": "The provider names the arguments that are cleared.",
		"*.config_id":            addresses,
		"*.data_source":          "Unset is local, which is what Terraform manages.",
		"*.resolveDisplayNames":  "The provider always asks for the names.",
		"*.tenant":               "The provider configuration names the tenant.",
		"*.uuid":                 addresses,

		"AppIntegrityAndroidUpdate.decryption_key":    "Write-only: `decryption_key_wo`.",
		"AppIntegrityAndroidUpdate.verification_key":  "Write-only: `verification_key_wo`.",
		"AuditLogsQuery.last_event":                   readsOn,
		"ConnectionLogEnvelope.data":                  "The provider wraps the event: `form = \"enveloped\"`.",
		"CreateNotificationChannelRequest.oauth_code": "Write-only: `oauth_code_wo`.",
		"*.guest_user_api_token":                      "Write-only: `guest_user_api_token_wo`.",
		"CreateIntegrationRequest.base_url":           deprecated,
		"CreateIntegrationRequest.credentials":        "Write-only: `credentials_wo`.",
		"UpdateIntegrationRequest.credentials":        "Write-only: `credentials_wo`.",
		"DeviceLogsQuery.last_evaluated_key":          readsOn,
		"*.normalized_document_uuid":                  addresses,
		"UpdatePolicyRequest.expected_update_time":    "The provider sends what it read, so that no change of others is overwritten.",
	}
}

// leftOutAttributes are the fields of answers in use, as "Schema.field", that a data source does not show, and why.
func leftOutAttributes() map[string]string {
	return map[string]string{
		"AppIntegrityConfig.decryption_key":         "The service answers a mask; `decryption_key_status` says what became of the key.",
		"AppIntegrityConfig.verification_key":       "The service answers a mask; `verification_key_status` says what became of the key.",
		"AppIntegrityCreateResponse.success":        failed,
		"*.account_name":                            "The session decides the account.",
		"AuditLogRow.raw_data":                      "Sensitive, so it is in a map beside the rows.",
		"DashboardLocation.country_name":            "Shown as `country`.",
		"DashboardLocation.latLng":                  "Shown as `latitude` and `longitude`.",
		"DashboardLocation.name":                    "Shown as `label`.",
		"DeviceLogsPage.last_evaluated_key":         readsOn,
		"Gateway.key":                               "Secret: shown to nobody.",
		"Gateway.secret":                            "Secret: shown to nobody.",
		"ClientConfig.guest_user_api_token":         "Secret: only the resource that had it made has it.",
		"Integration.base_url":                      deprecated,
		"Integration.credentials":                   "Secret: shown to nobody.",
		"Integration.encrypted_credentials":         "Secret: shown to nobody.",
		"NotificationChannel.encrypted_credentials": "Secret: shown to nobody.",
		"ValidateIntegrationResponse.error_message": failed,
		"ValidateIntegrationResponse.status":        "The vendor publishes no words for it; a message of an error is the failure.",
		"SuccessResponse.success":                   failed,
		"DatasetItem.account_name":                  "The dataset shows it.",
		"GetDatasetResponse.dataset":                "Shown by the data source itself.",
		"GetDatasetResponse.continuation_token":     "No request takes it; `truncated` says that there is more.",
		"WorkflowRun.approver_display_name":         besideRows,
		"WorkflowRun.approver_justification":        besideRows,
		"WorkflowRun.approver_text":                 besideRows,
		"WorkflowRun.client_geoip_location":         whereabouts,
		"WorkflowRun.client_ip":                     besideRows,
		"WorkflowRun.details":                       besideRows,
		"WorkflowRun.device_details":                whereabouts,
		"WorkflowRun.geoip_details":                 whereabouts,
		"WorkflowRun.justification":                 besideRows,
		"WorkflowRun.mfa_details":                   "Secret: shown to nobody.",
		"WorkflowRun.requestor_justification":       besideRows,
		"WorkflowRun.requestor_text":                besideRows,
		"WorkflowRun.text":                          besideRows,
		"WorkflowRun.token":                         "Secret: shown to nobody.",
		"WorkflowRun.user_display_name":             besideRows,
		"Token.login_url":                           "Secret: only the resource that created the token has it.",
		"Token.secret":                              "Secret: only the resource that created the token has it.",

		"QueryAccessesResponse.apps":   later,
		"QueryAccessesResponse.groups": later,
		"QueryAccessesResponse.users":  later,
	}
}
