package coverage_test

const (
	nothingToSend = "The vendor prints no request, so it cannot be called."
	addresses     = "It says which object a request is about, which Terraform knows from state."
	whereabouts   = "Where people are and what their devices are is left out."
	besideRows    = "Personal, so only `zerotrust_workflow_run` shows it: no row of a list is sensitive."
	failed        = "An answer without success is an error."
	telemetry     = "What the connector tells about itself."
	aboutPeople   = "What the service knows about who is meant; a filter needs none of it."
	withinActions = "An element of `investigation_actions` has it."
	inAMap        = "Sensitive, so it is in a map beside the rows."
	neverShown    = "Secret: shown to nobody."
	spelledOther  = "Spelled `chart_type`, as elsewhere."
	deprecated    = "The vendor calls it deprecated."
)

// leftOutOperations are the operations that no form uses, and why. The reasons are sentences of the page about coverage.
func leftOutOperations() map[string]string {
	return map[string]string{
		"createGroup":                   "Only a page of the vendor's has it, without most fields; `zerotrust_group_settings` manages groups that exist.",
		"createDataset":                 nothingToSend,
		"deployConnector":               nothingToSend,
		"downloadClientConfig":          "It answers the same object as `getClientConfig`, which is used.",
		"getConnectorDeploymentOptions": nothingToSend,
		"login":                         "A person signs in with a browser; the provider uses a token.",
		"registerDevice":                "The client on a device enrols it, with keys that never leave the device.",
		"unidentifiedUserList":          "The vendor does not say what it lists; `queryUsers` lists the users.",
	}
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

		"AppIntegrityAndroidUpdate.decryption_key":            "Write-only: `decryption_key_wo`.",
		"AppIntegrityAndroidUpdate.verification_key":          "Write-only: `verification_key_wo`.",
		"ConnectionLogEnvelope.data":                          "The provider wraps the event: `form = \"enveloped\"`.",
		"CreateNotificationChannelRequest.oauth_code":         "Write-only: `oauth_code_wo`.",
		"*.normalized_document_uuid":                          addresses,
		"AlertCardData.chartType":                             spelledOther,
		"AppControlPolicyEventAction.policy_uuid":             "The service makes the policy of each event, and answers its id.",
		"ConnectorInstance.commands":                          telemetry,
		"ConnectorInstance.coordinates":                       telemetry,
		"ConnectorInstance.current_time":                      telemetry,
		"ConnectorInstance.instance_id":                       telemetry,
		"ConnectorInstance.platform":                          telemetry,
		"ConnectorInstance.status":                            telemetry,
		"ConnectorInstance.supervisor_id":                     telemetry,
		"ConnectorInstance.target_triple":                     telemetry,
		"ConnectorInstance.update_time":                       telemetry,
		"ConnectorInstance.version":                           telemetry,
		"CreateAlertConfigRequest.resolve_display_names":      "The provider always asks for the names.",
		"Identity.additional_context":                         aboutPeople,
		"Identity.anonymized":                                 aboutPeople,
		"Identity.deleted":                                    aboutPeople,
		"Identity.external":                                   aboutPeople,
		"InvestigationAction.action_type":                     withinActions,
		"InvestigationAction.alert_status_change":             withinActions,
		"InvestigationAction.close_with_reason":               withinActions,
		"InvestigationAction.note":                            withinActions,
		"InvestigationAction.run_workflow":                    withinActions,
		"InvestigationAction.update_owner":                    withinActions,
		"PerformInvestigationActionRequest.actor_uuid":        "The session decides who acts.",
		"PerformInvestigationActionRequest.alert_update_time": "The provider sends what it read, so that no change of others is overwritten.",
		"UpdateUserRequest.record_update_time":                "The vendor deprecates it.",
		"Group.integration_id":                                "Only groups that an identity provider brings along have one.",
		"User.integration_id":                                 "Only users that an identity provider brings along have one.",
		"User.mfa_status":                                     "It is a state that the user brings about, not a setting.",
		"UpdatePolicyRequest.expected_update_time":            "The provider sends what it read, so that no change of others is overwritten.",
		"CreateIntegrationRequest.base_url":                   deprecated,
		"CreateIntegrationRequest.credentials":                "Write-only: `credentials_wo`.",
		"UpdateIntegrationRequest.credentials":                "Write-only: `credentials_wo`.",
		"*.guest_user_api_token":                              "Write-only: `guest_user_api_token_wo`.",
	}
}

// leftOutAttributes are the fields of answers in use, as "Schema.field", that a data source does not show, and why.
func leftOutAttributes() map[string]string {
	return map[string]string{
		"AppIntegrityConfig.decryption_key":                    "The service answers a mask; `decryption_key_status` says what became of the key.",
		"AppIntegrityConfig.verification_key":                  "The service answers a mask; `verification_key_status` says what became of the key.",
		"AppIntegrityCreateResponse.success":                   failed,
		"*.account_name":                                       "The session decides the account.",
		"AuditLogRow.raw_data":                                 inAMap,
		"DashboardLocation.country_name":                       "Shown as `country`.",
		"DashboardLocation.latLng":                             "Shown as `latitude` and `longitude`.",
		"DashboardLocation.name":                               "Shown as `label`.",
		"Gateway.key":                                          neverShown,
		"Gateway.secret":                                       neverShown,
		"NotificationChannel.encrypted_credentials":            neverShown,
		"SuccessResponse.success":                              failed,
		"AlertCardData.chartType":                              spelledOther,
		"AuditEvent.request_body":                              inAMap,
		"AuditEvent.user_login":                                inAMap,
		"Connector.access_token":                               "Secret: only the resource that created the connector has it.",
		"Blob.data":                                            "Sensitive, so only `zerotrust_blob` shows it: no row of a list is sensitive.",
		"Connector.secret_hash":                                neverShown,
		"Device.certificate":                                   "Bytes that only the client on the device needs.",
		"Device.private_key_encrypted":                         neverShown,
		"Device.time_id":                                       "The proof of an enrolment, which only the client on the device needs.",
		"Identity.additional_context":                          aboutPeople,
		"Identity.anonymized":                                  aboutPeople,
		"Identity.deleted":                                     aboutPeople,
		"Identity.external":                                    aboutPeople,
		"InvestigationRunWorkflow.workflow_run":                "`zerotrust_workflow_run` shows it.",
		"PerformInvestigationActionResponse.alert_update_time": "An action has no answer to show.",
		"PerformInvestigationActionResponse.alert_uuid":        "An action has no answer to show.",
		"User.mfa_encrypted_secret":                            neverShown,
		"DatasetItem.account_name":                             "The dataset shows it.",
		"GetDatasetResponse.dataset":                           "Shown by the data source itself.",
		"GetDatasetResponse.continuation_token":                "No request takes it; `truncated` says that there is more.",
		"WorkflowRun.approver_display_name":                    besideRows,
		"WorkflowRun.approver_justification":                   besideRows,
		"WorkflowRun.approver_text":                            besideRows,
		"WorkflowRun.client_geoip_location":                    whereabouts,
		"WorkflowRun.client_ip":                                besideRows,
		"WorkflowRun.details":                                  besideRows,
		"WorkflowRun.device_details":                           whereabouts,
		"WorkflowRun.geoip_details":                            whereabouts,
		"WorkflowRun.justification":                            besideRows,
		"WorkflowRun.mfa_details":                              neverShown,
		"WorkflowRun.requestor_justification":                  besideRows,
		"WorkflowRun.requestor_text":                           besideRows,
		"WorkflowRun.text":                                     besideRows,
		"WorkflowRun.token":                                    neverShown,
		"WorkflowRun.user_display_name":                        besideRows,
		"Token.login_url":                                      "Secret: only the resource that created the token has it.",
		"Token.secret":                                         "Secret: only the resource that created the token has it.",
		"Integration.base_url":                                 deprecated,
		"Integration.credentials":                              neverShown,
		"Integration.encrypted_credentials":                    neverShown,
		"ValidateIntegrationResponse.error_message":            failed,
		"ValidateIntegrationResponse.status":                   "The vendor publishes no words for it; a message of an error is the failure.",
		"ClientConfig.guest_user_api_token":                    "Secret: only the resource that had it made has it.",
	}
}
