package diags_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

// answer is what the service does with a request.
type answer struct {
	status      int
	body        string
	retryAfter  string
	contentType string
	hang        bool // until the client goes away
	reset       bool // the connection
	cut         bool // a body that ends early
	list        string
	arrived     func() // called with the first request
}

// service answers everything in one way, but lists of apps.
func service(t *testing.T, a answer) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then is it noticed that the client goes away
		if a.arrived != nil {
			a.arrived()
		}
		if a.hang {
			<-r.Context().Done()
			return
		}
		if a.reset {
			reset(t, w)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if a.contentType != "" {
			w.Header().Set("Content-Type", a.contentType)
		}
		if a.list != "" && r.Method == http.MethodGet && r.URL.Path == "/api/v1/apps" {
			fmt.Fprint(w, a.list)
			return
		}
		w.Header().Set("X-Request-Id", "req-000001")
		if a.retryAfter != "" {
			w.Header().Set("Retry-After", a.retryAfter)
		}
		if a.cut {
			w.Header().Set("Content-Length", "1000")
		}
		w.WriteHeader(a.status)
		fmt.Fprint(w, a.body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func http1(endpoint string) api.Config {
	return api.Config{Endpoint: endpoint, MaxRetries: 2, RetryWait: time.Millisecond, RequestTimeout: 30 * time.Second}
}

func edgeClient(t *testing.T, cfg edge.Config) *edge.Client {
	t.Helper()
	cfg.Account = "acme"
	if cfg.APIToken == "" {
		cfg.APIToken, cfg.Auth = "session-jwt", edge.AuthBearer
	}
	c, err := edge.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// failure is one way in which a call goes wrong, as the client reports it.
type failure struct {
	verb, noun, object string
	err                error
}

// failures makes each kind of failure for real: what the clients say is part of what a practitioner reads.
func failures(t *testing.T) map[string]failure {
	t.Helper()
	at := func(a answer) *edge.Client { return edgeClient(t, edge.Config{HTTP: http1(service(t, a))}) }
	read := func(c *edge.Client) failure {
		_, err := c.Policies.Get(t.Context(), "p1")
		return failure{"Read", "Policy", "p1", err}
	}
	update := func(c *edge.Client) failure {
		_, err := c.Policies.Update(t.Context(), "p1", edge.Policy{Name: "n"}, nil, 1)
		return failure{"Update", "Policy", "p1", err}
	}
	create := func(ctx context.Context, c *edge.Client) failure {
		_, err := c.Apps.Create(ctx, edge.App{Name: "git"})
		return failure{"Create", "App", `"git"`, err}
	}
	integrity := func(a answer) failure {
		c, err := apptego.New(apptego.Config{HTTP: http1(service(t, a)), TenantID: "t", TokenKey: "k", TokenSecret: "secret"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.GetIntegrityConfig(t.Context(), "production", "c1")
		return failure{"Read", "App Integrity Configuration", "production/c1", err}
	}
	record := func(a answer) failure {
		c, err := gate.New(gate.Config{HTTP: http1(service(t, a)), APIToken: "gate-token"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.CreateConnectionLog(t.Context(), gate.ConnectionLog{DeviceID: "d"}, gate.AtMostOnce)
		return failure{"Create", "Device App Connection Log", "", err}
	}
	said := func(status int, text string) answer {
		return answer{status: status, body: `{"message":"` + text + `"}`}
	}

	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	impatient := http1(service(t, answer{hang: true}))
	impatient.RequestTimeout, impatient.MaxRetries = 500*time.Millisecond, 0 // connecting must be possible within it on a busy machine, too
	login := func(a answer) *edge.Client {
		return edgeClient(t, edge.Config{HTTP: http1(service(t, a)), APIToken: "api-token", Auth: edge.AuthTokenLogin})
	}
	waiting, stop := context.WithCancel(t.Context())
	late := create(waiting, edgeClient(t, edge.Config{HTTP: http1(service(t, answer{hang: true, arrived: stop}))}))
	_, undocumented := at(answer{status: 200}).Apps.Update(t.Context(), "a1", edge.App{}, nil)
	overridden := edgeClient(t, edge.Config{HTTP: http1(service(t, said(405, "method not allowed"))), Routes: map[string]string{"updatePolicy": "PUT /v2/policies/{uuid}"}})
	readApp := func(a answer) failure {
		_, err := at(a).Apps.Get(t.Context(), "a1")
		return failure{"Read", "App", "a1", err}
	}
	refused := func() error {
		_, err := at(said(500, "out of order")).Apps.Create(t.Context(), edge.App{Name: "git"})
		return errors.Unwrap(err)
	}()
	unclear := func(e api.UnclearError) failure {
		e.Operation = "createApp"
		if e.Sent.IsZero() {
			e.Err = refused
		}
		return failure{"Create", "App", `"git"`, &e}
	}
	return map[string]failure{
		"create, several candidates":   unclear(api.UnclearError{Reason: api.ReasonSeveral, IDs: []string{"a1", "a2"}}),
		"create, object without time":  unclear(api.UnclearError{Reason: api.ReasonUntimed, IDs: []string{"a1"}}),
		"create, lookup failed":        unclear(api.UnclearError{Reason: api.ReasonLookup, Lookup: errors.New("no list"), Recorded: true}),
		"create, no time to look":      unclear(api.UnclearError{Reason: api.ReasonCancelled, Recorded: true}),
		"create, code used":            unclear(api.UnclearError{Reason: api.ReasonOnce}),
		"create, no way to look":       unclear(api.UnclearError{Reason: api.ReasonNoLookup}),
		"create, sent repeatedly":      unclear(api.UnclearError{Reason: api.ReasonRepeated}),
		"create, of an earlier run":    unclear(api.UnclearError{Reason: api.ReasonNoLookup, Sent: time.Unix(1800000000, 0)}),
		"create, earlier, several":     unclear(api.UnclearError{Reason: api.ReasonSeveral, IDs: []string{"a1", "a2"}, Sent: time.Unix(1800000000, 0)}),
		"409 of a known object":        create(t.Context(), at(answer{status: 409, body: `{"message":"app with name \"git\" already exists"}`, list: `{"apps":[{"uuid":"a1","name":"git"}]}`})),
		"409 of an object in use":      {"Delete", "Access", "a1", update(at(said(409, "in use by policy p7"))).err},
		"400 with message":             update(at(said(400, "priority must be positive"))),
		"400 without message":          update(at(answer{status: 400, body: `{}`})),
		"401 of Edge":                  read(at(said(401, "the session is unknown"))),
		"401 of AppTego":               integrity(said(401, "unknown key")),
		"401 of GATE":                  record(answer{status: 401, body: `{"detail":"Invalid token."}`}),
		"403 of Edge":                  update(at(said(403, "role does not allow this"))),
		"403 of AppTego":               integrity(said(403, "missing permission")),
		"403 of GATE":                  record(answer{status: 403, body: `{"detail":"You do not have permission."}`}),
		"403 at login":                 read(login(said(403, "unknown API token"))),
		"404 at login":                 read(login(said(404, "no such route"))),
		"404 at login of a create":     create(t.Context(), login(said(404, "no such route"))),
		"502 of a second step":         {"Complete", "Access", "a1", update(at(answer{status: 502})).err},
		"cancelled after it was sent":  late,
		"certificate":                  read(edgeClient(t, edge.Config{HTTP: http1(untrusted(t))})),
		"404 on an inferred route":     update(at(said(404, "no such route"))),
		"405 on an inferred route":     update(at(answer{status: 405})),
		"405 on an overridden route":   update(overridden),
		"501 on an inferred route":     update(at(said(501, "not part of this service"))),
		"404 on a documented route":    create(t.Context(), at(said(404, "no such route"))),
		"404 of AppTego":               integrity(said(404, "no such path")),
		"404 for an existing object":   readApp(answer{status: 404, body: `{"message":"not found"}`, list: `{"apps":[{"uuid":"a1"}]}`}),
		"400 for a missing object":     readApp(answer{status: 400, body: `{"message":"invalid uuid"}`, list: `{"apps":[{"uuid":"another"}]}`}),
		"404 and the list fails":       read(at(said(404, "no such route"))),
		"409":                          create(t.Context(), at(said(409, "app with name \\\"git\\\" already exists"))),
		"429 over the limit":           read(at(answer{status: 429, body: `{"message":"slow down"}`, retryAfter: "120"})),
		"429 without Retry-After":      read(at(said(429, "slow down"))),
		"500 after attempts":           read(at(said(500, "out of order"))),
		"500 of a create":              create(t.Context(), at(said(500, "out of order"))),
		"503 over the limit":           read(at(answer{status: 503, body: `{"message":"maintenance"}`, retryAfter: "3600"})),
		"connection refused":           read(edgeClient(t, edge.Config{HTTP: http1(closed(t))})),
		"timeout of a read":            read(edgeClient(t, edge.Config{HTTP: impatient})),
		"timeout of a create":          create(t.Context(), edgeClient(t, edge.Config{HTTP: impatient})),
		"truncated JSON":               create(t.Context(), at(answer{status: 200, body: `{"uuid":"a1","name":"gi`, cut: true})),
		"half a JSON":                  read(at(answer{status: 200, body: `{"uuid":"p1","name":"gi`})),
		"wrong JSON type":              read(at(answer{status: 200, body: `{"uuid":"p1","priority":"high"}`})),
		"HTML with 200":                read(at(answer{status: 200, contentType: "text/html", body: "<html>\n<title>Sign in</title>\n</html>"})),
		"HTML with 502":                create(t.Context(), at(answer{status: 502, contentType: "text/html", body: "<html>\n<title>Bad Gateway</title>\n</html>"})),
		"redirect":                     create(t.Context(), at(answer{status: 302})),
		"empty answer":                 create(t.Context(), at(answer{status: 200})),
		"cancelled":                    create(cancelled, at(answer{status: 200, body: `{"uuid":"a1"}`})),
		"answer about another object":  read(at(answer{status: 200, body: `{"uuid":"p2"}`})),
		"answer without id":            create(t.Context(), at(answer{status: 200, body: `{}`})),
		"list without configurations":  integrity(answer{status: 200, body: `{}`}),
		"refused with 200":             integrity(answer{status: 200, body: `{"success":false,"error":"plan does not include App Integrity"}`}),
		"fields of GATE":               record(answer{status: 422, body: `{"timestamp":["Not a valid date-time."],"device_id":["This field may not be blank.","Ensure this value is known."]}`}),
		"fields and a message of GATE": record(answer{status: 400, body: `{"detail":"invalid values","timestamp":["Not a valid date-time."]}`}),
		"connection reset":             update(at(answer{reset: true})),
		"unknown host":                 {"Read", "Policy", "p1", unknownHost()},
		"undocumented and not allowed": {"Update", "App", "a1", undocumented},
		"another error":                {"Update", "Policy", "p1", errors.New("the policy has no name")},
	}
}

// reset ends a connection in the way that the other side cannot take for an orderly end.
func reset(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	_ = connection.(*net.TCPConn).SetLinger(0)
	_ = connection.Close()
}

// unknownHost is made by hand: no name is sure to be unknown to every resolver in the same words.
func unknownHost() error {
	return &api.Error{
		Service: "Lacework Edge", Operation: "getPolicy", Method: "GET", Route: "/api/v1/policies/{uuid}", Attempts: 2,
		Err: &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "edge.example.com", IsNotFound: true}},
	}
}

// closed returns an endpoint where nobody listens.
func closed(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	return "http://" + listener.Addr().String()
}

// untrusted returns an endpoint with a certificate that nobody trusts.
func untrusted(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it would tell of the handshake that fails
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

// TestAPI_texts compares every kind of failure with the text that a practitioner reads. UPDATE_GOLDEN=1 writes the files
// anew: then read them.
func TestAPI_texts(t *testing.T) {
	t.Parallel()
	all := failures(t)
	for name, f := range all {
		if f.err == nil {
			t.Errorf("%s: no failure", name)
			continue
		}
		var d diag.Diagnostics
		diags.API(&d, f.verb, f.noun, f.object, f.err)
		golden(t, name, text(d))
	}
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(file), ".golden"), "_", " ")
		if _, ok := all[name]; !ok && !strings.HasPrefix(name, "gone") && !strings.HasPrefix(name, "timeouts") && name != "suspended" && name != "findings" && name != "outage" {
			t.Errorf("%s belongs to no failure", file)
		}
	}
}

// text writes diagnostics as a CLI shows them.
func text(d diag.Diagnostics) string {
	var out strings.Builder
	for i, one := range d {
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%s: %s\n", one.Severity(), one.Summary())
		if with, ok := one.(diag.DiagnosticWithPath); ok {
			fmt.Fprintf(&out, "  with %s\n", with.Path())
		}
		fmt.Fprintf(&out, "\n%s\n", one.Detail())
	}
	return regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(out.String(), "127.0.0.1:PORT")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", strings.ReplaceAll(name, " ", "_")+".golden")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
	} else if got != string(want) {
		t.Errorf("%s. Got:\n%s\nWant:\n%s", file, got, want)
	}
}
