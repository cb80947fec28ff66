package edgesession_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccEdgeSession_opens(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	factories := acctest.Factories()
	factories["echo"] = echoprovider.NewProviderServer()
	data := tfjsonpath.New("data")
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: factories,
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				ephemeral "zerotrust_edge_session" "test" {}
				provider "echo" { data = ephemeral.zerotrust_edge_session.test }
				resource "echo" "test" {}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("token"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("expires_at"), knownvalue.NotNull()),
			},
		}},
	})
}

// TestEdgeSession_isLive opens twice: the session is that of the provider, and another tool can use it.
func TestEdgeSession_isLive(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	first, diagnostics := p.Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Quiet(t, diagnostics)
	second, diagnostics := p.Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Quiet(t, diagnostics)
	if !first.Result["token"].Equal(second.Result["token"]) || s.Count("tokenLogin") != 1 {
		t.Errorf("%d logins, want 1", s.Count("tokenLogin"))
	}
	ends, err := time.Parse(time.RFC3339, acctest.TextOf(t, first.Result["expires_at"]))
	if left := time.Until(ends); err != nil || left < 59*time.Minute || left > time.Hour {
		t.Errorf("the session ends in %s (%v), want an hour", left, err)
	}
	token := acctest.TextOf(t, first.Result["token"])
	if strings.Contains(string(first.Private), token) {
		t.Error("the private data holds the token")
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Endpoints(s.URL).Edge+"/api/v1/apps", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("another tool is answered with %s", resp.Status)
	}
}

func TestEdgeSession_bearer(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	jwt := s.IssueSession()
	p := s.Protocol(t, fmt.Sprintf(`"edge": {"endpoint": %q, "account": "acme", "api_token": %q, "auth": "bearer"}`, s.Endpoints(s.URL).Edge, jwt))
	opened, diagnostics := p.Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Quiet(t, diagnostics)
	if acctest.TextOf(t, opened.Result["token"]) != jwt || !opened.Result["expires_at"].IsNull() || len(s.Journal()) != 0 {
		t.Errorf("the session is not the configured one, or its end is known, or %d requests were made", len(s.Journal()))
	}
}

// TestEdgeSession_withoutEnd: a session without a lifetime has no end that is known.
func TestEdgeSession_withoutEnd(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "tokenLogin", Tamper: func(answer mockapi.Object) mockapi.Object {
		delete(answer, "ttl_sec")
		return answer
	}})
	opened, diagnostics := s.Protocol(t, "").Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Quiet(t, diagnostics)
	if !opened.Result["expires_at"].IsNull() {
		t.Error("the end is known")
	}
}

func TestEdgeSession_failures(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "tokenLogin", Status: 403})
	_, diagnostics := s.Protocol(t, "").Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Says(t, diagnostics, "error: Unable to Open Edge Session", "logging in to account", "403")
	if strings.Contains(acctest.DiagnosticLines(diagnostics), "edge-api-token") {
		t.Error("the error holds the API token")
	}
	p := acctest.NewProtocol(t)
	acctest.Quiet(t, p.Configure(t.Context(), `{"gate":{"api_token":"x"}}`, false))
	_, diagnostics = p.Open(t.Context(), "zerotrust_edge_session", "{}")
	acctest.Says(t, diagnostics, "error: Service Not Configured", "ZEROTRUST_EDGE_ENDPOINT")
}
