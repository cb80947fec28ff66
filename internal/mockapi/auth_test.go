package mockapi_test

import (
	"encoding/base64"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// clock is a time that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func TestEdgeLogin(t *testing.T) {
	t.Parallel()
	now := &clock{now: time.UnixMilli(1893456000000)}
	f := start(t, mockapi.Options{Clock: now.Now, SessionTTL: time.Minute})
	nobody := f.edge.with("Authorization", "")
	login := f.edge.with("Authorization", "Bearer edge-api-token")

	session := login.do(200, "GET", "/token_login?account=acme", nil)
	if session["ttl_sec"] != 60.0 || session["expire_time_sec"] != 1893456060.0 || session["account_name"] != "acme" {
		t.Errorf("session: %v", session)
	}
	mine := f.edge.with("Authorization", "Bearer "+session["token"].(string))
	mine.do(200, "GET", "/apps", nil)
	f.edge.do(200, "GET", "/apps", nil) // several sessions live

	for name, c := range map[string]client{
		"nobody": nobody, "API token": login, "basic": f.edge.with("Authorization", "Basic eDp5"),
	} {
		if r := c.do(401, "GET", "/apps", nil); r["message"] == "" {
			t.Errorf("%s: no message", name)
		}
	}
	nobody.do(403, "GET", "/token_login?account=acme", nil)
	login.do(403, "GET", "/token_login?account=other", nil)
	f.edge.do(403, "GET", "/token_login?account=acme", nil)
	f.sound()

	now.advance(59 * time.Second)
	mine.do(200, "GET", "/apps", nil)
	now.advance(time.Second)
	mine.do(401, "GET", "/apps", nil)

	again := f.edge.with("Authorization", "Bearer "+f.mock.IssueSession())
	again.do(200, "GET", "/apps", nil)
	f.mock.ExpireSessions()
	again.do(401, "GET", "/apps", nil)
	if f.mock.Count("tokenLogin") != 4 {
		t.Errorf("%d logins", f.mock.Count("tokenLogin"))
	}
}

func TestCreatedTokensLogIn(t *testing.T) {
	t.Parallel()
	now := &clock{now: time.UnixMilli(1893456000000)}
	f := start(t, mockapi.Options{Clock: now.Now})
	with := func(token object) client { return f.edge.with("Authorization", "Bearer "+token["secret"].(string)) }

	lasting := f.edge.do(201, "POST", "/tokens", object{"name": "lasting"})
	with(lasting).do(200, "GET", "/token_login?account=acme", nil)
	with(lasting).do(200, "GET", "/token_login?account=acme", nil)
	f.edge.do(200, "PATCH", "/tokens/"+lasting["uuid"].(string), object{"status": 3})
	with(lasting).do(403, "GET", "/token_login?account=acme", nil)

	once := f.edge.do(201, "POST", "/tokens", object{"name": "once", "ttl_sec": 60})
	with(once).do(200, "GET", "/token_login?account=acme", nil)
	with(once).do(403, "GET", "/token_login?account=acme", nil)

	late := f.edge.do(201, "POST", "/tokens", object{"name": "late", "ttl_sec": 60})
	now.advance(time.Minute)
	with(late).do(403, "GET", "/token_login?account=acme", nil)
	f.sound()
}

func TestOtherCredentials(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	body := object{"version": "staging"}
	encode := func(pair string) string { return "Bearer " + base64.StdEncoding.EncodeToString([]byte(pair)) }
	f.appTego.do(200, "POST", "/app_integrity_settings", body)
	for _, header := range []string{
		"", "Bearer", "Bearer apptego-key:apptego-secret", encode("apptego-key:other"), encode("apptego-key:apptego-secret\n"),
	} {
		if r := f.appTego.with("Authorization", header).do(401, "POST", "/app_integrity_settings", body); r["success"] != false {
			t.Errorf("%q: %v", header, r)
		}
	}
	f.appTego.with("Tenant", "another").do(403, "POST", "/app_integrity_settings", body)
	f.appTego.with("Tenant", "").do(200, "GET", "/get_tenants", nil)
	f.appTego.do(200, "GET", "/get_tenant_subscription", nil)

	for _, header := range []string{"", "Token gate-api-token", "Bearer other"} {
		r := f.gate.with("Authorization", header).do(401, "POST", "/device_app_connection_log/", flatLog())
		if r["detail"] == nil {
			t.Errorf("%q: %v", header, r)
		}
	}
	f.sound()
}

func TestCredentialsOfOptions(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{
		EdgeAccount: "a", EdgeAPIToken: "b", TenantID: "c", TokenKey: "d", TokenSecret: "e", GateAPIToken: "f",
	})
	f.edge.with("Authorization", "Bearer b").do(200, "GET", "/token_login?account=a", nil)
	f.appTego.with("Authorization", "Bearer ZDpl").with("Tenant", "c").do(200, "POST", "/ws-ticket", object{})
	f.gate.with("Authorization", "Bearer f").do(201, "POST", "/device_app_connection_log/", flatLog())
	if app := f.edge.do(200, "POST", "/apps", object{"name": "x"}); app["uuid"] != "app:a.any.0.x" {
		t.Errorf("app %v", app["uuid"])
	}
}

// Credentials are looked at before the contract: who is not known learns nothing from a broken request. The journal
// has the violation all the same.
func TestCredentialsComeFirst(t *testing.T) {
	t.Parallel()
	f := start(t, mockapi.Options{})
	f.edge.with("Authorization", "").do(http.StatusUnauthorized, "POST", "/apps", `{"app":{"nam":"x"}}`)
	if len(f.mock.Violations()) != 1 {
		t.Error("no violation in the journal")
	}
}
