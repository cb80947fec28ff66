package mockapi_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestBehindEverybodysBack(t *testing.T) {
	t.Parallel()
	now := &clock{now: time.UnixMilli(1893456000000)}
	f := start(t, mockapi.Options{Clock: now.Now})
	id := f.mock.Put(mockapi.KindWorkflow, object{"name": "w", "title": "t", "recipients": []string{"a"}, "status": 3})
	before := f.edge.do(200, "GET", "/workflows/"+id, nil)
	if before["approval_ttl_sec"] != 86400.0 || before["status"] != 3.0 || before["create_time"] != 1893456000000.0 {
		t.Errorf("put: %v", before)
	}
	if err := f.mock.Change(mockapi.KindWorkflow, id, object{"name": "x", "title": nil, "approval_ttl_sec": nil}); err != nil {
		t.Fatal(err)
	}
	after := f.edge.do(200, "GET", "/workflows/"+id, nil)
	if after["name"] != "x" || after["title"] != nil || after["approval_ttl_sec"] != 86400.0 ||
		after["update_time"] != 1893456000001.0 || after["updater_display_name"] != "Console Administrator" {
		t.Errorf("changed: %v", after)
	}
	same(t, "objects", f.mock.Objects(mockapi.KindWorkflow)[0]["recipients"], []string{"a"})
	f.mock.Objects(mockapi.KindWorkflow)[0]["recipients"].([]any)[0] = "tampered"
	same(t, "a copy", f.mock.Objects(mockapi.KindWorkflow)[0]["recipients"], []string{"a"})

	if err := f.mock.Remove(mockapi.KindWorkflow, id); err != nil {
		t.Fatal(err)
	}
	f.edge.do(404, "GET", "/workflows/"+id, nil)
	if _, ok := f.mock.Object(mockapi.KindWorkflow, id); ok {
		t.Error("removed and still there")
	}
	if f.mock.Change(mockapi.KindWorkflow, id, nil) == nil || f.mock.Remove(mockapi.KindWorkflow, id) == nil {
		t.Error("changed or removed what is not there")
	}

	if got := f.mock.Put(mockapi.KindApp, object{"uuid": "mine", "update_time": 7}); got != "mine" {
		t.Errorf("id %q", got)
	}
	if o, _ := f.mock.Object(mockapi.KindApp, "mine"); o["update_time"] != int64(7) {
		t.Errorf("update_time %v", o["update_time"])
	}
	for what, put := range map[string]func(){
		"unknown kind": func() { f.mock.Put("nothing", nil) },
		"taken id":     func() { f.mock.Put(mockapi.KindApp, object{"uuid": "mine"}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", what)
				}
			}()
			put()
		}()
	}
	token := f.mock.Put(mockapi.KindToken, object{"name": "t"})
	if o, _ := f.mock.Object(mockapi.KindToken, token); o["secret"] == nil || o["status"] != int64(2) {
		t.Errorf("token: %v", o)
	}
	if log := f.mock.Put(mockapi.KindConnectionLog, flatLog()); log != "10000" {
		t.Errorf("log %q", log)
	}
}

func TestSnapshot(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	app := f.mock.Put(mockapi.KindApp, object{"name": "a", "port": 443})
	channel := object{"name": "c", "oauth_code": "once"}
	f.edge.do(200, "POST", "/channels", channel)
	ended := f.mock.Put(mockapi.KindAccess, object{})
	f.edge.do(200, "PATCH", "/access/"+ended, `{"access":{"status":4}}`)
	f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "decryption_key": "abcdefgh"})
	f.mock.SetAuditRows([]object{{"event": 1, "api_call": "x", "creation_time": 5, "successful": true}})
	f.mock.SetDeviceRows([]object{{"event_id": "e", "device_id": "d", "event_type": "t", "event_data": nil, "timestamp": 5}})
	snapshot, err := f.mock.Snapshot()
	if err != nil {
		t.Fatal(err)
	}

	g := start(t, mockapi.Options{})
	g.mock.Put(mockapi.KindApp, object{"name": "lost"})
	if err := g.mock.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	g.edge = f.edge // the session is part of the state
	g.edge.f = g
	if o := g.edge.do(200, "GET", "/apps/"+app, nil); o["port"] != 443.0 || len(g.mock.Objects(mockapi.KindApp)) != 1 {
		t.Errorf("app: %v", o)
	}
	if o, _ := g.mock.Object(mockapi.KindApp, app); o["port"] != int64(443) {
		t.Errorf("port is a %T", o["port"])
	}
	g.edge.do(404, "GET", "/accesses/"+ended, nil)
	g.edge.do(400, "POST", "/channels", channel)
	body := g.appTego.do(200, "POST", "/app_integrity_settings", `{"version":"staging"}`)
	if !strings.Contains(fmt.Sprint(body), "****efgh") {
		t.Errorf("configs: %v", body)
	}
	g.appTego.do(200, "POST", "/audit_logs_query", object{"from": 0, "to": 9, "query": "event = 1"})
	again, err := f.mock.Snapshot()
	if err != nil || string(again) != string(snapshot) {
		t.Errorf("a second snapshot differs: %v", err)
	}
	next := f.mock.Put(mockapi.KindPolicy, object{})
	if resumed := g.mock.Put(mockapi.KindPolicy, object{}); resumed == "" || f.mock.Put(mockapi.KindPolicy, object{}) == next {
		t.Errorf("ids %q and %q", next, resumed)
	}
	if g.mock.Restore([]byte("{")) == nil || g.mock.Restore([]byte(`{"ids":"AAAA"}`)) == nil {
		t.Error("restored garbage")
	}
	if len(g.mock.Objects(mockapi.KindApp)) != 1 {
		t.Error("garbage has replaced the state")
	}
}

func TestIDsGoOnAfterARestore(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Put(mockapi.KindPolicy, object{})
	snapshot, err := f.mock.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	g := start(t, mockapi.Options{})
	if err := g.mock.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	if a, b := f.mock.Put(mockapi.KindPolicy, object{}), g.mock.Put(mockapi.KindPolicy, object{}); a != b {
		t.Errorf("ids %q and %q", a, b)
	}
	if f.mock.Put(mockapi.KindApp, object{"name": "x"}) != "app:acme.any.0.x" {
		t.Error("the first app is not number 0")
	}
}

func TestRandomOrder(t *testing.T) {
	t.Parallel()
	orders := func(seed uint64) (apps, tags, answers map[string]bool) {
		f := start(t, mockapi.Options{Seed: seed})
		for _, name := range []string{"a", "b", "c"} {
			f.mock.Put(mockapi.KindApp, object{"name": name, "tags": []string{"1", "2", "3"}, "tcp_ports": []int{1, 2, 3}})
		}
		w := f.mock.Put(mockapi.KindWorkflow, object{"answers": []object{{"answer": "1"}, {"answer": "2"}, {"answer": "3"}}})
		apps, tags, answers = map[string]bool{}, map[string]bool{}, map[string]bool{}
		for range 50 {
			var names []any
			for _, item := range f.edge.do(200, "GET", "/apps", nil)["apps"].([]any) {
				names = append(names, item.(object)["name"])
				tags[fmt.Sprint(item.(object)["tags"])] = true
			}
			apps[fmt.Sprint(names)] = true
			answers[fmt.Sprint(f.edge.do(200, "GET", "/workflows/"+w, nil)["answers"])] = true
		}
		return apps, tags, answers
	}
	for _, seed := range []uint64{0, 7} {
		apps, tags, answers := orders(seed)
		if len(apps) != 6 || len(tags) != 6 || len(answers) != 1 {
			t.Errorf("seed %d: %d orders of apps, %d of tags, %d of answers", seed, len(apps), len(tags), len(answers))
		}
	}
}

func TestSeedDecidesIDs(t *testing.T) {
	t.Parallel()
	id := func(seed uint64) string {
		return start(t, mockapi.Options{Seed: seed}).mock.Put(mockapi.KindPolicy, object{})
	}
	first, again, other := id(0), id(0), id(1)
	if first != again || first == other || len(first) != 27 {
		t.Errorf("ids %q %q %q", first, again, other)
	}
}

func TestEnumNamesAndStringInt64(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{EnumNames: true, StringInt64: true, Clock: func() time.Time { return time.UnixMilli(1893456000000) }})
	id := f.mock.Put(mockapi.KindAccess, object{"end_time": 5, "status": 3, "access_type": 2})
	r, err := f.edge.try("GET", "/accesses/"+id, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := r.body
	if o["status"] != "SUSPENDED" || o["end_time"] != "5" || o["create_time"] != "1893456000000" || o["access_type"] != 2.0 {
		t.Errorf("have %s", r.raw)
	}
	if r, err = f.edge.try("POST", "/accesses", `{"status":3}`); err != nil || r.status != 201 || r.body["status"] != "SUSPENDED" {
		t.Errorf("created: %s %v", r.raw, err)
	}
	if r, err = f.edge.try("GET", "/access?appid=&userid=", nil); err != nil || strings.Count(string(r.raw), `"SUSPENDED"`) != 2 {
		t.Errorf("list: %s %v", r.raw, err)
	}
	r, err = f.edge.with("Authorization", "Bearer edge-api-token").try("GET", "/token_login?account=acme", nil)
	if err != nil || r.body["ttl_sec"] != "3600" {
		t.Errorf("session: %s %v", r.raw, err)
	}
	f.sound()
}

func TestOnChange(t *testing.T) {
	t.Parallel()
	var changes atomic.Int64
	f := start(t, mockapi.Options{OnChange: func() { changes.Add(1) }})
	changes.Store(0)
	f.edge.do(200, "POST", "/apps", newApp)
	f.edge.do(200, "GET", "/apps", nil)
	f.edge.do(400, "POST", "/apps", `{"x":1}`)
	f.mock.Put(mockapi.KindApp, object{})
	if n := changes.Load(); n != 2 {
		t.Errorf("%d changes, want 2", n)
	}
}

// Run with -race, this shows that one mutex guards everything.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 5 {
				name := fmt.Sprintf("%d-%d", i, j)
				f.edge.do(201, "POST", "/policies", object{"name": name, "app_filter": object{"include_any": []object{{"all": []string{"a", "b"}}}}})
				f.edge.do(200, "GET", "/policies?appid=&userid=&resolveDisplayNames=", nil)
				f.appTego.do(200, "POST", "/app_integrity_create", object{"version": "staging", "platform": "ios", "name": name})
				f.gate.do(201, "POST", "/device_app_connection_log/", flatLog())
				f.mock.Inject(mockapi.Fault{Operation: "getApp", Times: 1, Status: 500})
				_, _ = f.mock.Snapshot()
				_ = f.mock.Objects(mockapi.KindPolicy)
				_ = f.mock.Change(mockapi.KindPolicy, "nobody", nil)
			}
		})
	}
	group.Wait()
	policies := f.mock.Objects(mockapi.KindPolicy)
	ids := map[any]bool{}
	for _, p := range policies {
		ids[p["uuid"]] = true
	}
	if len(policies) != 40 || len(ids) != 40 || !slices.IsSortedFunc(f.mock.Journal(), func(a, b mockapi.Entry) int { return a.Seq - b.Seq }) {
		t.Errorf("%d policies, %d ids", len(policies), len(ids))
	}
	f.sound()
}
