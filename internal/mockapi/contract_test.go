package mockapi_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	id := f.mock.Put(mockapi.KindPolicy, object{"name": "p"})
	access := f.mock.Put(mockapi.KindAccess, object{})
	config := f.mock.Put(mockapi.KindAppIntegrityConfig, object{"config_id": "c1"})
	if config != "production/c1" {
		t.Fatalf("config id %q", config)
	}
	const at = "2024-01-15T14:30:25Z"
	for name, test := range map[string]struct {
		from         client
		status       int
		method, path string
		body         any
		violation    string
	}{
		"unknown path":            {f.edge, 404, "GET", "/nothing", nil, "no such path"},
		"unknown service":         {client{f, "/other", nil}, 404, "GET", "/x", nil, "no such path"},
		"wrong method":            {f.edge, 405, "PUT", "/apps", "{}", "GET, POST and no PUT"},
		"candidate operation":     {f.edge, 404, "DELETE", "/apps/x", nil, "candidate operation"},
		"candidate patch":         {f.edge, 404, "PATCH", "/channels/x", "{}", "candidate operation"},
		"missing query parameter": {f.edge, 400, "GET", "/access?appid=", nil, `"userid"`},
		"unknown query parameter": {f.edge, 400, "GET", "/apps?tags=x", nil, `unknown parameter "tags"`},
		"query of a wrong type":   {f.edge, 400, "GET", "/tokens?get_all=maybe", nil, `"get_all"`},
		"body on a read":          {f.edge, 400, "GET", "/apps", "{}", "body not allowed"},
		"no body":                 {f.edge, 400, "POST", "/apps", nil, "required"},
		"no JSON":                 {f.edge, 400, "POST", "/apps", "{", "not one JSON value"},
		"two JSON values":         {f.edge, 400, "POST", "/apps", "{}{}", "text after the JSON value"},
		"no object":               {f.edge, 400, "POST", "/apps", "[]", "must be an object"},
		"wrong content type":      {f.edge.with("Content-Type", "text/plain"), 400, "POST", "/apps", "{}", "Content-Type"},
		"unknown field":           {f.edge, 400, "POST", "/apps", `{"app":{"nam":"x"}}`, `property "nam" is unsupported`},
		"unknown nested field":    {f.edge, 400, "POST", "/apps", `{"app":{"tcp_port_ranges":[{"from":1}]}}`, `property "from" is unsupported`},
		"unknown field, bare":     {f.edge, 400, "POST", "/apps", `{"nam":"x"}`, `property "nam" is unsupported`},
		"wrong type":              {f.edge, 400, "POST", "/apps", `{"app":{"port":"443"}}`, "/app/port: value must be an integer"},
		"fraction":                {f.edge, 400, "POST", "/apps", `{"app":{"port":1.5}}`, "/app/port: value must be an integer"},
		"null":                    {f.edge, 400, "POST", "/apps", `{"app":{"name":null}}`, "/app/name"},
		"enum by name":            {f.edge, 400, "POST", "/apps", `{"app":{"status":"ACTIVE"}}`, "/app/status"},
		"unknown enum number":     {f.edge, 400, "POST", "/apps", `{"app":{"status":5}}`, "/app/status"},
		"read-only on create":     {f.edge, 400, "POST", "/apps", `{"app":{"create_time":1}}`, `readOnly property "create_time"`},
		"read-only, bare":         {f.edge, 400, "POST", "/apps", `{"name":"x","uuid":"y"}`, `readOnly property "uuid"`},
		"update-only on create":   {f.edge, 400, "POST", "/accesses", `{"end_time":1}`, `property "end_time" is unsupported`},
		"status on create":        {f.edge, 400, "POST", "/workflows", `{"status":2}`, `property "status" is unsupported`},
		"read-only in an update":  {f.edge, 400, "PATCH", "/policies/" + id, `{"policy":{"update_time":1}}`, `readOnly property "update_time"`},
		"account in a nested one": {f.edge, 400, "PATCH", "/access/" + access, `{"access":{"account_name":"acme"}}`, `property "account_name" is unsupported`},
		"flat in place of nested": {f.edge, 400, "PATCH", "/policies/" + id, `{"name":"q"}`, `property "name" is unsupported`},
		"create-only in an update": {
			f.edge, 400, "PATCH", "/posture_profiles/x", `{"platform":1}`, `property "platform" is unsupported`,
		},
		"fixed after creation": {
			f.edge, 400, "PATCH", "/data_export_configs/x", `{"s3_bucket_name":"b"}`, `property "s3_bucket_name" is unsupported`,
		},
		"clearing what is unknown":   {f.edge, 400, "PATCH", "/policies/" + id, `{"attributes_to_delete":["nam"]}`, `"nam"`},
		"clearing what is read-only": {f.edge, 400, "PATCH", "/policies/" + id, `{"attributes_to_delete":["uuid"]}`, `"uuid"`},

		"no tenant":         {f.appTego.with("Tenant", ""), 400, "POST", "/app_integrity_settings", `{"version":"staging"}`, `"tenant"`},
		"unknown version":   {f.appTego, 400, "POST", "/app_integrity_settings", `{"version":"1.2.3"}`, "/version"},
		"missing field":     {f.appTego, 400, "POST", "/app_integrity_create", `{"version":"staging","name":"x"}`, `property "platform" is missing`},
		"name pattern":      {f.appTego, 400, "POST", "/app_integrity_create", `{"version":"staging","platform":"ios","name":"a/b"}`, "/name"},
		"platform again":    {f.appTego, 400, "POST", "/app_integrity_update", `{"version":"production","config_id":"c1","platform":"android"}`, "platform"},
		"both platforms":    {f.appTego, 400, "POST", "/app_integrity_update", `{"version":"production","config_id":"c1","team_id":"t","package_name":"p"}`, "package_name"},
		"other platform":    {f.appTego, 400, "POST", "/app_integrity_update", `{"version":"production","config_id":"c1","team_id":"t"}`, "other platform"},
		"empty credential":  {f.appTego, 400, "POST", "/app_integrity_update", `{"version":"production","config_id":"c1","package_name":""}`, "/package_name"},
		"too many bytes":    {f.appTego, 400, "POST", "/app_integrity_update", object{"version": "production", "config_id": "c1", "title": strings.Repeat("é", 4097)}, "8194 bytes"},
		"too many in a row": {f.appTego, 400, "POST", "/app_integrity_update", object{"version": "production", "config_id": "c1", "buttons": []string{strings.Repeat("é", 4097)}}, "/buttons/0"},
		"GET for a read":    {f.appTego, 405, "GET", "/app_integrity_settings", nil, "POST and no GET"},
		"no query":          {f.appTego, 400, "POST", "/audit_logs_query", `{"from":1,"to":2}`, `property "query" is missing`},
		"query too long":    {f.appTego, 400, "POST", "/device_logs_query", object{"query": strings.Repeat("x", 2001)}, "/query"},

		"no slash":          {f.gate, 404, "POST", "/device_app_connection_log", `{}`, "no such path"},
		"no base":           {client{f, "/gate", f.gate.header}, 404, "POST", "/device_app_connection_log/", `{}`, "no such path"},
		"required":          {f.gate, 400, "POST", "/device_app_connection_log/", `{"device_id":"d"}`, "application_id"},
		"number for text":   {f.gate, 400, "POST", "/device_app_connection_log/", `{"device_id":1,"application_id":"a","connection_type":"c","status":"s","timestamp":"` + at + `"}`, "/device_id"},
		"data is an object": {f.gate, 400, "POST", "/device_app_connection_log/", `{"data":{}}`, "/data"},
		"data is no object": {f.gate, 400, "POST", "/device_app_connection_log/", `{"data":"[]"}`, "/data"},
		"inside data":       {f.gate, 400, "POST", "/device_app_connection_log/", object{"data": `{"device_id":"d","app_id":1,"timestamp":"` + at + `"}`}, "/app_id"},
		"beside data":       {f.gate, 400, "POST", "/device_app_connection_log/", `{"data":"{}","device_id":"d"}`, "device_id"},
	} {
		r, err := test.from.try(test.method, test.path, test.body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		e := f.entry(r.header.Get("X-Request-Id"))
		if r.status != test.status || !strings.Contains(e.Violation, test.violation) || e.Violation == "" || e.Committed {
			t.Errorf("%s: status %d, violation %q; want %d, %q", name, r.status, e.Violation, test.status, test.violation)
		}
		if e.Service == "apptego" && (r.body["success"] != false || r.body["error"] == "") ||
			e.Service == "edge" && r.body["message"] == "" || len(r.body) == 0 {
			t.Errorf("%s: body %s", name, r.raw)
		}
	}
	if apps := f.mock.Objects(mockapi.KindApp); len(apps) != 0 {
		t.Errorf("a broken request has made %v", apps)
	}
}

func TestGateNamesTheField(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	body := f.gate.do(400, "POST", "/device_app_connection_log/", `{"device_id":1,"application_id":"a"}`)
	for _, field := range []string{"device_id", "connection_type", "status", "timestamp"} {
		if texts, _ := body[field].([]any); len(texts) != 1 {
			t.Errorf("%s: %v", field, body)
		}
	}
}

func TestUnfinishedOperation(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.edge.do(501, "GET", "/search_users", nil)
	f.sound()
}

func TestMovedRoute(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{Routes: map[string]string{"updatePolicy": "PUT /api/v2/policy/{uuid}"}})
	id := f.mock.Put(mockapi.KindPolicy, object{"name": "p"})
	f.edge.do(405, "PATCH", "/policies/"+id, `{"policy":{"name":"q"}}`)
	moved := f.edge
	moved.prefix = "/edge/api/v2"
	if got := moved.do(200, "PUT", "/policy/"+id, `{"policy":{"name":"q"}}`); got["name"] != "q" {
		t.Errorf("have %v", got)
	}
	for operation, to := range map[string]string{"updatePolicy": "PUT", "noSuch": "PUT /x"} {
		if _, err := mockapi.New(mockapi.Options{Routes: map[string]string{operation: to}}); err == nil {
			t.Errorf("moved %s to %q", operation, to)
		}
	}
}
