package mockapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestZeroValuesAreLeftOut(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	created := f.edge.do(201, "POST", "/policies", object{
		"name": "p", "description": "", "priority": 0, "allow_guest_access": false, "constraints": object{},
		"mitm_settings": object{"fail_close": false}, "app_filter": object{"include_any": []any{}},
	})
	same(t, "created", written(created), object{"name": "p", "status": 2, "data_source": 1})
	id := created["uuid"].(string)
	f.edge.do(200, "PATCH", "/policies/"+id, object{"policy": object{"priority": 7, "allow_guest_access": true}})
	updated := f.edge.do(200, "PATCH", "/policies/"+id, object{"policy": object{"priority": 0, "name": "", "allow_guest_access": false}})
	same(t, "zero values in an update", written(updated),
		object{"name": "p", "status": 2, "data_source": 1, "priority": 7, "allow_guest_access": true})
	same(t, "empty list", f.edge.do(200, "GET", "/workflows", nil), object{})
	f.sound()
}

func TestOptimisticLock(t *testing.T) {
	t.Parallel()
	now := time.UnixMilli(1893456000000)
	f := start(t, mockapi.Options{Clock: func() time.Time { return now }})
	created := f.edge.do(201, "POST", "/policies", object{"name": "p"})
	path := "/policies/" + created["uuid"].(string)
	f.edge.do(200, "PATCH", path, object{"policy": object{"name": "q"}, "expected_update_time": created["update_time"]})
	r := f.edge.do(409, "PATCH", path, object{"policy": object{"name": "r"}, "expected_update_time": created["update_time"]})
	if r["message"] == "" {
		t.Error("a conflict without a message")
	}
	f.edge.do(200, "PATCH", path, object{"policy": object{"name": "s"}, "expected_update_time": 0})
	if got := f.edge.do(200, "GET", path, nil); got["name"] != "s" || got["update_time"] != 1893456000002.0 {
		t.Errorf("have %v", got)
	}
	f.sound()
}

func TestDeletedByStatus(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{RefuseDeleted: true})
	id := f.mock.Put(mockapi.KindAccess, object{})
	f.edge.do(400, "PATCH", "/access/"+id, `{"access":{"status":4}}`)
	f.edge.do(200, "GET", "/accesses/"+id, nil)
	f.edge.do(400, "POST", "/accesses", `{"status":4}`)

	f = start(t, mockapi.Options{ShowDeleted: true})
	id = f.mock.Put(mockapi.KindAccess, object{})
	f.edge.do(200, "PATCH", "/access/"+id, `{"access":{"status":4}}`)
	if o := f.edge.do(200, "GET", "/accesses/"+id, nil); o["status"] != 4.0 {
		t.Errorf("shown: %v", o)
	}
	f.edge.do(404, "PATCH", "/access/"+id, `{"access":{"status":2}}`)
	same(t, "list", f.edge.do(200, "GET", "/access?appid=&userid=", nil), object{})
	f.sound()
}

func TestApps(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	bare := f.edge.do(200, "POST", "/apps", object{"name": "Wiki & more", "protocol": "tcp", "refs": []string{"a"}, "tags": []string{"x"}})
	if bare["uuid"] != "app:acme.tcp.0.wiki---more" {
		t.Errorf("id %v", bare["uuid"])
	}
	same(t, "ref_matches", bare["ref_matches"], []object{{"ref": "a"}})
	same(t, "ref_display_names", bare["ref_display_names"], object{"a": "Display name of a"})
	f.edge.do(200, "POST", "/apps", object{"app": object{"name": "b", "status": 3, "data_source": 2}})
	if got := f.edge.do(200, "GET", "/apps/app:acme.any.1.b", nil); got["name"] != "b" {
		t.Errorf("have %v", got)
	}
	for query, want := range map[string]int{
		"": 2, "tag=x": 1, "tag=y": 0, "status=ACTIVE": 1, "status=ACTIVE,SUSPENDED": 2, "status=INIT": 0,
		"datasource=1": 1, "datasource=1,2": 2, "datasource=LOCAL": 1, "datasource=301": 0, "tag=x&status=SUSPENDED": 0,
	} {
		apps, _ := f.edge.do(200, "GET", "/apps?"+query, nil)["apps"].([]any)
		if len(apps) != want {
			t.Errorf("%s: %d apps, want %d", query, len(apps), want)
		}
	}
	f.edge.do(400, "GET", "/apps?status=2", nil)
	f.edge.do(400, "GET", "/apps?datasource=AZURE", nil)

	deployed := f.edge.do(200, "POST", "/apps/deploy", object{"app": object{"name": "d"}})
	if len(deployed["new_policies"].([]any)) != 1 || len(f.mock.Objects(mockapi.KindPolicy)) != 1 || len(f.mock.Objects(mockapi.KindApp)) != 3 {
		t.Errorf("deployed: %v", deployed)
	}
	f.sound()
}

func TestListsByAppAndUser(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	app := f.mock.Put(mockapi.KindApp, object{"uuid": "app:acme.tcp.0.x"})
	f.mock.Put(mockapi.KindAccess, object{"app_list": []string{app}, "user_list": []string{"user:u1"}})
	f.mock.Put(mockapi.KindAccess, object{"app_list": []string{"other"}, "user_list": []string{"u2"}})
	f.mock.Put(mockapi.KindPolicy, object{"app_filter": object{"include_any": []object{{"all": []string{"app:a1"}}}}})
	for query, want := range map[string][2]int{
		"appid=&userid=": {2, 1}, "appid=" + app + "&userid=": {1, 1}, "appid=&userid=u1": {1, 1}, "appid=&userid=u2": {1, 0},
		"appid=nobody&userid=": {0, 0}, "appid=" + app + "&userid=u2": {0, 0},
	} {
		body := f.edge.do(200, "GET", "/access?"+query, nil)
		accesses, _ := body["accesses"].([]any)
		apps, _ := body["apps"].([]any)
		if len(accesses) != want[0] || len(apps) != want[1] {
			t.Errorf("%s: %v", query, body)
		}
	}
	f.mock.Put(mockapi.KindGroup, object{"uuid": "g1"})
	f.mock.Put(mockapi.KindAccess, object{"user_list": []string{"group:g1"}})
	f.mock.Put(mockapi.KindUser, object{"uuid": "u2"})
	for collection, id := range map[string]string{"groups": "g1", "users": "u2"} {
		named, _ := f.edge.do(200, "GET", "/access?appid=&userid=", nil)[collection].([]any)
		if len(named) != 1 || named[0].(object)["uuid"] != id {
			t.Errorf("%s that rules name: %v", collection, named)
		}
	}
	for query, want := range map[string]bool{"appid=&userid=": true, "appid=a1&userid=": true, "appid=a2&userid=": false, "appid=&userid=u": false} {
		body := f.edge.do(200, "GET", "/policies?resolveDisplayNames=false&"+query, nil)
		if (body["policies"] != nil) != want {
			t.Errorf("%s: %v", query, body)
		}
		if want && body["policies"].([]any)[0].(object)["filter_selector_display_names"] != nil {
			t.Errorf("names that nobody asked for: %v", body)
		}
	}
	f.sound()
}

func TestWorkflows(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	w := f.edge.do(201, "POST", "/workflows", object{"name": "w", "uuid": "chosen", "approval_ttl_sec": 0, "recipients": []string{"user:a"}})
	var answers []string
	for _, a := range w["answers"].([]any) {
		answers = append(answers, a.(object)["answer"].(string))
	}
	if w["uuid"] != "chosen" || w["approval_ttl_sec"] != 86400.0 || w["execution_ttl_sec"] != 600.0 || w["status"] != 2.0 ||
		!slices.Equal(answers, []string{"Approve", "Deny", "Unsure"}) || len(w["actions"].([]any)) != 1 {
		t.Errorf("defaults: %v", w)
	}
	same(t, "names", w["recipient_display_names"], object{"user:a": "Display name of user:a"})
	f.edge.do(409, "POST", "/workflows", object{"uuid": "chosen"})

	p := f.edge.do(201, "POST", "/policies", object{"name": "p", "workflow_name": "w"})
	if p["workflow_uuid"] != "chosen" || p["workflow_name"] != nil || f.mock.Objects(mockapi.KindPolicy)[0]["workflow_name"] != nil {
		t.Errorf("policy: %v", p)
	}
	f.edge.do(400, "POST", "/policies", object{"workflow_name": "w", "workflow_uuid": "other"})
	f.edge.do(400, "POST", "/policies", object{"workflow_name": "none"})
	f.mock.Put(mockapi.KindWorkflow, object{"name": "w"})
	f.edge.do(400, "POST", "/policies", object{"workflow_name": "w"})
	f.sound()
}

func TestNotificationChannels(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	c := f.edge.do(200, "POST", "/channels", object{
		"name": "c", "type": 1, "oauth_code": "canary", "redirect_uri": "https://x", "resolve_display_names": true, "recipients": []string{"user:a"},
	})
	if c["slack_channel"] == nil || c["slack_team"] == nil || c["encrypted_credentials"] == nil || c["recipient_display_names"] == nil {
		t.Errorf("connected: %v", c)
	}
	if stored := fmt.Sprint(f.mock.Objects(mockapi.KindNotificationChannel)); strings.Contains(stored, "canary") || strings.Contains(stored, "redirect") {
		t.Errorf("stored: %s", stored)
	}
	f.edge.do(400, "POST", "/channels", object{"name": "d", "oauth_code": "canary"})
	plain := f.edge.do(200, "POST", "/channels", object{"name": "e", "status": 3, "recipients": []string{"user:a"}})
	if plain["encrypted_credentials"] != nil || plain["recipient_display_names"] != nil {
		t.Errorf("plain: %v", plain)
	}
	id := plain["uuid"].(string)
	if o := f.edge.do(200, "GET", "/channels/"+id+"?resolveDisplayNames=", nil); o["recipient_display_names"] != nil {
		t.Errorf("names that nobody asked for: %v", o)
	}
	if o := f.edge.do(200, "GET", "/channels?resolveDisplayNames=&status=SUSPENDED", nil); len(o["channels"].([]any)) != 1 {
		t.Errorf("suspended: %v", o)
	}
	f.sound()
}

func TestTokens(t *testing.T) {
	t.Parallel()
	now := time.UnixMilli(1893456000000)
	f := start(t, mockapi.Options{Clock: func() time.Time { return now }})
	token := f.edge.do(201, "POST", "/tokens", object{"name": "t", "role": 3, "user_uuid": "u", "ttl_sec": 60})
	id, secret := token["uuid"].(string), token["secret"].(string)
	if secret == "" || token["login_url"] == nil || token["role"] != nil || token["ttl_sec"] != nil || token["user_uuid"] != nil ||
		token["expire_time_sec"] != 1893456060.0 || token["status"] != 2.0 {
		t.Errorf("created: %v", token)
	}
	if stored, _ := f.mock.Object(mockapi.KindToken, id); stored["role"] != int64(3) || stored["ttl_sec"] != int64(60) || stored["secret"] != secret {
		t.Errorf("stored: %v", stored)
	}
	shown := f.edge.do(200, "GET", "/tokens", nil)["tokens"].([]any)[0].(object)
	if shown["secret"] != nil || shown["login_url"] != nil {
		t.Errorf("shown again: %v", shown)
	}
	if o := f.edge.do(200, "PATCH", "/tokens/"+id, `{"status":3,"role":4}`); o["status"] != 3.0 || o["secret"] != nil || o["role"] != nil {
		t.Errorf("suspended: %v", o)
	}
	same(t, "active tokens", f.edge.do(200, "GET", "/tokens?get_all=false", nil), object{})
	if all := f.edge.do(200, "GET", "/tokens?get_all=true", nil); len(all["tokens"].([]any)) != 1 {
		t.Errorf("all tokens: %v", all)
	}
	temporary := f.edge.do(201, "POST", "/temporary_access_tokens", object{"user_uuid": "u", "ttl_sec": 5})
	if temporary["secret"] == nil || temporary["expire_time_sec"] != 1893456005.0 || temporary["view_pii_log_only"] != true {
		t.Errorf("temporary: %v", temporary)
	}
	f.sound()
}

func TestDataExports(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	good := f.mock.Put(mockapi.KindDataExport, object{"s3_bucket_name": "logs", "data_export_types": []int{51}})
	bad := f.mock.Put(mockapi.KindDataExport, object{"s3_bucket_name": "missing-logs"})
	same(t, "valid", f.edge.do(200, "POST", "/data_export_configs/validate", object{"uuid": good}), object{})
	f.edge.do(400, "POST", "/data_export_configs/validate", object{"uuid": bad})
	f.edge.do(404, "POST", "/data_export_configs/validate", object{"uuid": "nobody"})
	policy := f.edge.do(200, "POST", "/data_export_configs/bucket_policy", object{"s3_bucket_name": "logs"})
	if policy["Version"] != "2012-10-17" || !strings.Contains(fmt.Sprint(policy["Statement"]), "arn:aws:s3:::logs/*") {
		t.Errorf("policy: %v", policy)
	}
	f.sound()
}

func TestAccount(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	if o := f.edge.do(200, "GET", "/accounts/acme", nil); o["name"] != "acme" {
		t.Errorf("have %v", o)
	}
	f.edge.do(404, "GET", "/accounts/other", nil)
}

func TestUniqueNames(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{UniqueNames: true})
	for _, path := range []string{"/policies", "/workflows"} {
		f.edge.do(201, "POST", path, `{"name":"a"}`)
		if r := f.edge.do(409, "POST", path, `{"name":"a"}`); !strings.Contains(r["message"].(string), "already exists") {
			t.Errorf("message: %v", r)
		}
	}
	f.edge.do(200, "POST", "/apps", `{"app":{"name":"a"}}`)
	f.edge.do(409, "POST", "/apps", `{"app":{"name":"a"}}`)
	id := f.mock.Put(mockapi.KindPolicy, object{"name": "b"})
	f.edge.do(409, "PATCH", "/policies/"+id, `{"policy":{"name":"a"}}`)
	f.edge.do(200, "PATCH", "/policies/"+id, `{"policy":{"name":"b"}}`)
	f.edge.do(201, "POST", "/posture_profiles", `{"name":"a"}`)
	f.edge.do(201, "POST", "/posture_profiles", `{"name":"a"}`)
	f.appTego.do(200, "POST", "/app_integrity_create", `{"version":"staging","platform":"ios","name":"a"}`)
	f.appTego.do(400, "POST", "/app_integrity_create", `{"version":"staging","platform":"android","name":"a"}`)
	f.appTego.do(200, "POST", "/app_integrity_create", `{"version":"production","platform":"ios","name":"a"}`)
	f.sound()
}

func TestCandidateOperations(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{Undocumented: true})
	app := f.mock.Put(mockapi.KindApp, object{"name": "a", "port": 1, "description": "d"})
	o := f.edge.do(200, "PATCH", "/apps/"+app, object{"account_name": "acme", "uuid": app, "app": object{"name": "b"}, "attributes_to_delete": []string{"port"}})
	if o["name"] != "b" || o["port"] != nil || o["description"] != "d" {
		t.Errorf("updated app: %v", o)
	}
	f.edge.do(400, "PATCH", "/apps/"+app, object{"app": object{"uuid": "x"}})
	f.mock.ResetJournal()
	channel := f.mock.Put(mockapi.KindNotificationChannel, object{"name": "c"})
	if o = f.edge.do(200, "PATCH", "/channels/"+channel, object{"name": "d", "oauth_code": "x"}); o["name"] != "d" || o["encrypted_credentials"] == nil {
		t.Errorf("updated channel: %v", o)
	}
	for kind, path := range map[string]string{
		mockapi.KindApp: "/apps/", mockapi.KindAccess: "/accesses/", mockapi.KindPolicy: "/policies/", mockapi.KindWorkflow: "/workflows/",
		mockapi.KindPostureProfile: "/posture_profiles/", mockapi.KindPostureAttribute: "/posture_attributes/",
		mockapi.KindNotificationChannel: "/channels/", mockapi.KindToken: "/tokens/", mockapi.KindDataExport: "/data_export_configs/",
		mockapi.KindIntegration: "/integrations/", mockapi.KindBlob: "/blobs/", mockapi.KindCACertificate: "/ca_certificates/", mockapi.KindConnector: "/connectors/",
	} {
		id := f.mock.Put(kind, object{"name": "x"})
		f.edge.do(204, "DELETE", path+id, nil)
		f.edge.do(404, "DELETE", path+id, nil)
		if o, ok := f.mock.Object(kind, id); !ok || o["status"] != int64(4) {
			t.Errorf("%s: %v", kind, o)
		}
	}
	if f.mock.Count("deleteDataExportConfig") != 2 || f.mock.Count("updateNotificationChannel") != 1 {
		t.Error("the journal does not name candidate operations")
	}
	f.sound()
}
