package edge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

func TestParseRoute(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"PUT /api/v1/policies/{uuid}":        "PUT /api/v1/policies/{uuid}",
		"PATCH /{uuid}":                      "PATCH /{uuid}",
		"POST /v2/policy/{uuid}/update":      "POST /v2/policy/{uuid}/update",
		"DELETE /a%20b/{uuid}":               "DELETE /a%20b/{uuid}",
		"GET /policies/{uuid}/":              "GET /policies/{uuid}/",
		"PUT /api/v1/policies:update-{uuid}": "PUT /api/v1/policies:update-{uuid}",
	} {
		route, err := edge.ParseRoute("updatePolicy", value)
		if err != nil || route.String() != want || !route.Overridden {
			t.Errorf("%q: %+v, %v", value, route, err)
		}
		if route.Source != edge.SourceInferred {
			t.Errorf("%q: an override does not make a route documented", value)
		}
	}
	if route, err := edge.ParseRoute("deleteApp", "POST /apps/{uuid}/delete"); err != nil || route.Source != edge.SourceCandidate {
		t.Errorf("an override of a candidate operation: %+v, %v", route, err)
	}
}

// TestParseRoute_errors: what the practitioner reads says what is wrong and what would be right.
func TestParseRoute_errors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ operation, value, says string }{
		{"updateNothing", "PUT /x/{uuid}", `"updateNothing" is no operation of the contract; the operations are answerWorkflowRun, createAccess,`},
		{"login", "GET /login", "is no operation of the contract"},
		{"updatePolicy", "", `"" is not of the form "METHOD /path", for example "PATCH /api/v1/policies/{uuid}"`},
		{"updatePolicy", "/api/v1/policies/{uuid}", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT api/v1/policies/{uuid}", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT  /policies/{uuid}", `is not of the form "METHOD /path"`},
		{"updatePolicy", " PUT /policies/{uuid}", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT /policies/{uuid} ", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT /policies/{uuid}?a=b", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT /policies/{uuid}#a", `is not of the form "METHOD /path"`},
		{"updatePolicy", "PUT https://edge.example.com/{uuid}", `is not of the form "METHOD /path"`},
		{"updatePolicy", "put /policies/{uuid}", `"put" is not one of the methods GET, POST, PUT, PATCH, DELETE`},
		{"updatePolicy", "HEAD /policies/{uuid}", `"HEAD" is not one of the methods`},
		{"updatePolicy", "PUT /policies", `must have the path parameters of "PATCH /api/v1/policies/{uuid}": {uuid}`},
		{"updatePolicy", "PUT /policies/{id}", `must have the path parameters of "PATCH /api/v1/policies/{uuid}": {uuid}`},
		{"updatePolicy", "PUT /policies/{uuid}/{uuid}", `must have the path parameters`},
		{"queryPolicies", "GET /policies/{uuid}", `must have the path parameters of "GET /api/v1/policies": none`},
		// What could not be sent is refused here, at the plan, and not with the first request.
		{"updatePolicy", "PUT /policies/{uuid}}", `is no URL path`},
		{"updatePolicy", "PUT /policies/{uuid}/{", `is no URL path`},
		{"updatePolicy", "PUT /policies/../{uuid}", `is no URL path`},
		{"updatePolicy", "PUT /policies/./{uuid}", `is no URL path`},
		{"updatePolicy", "PUT /policies/%zz/{uuid}", `is no URL path`},
		{"updatePolicy", "PUT /pol\ticies/{uuid}", `is no URL path`},
		{"updatePolicy", "PUT /policïes/{uuid}", `is no URL path`},
	} {
		if _, err := edge.ParseRoute(c.operation, c.value); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %q: %v, want %q", c.operation, c.value, err, c.says)
		}
	}
}

// TestNew_routeOverride: an override is what is sent; all other routes stay.
func TestNew_routeOverride(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{
		"PUT /v2/policy/" + escaped + "/change": {{body: object}},
		"GET /api/v1/policies/" + escaped:       {{body: object}},
	})
	c := s.client(func(cfg *edge.Config) {
		cfg.Routes = map[string]string{"updatePolicy": "PUT /v2/policy/{uuid}/change"}
	})
	if _, err := c.Policies.Update(t.Context(), id, edge.Policy{Name: "n"}, nil, 1); err != nil {
		t.Error(err)
	}
	if _, err := c.Policies.Get(t.Context(), id); err != nil {
		t.Error(err)
	}
	wantCalls(t, s, "PUT /v2/policy/"+escaped+"/change", "GET /api/v1/policies/"+escaped)

	routes := c.Routes()
	routes["getPolicy"] = edge.Route{}
	if c.Routes()["getPolicy"].Path == "" {
		t.Error("the caller can change the client's routes")
	}
	if len(edge.Operations()) != len(routes) || !slices.IsSorted(edge.Operations()) {
		t.Errorf("Operations: %v", edge.Operations())
	}
	_, err := edge.New(edge.Config{HTTP: api.Config{Endpoint: s.url}, Routes: map[string]string{"nonsense": "GET /x"}})
	if err == nil || !strings.Contains(err.Error(), "route nonsense: ") {
		t.Errorf("a wrong override: %v", err)
	}
}

// TestReadings: what messages suggest can be configured as it is.
func TestReadings(t *testing.T) {
	t.Parallel()
	for _, operation := range edge.Operations() {
		readings := edge.Readings(operation)
		if len(readings) == 0 {
			t.Errorf("%s has no reading", operation)
		}
		for _, value := range readings {
			if _, err := edge.ParseRoute(operation, value); err != nil {
				t.Errorf("%s: %v", operation, err)
			}
		}
	}
	if got := edge.Readings("updatePolicy"); !slices.Equal(got, []string{"PATCH /api/v1/policies/{uuid}", "PUT /api/v1/policies/{uuid}"}) {
		t.Errorf("updatePolicy: %q", got)
	}
	if got := edge.Readings("nonsense"); got != nil {
		t.Errorf("an unknown operation: %q", got)
	}
}

// FuzzParseRoute: what is accepted can be sent. An error of the route would come too late, in the middle of an apply.
func FuzzParseRoute(f *testing.F) {
	for _, seed := range []string{
		"PUT /api/v1/policies/{uuid}", "PATCH /{uuid}", "PUT /policies/{uuid}}", "PUT /%2e%2e/{uuid}", "GET //host/{uuid}",
		"PUT /{uuid}/..", "POST /a b/{uuid}", "PUT /a%2Fb/{uuid}", "DELETE /;x=1/{uuid}", "PUT /{{uuid}}", "GET /\x7f{uuid}", "GET /{uuid}%",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		route, err := edge.ParseRoute("getPolicy", value)
		if err != nil {
			return
		}
		if route.String() != value {
			t.Errorf("%q became %q", value, route)
		}
		c, err := edge.New(edge.Config{
			// Nobody listens on port 1, which is enough: a route that cannot be sent fails before anything is.
			HTTP: api.Config{Endpoint: "http://127.0.0.1:1"}, Auth: edge.AuthBearer, APIToken: "jwt", Routes: map[string]string{"getPolicy": value},
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Policies.Get(t.Context(), "id")
		if err == nil || strings.Contains(err.Error(), "URL path") || strings.Contains(err.Error(), "the route") {
			t.Errorf("%q was accepted and cannot be sent: %v", value, err)
		}
	})
}
