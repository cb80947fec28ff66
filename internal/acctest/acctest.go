// Package acctest holds what the acceptance tests of all nouns share: a service of their own for each test, the provider
// factories, and the checks that every step makes.
package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// Factories returns the provider under test, in this process.
func Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		provider.TypeName: func() (tfprotov6.ProviderServer, error) { return verifiedServer(provider.Options{})(), nil },
	}
}

// Services is the three services of one test, on loopback.
type Services struct {
	*mockapi.Mock
	URL string
}

// Start serves the three services until the test ends, and then fails the test if a request broke the contract.
func Start(t testing.TB, options mockapi.Options) *Services {
	t.Helper()
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock)
	t.Cleanup(func() {
		server.Close()
		for _, e := range mock.Violations() {
			t.Errorf("request %d, %s %s, broke the contract: %s", e.Seq, e.Method, e.Path, e.Violation)
		}
	})
	return &Services{Mock: mock, URL: server.URL}
}

// Provider returns a provider block for the services. Each extra line goes into the edge object, or, if it begins with
// "provider:", to the root of the block.
func (s *Services) Provider(extra ...string) string {
	endpoints := s.Endpoints(s.URL)
	var edge, root []string
	for _, line := range extra {
		if rest, found := strings.CutPrefix(line, "provider:"); found {
			root = append(root, rest)
		} else {
			edge = append(edge, line)
		}
	}
	return fmt.Sprintf(`
provider "zerotrust" {
  edge = {
    endpoint  = %q
    account   = "acme"
    api_token = "edge-api-token"
    %s
  }
  apptego = {
    endpoint           = %q
    tenant_id          = "tenant-1"
    token_key          = "apptego-key"
    token_secret       = "apptego-secret"
    websocket_endpoint = %q
  }
  gate = {
    endpoint  = %q
    api_token = "gate-api-token"
  }
  %s
}
`, endpoints.Edge, strings.Join(edge, "\n    "), endpoints.AppTego, endpoints.WebSocket, endpoints.Gate, strings.Join(root, "\n  "))
}

// Only returns the one object of a kind that lives in the services.
func (s *Services) Only(t testing.TB, kind string) mockapi.Object {
	t.Helper()
	objects := s.Objects(kind)
	if len(objects) != 1 {
		t.Fatalf("%d objects of kind %s live in the service, want 1: %v", len(objects), kind, objects)
	}
	return objects[0]
}

// Bodies returns the request bodies of an operation, in order.
func (s *Services) Bodies(operation string) []string {
	var bodies []string
	for _, e := range s.Journal() {
		if e.Operation == operation {
			bodies = append(bodies, compact(e.Body))
		}
	}
	return bodies
}

func compact(body []byte) string {
	var b bytes.Buffer
	if json.Compact(&b, body) != nil {
		return string(body)
	}
	return b.String()
}

// Operations returns the operations that were called since the journal was reset, in order, without the login.
func (s *Services) Operations() []string {
	var operations []string
	for _, e := range s.Journal() {
		if e.Operation != "tokenLogin" {
			operations = append(operations, e.Operation)
		}
	}
	return operations
}

// Empty checks that a step leaves nothing to do: every step that applies has it.
func Empty() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PostApplyPreRefresh:  []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

// EmptyAfter is Empty with checks of the plan that is applied.
func EmptyAfter(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	all := Empty()
	all.PreApply = slices.Clone(checks)
	return all
}
