package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The tests of this file set environment variables, so none of them is parallel.

// environment configures all services by variables but those left out, which are empty.
func environment(t *testing.T, s *acctest.Services, without ...string) {
	t.Helper()
	for _, setting := range s.Environ(s.URL) {
		name, value, _ := strings.Cut(setting, "=")
		for _, w := range without {
			if w == name {
				value = ""
			}
		}
		t.Setenv(name, value)
	}
}

// use creates one object of each service and returns what went wrong.
func use(t *testing.T, config string) []*tfprotov6.Diagnostic {
	t.Helper()
	var all []*tfprotov6.Diagnostic
	for typeName, wanted := range map[string]string{
		"zerotrust_app": `{"name":"git"}`, "zerotrust_app_integrity_config": `{"version":"staging","platform":"ios","name":"Wallet"}`,
	} {
		p := acctest.NewProtocol(t)
		if d := p.Configure(t.Context(), config, false); len(d) > 0 {
			return d
		}
		l := &acctest.Lifecycle{Protocol: p, TypeName: typeName, State: p.Resource(typeName, "")}
		all = append(all, l.Apply(t.Context(), wanted)...)
	}
	return all
}

//nolint:paralleltest // sets environment variables
func TestEnvironment_configuresEverything(t *testing.T) {
	s := acctest.Start(t, mockapi.Options{EdgeAccount: "of the environment", TenantID: "tenant-of-the-environment"})
	environment(t, s)
	for _, config := range []string{`{}`, `{"edge":{},"apptego":{},"gate":{}}`} {
		acctest.Quiet(t, use(t, config))
	}
	if n := len(s.Objects(mockapi.KindApp)); n != 2 {
		t.Errorf("%d apps", n)
	}
}

// TestEnvironment_eachVariable takes one variable away at a time: the message names that one.
//
//nolint:paralleltest // sets environment variables
func TestEnvironment_eachVariable(t *testing.T) {
	s := acctest.Start(t, mockapi.Options{})
	for argument, fallback := range map[string]bool{
		"edge.endpoint": false, "edge.account": false, "edge.api_token": false,
		"apptego.tenant_id": false, "apptego.token_key": false, "apptego.token_secret": false,
		"gate.api_token": true, // no type needs it yet
	} {
		t.Run(argument, func(t *testing.T) {
			variable := "ZEROTRUST_" + strings.ToUpper(strings.ReplaceAll(argument, ".", "_"))
			environment(t, s, variable)
			d := use(t, `{}`)
			if fallback {
				acctest.Quiet(t, d)
				return
			}
			acctest.Says(t, d, "Missing: "+argument+" (or the environment variable "+variable+").")
		})
	}
}

// TestEnvironment_configurationWins: all variables are wrong, and nobody notices.
//
//nolint:paralleltest // sets environment variables
func TestEnvironment_configurationWins(t *testing.T) {
	s := acctest.Start(t, mockapi.Options{})
	for _, setting := range s.Environ(s.URL) {
		name, _, _ := strings.Cut(setting, "=")
		t.Setenv(name, "https://wrong.example.com")
	}
	acctest.Quiet(t, use(t, block(t, s, nil)))
	for _, e := range s.Journal() {
		if e.Service == "apptego" && e.Header.Get("Tenant") != "tenant-1" || e.Operation == "tokenLogin" && e.Query.Get("account") != "acme" {
			t.Errorf("%s: %v %v", e.Operation, e.Query, e.Header)
		}
	}
	// One argument from the configuration, the others from the environment.
	environment(t, s, "ZEROTRUST_EDGE_ACCOUNT")
	acctest.Quiet(t, use(t, `{"edge":{"account":"acme"}}`))
}

// TestEnvironment_wrongEndpoint: what the schema cannot validate is refused when the provider is configured.
func TestEnvironment_wrongEndpoint(t *testing.T) {
	s := acctest.Start(t, mockapi.Options{})
	for variable, service := range map[string]string{
		"ZEROTRUST_EDGE_ENDPOINT": "edge", "ZEROTRUST_APPTEGO_ENDPOINT": "apptego", "ZEROTRUST_GATE_ENDPOINT": "gate",
	} {
		t.Run(service, func(t *testing.T) {
			environment(t, s)
			t.Setenv(variable, "http://"+service+".example.com")
			d := use(t, `{}`)
			acctest.Says(t, d, `error at AttributeName("`+service+`"): Invalid Provider Configuration`,
				"cannot be set up from the arguments of "+service+" and the environment variables "+strings.TrimSuffix(variable, "ENDPOINT")+"*: the endpoint must begin with \"https://\"")
		})
	}
}
