package mockapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const newApp = `{"app":{"name":"a"}}`

func TestFaultStatus(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Inject(mockapi.Fault{Operation: "createApp", Skip: 1, Times: 2, Status: 503, RetryAfter: "7"})
	f.edge.do(200, "POST", "/apps", newApp)
	for range 2 {
		r, err := f.edge.try("POST", "/apps", newApp)
		if err != nil || r.status != 503 || r.header.Get("Retry-After") != "7" || r.body["message"] == "" {
			t.Fatalf("%v %v", r, err)
		}
		e := f.entry(r.header.Get("X-Request-Id"))
		if e.Fault != "status 503" || e.Committed || e.Status != 503 || e.Violation != "" {
			t.Errorf("entry %+v", e)
		}
	}
	f.edge.do(200, "GET", "/apps", nil)
	f.edge.do(200, "POST", "/apps", newApp)
	if n := len(f.mock.Objects(mockapi.KindApp)); n != 2 {
		t.Errorf("%d apps", n)
	}
	f.mock.Inject(mockapi.Fault{Status: 500})
	f.edge.do(500, "GET", "/apps", nil)
	if r := f.appTego.do(500, "POST", "/app_integrity_settings", `{"version":"staging"}`); r["success"] != false || r["error"] == "" {
		t.Errorf("AppTego: %v", r)
	}
	if r := f.gate.do(500, "POST", "/device_app_connection_log/", flatLog()); r["detail"] == "" {
		t.Errorf("GATE: %v", r)
	}
	f.edge.do(400, "GET", "/apps?x=", nil) // what breaks the contract is told so
	f.mock.ClearFaults()
	f.edge.do(200, "GET", "/apps", nil)
}

func TestFaultCommitFirst(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Inject(mockapi.Fault{Operation: "createApp", Times: 1, Status: 502, CommitFirst: true})
	f.edge.do(502, "POST", "/apps", newApp)
	if e := f.mock.Journal()[0]; !e.Committed || e.Status != 502 || e.Fault != "commit first, status 502" {
		t.Errorf("entry %+v", e)
	}
	if len(f.mock.Objects(mockapi.KindApp)) != 1 {
		t.Error("not committed")
	}
}

func TestFaultResets(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	for i, fault := range []mockapi.Fault{{ResetBefore: true}, {ResetAfter: true}} {
		f.mock.Inject(fault)
		_, err := f.edge.try("POST", "/apps", newApp)
		if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
			t.Errorf("reset %d: %v", i, err)
		}
		f.mock.ClearFaults()
		if e := f.mock.Journal()[i]; e.Status != 0 || e.Committed != fault.ResetAfter {
			t.Errorf("reset %d: entry %+v", i, e)
		}
		if n := len(f.mock.Objects(mockapi.KindApp)); n != i {
			t.Errorf("reset %d: %d apps", i, n)
		}
	}
}

func TestFaultTruncatedBody(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Inject(mockapi.Fault{TruncateBody: true, Times: 1})
	_, err := f.edge.try("POST", "/apps", newApp)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
	if len(f.mock.Objects(mockapi.KindApp)) != 1 {
		t.Error("not committed")
	}
}

func TestFaultLiteralBody(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	for _, test := range []struct {
		fault       mockapi.Fault
		status      int
		contentType string
	}{
		{mockapi.Fault{Body: "<html>proxy</html>"}, 200, "text/html; charset=utf-8"},
		{mockapi.Fault{Status: 502, Body: "<html>proxy</html>", ContentType: "text/html"}, 502, "text/html"},
		{mockapi.Fault{Status: 200, Body: `{"apps":7}`, ContentType: "application/json"}, 200, "application/json"},
	} {
		f.mock.ClearFaults()
		f.mock.Inject(test.fault)
		r, err := f.edge.try("GET", "/apps", nil)
		if err != nil || r.status != test.status || string(r.raw) != test.fault.Body || r.header.Get("Content-Type") != test.contentType {
			t.Errorf("%+v: %d %s %v", test.fault, r.status, r.raw, err)
		}
	}
}

func TestFaultEcho(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Inject(mockapi.Fault{Status: 500, Echo: func(request mockapi.Entry) string { return request.Operation + " " + request.Method }})
	for method, want := range map[string]string{"GET": "queryApps GET", "POST": "createApp POST"} {
		r, err := f.edge.try(method, "/apps", map[string]any{"GET": nil, "POST": newApp}[method])
		if err != nil || r.status != 500 || string(r.raw) != want {
			t.Errorf("%s: %d %s %v", method, r.status, r.raw, err)
		}
	}
	if n := len(f.mock.Objects(mockapi.KindApp)); n != 0 {
		t.Errorf("%d apps", n)
	}
}

func TestFaultExpireSession(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	other := f.edge.with("Authorization", "Bearer "+f.mock.IssueSession())
	f.mock.Inject(mockapi.Fault{Operation: "createApp", Times: 1, ExpireSession: true})
	f.edge.do(401, "POST", "/apps", newApp)
	f.edge.do(401, "GET", "/apps", nil)
	other.do(200, "POST", "/apps", newApp)
}

func TestFaultByID(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	one := f.mock.Put(mockapi.KindPolicy, object{"name": "one"})
	two := f.mock.Put(mockapi.KindPolicy, object{"name": "two"})
	config := f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "config_id": "c1"})
	f.mock.Put(mockapi.KindAppIntegrityConfig, object{"version": "staging", "config_id": "c2"})
	f.mock.Inject(mockapi.Fault{ID: one, Status: 500})
	f.mock.Inject(mockapi.Fault{ID: config, Status: 500})
	f.edge.do(500, "GET", "/policies/"+one, nil)
	f.edge.do(200, "GET", "/policies/"+two, nil)
	f.edge.do(500, "POST", "/accesses", object{"app_list": []string{one}})
	f.edge.do(201, "POST", "/accesses", object{"app_list": []string{two}})
	f.appTego.do(500, "POST", "/app_integrity_delete", object{"version": "staging", "config_id": "c1"})
	f.appTego.do(200, "POST", "/app_integrity_delete", object{"version": "staging", "config_id": "c2"})
}

func TestFaultTamper(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	id := f.mock.Put(mockapi.KindApp, object{"name": "a"})
	f.mock.Inject(mockapi.Fault{Operation: "getApp", Tamper: func(o mockapi.Object) mockapi.Object {
		o["port"] = "443"
		return o
	}})
	if o := f.edge.do(200, "GET", "/apps/"+id, nil); o["port"] != "443" || o["name"] != "a" {
		t.Errorf("have %v", o)
	}
	f.edge.do(404, "GET", "/apps/nobody", nil)
	if o, _ := f.mock.Object(mockapi.KindApp, id); o["port"] != nil {
		t.Errorf("the tampering is stored: %v", o)
	}
}

func TestFaultDelays(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	for i, fault := range []mockapi.Fault{{Delay: time.Hour}, {DelayAfter: time.Hour}} {
		f.mock.ResetJournal()
		f.mock.Inject(fault)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			response, err := http.DefaultClient.Do(f.edge.request("POST", "/apps", newApp).WithContext(ctx))
			if err == nil {
				err = response.Body.Close()
			}
			done <- err
		}()
		eventually(t, func() bool {
			j := f.mock.Journal()
			return len(j) == 1 && j[0].Fault != "" && j[0].Committed == (fault.DelayAfter > 0)
		})
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("delay %d: %v", i, err)
		}
		if n := len(f.mock.Objects(mockapi.KindApp)); n != i {
			t.Errorf("delay %d: %d apps", i, n)
		}
		f.mock.ClearFaults()
	}
	f.mock.Inject(mockapi.Fault{Delay: time.Millisecond, DelayAfter: time.Millisecond})
	f.edge.do(200, "GET", "/apps", nil)
}

// eventually waits for what another goroutine does.
func eventually(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		if done() {
			return
		}
		select {
		case <-tick.C:
		case <-time.After(5 * time.Second):
			t.Fatal("waited in vain")
		}
	}
}

func TestFaultsDoNotHideTheService(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.mock.Inject(mockapi.Fault{Status: 500, Times: 1})
	f.edge.with("Authorization", "").do(401, "GET", "/apps", nil)
	f.edge.do(404, "GET", "/nothing", nil)
	r, err := f.edge.try("GET", "/apps", nil)
	if err != nil || r.status != 500 || !strings.Contains(string(r.raw), "injected") || !json.Valid(r.raw) {
		t.Errorf("%s %v", r.raw, err)
	}
}
