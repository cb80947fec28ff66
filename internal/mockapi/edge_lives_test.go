package mockapi_test

import (
	"maps"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A life is the way of one kind of object through the service.
type life struct {
	kind        string
	create      string // path
	created     int    // status
	minimal     object
	full        object
	defaults    object                 // what the service adds to full
	wrap        string                 // property that holds the object on create
	get         func(id string) string // nil: there is no read by id
	list, items string
	update      func(id string) string // nil: there is none
	nest        string
	change      object   // of an update, applied to full
	clear       []string // cleared after that
	cleared     object   // what the cleared fields fall back to
	gone        int64    // status that ends it; 0: it cannot be ended
}

func by(path string) func(string) string { return func(id string) string { return path + "/" + id } }

func lives() []life {
	return []life{
		{
			kind: mockapi.KindApp, create: "/apps", created: 200, wrap: "app", get: by("/apps"), list: "/apps", items: "apps",
			full: object{
				"name": "wiki", "description": "d", "protocol": "https", "host": "wiki.example.com", "port": 443, "path": "/p",
				"request_host_header": "h", "reverse_proxy_name": "r", "internal_protocol": "http",
				"internal_host_pattern": "wiki.internal", "internal_port": 8080, "connector_unique_name": "c",
				"host_match_type": 1, "verify_server_cert": 2, "protocols": []int{0}, "tcp_ports": []int{1},
				"udp_ports": []int{3}, "tcp_port_ranges": []object{{"start": 1, "end": 2}},
				"udp_port_ranges": []object{{"end": 9}}, "refs": []string{"a"}, "tags": []string{"t"}, "status": 3,
				"data_source": 2, "integration_id": "i", "ref_matches": []object{{"ref": "z", "tags": []string{"y"}}},
			},
		},
		{
			kind: mockapi.KindAccess, create: "/accesses", created: 201, get: by("/accesses"),
			list: "/access?appid=&userid=", items: "accesses", update: by("/access"), nest: "access",
			full: object{
				"access_type": 1, "allow_guest_access": true, "app_list": []string{"a"}, "user_list": []string{"u"},
				"description": "d", "integration_id": "i", "status": 3, "data_source": 2,
			},
			change: object{"end_time": 1893456000000, "revoked_user_list": []string{"r"}, "access_type": 2},
			clear:  []string{"end_time", "revoked_user_list", "allow_guest_access", "status"}, cleared: object{"status": 2},
			gone: 4,
		},
		{
			kind: mockapi.KindPolicy, create: "/policies", created: 201, get: by("/policies"),
			list: "/policies?appid=&userid=&resolveDisplayNames=true", items: "policies", update: by("/policies"), nest: "policy",
			minimal: object{"name": "p"},
			full: object{
				"name": "p", "description": "d", "metadata": "m", "type": 1, "action": 101, "priority": 7,
				"allow_guest_access": true, "constraints": object{"k": "v", "empty": ""},
				"app_filter":     object{"include_any": []object{{"all": []string{"app:a"}}}},
				"session_filter": object{"exclude_any": []object{{"all": []string{"os:x"}}}},
				"mitm_settings":  object{"fail_close": true}, "workflow_uuid": "w", "status": 3, "data_source": 2, "integration_id": "i",
			},
			change: object{"app_filter": object{"include_any": []object{{"all": []string{"app:b"}}}}, "status": 2},
			clear:  []string{"app_filter", "priority", "constraints", "mitm_settings", "data_source"}, cleared: object{"data_source": 1},
			gone: 4,
		},
		{
			kind: mockapi.KindWorkflow, create: "/workflows", created: 201, get: by("/workflows"), list: "/workflows",
			items: "workflows", update: by("/workflows"),
			full: object{
				"name": "w", "title": "t", "description": "d", "approval_ttl_sec": -1, "execution_ttl_sec": 60,
				"default_answer_index": "1", "recipients": []string{"user:u"}, "justification_required": true,
				"requestor_justification_required": true, "token_required": true, "approver_text_template": "a",
				"requestor_text_template": "r", "text_template": "x",
				"actions": []object{{"on_object": 1, "run": 2, "target": "t"}, {"run": 1}},
				"answers": []object{{"answer": "Yes", "actions": []object{{"run": 9}, {"run": 8}}}, {"answer": "No"}},
			},
			defaults: object{"status": 2},
			change:   object{"title": "t2", "status": 3, "execution_ttl_sec": 0},
			clear:    []string{"approval_ttl_sec", "execution_ttl_sec", "recipients", "status"},
			cleared:  object{"approval_ttl_sec": 86400, "execution_ttl_sec": 600, "status": 2},
			gone:     4,
		},
		{
			kind: mockapi.KindPostureAttribute, create: "/posture_attributes", created: 201, get: by("/posture_attributes"),
			list: "/posture_attributes", items: "posture_attributes", update: by("/posture_attributes"),
			full: object{
				"name": "n", "description": "d", "attribute_type": 5, "supported_platforms": []int{0},
				"required_processes": []object{{
					"platform": 1, "process_regex": "x", "binary_hash": "b", "bundle_id": "i", "cert_thumbprint": "c", "team_id": "t",
				}},
			},
			change: object{"required_processes": []object{{"process_regex": "y"}}},
			clear:  []string{"description", "supported_platforms"},
		},
		{
			kind: mockapi.KindPostureProfile, create: "/posture_profiles", created: 201, get: by("/posture_profiles"),
			list: "/posture_profiles", items: "posture_profiles", update: by("/posture_profiles"),
			full:   object{"name": "n", "description": "d", "posture_tag_value": "high", "platform": 2, "attribute_uuids": []string{"a"}},
			change: object{"posture_tag_value": "low", "attribute_uuids": []string{"b"}},
			clear:  []string{"description", "attribute_uuids"},
		},
		{
			kind: mockapi.KindCACertificate, create: "/ca_certificates", created: 201, get: by("/ca_certificates"), list: "/ca_certificates", items: "certificates",
			full: object{"public_key_pem": "p", "chain": []string{"b", "a"}, "description": "d", "purpose": 3, "status": 1},
		},
		{
			kind: mockapi.KindCard, create: "/cards", wrap: "card", created: 201, get: by("/cards"), list: "/cards", items: "cards",
			full:     object{"name": "n", "description": "d", "chart_type": 1, "dataset": "s", "data": "{}", "display_config": "c", "layout": "l"},
			defaults: object{"status": 2},
		},
		{
			kind: mockapi.KindDashboard, create: "/dashboards", wrap: "dashboard", created: 200, get: by("/dashboards"), list: "/dashboards", items: "dashboards",
			full:     object{"name": "n", "description": "d", "icon": "i", "data": "{}", "tags": []string{"t"}},
			defaults: object{"status": 2},
		},
		{
			kind: mockapi.KindConnector, create: "/connectors", created: 201, list: "/connectors", items: "connectors", minimal: object{"unique_name": "d"},
			full: object{"unique_name": "c", "name": "n", "description": "d", "external_addr": []string{"a"}, "tags": []string{"t"}, "tcp_on_layer_three_vpn": 2, "status": 1},
		},
		{
			kind: mockapi.KindAppControlPolicy, create: "/app_control_policy", created: 201, get: by("/app_control_policies"), list: "/app_control_policies",
			items: "app_control_policies", update: by("/app_control_policies"),
			full: object{
				"name": "n", "description": "d", "status": 1, "app_filter": object{"include_any": []object{{"all": []string{"app:a"}}}},
				"session_filter": object{"exclude_any": []object{{"all": []string{"os:x"}}}},
			},
			change: object{"description": "e", "status": 3}, gone: 4,
		},
		{
			kind: mockapi.KindNotificationChannel, create: "/channels", created: 200,
			get:  func(id string) string { return "/channels/" + id + "?resolveDisplayNames=true" },
			list: "/channels?resolveDisplayNames=true", items: "channels",
			full: object{"name": "n", "description": "d", "type": 2, "recipients": []string{"user:u"}, "status": 3},
		},
		{
			kind: mockapi.KindToken, create: "/tokens", created: 201, list: "/tokens?get_all=true", items: "tokens",
			update: by("/tokens"), full: object{"name": "n", "description": "d", "status": 3},
			change: object{"name": "m", "role": 2}, clear: []string{"description", "status"}, cleared: object{"status": 2},
		},
		{
			kind: mockapi.KindDataExport, create: "/data_export_configs", created: 201, list: "/data_export_configs",
			items: "data_export_configs", update: by("/data_export_configs"),
			full:   object{"s3_bucket_name": "b", "s3_bucket_account_id": "1", "data_export_types": []int{51}},
			change: object{"data_export_types": []int{0}},
		},
	}
}

// serverSet are fields that a client never writes.
func serverSet() []string {
	return []string{
		"uuid", "create_time", "update_time", "creator_uuid", "creator_display_name", "updater_uuid", "updater_display_name",
		"ref_display_names", "filter_selector_display_names", "recipient_display_names", "account_uuid", "secret",
		"login_url", "algo", "creator_role", "account_location", "account_shard", "backend_shard",
		"s3_bucket_shard_id", "last_export_time", "last_successful_export", "access_token", "certificate_pem", "expire_time_sec", "current_server_time", "config",
	}
}

func written(o object) object {
	o = maps.Clone(o)
	for _, name := range serverSet() {
		delete(o, name)
	}
	return o
}

// merge lays objects over another and drops the zero values at the top, as the service does.
func merge(objects ...object) object {
	merged := object{}
	for _, o := range objects {
		for name, value := range o {
			if value == 0 || value == "" || value == false {
				continue
			}
			merged[name] = value
		}
	}
	return merged
}

func TestLives(t *testing.T) {
	t.Parallel()
	for _, l := range lives() {
		t.Run(l.kind, func(t *testing.T) {
			t.Parallel()
			f := start(t, mockapi.Options{})
			l.live(t, f)
			f.sound()
		})
	}
}

func (l life) live(t *testing.T, f *fixture) {
	created := f.edge.do(l.created, "POST", l.create, l.body(l.full))
	id, _ := created["uuid"].(string)
	want := merge(l.full, l.defaults)
	same(t, "created", written(created), want)
	if stored := f.mock.Objects(l.kind); len(stored) != 1 || stored[0]["uuid"] != id {
		t.Fatalf("stored: %v", stored)
	}
	same(t, "read", written(l.read(f, id)), want)

	second := f.edge.do(l.created, "POST", l.create, l.body(merge(l.minimal, object{"account_name": "acme"})))
	if second["uuid"] == id || second["account_name"] != nil {
		t.Errorf("second object: %v", second)
	}
	f.edge.do(403, "POST", l.create, l.body(object{"account_name": "other"}))
	if n := len(f.listed(l)); n != 2 {
		t.Errorf("%d objects are listed, want 2", n)
	}

	if l.update == nil {
		return
	}
	before := created["update_time"].(float64)
	answer := f.edge.do(200, "PATCH", l.update(id), l.changes(id, l.change, nil))
	want = merge(want, l.change)
	delete(want, "role") // no answer has it
	same(t, "changed", written(answer), want)
	if after := answer["update_time"].(float64); after <= before {
		t.Errorf("update_time went from %f to %f", before, after)
	}
	if l.clear != nil {
		for _, name := range l.clear {
			delete(want, name)
		}
		answer = f.edge.do(200, "PATCH", l.update(id), l.changes(id, nil, l.clear))
		same(t, "cleared", written(answer), merge(want, l.cleared))
		same(t, "read again", written(l.read(f, id)), merge(want, l.cleared))
		f.edge.do(404, "PATCH", l.update("nobody"), l.changes("", nil, l.clear))
	}
	f.edge.do(400, "PATCH", l.update(id), l.changes("another", l.change, nil))
	if l.gone != 0 {
		l.end(t, f, id)
	}
}

func (l life) body(o object) object {
	if l.wrap != "" {
		return object{"account_name": "acme", l.wrap: o}
	}
	return o
}

func (l life) changes(id string, fields object, cleared []string) object {
	body := object{}
	if l.nest != "" {
		body[l.nest] = merge(fields)
	} else {
		maps.Copy(body, fields)
	}
	if id != "" {
		body["uuid"] = id
	}
	if cleared != nil {
		body["attributes_to_delete"] = cleared
	}
	return body
}

func (f *fixture) listed(l life) []any {
	items, _ := f.edge.do(200, "GET", l.list, nil)[l.items].([]any)
	return items
}

func (l life) read(f *fixture, id string) object {
	f.t.Helper()
	if l.get != nil {
		return f.edge.do(200, "GET", l.get(id), nil)
	}
	for _, item := range f.listed(l) {
		if o := item.(object); o["uuid"] == id {
			return o
		}
	}
	f.t.Fatalf("%s %s is not listed", l.kind, id)
	return nil
}

func (l life) end(t *testing.T, f *fixture, id string) {
	answer := f.edge.do(200, "PATCH", l.update(id), l.changes(id, object{"status": l.gone}, nil))
	if answer["status"] != float64(l.gone) {
		t.Errorf("ended: %v", answer)
	}
	f.edge.do(404, "GET", l.get(id), nil)
	f.edge.do(404, "PATCH", l.update(id), l.changes(id, l.change, nil))
	if n := len(f.listed(l)); n != 1 {
		t.Errorf("%d objects are listed, want 1", n)
	}
	if o, ok := f.mock.Object(l.kind, id); !ok || o["status"] != l.gone || len(f.mock.Objects(l.kind)) != 1 {
		t.Errorf("stored: %v, %t", o, ok)
	}
}

// TestCACertificate_update: the answer is that of another kind of object, as the reference prints it.
func TestCACertificate_update(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	id := f.mock.Put(mockapi.KindCACertificate, object{"public_key_pem": "p", "description": "d", "chain": []string{"a"}})
	answer := f.edge.do(200, "PATCH", "/ca_certificates/"+id, object{"uuid": id, "chain": []string{"c", "b"}, "attributes_to_delete": []string{"description"}})
	if answer["uuid"] == id || answer["public_key_pem"] != nil {
		t.Errorf("the answer is %v", answer)
	}
	same(t, "read again", written(f.edge.do(200, "GET", "/ca_certificates/"+id, nil)), object{"public_key_pem": "p", "chain": []string{"c", "b"}, "status": 2})
	f.edge.do(400, "PATCH", "/ca_certificates/"+id, `{"public_key_pem":"q"}`)
}
