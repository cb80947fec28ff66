package conns_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

// configure configures a resource and a data source of one API and returns what both said, and whether they have a client.
func configure[T any](t *testing.T, data any) (said diag.Diagnostics, client bool) {
	t.Helper()
	var r managed.Base[T]
	var s conns.DataSource[T]
	var forResource resource.ConfigureResponse
	var forDataSource datasource.ConfigureResponse
	r.Configure(t.Context(), resource.ConfigureRequest{ProviderData: data}, &forResource)
	s.Configure(t.Context(), datasource.ConfigureRequest{ProviderData: data}, &forDataSource)
	if !forResource.Diagnostics.Equal(forDataSource.Diagnostics) {
		t.Errorf("a resource says %v, a data source %v", forResource.Diagnostics, forDataSource.Diagnostics)
	}
	var d diag.Diagnostics
	if (r.Client(&d) == nil) != (s.Client(&d) == nil) || (r.Configured() == nil) != (r.Client(&d) == nil) {
		t.Error("a resource and a data source do not agree")
	}
	return forResource.Diagnostics, r.Configured() != nil
}

// TestConfigure: each type gets the client of its own API, or the reason why there is none.
func TestConfigure(t *testing.T) {
	t.Parallel()
	clients := &conns.Clients{
		Edge:    conns.Service[edge.Client]{Name: "Lacework Edge", Client: &edge.Client{}},
		AppTego: conns.Service[apptego.Client]{Name: "AppTego", Missing: []string{"apptego.token_key (or X)", "apptego.token_secret (or Y)"}},
		Gate:    conns.Service[gate.Client]{Name: "Zequenze GATE", Unknown: true},
	}
	if d, client := configure[edge.Client](t, clients); len(d) > 0 || !client {
		t.Errorf("a complete service: %v, client %t", d, client)
	}
	d, client := configure[apptego.Client](t, clients)
	if client || len(d) != 1 || d[0].Summary() != "Service Not Configured" ||
		!strings.Contains(d[0].Detail(), "needs the AppTego API") || !strings.Contains(d[0].Detail(), "Missing: apptego.token_key (or X), apptego.token_secret (or Y).") {
		t.Errorf("an incomplete service: %v, client %t", d, client)
	}
	if d, client := configure[gate.Client](t, clients); len(d) > 0 || client {
		t.Errorf("an unknown service: %v, client %t", d, client)
	}
	// Validation comes before the provider is configured.
	if d, client := configure[edge.Client](t, nil); len(d) > 0 || client {
		t.Errorf("before the provider is configured: %v, client %t", d, client)
	}
	if d, _ := configure[edge.Client](t, "data"); len(d) != 1 || !strings.Contains(d[0].Detail(), "a bug in the provider, please report it: got string") {
		t.Errorf("data of somebody else: %v", d)
	}
}

// TestClient_unknown: what cannot wait says why it cannot go on, once.
func TestClient_unknown(t *testing.T) {
	t.Parallel()
	var r managed.Base[gate.Client]
	var resp resource.ConfigureResponse
	r.Configure(t.Context(), resource.ConfigureRequest{ProviderData: &conns.Clients{Gate: conns.Service[gate.Client]{Name: "Zequenze GATE", Unknown: true}}}, &resp)
	var d diag.Diagnostics
	first, second := r.Client(&d), r.Client(&d)
	if first != nil || second != nil || len(d) != 1 || d[0].Summary() != "Provider Configuration Not Known" || !strings.Contains(d[0].Detail(), "The Zequenze GATE API is needed here") {
		t.Errorf("%v", d)
	}
}
