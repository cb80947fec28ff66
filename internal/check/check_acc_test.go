package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/check"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// serve serves a tenant whose contract a check may break by what it tries, and configures the provider for it.
func serve(t *testing.T, options mockapi.Options) (*mockapi.Mock, string) {
	t.Helper()
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock)
	t.Cleanup(server.Close)
	for _, setting := range mock.Environ(server.URL) {
		name, value, _ := strings.Cut(setting, "=")
		t.Setenv(name, value)
	}
	return mock, server.URL
}

func run(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = check.Main(t.Context(), "test", args, &out, &errs)
	return out.String(), errs.String(), code
}

// fill puts an object of each noun into a tenant, with a secret and something personal wherever there is room.
func fill(mock *mockapi.Mock) {
	for _, n := range nouns.Lives() {
		o := n.Existing()
		if n.ID != "" {
			o[n.ID] = canary
		}
		if n.Key != "" {
			o[n.Key] = canary
		}
		mock.Put(n.Kind, o)
	}
}

const canary = "canary-alice@example.com"

// TestCheck_works: of a tenant as the contract has it, nothing is refused, and nothing is changed.
func TestCheck_works(t *testing.T) { //nolint:paralleltest // the environment configures the services
	mock, _ := serve(t, mockapi.Options{})
	fill(mock)
	said, errs, code := run(t)
	if code != 0 || strings.Contains(said, "refused:") || errs != "" {
		t.Errorf("exit code %d: %s%s", code, said, errs)
	}
	for _, want := range []string{`getAccess +GET /api/v1/accesses/\{uuid\} +works`, `queryApps +GET /api/v1/apps +works`, `updateApp .*not asked \(PATCH may write, and no source documents it\)`, `listAppIntegrityConfigs +works`} {
		if !regexp.MustCompile(want).MatchString(said) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if strings.Contains(said, canary) || strings.Contains(said, "example.com") {
		t.Error("the report holds something personal")
	}
	for _, e := range mock.Journal() {
		if e.Committed && e.Operation != "tokenLogin" || e.Service == "edge" && e.Method != http.MethodGet && e.Operation != "tokenLogin" {
			t.Errorf("%s %s was sent", e.Method, e.Path)
		}
	}
}

// TestAccCheck_wrongRoutes: three routes are elsewhere. The report names these and no others, and prints the setting with
// which a plan works.
func TestAccCheck_wrongRoutes(t *testing.T) { //nolint:paralleltest // the environment configures the services
	mock, url := serve(t, mockapi.Options{AnswersOptions: true, Routes: map[string]string{
		"updateAccess": "PUT /api/v1/access/{uuid}",         // another method, and another spelling
		"getAccess":    "GET /api/v1/access/{uuid}",         // another spelling
		"getWorkflow":  "GET /api/v1/somewhere/else/{uuid}", // nobody knows where
	}})
	fill(mock)
	said, _, code := run(t, "-options", "-json")
	var report check.Report
	if err := json.Unmarshal([]byte(said), &report); err != nil {
		t.Fatal(err)
	}
	var refused []string
	for _, s := range report.Services {
		for _, r := range s.Routes {
			if r.Result == check.Refused {
				refused = append(refused, r.Operation+" "+r.Instead)
			}
		}
	}
	slices.Sort(refused)
	if want := []string{"getAccess GET /api/v1/access/{uuid}", "getWorkflow ", "updateAccess PUT /api/v1/access/{uuid}"}; !slices.Equal(refused, want) || code != 1 {
		t.Errorf("exit code %d, refused are %q, want %q", code, refused, want)
	}
	text, _, _ := run(t, "-options")
	if strings.Contains(text, canary) || strings.Contains(said, canary) || strings.Contains(text, "edge-api-token") {
		t.Error("the report holds a canary")
	}
	printed := regexp.MustCompile(`(?s)routes = \{.*?\n\}`).FindString(text)
	if !strings.Contains(text, "No reading of the vendor's reference works for: getWorkflow.") || printed == "" {
		t.Fatalf("no setting in\n%s", text)
	}
	cli := acctest.NewCLI(t)
	s := acctest.Services{Mock: mock, URL: url}
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider(printed)+`
resource "zerotrust_access" "a" {
  description = "d"
  user_list   = ["group:eng"]
}
`)
	cli.MustRun("apply", "-no-color", "-auto-approve")
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider(printed)+`
resource "zerotrust_access" "a" {
  description = "e"
  user_list   = ["group:eng"]
}
`)
	cli.MustRun("apply", "-no-color", "-auto-approve")
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("with the setting the plan is\n%s", output)
	}
}

// TestCheck_noLogin: without a login or a connection the report says what to do.
func TestCheck_noLogin(t *testing.T) {
	answer := func(status int, contentType, body string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		})
	}
	for name, c := range map[string]struct {
		handler http.Handler
		want    string
	}{
		"401":     {answer(http.StatusUnauthorized, "application/json", `{"message":"`+canary+`"}`), "Check the variables ZEROTRUST_EDGE_*"},
		"403":     {answer(http.StatusForbidden, "application/json", `{"message":"`+canary+`"}`), "Give them the permission to read"},
		"HTML":    {answer(http.StatusOK, "text/html", "<html>"+canary+"</html>"), "as of a web page. Check ZEROTRUST_EDGE_ENDPOINT"},
		"404":     {answer(http.StatusNotFound, "text/html", "<html>"+canary+"</html>"), "the address of the API without a path such as /api/v1"},
		"nothing": {nil, "There is no connection. Check ZEROTRUST_EDGE_ENDPOINT"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(c.handler)
			if c.handler == nil {
				server.Close()
			}
			defer server.Close()
			t.Setenv("ZEROTRUST_EDGE_ENDPOINT", server.URL)
			t.Setenv("ZEROTRUST_EDGE_ACCOUNT", "acme")
			t.Setenv("ZEROTRUST_EDGE_API_TOKEN", "edge-api-token")
			said, errs, code := run(t)
			if code != 2 || !strings.Contains(said, c.want) || strings.Contains(said+errs, canary) || strings.Contains(said+errs, "edge-api-token") {
				t.Errorf("exit code %d, said is %s%s, want %q", code, said, errs, c.want)
			}
		})
	}
	if said, errs, code := run(t); code != 2 || !strings.Contains(errs, "no service is configured") {
		t.Errorf("exit code %d: %s%s", code, said, errs)
	}
	if said, _, code := run(t, "-help"); code != 0 || !strings.Contains(said, "-options") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if _, errs, code := run(t, "more"); code != 2 || !strings.Contains(errs, `unexpected argument "more"`) {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
