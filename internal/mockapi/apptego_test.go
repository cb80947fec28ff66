package mockapi_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAppIntegrityAndroid(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	created := f.appTego.do(200, "POST", "/app_integrity_create", object{"version": "production", "platform": "android", "name": "A"})
	shell := created["config"].(object)
	id := shell["config_id"].(string)
	same(t, "shell", shell, object{"action": "log", "config_id": id, "enabled": false, "name": "A", "platform": "android"})
	f.appTego.do(200, "POST", "/app_integrity_create", object{"version": "production", "platform": "ios", "name": "A"})

	update := func(want int, fields object) object {
		t.Helper()
		body := object{"version": "production", "config_id": id}
		for name, value := range fields {
			body[name] = value
		}
		config, _ := f.appTego.do(want, "POST", "/app_integrity_update", body)["config"].(object)
		return config
	}
	update(400, object{"enabled": true})
	update(400, object{"enabled": true, "decryption_key": "decrypt-1234", "package_name": "p"})
	if stored, _ := f.mock.Object(mockapi.KindAppIntegrityConfig, "production/"+id); stored["package_name"] != nil {
		t.Errorf("a refused update is stored: %v", stored)
	}
	full := object{
		"name": "B", "enabled": true, "action": "message", "decryption_key": "decrypt-1234", "verification_key": "verif",
		"package_name": "com.example", "cloud_project_number": "12", "required_device_verdict": "MEETS_BASIC_INTEGRITY",
		"require_play_recognized": false, "title": "t", "message": "m", "buttons": []string{"b", "a"},
		"actions": []string{"y", "x"}, "redirects": []string{"", "z"},
	}
	want := object{"config_id": id, "platform": "android"}
	for name, value := range full {
		want[name] = value
	}
	want["decryption_key"], want["verification_key"] = "********1234", "*erif"
	same(t, "full", update(200, full), want)
	want["action"] = "die"
	same(t, "one field", update(200, object{"action": "die"}), want)

	stored, _ := f.mock.Object(mockapi.KindAppIntegrityConfig, "production/"+id)
	if stored["decryption_key"] != "decrypt-1234" || stored["version"] != "production" {
		t.Errorf("stored: %v", stored)
	}
	configs := f.appTego.do(200, "POST", "/app_integrity_settings", object{"version": "production"})["configs"].([]any)
	i := slices.IndexFunc(configs, func(c any) bool { return c.(object)["config_id"] == id })
	if len(configs) != 2 || i < 0 {
		t.Fatalf("configs: %v", configs)
	}
	same(t, "listed", configs[i], want)
	same(t, "other version", f.appTego.do(200, "POST", "/app_integrity_settings", object{"version": "staging"}), object{"configs": []any{}})

	f.appTego.do(404, "POST", "/app_integrity_update", object{"version": "staging", "config_id": id})
	f.appTego.do(404, "POST", "/app_integrity_delete", object{"version": "staging", "config_id": id})
	same(t, "deleted", f.appTego.do(200, "POST", "/app_integrity_delete", object{"version": "production", "config_id": id}), object{"success": true})
	f.appTego.do(404, "POST", "/app_integrity_delete", object{"version": "production", "config_id": id})
	if o, ok := f.mock.Object(mockapi.KindAppIntegrityConfig, "production/"+id); !ok || o["status"] != int64(4) {
		t.Errorf("deleted: %v", o)
	}
	if len(f.mock.Objects(mockapi.KindAppIntegrityConfig)) != 1 {
		t.Error("a deleted configuration is still listed")
	}
	f.sound()
}

func TestAppIntegrityIOS(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "platform": "ios", "config_id": "c", "name": "N"})
	body := object{"version": "staging", "config_id": "c", "enabled": true, "team_id": "T"}
	f.appTego.do(400, "POST", "/app_integrity_update", body)
	body["bundle_id"] = "b"
	config := f.appTego.do(200, "POST", "/app_integrity_update", body)["config"]
	same(t, "enabled", config, object{
		"action": "log", "bundle_id": "b", "config_id": "c", "enabled": true, "name": "N", "platform": "ios", "team_id": "T",
	})
	f.sound()
	f.appTego.do(400, "POST", "/app_integrity_update", object{"version": "staging", "config_id": "c", "package_name": "p"})
	if len(f.mock.Violations()) != 1 {
		t.Error("a field of the other platform is no violation")
	}
}

func TestMasks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		mask         func(string) string
		secret, want string
	}{
		{nil, "abcdefgh", "****efgh"},
		{nil, "abcd", "****"},
		{nil, "äöüß€", "*öüß€"},
		{mockapi.MaskMarked, "abcdefgh", "masked-secret-ending-efgh"},
		{mockapi.MaskMarked, "abc", "masked-secret"},
		{mockapi.MaskLast(2), "abcdefgh", "******gh"},
		{mockapi.MaskLast(0), "abc", "***"},
	} {
		f := start(t, mockapi.Options{Mask: test.mask})
		f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "decryption_key": test.secret})
		body := f.appTego.do(200, "POST", "/app_integrity_settings", object{"version": "staging"})
		config := body["configs"].([]any)[0].(object)
		if config["decryption_key"] != test.want || config["verification_key"] != nil {
			t.Errorf("mask of %q: %v, want %q", test.secret, config, test.want)
		}
	}
}

func TestNumericProjectNumber(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{NumericProjectNumber: true})
	f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "cloud_project_number": "123456789012"})
	r, err := f.appTego.try("POST", "/app_integrity_settings", object{"version": "staging"})
	if err != nil || !strings.Contains(string(r.raw), `"cloud_project_number":123456789012,`) {
		t.Errorf("%s %v", r.raw, err)
	}
}

func TestPayloadLimit(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "config_id": "c"})
	body := func(size int) string {
		head := `{"version":"staging","config_id":"c","redirects":["`
		return head + strings.Repeat("<", size-len(head)-3) + `"]}`
	}
	// The largest payload goes the short way: the race detector makes parsing it slow. White space does not count.
	if mockapi.TooLarge([]byte(body(9437184))) || mockapi.TooLarge([]byte("  "+body(9437184)+"\n")) {
		t.Error("refused at the limit")
	}
	f.appTego.do(413, "POST", "/app_integrity_update", body(9437185))
	if len(f.mock.Violations()) != 1 {
		t.Error("no violation")
	}
}

func TestDashboardAndTicket(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{Clock: func() time.Time { return time.Unix(1700000000, 0) }})
	f.mock.SetDeviceRows([]object{
		{"event_id": "1", "device_id": "a", "event_type": "root", "event_data": nil, "timestamp": 1699999999, "country": "US"},
		{"event_id": "2", "device_id": "a", "event_type": "hook", "event_data": nil, "timestamp": 1600000000},
	})
	d := f.appTego.do(200, "POST", "/security_dashboard_data", object{})
	if d["detections_last_30_days"] != 1.0 || d["number_of_active_devices"] != 1.0 {
		t.Errorf("dashboard: %v", d)
	}
	if f.appTego.do(200, "POST", "/ws-ticket", object{})["ticket"] == f.appTego.do(200, "POST", "/ws-ticket", object{})["ticket"] {
		t.Error("a ticket twice")
	}
	f.sound()
}

func TestAuditLog(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	var rows []object
	for i := range 120 {
		rows = append(rows, object{
			"event": i + 1, "user_id": "u", "api_call": fmt.Sprintf("call_%d", i%2), "creation_time": 1000 + i, "successful": i%3 == 0, "raw_data": nil,
		})
	}
	f.mock.SetAuditRows(rows)
	fetch := func(body object) []float64 {
		t.Helper()
		var events []float64
		for _, row := range f.appTego.do(200, "POST", "/audit_logs_query", body)["results"].([]any) {
			events = append(events, row.(object)["event"].(float64))
		}
		return events
	}
	first := fetch(object{"from": 0, "to": 9999, "query": ""})
	second := fetch(object{"from": 0, "to": 9999, "query": "", "last_event": first[len(first)-1]})
	third := fetch(object{"from": 0, "to": 9999, "query": "", "last_event": second[len(second)-1]})
	if len(first) != 50 || len(second) != 50 || len(third) != 20 || first[0] != 120 || second[0] != 70 || third[19] != 1 {
		t.Errorf("pages: %v %v %v", first, second, third)
	}
	same(t, "range", fetch(object{"from": 1001, "to": 1003, "query": ""}), []int{4, 3, 2})
	same(t, "query", fetch(object{"from": 0, "to": 1010, "query": "api_call = 'call_0' AND successful = true"}), []int{7, 1})
	f.appTego.do(400, "POST", "/audit_logs_query", object{"from": 0, "to": 1, "query": "call_0"})
	f.sound()
}

func TestDeviceLog(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	var rows []object
	for i := range 100 {
		rows = append(rows, object{
			"event_id": fmt.Sprintf("evt-%03d", i), "device_id": fmt.Sprintf("device-%d", i%2), "event_type": "root_detection",
			"event_data": object{"model": "Pixel 8"}, "ip_address": nil, "country": "US", "timestamp": 1700000000 + i/30, // many in one second
		})
	}
	rows = append(rows, object{"event_id": "old", "device_id": "x", "event_type": "hooking", "event_data": nil, "timestamp": 1600000000})
	f.mock.SetDeviceRows(rows)
	fetch := func(body object) (ids []string, key string) {
		t.Helper()
		page := f.appTego.do(200, "POST", "/device_logs_query", body)
		for _, row := range page["results"].([]any) {
			ids = append(ids, row.(object)["event_id"].(string))
		}
		key, _ = page["last_evaluated_key"].(string)
		return ids, key
	}
	seen := map[string]bool{}
	pages, key := 0, ""
	for {
		body := object{"from": 1700000000}
		if key != "" {
			body["last_evaluated_key"] = key
		}
		var ids []string
		ids, key = fetch(body)
		for _, id := range ids {
			seen[id] = true
		}
		if pages++; key == "" {
			break
		}
	}
	if len(seen) != 100 || pages != 3 { // the last of two full pages says that another may exist
		t.Errorf("%d rows on %d pages", len(seen), pages)
	}
	for want, body := range map[int]object{
		1:  {"event_type": "hooking"},
		0:  {"event_type": "hook"},
		50: {"device_id": "ice-1"},
		30: {"to": 1700000000, "from": 1700000000},
		10: {"query": "created_at >= '2023-11-14 22:13:23+00'"},
	} {
		if ids, _ := fetch(body); len(ids) != want {
			t.Errorf("%v: %d rows, want %d", body, len(ids), want)
		}
	}
	for query, want := range map[string]bool{
		"pixel": true, "country = 'US' AND event_data CONTAINS 'Pixel'": true, "ROOT_detect": true, "country = US": false, "nonsense": false,
	} {
		if ids, _ := fetch(object{"query": query}); (len(ids) == 50) != want {
			t.Errorf("%s: %d rows", query, len(ids))
		}
	}
	f.appTego.do(400, "POST", "/device_logs_query", object{"last_evaluated_key": "x"})
	f.sound()
}

func flatLog() object {
	return object{
		"device_id": "d", "application_id": "a", "connection_type": "established", "timestamp": "2024-01-15T14:30:25Z",
		"status": "success", "duration": nil, "ip_address": "192.0.2.1", "metadata": object{"location": "L", "own": 1},
	}
}

func TestConnectionLog(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	f := start(t, mockapi.Options{Clock: func() time.Time { return now }})
	want := flatLog()
	want["id"], want["created_at"] = 10000, "2030-01-02T03:04:05Z"
	same(t, "flat", f.gate.do(201, "POST", "/device_app_connection_log/", flatLog()), want)

	enveloped := func(content object) object {
		raw, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		return object{"data": string(raw)}
	}
	ack := f.gate.do(201, "POST", "/device_app_connection_log/", enveloped(object{
		"device_id": "d", "app_id": "a", "timestamp": "2024-01-15T10:30:00Z", "signal_strength": -45,
	}))
	if id, _ := ack["id"].(string); !strings.HasPrefix(id, "log_") || ack["status"] != "created" || ack["timestamp"] != "2030-01-02T03:04:05Z" {
		t.Errorf("enveloped: %v", ack)
	}
	f.gate.do(201, "POST", "/device_app_connection_log/", enveloped(object{"network_type": "wi", "network_security": "opn"}))
	if logs := f.mock.Objects(mockapi.KindConnectionLog); len(logs) != 3 || logs[1]["app_id"] != "a" || logs[0]["form"] != "flat" {
		t.Errorf("stored: %v", logs)
	}
	for field, value := range map[string]string{"device_id": "", "application_id": "", "timestamp": "yesterday", "ip_address": "home"} {
		body := flatLog()
		body[field] = value
		if r := f.gate.do(422, "POST", "/device_app_connection_log/", body); len(r) != 1 || r[field] == nil {
			t.Errorf("%s: %v", field, r)
		}
	}
	f.gate.do(422, "POST", "/device_app_connection_log/", enveloped(object{"device_id": "d", "app_id": "", "timestamp": "2024-01-15T10:30:00Z"}))
	f.sound()
}
