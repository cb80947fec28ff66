package contract_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// known says what of the contract a client type is. A field must be in one of the schemas, or in extra with a reason.
type known struct {
	schemas []string
	extra   map[string]string // field that no schema has: why it is sent or read all the same
}

// clientTypes names every struct of the clients that has JSON fields: a type by its name, a struct within a function by
// the function and the variable. A new one must be entered here, or the test fails.
func clientTypes() map[string]known {
	is := func(schemas ...string) known { return known{schemas: schemas} }
	updatable := func(schema string) known {
		return known{schemas: []string{schema}, extra: map[string]string{
			"uuid":                 "body of the candidate operation, told in words only",
			"attributes_to_delete": "body of the candidate operation, told in words only",
		}}
	}
	return map[string]known{
		"edge.Access":                          is("Access"),
		"edge.App":                             is("App"),
		"edge.Filter":                          is("Filter"),
		"edge.MitmSettings":                    is("PolicyMitmSettings"),
		"edge.Policy":                          is("Policy"),
		"edge.PortRange":                       is("PortRange"),
		"edge.RefMatch":                        is("AppRefMatch"),
		"edge.SelectorGroup":                   is("FilterSelectorGroup"),
		"edge.Account":                         is("Account"),
		"edge.AnswerActions":                   is("AnswerActions"),
		"edge.ChannelAuthorization":            is("CreateNotificationChannelRequest"),
		"edge.CACertificate":                   is("CaCertificate"),
		"edge.updateCACertificateRequest":      is("UpdateCaCertificateRequest"),
		"edge.Card":                            is("Card"),
		"edge.cardRequest":                     updatable("CreateCardRequest"),
		"edge.Dashboard":                       is("Dashboard"),
		"edge.dashboardRequest":                updatable("CreateDashboardRequest"),
		"edge.Connector":                       is("Connector"),
		"edge.ConnectorInstance":               is("ConnectorInstance"),
		"edge.ConnectorCommand":                is("ConnectorCommand"),
		"edge.ConnectorRoutes":                 is("ConnectorRoutes"),
		"edge.Coordinates":                     is("Coordinates"),
		"edge.DesiredRelease":                  is("DesiredRelease"),
		"edge.DNSResolver":                     is("DnsResolver"),
		"edge.Layer3Route":                     is("Layer3Route"),
		"edge.Layer4Route":                     is("Layer4Route"),
		"edge.Layer7Route":                     is("Layer7Route"),
		"edge.Release":                         is("Release"),
		"edge.updateConnectorRequest":          {extra: map[string]string{"attributes_to_delete": "body of the candidate operation, told in words only"}},
		"edge.AppControlEventAction":           is("AppControlPolicyEventAction"),
		"edge.AppControlPolicy":                is("AppControlPolicy"),
		"edge.DataExport":                      is("DataExportConfig"),
		"edge.Deploy.answer":                   is("DeployAppResponse"),
		"edge.Alert":                           is("Alert"),
		"edge.AlertAction":                     is("InvestigationAction"),
		"edge.AlertCardData":                   is("AlertCardData"),
		"edge.AlertConfig":                     is("AlertConfig"),
		"edge.AlertHistory":                    is("AlertHistoryResponse"),
		"edge.AlertHistoryItem":                is("InvestigationHistoryItem"),
		"edge.AlertNote":                       is("InvestigationNote"),
		"edge.AlertOwner":                      is("UpdateAlertOwner"),
		"edge.AlertRelatedEntities":            is("AlertRelatedEntities"),
		"edge.AlertRunWorkflow":                is("InvestigationRunWorkflow"),
		"edge.AlertStatusChange":               is("AlertStatusChange"),
		"edge.Alerts":                          is("QueryAlertsResponse"),
		"edge.AuditEvent":                      is("AuditEvent"),
		"edge.AuditEvents":                     is("QueryAuditEventsResponse"),
		"edge.BrowserDetails":                  is("BrowserDetails"),
		"edge.CardFilter":                      is("CardFilter"),
		"edge.CardIdentity":                    is("Identity"),
		"edge.CardSortOrder":                   is("CardSortOrder"),
		"edge.CloseWithReason":                 is("CloseWithReason"),
		"edge.Countries":                       is("QueryCountriesResponse"),
		"edge.Country":                         is("GeoData"),
		"edge.CuratedQueryConfig":              is("CuratedQueryConfig"),
		"edge.CuratedQueryModifier":            is("CuratedQueryModifier"),
		"edge.Device":                          is("Device"),
		"edge.DevicePosture":                   is("DevicePosture"),
		"edge.DeviceProcess":                   is("DeviceProcess"),
		"edge.DeviceProcessInfo":               is("DeviceProcessInfo"),
		"edge.DeviceProperties":                is("DeviceProperties"),
		"edge.User":                            is("User"),
		"edge.UserPII":                         is("UserPii"),
		"edge.createUserRequest":               is("CreateUserRequest"),
		"edge.recordedUser":                    is("CreateUserRequest"),
		"edge.updateUserRequest":               is("UpdateUserRequest"),
		"edge.UserDevices":                     is("QueryUserDevicesResponse"),
		"edge.WorkflowRun":                     is("WorkflowRun"),
		"edge.WorkflowRuns":                    is("QueryWorkflowRunsResponse"),
		"edge.WorkflowRunStart":                is("CreateWorkflowRunRequest"),
		"edge.WorkflowRunAnswer":               is("AnswerWorkflowRunRequest"),
		"edge.Dataset":                         is("Dataset"),
		"edge.DatasetConfig":                   is("DatasetConfig"),
		"edge.DatasetProperties":               is("DatasetProperties"),
		"edge.DatasetItem":                     is("DatasetItem"),
		"edge.DatasetListItem":                 is("DatasetListItem"),
		"edge.DatasetItemProps":                is("DatasetItemProps"),
		"edge.DatasetItemModeling":             is("DatasetItemModeling"),
		"edge.DatasetAnswer":                   is("GetDatasetResponse"),
		"edge.Datasets":                        is("QueryDatasetsResponse"),
		"edge.Document":                        is("Document"),
		"edge.DocumentIdentity":                is("DocumentIdentity"),
		"edge.Identity":                        is("Identity"),
		"edge.ExternalAccess":                  is("DocumentExternalAccess"),
		"edge.DocumentURL":                     is("DocumentUrl"),
		"edge.AccessRevocation":                is("RevokeDocumentAccessRequest"),
		"edge.SharingRevocation":               is("RevokeDocumentSharingRequest"),
		"edge.Onboarding":                      is("AccountOnboarding"),
		"edge.updateOnboardingRequest":         is("UpdateOnboardingRequest"),
		"edge.DeviceToDelete":                  is("DeviceToDelete"),
		"edge.PerformAlertAction":              is("PerformInvestigationActionRequest"),
		"edge.PerformAlertActions.answer":      is("PerformInvestigationActionsResponse"),
		"edge.PerformedAlertAction":            is("PerformInvestigationActionResponse"),
		"edge.Promotion":                       is("PromoteAlertRequest"),
		"edge.Gateway":                         is("Gateway"),
		"edge.Gateways":                        is("QueryGatewaysResponse"),
		"edge.AccountFeatureFlags":             is("AccountFeatureFlags"),
		"edge.Blob":                            is("Blob"),
		"edge.updateGroupRequest":              is("UpdateGroupRequest"),
		"edge.ClientConfig":                    {schemas: []string{"ClientConfig"}, extra: map[string]string{"-": "the token of guest users, as requests have it"}},
		"edge.clientConfigRequest":             is("CreateClientConfigRequest", "UpdateClientConfigRequest"),
		"edge.Group":                           is("Group"),
		"edge.Integration":                     {schemas: []string{"Integration", "CreateIntegrationRequest"}, extra: map[string]string{"-": "credentials, which are sent and not read"}},
		"edge.IntegrationConfig":               is("IntegrationConfig"),
		"edge.IntegrationCredentials":          is("IngestionCredentials"),
		"edge.Validate.answer":                 is("ValidateIntegrationResponse"),
		"edge.createIntegrationRequest":        is("CreateIntegrationRequest"),
		"edge.updateIntegrationRequest":        is("UpdateIntegrationRequest"),
		"edge.validateIntegrationRequest":      is("ValidateIntegrationRequest"),
		"edge.NewToken":                        is("CreateTokenRequest"),
		"edge.NotificationChannel":             is("NotificationChannel"),
		"edge.PostureAttribute":                is("PostureAttribute"),
		"edge.PostureProcess":                  is("PostureProcess"),
		"edge.PostureProfile":                  is("PostureProfile"),
		"edge.Token":                           is("Token"),
		"edge.TokenUpdate":                     is("UpdateTokenRequest"),
		"edge.Workflow":                        is("Workflow"),
		"edge.Written":                         {extra: map[string]string{"at": "private state, no request", "version": "private state, no request"}},
		"edge.WorkflowAction":                  is("WorkflowAction"),
		"edge.dataExportRequest":               is("UpdateDataExportConfigRequest", "ValidateDataExportConfigRequest", "DataExportBucketPolicyRequest"),
		"edge.updateAlertConfigRequest":        updatable("CreateAlertConfigRequest"),
		"edge.updateChannelRequest":            updatable("CreateNotificationChannelRequest"),
		"edge.updatePostureAttributeRequest":   is("UpdatePostureAttributeRequest"),
		"edge.updatePostureProfileRequest":     is("UpdatePostureProfileRequest"),
		"edge.updateWorkflowRequest":           is("UpdateWorkflowRequest"),
		"apptego.AuditLogQuery":                is("AuditLogsQuery"),
		"apptego.AuditLogRow":                  is("AuditLogRow"),
		"apptego.BuildMessage":                 is("WsBuildProgress", "WsBuildComplete"),
		"apptego.AuditLogs.answer":             is("AuditLogsPage"),
		"apptego.CreateWebSocketTicket.answer": is("WsTicket"),
		"apptego.DashboardLocation":            is("DashboardLocation"),
		"apptego.DeviceLogQuery":               is("DeviceLogsQuery"),
		"apptego.DeviceLogRow":                 {schemas: []string{"DeviceLogRow"}, extra: map[string]string{"-": "the cursor that continues after the row"}},
		"apptego.DeviceLogs.answer":            is("DeviceLogsPage"),
		"apptego.SecurityDashboard":            is("SecurityDashboard"),
		"gate.EnvelopedConnectionLog":          is("ConnectionLogInner"),
		"edge.appRequest":                      updatable("CreateAppRequest"),
		"edge.createPolicyRequest":             is("CreatePolicyRequest"),
		"edge.loginAnswer":                     is("Session"),
		"edge.updateAccessRequest":             is("UpdateAccessRequest"),
		"edge.updatePolicyRequest":             is("UpdatePolicyRequest"),
		"edge.errorBody.e":                     is("Error"),
		"apptego.IntegrityConfig":              is("AppIntegrityConfig"),
		"apptego.IntegrityUpdate":              is("AppIntegrityAndroidUpdate", "AppIntegrityIosUpdate"),
		"apptego.refusal.flag":                 is("ApiError", "SuccessResponse"),
		"apptego.ListIntegrityConfigs.answer":  is("AppIntegritySettingsResponse"),
		"apptego.DeleteIntegrityConfig.answer": is("SuccessResponse"),
		"apptego.configFrom.answer":            is("AppIntegrityCreateResponse", "AppIntegrityUpdateResponse"),
		"apptego.errorBody.e":                  is("ApiError"),
		"gate.ConnectionLog":                   is("ConnectionLogFlat"),
		"gate.ConnectionLogReceipt":            {schemas: []string{"ConnectionLogRecord", "ConnectionLogAck"}, extra: map[string]string{"-": "what the client finds out about the answer"}},
	}
}

// TestClientTypes_fieldsAreInTheContract finds names and types that only the client believes in. The structs are read
// from the source and not by reflection, so that those nobody exports are seen as well.
func TestClientTypes_fieldsAreInTheContract(t *testing.T) {
	t.Parallel()
	table, seen := clientTypes(), map[string]bool{}
	for _, client := range []struct {
		name     string
		document []byte
	}{{"edge", contract.Edge()}, {"apptego", contract.AppTego()}, {"gate", contract.Gate()}} {
		schemas := load(t, client.document).Components.Schemas
		found := structs(t, client.name)
		for _, name := range sorted(found) {
			entry, ok := table[name]
			if !ok {
				t.Errorf("%s has JSON fields but is not in the table of this test: say which schema it is", name)
				continue
			}
			seen[name] = true
			check(t, client.name, name, found[name], entry, schemas, table)
		}
	}
	for name := range table {
		if !seen[name] {
			t.Errorf("the table of this test has %s, which does not exist", name)
		}
	}
}

func check(t *testing.T, client, name string, fields map[string]ast.Expr, entry known, schemas openapi3.Schemas, table map[string]known) {
	t.Helper()
	for _, field := range sorted(fields) {
		typ := fields[field]
		var candidates []*openapi3.SchemaRef
		for _, schema := range entry.schemas {
			if schemas[schema] == nil {
				t.Errorf("%s: the contract has no schema %s", name, schema)
				continue
			}
			if p := schemas[schema].Value.Properties[field]; p != nil {
				candidates = append(candidates, p)
			}
		}
		if len(candidates) == 0 {
			if entry.extra[field] == "" {
				t.Errorf("%s: field %s is not in %s", name, field, strings.Join(entry.schemas, ", "))
			}
			continue
		}
		if entry.extra[field] != "" {
			t.Errorf("%s: field %s is in the contract and needs no exception", name, field)
		}
		for _, p := range candidates {
			if problem := misfit(client, typ, p, table); problem != "" {
				t.Errorf("%s: field %s: %s", name, field, problem)
			}
		}
	}
	for field := range entry.extra {
		if _, ok := fields[field]; !ok {
			t.Errorf("%s: there is an exception for %s, which is no field", name, field)
		}
	}
}

// misfit says why a Go type cannot hold what a schema describes, or nothing.
func misfit(client string, typ ast.Expr, ref *openapi3.SchemaRef, table map[string]known) string {
	schema := resolved(ref)
	want := func(types ...string) string {
		if slices.ContainsFunc(types, schema.Type.Is) {
			return ""
		}
		return fmt.Sprintf("is %v in the contract and %s in the client", schema.Type.Slice(), strings.Join(types, " or "))
	}
	switch typ := typ.(type) {
	case *ast.StarExpr:
		return misfit(client, typ.X, ref, table)
	case *ast.ArrayType:
		if problem := want("array"); problem != "" {
			return problem
		}
		return misfit(client, typ.Elt, schema.Items, table)
	case *ast.MapType:
		return want("object")
	case *ast.SelectorExpr:
		switch typ.Sel.Name {
		case "Int64", "Time":
			return want("integer")
		case "Text": // reads both
			return want("string", "integer")
		case "Secret":
			return want("string")
		case "RawMessage": // handed on as it came
			return ""
		}
	case *ast.Ident:
		switch typ.Name {
		case "string":
			return want("string")
		case "bool":
			return want("boolean")
		case "float64":
			return want("number")
		case "Status", "int64":
			return want("integer")
		}
		if entry, ok := table[client+"."+typ.Name]; ok {
			if slices.ContainsFunc(references(ref), func(name string) bool { return slices.Contains(entry.schemas, name) }) {
				return ""
			}
			return fmt.Sprintf("is %v in the contract and %v in the client", references(ref), entry.schemas)
		}
	}
	return fmt.Sprintf("this test does not know the Go type %s", reflect.TypeOf(typ))
}

// references returns the names of the schemas that a reference points to.
func references(ref *openapi3.SchemaRef) []string {
	var names []string
	for _, r := range append(openapi3.SchemaRefs{ref}, ref.Value.AllOf...) {
		if r.Ref != "" {
			names = append(names, r.Ref[strings.LastIndex(r.Ref, "/")+1:])
		}
	}
	return names
}

// resolved returns the schema that has the type: the contracts put references with a description of their own in allOf.
func resolved(ref *openapi3.SchemaRef) *openapi3.Schema {
	for ref.Value.Type == nil && len(ref.Value.AllOf) == 1 {
		ref = ref.Value.AllOf[0]
	}
	return ref.Value
}

func load(t *testing.T, document []byte) *openapi3.T {
	t.Helper()
	spec, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

// structs returns the JSON fields of the structs in a client's sources. Embedded structs stand for themselves.
func structs(t *testing.T, client string) map[string]map[string]ast.Expr {
	t.Helper()
	found := map[string]map[string]ast.Expr{}
	for _, file := range sources(t, filepath.Join("..", "api", client)) {
		function := ""
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				function = n.Name.Name + "."
			case *ast.GenDecl:
				if n.Tok == token.TYPE {
					function = ""
				}
			case *ast.TypeSpec:
				record(found, client+"."+n.Name.Name, n.Type)
			case *ast.ValueSpec:
				record(found, client+"."+function+n.Names[0].Name, n.Type)
			}
			return true
		})
	}
	if len(found) == 0 {
		t.Fatalf("no struct found in client %s", client)
	}
	return found
}

func record(found map[string]map[string]ast.Expr, name string, typ ast.Expr) {
	structure, ok := typ.(*ast.StructType)
	if !ok {
		return
	}
	fields := map[string]ast.Expr{}
	for _, field := range structure.Fields.List {
		if field.Tag == nil {
			continue
		}
		literal, _ := strconv.Unquote(field.Tag.Value)
		if tag, ok := reflect.StructTag(literal).Lookup("json"); ok {
			jsonName, _, _ := strings.Cut(tag, ",")
			fields[jsonName] = field.Type
		}
	}
	if len(fields) > 0 {
		found[name] = fields
	}
}

func sources(t *testing.T, directory string) []*ast.File {
	t.Helper()
	names, err := fs.Glob(os.DirFS(directory), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(directory, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// sorted returns the keys of a map in order, for messages.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
