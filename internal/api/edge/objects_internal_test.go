package edge

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// kindOf is what one field of a client says of its kind, with the Go type of the objects.
type kindOf struct {
	object reflect.Type
	fields reflect.Value
}

func (k kindOf) text(field string) string { return k.fields.FieldByName(field).String() }

func (k kindOf) operations() []string {
	all := []string{k.text("create"), k.text("get"), k.text("list"), k.text("update"), k.text("delete")}
	for _, more := range []string{"writes", "outdates"} {
		for i := range k.fields.FieldByName(more).Len() {
			all = append(all, k.fields.FieldByName(more).Index(i).String())
		}
	}
	return slices.DeleteFunc(all, func(operation string) bool { return operation == "" })
}

// query returns the names of the parameters with which an operation is asked.
func (k kindOf) query(field string) []string {
	var names []string
	for _, name := range k.fields.FieldByName(field).MapKeys() {
		names = append(names, name.String())
	}
	return names
}

// kinds finds the kinds of a client by reflection, so that a new one is found by itself.
func kinds(t *testing.T) map[string]kindOf {
	t.Helper()
	client, err := New(Config{HTTP: api.Config{Endpoint: "http://localhost"}, ReadBatching: true})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]kindOf{}
	value := reflect.ValueOf(client).Elem()
	for i := range value.NumField() {
		if field := value.Type().Field(i); field.IsExported() {
			objects, _ := value.Field(i).Interface().(interface{ Untyped() *Objects[Object] })
			of := objects.Untyped().calls
			found[field.Name] = kindOf{object: of.typ, fields: reflect.ValueOf(of.kind)}
		}
	}
	if len(found) != len(client.lists)+1 || len(found) < 9 { // nothing lists client configurations
		t.Fatalf("found %d kinds, and %d lists", len(found), len(client.lists))
	}
	return found
}

// TestKinds_areInTheContract: no type of the client has the shape of the answer to a list, so its member is held against the
// contract here, together with what the member holds, how it is asked for, and all operations of a kind.
func TestKinds_areInTheContract(t *testing.T) {
	t.Parallel()
	spec, err := openapi3.NewLoader().LoadFromData(contract.Edge())
	if err != nil {
		t.Fatal(err)
	}
	operations := map[string]*openapi3.Operation{}
	for _, item := range spec.Paths.Map() {
		for _, operation := range item.Operations() {
			operations[operation.OperationID] = operation
		}
	}
	candidates, _ := spec.Extensions["x-candidate-operations"].([]any)
	for _, candidate := range candidates {
		c, _ := candidate.(map[string]any)
		operations[map[any]string{"patch": "update", "delete": "delete"}[c["method"]]+c["object"].(string)] = nil // told in words only
	}
	for name, k := range kinds(t) {
		for _, operation := range k.operations() {
			if _, ok := operations[operation]; !ok {
				t.Errorf("%s: the contract has no operation %q", name, operation)
			}
		}
		schema := cmp.Or(map[string]string{"DataExport": "DataExportConfig", "CACertificate": "CaCertificate"}[k.object.Name()], k.object.Name())
		list := operations[k.text("list")]
		if k.text("list") == "" {
			continue // there is none
		}
		if list == nil {
			t.Errorf("%s: there is no list", name)
			continue
		}
		answer := list.Responses.Status(200).Value.Content.Get("application/json").Schema.Value
		member := answer.Properties[k.text("member")]
		if member == nil {
			t.Errorf("%s: the answer of %s has %v and no member %q", name, k.text("list"), slices.Sorted(maps.Keys(answer.Properties)), k.text("member"))
		} else if !member.Value.Type.Is("array") || member.Value.Items.Ref != "#/components/schemas/"+schema {
			t.Errorf("%s: %q holds %v of %s, not objects of %s", name, k.text("member"), member.Value.Type, member.Value.Items.Ref, schema)
		}
		asked(t, name, list, k.query("all"))
		if get := k.text("get"); get != "" && operations[get] != nil {
			asked(t, name, operations[get], k.query("one"))
			if read := operations[get].Responses.Status(200).Value.Content.Get("application/json").Schema.Ref; read != "#/components/schemas/"+schema {
				t.Errorf("%s: %s answers %s, not %s", name, get, read, schema)
			}
		}
	}
}

// asked compares a query with the parameters of an operation: all that are required, and none that does not exist.
func asked(t *testing.T, name string, operation *openapi3.Operation, query []string) {
	t.Helper()
	for _, p := range operation.Parameters {
		if p.Value.In == "query" && p.Value.Required && !slices.Contains(query, p.Value.Name) {
			t.Errorf("%s: %s requires the parameter %s", name, operation.OperationID, p.Value.Name)
		}
	}
	for _, parameter := range query {
		if operation.Parameters.GetByInAndName("query", parameter) == nil {
			t.Errorf("%s: %s has no parameter %s", name, operation.OperationID, parameter)
		}
	}
}

// TestEffects_everyWrite: what writes keeps older lists from answering. Whoever adds an operation says here that it outdates
// nothing, and why, or enters it in its kind.
func TestEffects_everyWrite(t *testing.T) {
	t.Parallel()
	harmless := map[string]string{
		opTokenLogin:                "makes a session, which no list shows",
		opValidateDataExportConfig:  "writes a file to the bucket and nothing to the export",
		opValidateIntegration:       "tries credentials and changes nothing",
		opGetDataExportBucketPolicy: "is a read, although its method is POST",

		opAnswerWorkflowRun:           "changes a run, and runs are read anew each time",
		opCreateWorkflowRun:           "makes a run, and runs are read anew each time",
		opDeleteDevices:               "ends devices, which are read anew each time",
		opPerformInvestigationAction:  "changes an alert, and alerts are read anew each time",
		opPerformInvestigationActions: "changes alerts, which are read anew each time",
		opPromoteAlert:                "makes an alert, and alerts are read anew each time",
		opRevokeDocumentAccess:        "changes a document, and documents are read anew each time",
		opRevokeDocumentSharing:       "changes a document, and documents are read anew each time",
		opUpdateOnboarding:            "changes what is read anew each time",
	}
	client, err := New(Config{HTTP: api.Config{Endpoint: "http://localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	for operation, route := range contractRoutes() {
		reads := route.Method == "GET" && (strings.HasPrefix(operation, "get") || strings.HasPrefix(operation, "query"))
		_, affects := client.effects[operation]
		if _, excused := harmless[operation]; affects == (reads || excused) {
			t.Errorf("%s (%s): reads: %t, outdates nothing: %t, entered as a write: %t", operation, route, reads, excused, affects)
		}
	}
	for operation := range harmless {
		if _, ok := contractRoutes()[operation]; !ok {
			t.Errorf("%s is no operation", operation)
		}
	}
	for operation, e := range client.effects {
		if operation == "" {
			continue // a kind without that verb
		}
		for _, name := range append([]string{operation, e.list}, e.others...) {
			if _, ok := contractRoutes()[name]; !ok && name != "" { // some objects are in no list
				t.Errorf("the effect of %q names %q, which is no operation", operation, name)
			}
		}
	}
}
