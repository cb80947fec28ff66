package mockapi

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// edgeObjects is the table that the service is made of. A further object is a further entry.
func edgeObjects() []*edgeObject {
	return []*edgeObject{
		{
			kind: KindAccess, schema: "Access", collection: "accesses",
			create: "createAccess", get: "getAccess", list: "queryAccesses", update: "updateAccess", nest: "access",
			matches: func(c *call, o Object) bool {
				return selects(list(o, "app_list"), c.query.Get("appid")) && selects(list(o, "user_list"), c.query.Get("userid"))
			},
			extra: accessed,
		},
		{
			kind: KindApp, schema: "App", collection: "apps",
			create: "createApp", get: "getApp", list: "queryApps", wrap: "app", nest: "app",
			unique: true, newID: newAppID, matches: matchesApp,
			computed: func(_ *Mock, o Object) { matchRefs(o) },
			display:  func(o Object) { displayNames(o, "ref_display_names", list(o, "refs")) },
		},
		{
			kind: KindPolicy, schema: "Policy", collection: "policies",
			create: "createPolicy", get: "getPolicy", list: "queryPolicies", update: "updatePolicy", nest: "policy",
			transient: []string{"workflow_name"}, lock: true, unique: true, prepare: resolveWorkflow,
			display: func(o Object) {
				displayNames(o, "filter_selector_display_names", append(tags(o, "app_filter"), tags(o, "session_filter")...))
			},
			matches: func(c *call, o Object) bool {
				return selects(tags(o, "app_filter"), c.query.Get("appid")) && selects(tags(o, "session_filter"), c.query.Get("userid"))
			},
		},
		{
			kind: KindWorkflow, schema: "Workflow", collection: "workflows",
			create: "createWorkflow", get: "getWorkflow", list: "queryWorkflows", update: "updateWorkflow",
			unique: true, defaults: workflowDefaults,
			display: func(o Object) { displayNames(o, "recipient_display_names", list(o, "recipients")) },
		},
		{
			kind: KindPostureAttribute, schema: "PostureAttribute", collection: "posture_attributes",
			create: "createPostureAttribute", get: "getPostureAttribute", list: "queryPostureAttributes",
			update: "updatePostureAttribute",
		},
		{
			kind: KindPostureProfile, schema: "PostureProfile", collection: "posture_profiles",
			create: "createPostureProfile", get: "getPostureProfile", list: "queryPostureProfiles",
			update: "updatePostureProfile",
		},
		{
			kind: KindNotificationChannel, schema: "NotificationChannel", collection: "channels",
			create: "createNotificationChannel", get: "getNotificationChannel", list: "queryNotificationChannels",
			transient: []string{"oauth_code", "redirect_uri", "resolve_display_names"},
			prepare:   useOAuthCode,
			matches:   hasStatus,
			display:   func(o Object) { displayNames(o, "recipient_display_names", list(o, "recipients")) },
		},
		{
			kind: KindCard, schema: "Card", collection: "cards",
			create: "createCard", get: "getCard", list: "queryCards", wrap: "card", nest: "card",
		},
		{
			kind: KindDashboard, schema: "Dashboard", collection: "dashboards",
			create: "createDashboard", get: "getDashboard", list: "queryDashboards", wrap: "dashboard", nest: "dashboard",
			matches: matchesApp,
		},
		{kind: KindDataset, schema: "Dataset", collection: "customer_datasets", list: "queryDatasets"},
		{kind: KindDocument, schema: "Document", get: "getDocument"},
		{kind: KindOnboarding, schema: "AccountOnboarding"},
		{
			kind: KindWorkflowRun, schema: "WorkflowRun", collection: "workflow_runs",
			create: "createWorkflowRun", get: "getWorkflowRun", list: "queryWorkflowRuns", wrap: "workflow_run",
			fill:    fillRun,
			matches: matchesRun,
		},
		{
			kind: KindToken, schema: "Token", collection: "tokens",
			create: "createToken", list: "queryTokens", update: "updateToken",
			once: []string{"secret", "login_url"}, fill: fillToken,
			matches: func(c *call, o Object) bool {
				return integer(o, "status") == 2 || c.query.Get("get_all") == "true" && integer(o, "status") == 3
			},
		},
		{
			kind: KindDataExport, schema: "DataExportConfig", collection: "data_export_configs",
			create: "createDataExportConfig", list: "queryDataExportConfigs", update: "updateDataExportConfig",
			computed: exportTimes,
		},
		{
			kind: KindGroup, schema: "Group", collection: "groups",
			get: "getGroup", list: "queryGroups", update: "updateGroup", nest: "group", matches: hasStatusAndSource, other: wrappedGroup,
		},
		{
			kind: KindBlob, schema: "Blob", collection: "blobs", key: "key", create: "createBlob", get: "getBlob", list: "queryBlobs", prepare: needsKey,
			fill: func(_ *Mock, o Object) {
				setDefault(o, "key", str(o, "uuid"))
				setDefault(o, "user_uuid", serviceUser().uuid)
			},
			matches: func(c *call, o Object) bool { return strings.HasPrefix(str(o, "key"), c.query.Get("prefix")) },
		},
		{
			kind: KindClientConfig, schema: "ClientConfig", create: "createClientConfig", get: "getClientConfig", update: "updateClientConfig",
			transient: []string{"generate_guest_user_api_token"}, prepare: makeGuestToken,
			display: func(o Object) { displayNames(o, "filter_selector_display_names", tags(o, "session_filter")) },
		},
		{
			kind: KindIntegration, schema: "Integration", collection: "integrations",
			create: "createIntegration", list: "queryIntegrations", update: "updateIntegration",
			transient: []string{"config", "interval_mins", "validate_credentials"}, fill: fillIntegration,
			matches: func(c *call, o Object) bool {
				wanted := c.query.Get("data_source")
				return wanted == "" || wanted == strconv.FormatInt(integer(o, "data_source"), 10)
			},
		},
		{
			kind: KindGateway, schema: "Gateway", collection: "gateways", list: "queryGateways",
		},
		{
			kind: KindCACertificate, schema: "CaCertificate", collection: "certificates",
			create: "createCaCertificate", get: "getCaCertificate", list: "queryCaCertificates", update: "updateCaCertificate",
			fill: nameSubject, other: defaultClientConfig,
		},
		{
			kind: KindUser, schema: "User", collection: "users",
			get: "getUser", list: "queryUsers", update: "updateUser", wrap: "user", nest: "user", matches: matchesUser,
		},
		{
			kind: KindDevice, schema: "Device", collection: "devices", list: "queryUserDevices",
			matches: func(c *call, o Object) bool { return str(o, "user_uuid") == c.params["uuid"] },
		},
		{
			kind: KindCountry, schema: "GeoData", collection: "countries", list: "queryCountries",
		},
		{
			kind: KindAuditEvent, schema: "AuditEvent", collection: "audit_events",
			get: "getAuditEvent", list: "queryAuditEvents", matches: inRange,
		},
		{
			kind: KindAlert, schema: "Alert", collection: "alerts", get: "getAlert", list: "queryAlerts",
			matches: func(c *call, o Object) bool {
				wanted := split(c.query.Get("status_filter"))
				return inRange(c, o) && (len(wanted) == 0 || slices.Contains(wanted, strconv.FormatInt(integer(o, "status"), 10)))
			},
		},
		{
			kind: KindAlertConfig, schema: "AlertConfig", collection: "configs",
			create: "createAlertConfig", get: "getAlertConfig", list: "queryAlertConfigs",
			transient: []string{"resolve_display_names"}, matches: hasStatus,
			display: func(o Object) {
				displayNames(o, "condition_filter_display_names", tags(o, "condition_filter"))
				displayNames(o, "recipient_display_names", list(o, "recipients"))
			},
		},
		{
			kind: KindAlertAction, schema: "InvestigationHistoryItem", collection: "investigation_actions", list: "getAlertHistory",
			matches: func(c *call, o Object) bool {
				return strings.HasSuffix(str(o, "account_and_alert_uuid"), ":"+c.params["uuid"])
			},
		},
		{
			kind: KindAppControlPolicy, schema: "AppControlPolicy", collection: "app_control_policies",
			create: "createAppControlPolicy", get: "getAppControlPolicy", list: "queryAppControlPolicies", update: "updateAppControlPolicy",
			unique: true, matches: hasStatus, prepare: startsUnsuspended, computed: func(_ *Mock, o Object) { nameChildren(o) },
			display: func(o Object) {
				displayNames(o, "filter_selector_display_names", append(tags(o, "app_filter"), tags(o, "session_filter")...))
			},
		},
		{
			kind: KindConnector, schema: "Connector", collection: "connectors", key: "unique_name",
			create: "createConnector", get: "getConnector", list: "queryConnectors", prepare: needsUniqueName,
			once: []string{"access_token"}, fill: fillConnector, computed: tellInstance,
		},
	}
}

// prepareEdge makes the contract as strict as its notes say and adds the candidate operations.
func prepareEdge(d *document) error {
	for _, narrow := range []struct{ operation, property, extension string }{
		{"createApp", "app", "x-create"}, {"deployApp", "app", "x-create"},
		{"createCard", "card", "x-create"}, {"createDashboard", "dashboard", "x-create"}, {"updateAccess", "access", "x-update"},
		{"updatePolicy", "policy", "x-update"}, {"createUser", "user", "x-create"}, {"updateUser", "user", "x-update"}, {"updateGroup", "group", "x-update"},
		{"createWorkflowRun", "workflow_run", "x-create"}, {"updateOnboarding", "onboarding", "x-update"},
	} {
		r, err := d.find(narrow.operation)
		if err != nil {
			return err
		}
		p := r.body().Properties[narrow.property]
		r.body().Properties[narrow.property] = openapi3.NewSchemaRef("", narrowed(p.Value, narrow.extension))
	}
	create, err := d.find("createApp")
	if err != nil {
		return err
	}
	// The vendor page posts the bare object that the reference wraps.
	create.takes(create.body().Properties["app"].Value, func(body Object) bool {
		_, wrapped := body["app"]
		_, account := body["account_name"]
		return !wrapped && len(body) > 0 && !(account && len(body) == 1)
	})
	return addCandidates(d)
}

// addCandidates reads x-candidate-operations. Their bodies are only told in words, so they are put together here from
// the create requests.
func addCandidates(d *document) error {
	entries, _ := d.spec.Extensions["x-candidate-operations"].([]any)
	for _, e := range entries {
		entry, _ := e.(map[string]any)
		name, method, path := str(entry, "object"), strings.ToUpper(str(entry, "method")), str(entry, "path")
		item := d.spec.Paths.Find(path)
		if item == nil {
			item = &openapi3.PathItem{}
		}
		op := openapi3.NewOperation()
		_, parameter, _ := strings.Cut(strings.TrimSuffix(path, "}"), "{")
		op.AddParameter(openapi3.NewPathParameter(parameter).WithSchema(openapi3.NewStringSchema()))
		if method == http.MethodDelete {
			op.OperationID = "delete" + name
			op.AddResponse(http.StatusNoContent, openapi3.NewResponse().WithDescription("Deleted"))
		} else {
			object, err := d.schema(name)
			if err != nil {
				return err
			}
			body, err := candidateBody(d, name)
			if err != nil {
				return err
			}
			op.OperationID = "update" + name
			op.RequestBody = &openapi3.RequestBodyRef{Value: openapi3.NewRequestBody().WithRequired(true).WithJSONSchema(body)}
			op.AddResponse(http.StatusOK, openapi3.NewResponse().WithDescription("Success").WithJSONSchema(object))
		}
		r := newRoute(d.spec, item, method, path, op)
		r.candidate = true
		d.candidates = append(d.candidates, r)
	}
	return nil
}

// candidateBody is the create request with the controls of an update beside it.
func candidateBody(d *document, name string) (*openapi3.Schema, error) {
	r, err := d.find("create" + name)
	if err != nil {
		return nil, err
	}
	body := *r.body()
	body.Properties = openapi3.Schemas{}
	for property, schema := range r.body().Properties {
		body.Properties[property] = schema
	}
	body.Properties["uuid"] = openapi3.NewStringSchema().NewRef()
	body.Properties["attributes_to_delete"] = openapi3.NewArraySchema().WithItems(openapi3.NewStringSchema()).NewRef()
	return &body, nil
}
