package provider_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// TestConfiguration_refused: what is wrong with the provider block is said at plan, at the argument.
func TestConfiguration_refused(t *testing.T) {
	t.Parallel()
	for config, wanted := range map[string][]string{
		`{"edge":{"endpoint":"http://edge.example.com"}}`: {
			`AttributeName("edge").AttributeName("endpoint")`, `must begin with "https://"`, "plain http would show the credentials",
		},
		`{"apptego":{"endpoint":"http://app.apptego.com"}}`:            {`AttributeName("apptego").AttributeName("endpoint")`, "https"},
		`{"gate":{"endpoint":"ftp://gate.example.com"}}`:               {`AttributeName("gate").AttributeName("endpoint")`, "https"},
		`{"edge":{"endpoint":"edge.example.com"}}`:                     {`AttributeName("endpoint")`, `must begin with "https://" and a host name`},
		`{"edge":{"endpoint":"https://user:secret@edge.example.com"}}`: {"user name or a password"},
		`{"edge":{"endpoint":"https://edge.example.com?a=b"}}`:         {"must not have a query"},
		`{"edge":{"endpoint":"https://edge.example.com#a"}}`:           {"must not have a fragment"},
		`{"edge":{"endpoint":"https://edge.example.com/../x"}}`:        {`must not contain "." or ".."`},
		`{"edge":{"endpoint":"https://edge.example.com:99999"}}`:       {"between 1 and 65535"},
		`{"edge":{"endpoint":""}}`:                                     {`AttributeName("endpoint")`},
		`{"edge":{"account":""}}`:                                      {`AttributeName("account")`, "at least 1"},
		`{"edge":{"api_token":""}}`:                                    {`AttributeName("api_token")`, "at least 1"},
		`{"apptego":{"tenant_id":""}}`:                                 {`AttributeName("tenant_id")`, "at least 1"},
		`{"edge":{"auth":"basic"}}`:                                    {`AttributeName("auth")`, `"token_login"`, `"bearer"`},
		`{"request_timeout":"soon"}`:                                   {`AttributeName("request_timeout")`, `"soon" is not a duration above zero, such as "30s"`},
		`{"request_timeout":"0s"}`:                                     {`"0s" is not a duration above zero`},
		`{"request_timeout":"-1s"}`:                                    {`"-1s" is not a duration above zero`},
		`{"request_timeout":"30"}`:                                     {`"30" is not a duration above zero`},
		`{"max_retries":-1}`:                                           {`AttributeName("max_retries")`, "between 0 and 20"},
		`{"max_retries":21}`:                                           {"between 0 and 20"},
		`{"max_concurrent_requests":0}`:                                {`AttributeName("max_concurrent_requests")`, "between 1 and 100"},
		`{"max_concurrent_requests":101}`:                              {"between 1 and 100"},
		`{"requests_per_second":-0.5}`:                                 {`AttributeName("requests_per_second")`, "at least 0"},
	} {
		d := acctest.NewProtocol(t).ValidateProvider(t.Context(), config)
		if len(d) == 0 || !acctest.ErrorAmong(d) {
			t.Errorf("%s is accepted", config)
			continue
		}
		lines := acctest.DiagnosticLines(d)
		for _, text := range wanted {
			if !strings.Contains(lines, text) {
				t.Errorf("%s: want %q in\n%s", config, text, lines)
			}
		}
		if strings.Contains(lines, "secret") {
			t.Errorf("%s: the message repeats a password:\n%s", config, lines)
		}
	}
}

// TestConfiguration_routes: each wrong route is refused at its own key, and says what would be right.
func TestConfiguration_routes(t *testing.T) {
	t.Parallel()
	for route, wanted := range map[string]string{
		`"updateNothing":"PUT /x/{uuid}"`:          `"updateNothing" is no operation of the contract; the operations are answerWorkflowRun,`,
		`"updatePolicy":"/api/v1/policies/{uuid}"`: `is not of the form "METHOD /path", for example "PATCH /api/v1/policies/{uuid}"`,
		`"updatePolicy":""`:                        `"" is not of the form "METHOD /path"`,
		`"updatePolicy":"PUT /policies"`:           `must have the path parameters of "PATCH /api/v1/policies/{uuid}": {uuid}`,
		`"updatePolicy":"PUT /policies/{id}"`:      `must have the path parameters`,
		`"updatePolicy":"FETCH /policies/{uuid}"`:  `"FETCH" is not one of the methods`,
		`"updatePolicy":"PUT /../{uuid}"`:          `is no URL path`,
		`"updatePolicy":null`:                      `"" is not of the form`,
	} {
		key := strings.Split(route, `"`)[1]
		config := `{"edge":{"routes":{` + route + `,"getPolicy":"GET /policies/{uuid}","createApp":"${unknown}"}}}`
		d := acctest.NewProtocol(t).ValidateProvider(t.Context(), config)
		acctest.Says(t, d, fmt.Sprintf(`error at AttributeName("edge").AttributeName("routes").ElementKeyString(%q): Invalid Route`, key), wanted)
	}
	both := acctest.NewProtocol(t).ValidateProvider(t.Context(), `{"edge":{"routes":{"a":"GET /x","b":"GET /x"}}}`)
	if len(both) != 2 {
		t.Errorf("two wrong routes:\n%s", acctest.DiagnosticLines(both))
	}
}

func TestConfiguration_accepted(t *testing.T) {
	t.Parallel()
	everything := map[string]any{
		"edge": map[string]any{
			"endpoint": "https://edge.example.com/base/", "account": "acme", "api_token": "t", "auth": "bearer",
			"routes": map[string]any{"updatePolicy": "PUT /api/v1/policies/{uuid}"}, "allow_undocumented_operations": true,
		},
		"apptego":         map[string]any{"endpoint": "https://app.apptego.com", "tenant_id": "t", "token_key": "k", "token_secret": "s"},
		"gate":            map[string]any{"endpoint": "https://gate.zequenze.com/api/v1/", "api_token": "t"},
		"request_timeout": "1m30s", "max_retries": 0, "max_concurrent_requests": 100, "requests_per_second": 0.5, "read_batching": false,
	}
	text, err := json.Marshal(everything)
	if err != nil {
		t.Fatal(err)
	}
	unknown := map[string]any{"edge": map[string]any{}, "apptego": map[string]any{}}
	for name := range everything {
		if _, nested := unknown[name]; !nested {
			unknown[name] = acctest.Unknown
		}
	}
	for _, service := range []string{"edge", "apptego"} {
		for name := range everything[service].(map[string]any) {
			unknown[service].(map[string]any)[name] = acctest.Unknown
		}
	}
	notKnown, err := json.Marshal(unknown)
	if err != nil {
		t.Fatal(err)
	}
	for _, config := range []string{
		``, `{}`, `{"edge":{}}`, string(text), string(notKnown),
		`{"edge":{"endpoint":"http://localhost:8080"}}`, `{"edge":{"endpoint":"http://127.0.0.1:8080/edge/"}}`, `{"edge":{"endpoint":"http://[::1]:8080"}}`,
		`{"edge":{"endpoint":"https://edge.example.com/"}}`, `{"edge":"${unknown}"}`,
	} {
		if config == "" {
			config = "{}"
		}
		p := acctest.NewProtocol(t)
		if d := p.ValidateProvider(t.Context(), config); len(d) > 0 {
			t.Errorf("%s is refused:\n%s", config, acctest.DiagnosticLines(d))
		}
		if d := p.Configure(t.Context(), config, false); len(d) > 0 {
			t.Errorf("%s cannot be configured:\n%s", config, acctest.DiagnosticLines(d))
		}
	}
}
