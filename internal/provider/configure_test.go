package provider_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// configured returns a managed resource of a provider with a configuration, given as JSON.
func configured(t *testing.T, typeName, config string, deferral bool) *acctest.Lifecycle {
	t.Helper()
	p := acctest.NewProtocol(t)
	acctest.Quiet(t, p.Configure(t.Context(), config, deferral))
	return &acctest.Lifecycle{Protocol: p, TypeName: typeName, State: p.Resource(typeName, "")}
}

// block returns the provider block for services as JSON, after change.
func block(t *testing.T, s *acctest.Services, change func(map[string]map[string]any)) string {
	t.Helper()
	at := s.Endpoints(s.URL)
	config := map[string]map[string]any{
		"edge":    {"endpoint": at.Edge, "account": "acme", "api_token": "edge-api-token"},
		"apptego": {"endpoint": at.AppTego, "tenant_id": "tenant-1", "token_key": "apptego-key", "token_secret": "apptego-secret", "websocket_endpoint": at.WebSocket},
	}
	if change != nil {
		change(config)
	}
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const (
	app    = `{"name":"git"}`
	config = `{"version":"staging","platform":"ios","name":"Wallet"}`
)

// TestConfigure_incompleteService: a service that is not set up is no error until a type needs it. Then the error names
// what is missing, and where it may come from.
func TestConfigure_incompleteService(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config, typeName string
		missing          []string
	}{
		"nothing": {`{}`, "zerotrust_app", []string{"edge.account", "edge.api_token", "edge.endpoint"}},
		"empty":   {`{"edge":{}}`, "zerotrust_access", []string{"edge.account", "edge.api_token", "edge.endpoint"}},
		"one":     {`{"edge":{"endpoint":"https://edge.example.com","account":"acme"}}`, "zerotrust_policy", []string{"edge.api_token"}},
		"other":   {`{"edge":{"endpoint":"https://e.example.com","account":"a","api_token":"t"}}`, "zerotrust_app_integrity_config", []string{"apptego.tenant_id", "apptego.token_key", "apptego.token_secret"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := configured(t, c.typeName, c.config, false)
			d := l.Plan(t.Context(), app).Diagnostics
			api := map[bool]string{true: "AppTego", false: "Lacework Edge"}[strings.HasPrefix(c.missing[0], "apptego")]
			acctest.Says(t, d, "error: Service Not Configured: This type needs the "+api+" API, which the provider configuration does not set up.")
			lines := acctest.DiagnosticLines(d)
			for _, argument := range []string{
				"edge.account", "edge.api_token", "edge.endpoint", "apptego.endpoint", "apptego.tenant_id", "apptego.token_key", "apptego.token_secret",
			} {
				variable := "ZEROTRUST_" + strings.ToUpper(strings.ReplaceAll(argument, ".", "_"))
				want := slices.Contains(c.missing, argument)
				if got := strings.Contains(lines, argument+" (or the environment variable "+variable+")"); got != want {
					t.Errorf("%s is named: %t, want %t\n%s", argument, got, want, lines)
				}
			}
		})
	}
}

// TestConfigure_asksNobody: neither the configuration nor a plan that only creates makes a request, and a run that uses
// one service never asks another.
func TestConfigure_asksNobody(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := configured(t, "zerotrust_app_integrity_config", block(t, s, nil), false)
	acctest.Quiet(t, l.Plan(t.Context(), config).Diagnostics)
	if n := len(s.Journal()); n > 0 {
		t.Errorf("%d requests before anything was read or written", n)
	}
	acctest.Quiet(t, l.Apply(t.Context(), config))
	acctest.Quiet(t, l.Refresh(t.Context()))
	for _, e := range s.Journal() {
		if e.Service != "apptego" {
			t.Errorf("a run that uses App Integrity alone asked %s: %s", e.Service, e.Operation)
		}
	}
	edge := configured(t, "zerotrust_app", block(t, s, nil), false)
	acctest.Quiet(t, edge.Apply(t.Context(), app))
	if n := s.Count("tokenLogin"); n != 1 {
		t.Errorf("%d logins", n)
	}
}

// TestConfigure_userAgent names the provider and the CLI.
func TestConfigure_userAgent(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for typeName, wanted := range map[string]string{"zerotrust_app": app, "zerotrust_app_integrity_config": config} {
		l := configured(t, typeName, block(t, s, nil), false)
		acctest.Quiet(t, l.Apply(t.Context(), wanted))
	}
	for _, e := range s.Journal() {
		if got := e.Header.Get("User-Agent"); got != "terraform-provider-zerotrust/test Terraform/1.14.0" {
			t.Errorf("%s: the User-Agent is %q", e.Operation, got)
		}
	}
}

// TestConfigure_argumentsTakeEffect: each argument shows in what is sent.
func TestConfigure_argumentsTakeEffect(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Routes: map[string]string{"createApp": "POST /v2/apps"}})
	s.Put(mockapi.KindApp, mockapi.Object{"uuid": "a", "name": "git"})
	read := func(change func(map[string]map[string]any), extra string) []*tfprotov6.Diagnostic {
		t.Helper()
		text := block(t, s, change)
		l := configured(t, "zerotrust_app", text[:len(text)-1]+extra+"}", false)
		s.ResetJournal()
		return l.Import(t.Context(), "a", "")
	}
	none := func(map[string]map[string]any) {}

	acctest.Quiet(t, read(func(c map[string]map[string]any) { c["edge"]["endpoint"] = c["edge"]["endpoint"].(string) + "///" }, ""))
	for _, e := range s.Journal() {
		if strings.Contains(e.Path, "//") {
			t.Errorf("the trailing slash of the endpoint is in the path %s", e.Path)
		}
	}
	acctest.Quiet(t, read(func(c map[string]map[string]any) {
		c["edge"]["auth"], c["edge"]["api_token"] = "bearer", s.IssueSession()
	}, ""))
	if s.Count("tokenLogin") != 0 {
		t.Error("auth = bearer logged in")
	}
	acctest.Says(t, read(func(c map[string]map[string]any) { c["edge"]["account"] = "other" }, ""), "error: Unable to Read App", `While logging in to account "other"`)

	s.Inject(mockapi.Fault{Operation: "getApp", Status: 502})
	acctest.Says(t, read(none, `,"max_retries":0`), "502 Bad Gateway")
	if n := s.Count("getApp"); n != 1 {
		t.Errorf("max_retries = 0 made %d attempts", n)
	}
	acctest.Says(t, read(none, `,"max_retries":1`), "after 2 attempts")
	s.ClearFaults()
	s.Inject(mockapi.Fault{Operation: "getApp", Delay: 1 << 40})
	acctest.Says(t, read(none, `,"max_retries":0,"request_timeout":"50ms"`), "no answer within 50ms")
	s.ClearFaults()

	l := configured(t, "zerotrust_app", block(t, s, func(c map[string]map[string]any) { c["edge"]["routes"] = map[string]any{"createApp": "POST /v2/apps"} }), false)
	acctest.Quiet(t, l.Apply(t.Context(), app))
}

// TestConfigure_unknownDeferred: a CLI that can wait is told to.
func TestConfigure_unknownDeferred(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for name, change := range map[string]func(map[string]map[string]any){
		"endpoint": func(c map[string]map[string]any) { c["edge"]["endpoint"] = acctest.Unknown },
		"token":    func(c map[string]map[string]any) { c["edge"]["api_token"] = acctest.Unknown },
		"auth":     func(c map[string]map[string]any) { c["edge"]["auth"] = acctest.Unknown },
		"routes":   func(c map[string]map[string]any) { c["edge"]["routes"] = acctest.Unknown },
		"route":    func(c map[string]map[string]any) { c["edge"]["routes"] = map[string]any{"getApp": acctest.Unknown} },
		"undocumented": func(c map[string]map[string]any) {
			c["edge"]["allow_undocumented_operations"] = acctest.Unknown
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := configured(t, "zerotrust_app", block(t, s, change), true)
			ctx := t.Context()
			state := l.Resource("zerotrust_app", `{"id":"a","name":"git","status":"ACTIVE"}`)
			read, err := l.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
				TypeName: l.TypeName, CurrentState: state, ClientCapabilities: &tfprotov6.ReadResourceClientCapabilities{DeferralAllowed: true},
			})
			if err != nil {
				t.Fatal(err)
			}
			acctest.Quiet(t, read.Diagnostics)
			wantDeferred(t, "read", read.Deferred)
			if got := l.Decode(l.ResourceType(l.TypeName), read.NewState)["name"]; !got.Equal(l.Decode(l.ResourceType(l.TypeName), state)["name"]) {
				t.Errorf("the deferred read changed the state: %v", got)
			}
			wanted := l.Resource("zerotrust_app", app)
			plan, err := l.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
				TypeName: l.TypeName, PriorState: l.State, Config: wanted, ProposedNewState: wanted,
				ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: true},
			})
			if err != nil {
				t.Fatal(err)
			}
			acctest.Quiet(t, plan.Diagnostics)
			wantDeferred(t, "plan", plan.Deferred)
			data, err := l.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{
				TypeName: "zerotrust_apps", Config: l.DataSource("zerotrust_apps", "{}"),
				ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{DeferralAllowed: true},
			})
			if err != nil {
				t.Fatal(err)
			}
			acctest.Quiet(t, data.Diagnostics)
			wantDeferred(t, "data source", data.Deferred)
			if got := l.Decode(l.DataSourceType("zerotrust_apps"), data.State)["apps"]; got.IsKnown() {
				t.Errorf("the apps that were not read are %s, want unknown", got)
			}
		})
	}
	t.Cleanup(func() {
		if n := len(s.Journal()); n > 0 {
			t.Errorf("%d requests to a service that is not known yet", n)
		}
	})
}

// TestConfigure_deferredDataIsUnknown: what a deferred data source would find is unknown, and what is configured is as it is.
// Null says that there is nothing.
func TestConfigure_deferredDataIsUnknown(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	text := block(t, s, nil)
	l := configured(t, "zerotrust_app", text[:len(text)-1]+`,"request_timeout":"${unknown}"}`, true)
	schema, err := l.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	deferred := 0
	for name, of := range schema.DataSourceSchemas {
		config := "{}"
		for _, a := range of.Block.Attributes {
			if a.Name == "id" && (a.Optional || a.Required) {
				config = `{"id":"a"}`
			}
		}
		resp, err := l.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
			TypeName: name, Config: l.DataSource(name, config),
			ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{DeferralAllowed: true},
		})
		if err != nil {
			t.Fatal(err)
		}
		if resp.Deferred == nil { // it needs no service
			continue
		}
		deferred++
		wanted, got := l.Decode(l.DataSourceType(name), l.DataSource(name, config)), l.Decode(l.DataSourceType(name), resp.State)
		for _, a := range of.Block.Attributes {
			switch value := got[a.Name]; {
			case a.Computed && wanted[a.Name].IsNull():
				if value.IsKnown() {
					t.Errorf("%s: %s is %s, want unknown", name, a.Name, value)
				}
			case !value.Equal(wanted[a.Name]):
				t.Errorf("%s: %s is %s, want %s", name, a.Name, value, wanted[a.Name])
			}
		}
	}
	if deferred < 20 {
		t.Errorf("only %d data sources were deferred", deferred)
	}
}

func wantDeferred(t *testing.T, what string, deferred *tfprotov6.Deferred) {
	t.Helper()
	if deferred == nil || deferred.Reason != tfprotov6.DeferredReasonProviderConfigUnknown {
		t.Errorf("the %s is not deferred: %+v", what, deferred)
	}
}

// TestConfigure_unknownNotDeferred: what can go on without the service does, all else says what to do.
func TestConfigure_unknownNotDeferred(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	unknown := block(t, s, func(c map[string]map[string]any) { c["edge"]["endpoint"] = acctest.Unknown })
	l := configured(t, "zerotrust_app", unknown, false)
	acctest.Quiet(t, l.Plan(t.Context(), app).Diagnostics)
	acctest.Says(t, l.Apply(t.Context(), app), "error: Provider Configuration Not Known", "The Lacework Edge API is needed here", "-target")

	data := readData(t, l, "zerotrust_apps", "{}")
	acctest.Says(t, data, "error: Provider Configuration Not Known", "an argument of its provider configuration is not known before apply")

	// The other service is known, and works.
	config := configured(t, "zerotrust_app_integrity_config", unknown, false)
	acctest.Quiet(t, config.Apply(t.Context(), `{"version":"staging","platform":"ios","name":"Wallet"}`))

	// Arguments that every service shares make every service unknown.
	text := block(t, s, nil)
	l = configured(t, "zerotrust_app", text[:len(text)-1]+`,"request_timeout":"${unknown}"}`, false)
	acctest.Says(t, l.Apply(t.Context(), app), "Provider Configuration Not Known")
}

func readData(t *testing.T, l *acctest.Lifecycle, typeName, config string) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := l.ReadDataSource(context.WithoutCancel(t.Context()), &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: l.DataSource(typeName, config)})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Diagnostics
}
