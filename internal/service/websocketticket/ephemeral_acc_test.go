package websocketticket_test

import (
	"fmt"
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

func TestAccWebSocketTicket_opens(t *testing.T) {
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
				ephemeral "zerotrust_apptego_ws_ticket" "test" {}
				provider "echo" { data = ephemeral.zerotrust_apptego_ws_ticket.test }
				resource "echo" "test" {}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("ticket"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("expires_at"), knownvalue.NotNull()),
			},
		}},
	})
	if got := s.Count("createWebSocketTicket"); got < 2 {
		t.Errorf("%d tickets, want one for each opening", got)
	}
}

func TestWebSocketTicket_eachIsOneOfItsOwn(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	before := time.Now()
	first, diagnostics := p.Open(t.Context(), "zerotrust_apptego_ws_ticket", "{}")
	acctest.Quiet(t, diagnostics)
	second, diagnostics := p.Open(t.Context(), "zerotrust_apptego_ws_ticket", "{}")
	acctest.Quiet(t, diagnostics)
	if first.Result["ticket"].Equal(second.Result["ticket"]) {
		t.Error("two openings have one ticket")
	}
	ends, err := time.Parse(time.RFC3339, acctest.TextOf(t, first.Result["expires_at"]))
	if err != nil || ends.Before(before.Add(29*time.Second)) || ends.After(time.Now().Add(30*time.Second)) {
		t.Errorf("the ticket ends at %s (%v), want 30 seconds after %s", ends, err, before)
	}
	if want := s.Endpoints(s.URL).WebSocket + "?ticket=" + acctest.TextOf(t, first.Result["ticket"]) + "&tenant=tenant-1"; acctest.TextOf(t, first.Result["url"]) != want {
		t.Errorf("the address is not the endpoint with ticket and tenant")
	}
	if strings.Contains(string(first.Private), acctest.TextOf(t, first.Result["ticket"])) {
		t.Error("the private data holds the ticket")
	}
	acctest.Quiet(t, p.Close(t.Context(), "zerotrust_apptego_ws_ticket", first))
}

// TestWebSocketTicket_withoutEndpoint: a ticket needs no endpoint.
func TestWebSocketTicket_withoutEndpoint(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, fmt.Sprintf(`"apptego": {"endpoint": %q, "tenant_id": "tenant-1", "token_key": "apptego-key", "token_secret": "apptego-secret"}`, s.Endpoints(s.URL).AppTego))
	opened, diagnostics := p.Open(t.Context(), "zerotrust_apptego_ws_ticket", "{}")
	acctest.Quiet(t, diagnostics)
	if acctest.TextOf(t, opened.Result["ticket"]) == "" || !opened.Result["url"].IsNull() {
		t.Errorf("the address is %s", opened.Result["url"])
	}
}

func TestWebSocketTicket_failures(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createWebSocketTicket", Status: 401, Times: 1})
	p := s.Protocol(t, "")
	_, diagnostics := p.Open(t.Context(), "zerotrust_apptego_ws_ticket", "{}")
	acctest.Says(t, diagnostics, "error: Unable to Open WebSocket Ticket", "ZEROTRUST_APPTEGO_TOKEN_SECRET")
	if strings.Contains(acctest.DiagnosticLines(diagnostics), "apptego-secret") {
		t.Error("the error holds the secret")
	}
}
