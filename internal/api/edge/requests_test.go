package edge_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

const (
	// Ids of this service are opaque: dots, colons and whatever may come.
	id      = "app:acme.tcp.0/git 1"
	escaped = "app:acme.tcp.0%2Fgit%201"
	object  = `{"uuid":"` + id + `","status":2}`
)

// TestMethods_requests: method, path, query and body of each method, as the contract has them.
func TestMethods_requests(t *testing.T) {
	t.Parallel()
	toClear := []string{"description", "port"}
	for name, c := range map[string]struct {
		do      func(context.Context, *edge.Client) error
		call    string // what must be sent
		body    string
		answer  string // of a request to the path of call
		further []string
	}{
		"Apps.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Apps.Create(ctx, edge.App{
					Name: "git", Port: 22, TCPPorts: nil, Tags: []string{"a"}, TCPPortRanges: []edge.PortRange{{Start: 1, End: 2}}, Status: edge.StatusActive,
				})
				return err
			},
			call:   "POST /api/v1/apps",
			body:   `{"app":{"name":"git","port":22,"tags":["a"],"tcp_port_ranges":[{"start":1,"end":2}],"status":2}}`,
			answer: object,
		},
		"Apps.Get": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Apps.Get(ctx, id); return err },
			call: "GET /api/v1/apps/" + escaped, answer: object,
		},
		"Apps.List": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Apps.List(ctx); return err },
			call: "GET /api/v1/apps",
		},
		"Apps.Query": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Apps.Query(ctx, url.Values{"tag": {"a&b"}, "status": {"INIT,ACTIVE"}, "datasource": {"LOCAL"}})
				return err
			},
			call: "GET /api/v1/apps?datasource=LOCAL&status=INIT%2CACTIVE&tag=a%26b",
		},
		"Apps.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Apps.Update(ctx, id, edge.App{Name: "git"}, toClear)
				return err
			},
			call: "PATCH /api/v1/apps/" + escaped, body: `{"uuid":"` + id + `","app":{"name":"git"},"attributes_to_delete":["description","port"]}`,
			further: []string{"GET /api/v1/apps/" + escaped}, answer: object,
		},
		"Cards.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Cards.Create(ctx, edge.Card{Name: "n", ChartType: 1, Data: "{}", Status: 2})
				return err
			},
			call: "POST /api/v1/cards", body: `{"card":{"name":"n","chart_type":1,"data":"{}","status":2}}`, answer: object,
		},
		"Cards.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Cards.Update(ctx, id, edge.Card{Name: "git"}, toClear)
				return err
			},
			call: "PATCH /api/v1/cards/" + escaped, body: `{"uuid":"` + id + `","card":{"name":"git"},"attributes_to_delete":["description","port"]}`,
			further: []string{"GET /api/v1/cards/" + escaped}, answer: object,
		},
		"Dashboards.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Dashboards.Create(ctx, edge.Dashboard{Name: "n", Icon: "i", Tags: []string{"a"}, Status: 2})
				return err
			},
			call: "POST /api/v1/dashboards", body: `{"dashboard":{"name":"n","icon":"i","tags":["a"],"status":2}}`, answer: object,
		},
		"Dashboards.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Dashboards.Update(ctx, id, edge.Dashboard{Name: "git"}, toClear)
				return err
			},
			call: "PATCH /api/v1/dashboards/" + escaped, body: `{"uuid":"` + id + `","dashboard":{"name":"git"},"attributes_to_delete":["description","port"]}`,
			further: []string{"GET /api/v1/dashboards/" + escaped}, answer: object,
		},
		"Accesses.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Accesses.Create(ctx, edge.Access{UserList: []string{"group:a"}, AllowGuestAccess: true})
				return err
			},
			call: "POST /api/v1/accesses", body: `{"user_list":["group:a"],"allow_guest_access":true}`, answer: object,
		},
		"Accesses.Get": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Accesses.Get(ctx, id); return err },
			call: "GET /api/v1/accesses/" + escaped, answer: object,
		},
		"Accesses.Query": { // a parameter replaces the empty one, and no other
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Accesses.Query(ctx, url.Values{"appid": {"a&b"}})
				return err
			},
			call: "GET /api/v1/access?appid=a%26b&userid=",
		},
		"Accesses.List after a query": { // which changes nothing for the next one
			do: func(ctx context.Context, c *edge.Client) error {
				_, queryErr := c.Accesses.Query(ctx, url.Values{"userid": {"u"}, "x": {"y"}})
				_, err := c.Accesses.List(ctx)
				return errors.Join(queryErr, err)
			},
			call: "GET /api/v1/access?appid=&userid=u&x=y", further: []string{"GET /api/v1/access?appid=&userid="},
		},
		"Accesses.List": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Accesses.List(ctx); return err },
			call: "GET /api/v1/access?appid=&userid=",
		},
		"Accesses.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Accesses.Update(ctx, id, edge.Access{EndTime: 5, RevokedUserList: []string{"user:b"}}, toClear)
				return err
			},
			call: "PATCH /api/v1/access/" + escaped, answer: object,
			body: `{"uuid":"` + id + `","access":{"end_time":5,"revoked_user_list":["user:b"]},"attributes_to_delete":["description","port"]}`,
		},
		"Policies.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Policies.Create(ctx, edge.Policy{
					Name: "p", Type: 1, AppFilter: &edge.Filter{IncludeAny: []edge.SelectorGroup{{All: []string{"app:a", "os:b"}}}},
					Constraints: map[string]string{"k": "v"}, MitmSettings: &edge.MitmSettings{FailClose: true},
				}, "")
				return err
			},
			call: "POST /api/v1/policies", answer: object,
			body: `{"name":"p","type":1,"app_filter":{"include_any":[{"all":["app:a","os:b"]}]},"constraints":{"k":"v"},"mitm_settings":{"fail_close":true}}`,
		},
		"Policies.Create with the name of a workflow": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Policies.Create(ctx, edge.Policy{Name: "p"}, "Approve")
				return err
			},
			call: "POST /api/v1/policies", body: `{"name":"p","workflow_name":"Approve"}`, answer: object,
		},
		"Policies.Get": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Policies.Get(ctx, id); return err },
			call: "GET /api/v1/policies/" + escaped, answer: object,
		},
		"Policies.List": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Policies.List(ctx); return err },
			call: "GET /api/v1/policies?appid=&resolveDisplayNames=true&userid=",
		},
		"Policies.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Policies.Update(ctx, id, edge.Policy{Priority: 7}, toClear, 1795299621367)
				return err
			},
			call: "PATCH /api/v1/policies/" + escaped, answer: object,
			body: `{"uuid":"` + id + `","policy":{"priority":7},"attributes_to_delete":["description","port"],"expected_update_time":1795299621367}`,
		},
		"Workflows.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Workflows.Create(ctx, edge.Workflow{Name: "w", ApprovalTTLSec: -1})
				return err
			},
			call: "POST /api/v1/workflows", body: `{"name":"w","approval_ttl_sec":-1}`, answer: object,
		},
		"Workflows.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Workflows.Update(ctx, id, edge.Workflow{Title: "t"}, toClear)
				return err
			},
			call: "PATCH /api/v1/workflows/" + escaped, body: `{"uuid":"` + id + `","title":"t","attributes_to_delete":["description","port"]}`, answer: object,
		},
		"PostureAttributes.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.PostureAttributes.Update(ctx, id, edge.PostureAttribute{Name: "a"}, toClear)
				return err
			},
			call: "PATCH /api/v1/posture_attributes/" + escaped, body: `{"uuid":"` + id + `","name":"a","attributes_to_delete":["description","port"]}`, answer: object,
		},
		"PostureProfiles.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.PostureProfiles.Update(ctx, id, edge.PostureProfile{Name: "p"}, toClear)
				return err
			},
			call: "PATCH /api/v1/posture_profiles/" + escaped, body: `{"uuid":"` + id + `","name":"p","attributes_to_delete":["description","port"]}`, answer: object,
		},
		"CACertificates.Update": { // answered by another kind of object, so that it is read again
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.CACertificates.Update(ctx, id, edge.CACertificate{PublicKeyPEM: "p", Purpose: 1, Chain: []string{"b", "a"}}, nil)
				return err
			},
			call: "PATCH /api/v1/ca_certificates/" + escaped, body: `{"uuid":"` + id + `","chain":["b","a"]}`, answer: `{"uuid":"of-a-client-config"}`,
			further: []string{"GET /api/v1/ca_certificates/" + escaped},
		},
		"AppControlPolicies.Update": { // which clears nothing
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.AppControlPolicies.Update(ctx, id, edge.AppControlPolicy{Name: "p", PolicyEventActions: []edge.AppControlEventAction{{EventType: 1, Action: 2}}}, toClear)
				return err
			},
			call: "PATCH /api/v1/app_control_policies/" + escaped, body: `{"uuid":"` + id + `","name":"p","policy_event_actions":[{"event_type":1,"action":2}]}`, answer: object,
		},
		"Connectors.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				created, err := c.Connectors.Create(ctx, edge.Connector{UniqueName: "berlin", Config: &edge.ConnectorInstance{DNSResolver: &edge.DNSResolver{IPs: []string{"10.0.0.1"}}}})
				if created.AccessToken != "once" {
					return fmt.Errorf("the access token is lost: %w", err)
				}
				return err
			},
			call: "POST /api/v1/connectors", body: `{"unique_name":"berlin","config":{"dns_resolver":{"ips":["10.0.0.1"]}}}`, answer: `{"unique_name":"berlin","access_token":"once"}`,
		},
		"Connectors.Get": { // by its unique name; a read never brings a token
			do: func(ctx context.Context, c *edge.Client) error {
				found, err := c.Connectors.Get(ctx, id)
				if found.AccessToken != "" {
					return fmt.Errorf("a token was read: %w", err)
				}
				return err
			},
			call: "GET /api/v1/connectors/" + escaped, answer: `{"uuid":"u","unique_name":"` + id + `","access_token":"****"}`,
		},
		"ClientConfigs.Create": { // which takes a token for guests, and shows the one that it made
			do: func(ctx context.Context, c *edge.Client) error {
				config := edge.ClientConfig{Name: "n", EnableAutoUpdates: 2, GuestUserAPIToken: "not sent", GuestToken: edge.GuestToken{Generate: true}}
				created, err := c.ClientConfigs.Create(ctx, config)
				if created.GuestUserAPIToken != "once" {
					return fmt.Errorf("the token is lost: %w", err)
				}
				return err
			},
			call: "POST /api/v1/client_configs", body: `{"name":"n","enable_auto_updates":2,"generate_guest_user_api_token":true}`, answer: `{"uuid":"c","guest_user_api_token":"once"}`,
		},
		"ClientConfigs.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.ClientConfigs.Update(ctx, id, edge.ClientConfig{Name: "n", GuestToken: edge.GuestToken{Given: "t"}}, toClear)
				return err
			},
			call: "PATCH /api/v1/client_configs/" + escaped, answer: object,
			body: `{"name":"n","guest_user_api_token":"t","uuid":"` + id + `","attributes_to_delete":["` + strings.Join(toClear, `","`) + `"]}`,
		},
		"ClientConfigs.Get": { // a read never brings a token
			do: func(ctx context.Context, c *edge.Client) error {
				found, err := c.ClientConfigs.Get(ctx, id)
				if found.GuestUserAPIToken != "" {
					return fmt.Errorf("a token was read: %w", err)
				}
				return err
			},
			call: "GET /api/v1/client_configs/" + escaped, answer: `{"uuid":"` + id + `","guest_user_api_token":"t"}`,
		},
		"Integrations.Create": { // what an answer repeats of credentials is not read
			do: func(ctx context.Context, c *edge.Client) error {
				created, err := c.Integrations.Create(ctx, edge.Integration{
					DisplayName: "n", DataSource: 101, IntervalMins: 5, Credentials: &edge.IntegrationCredentials{ClientID: "c", Password: "p"},
				}, true)
				if created.Credentials != nil {
					return fmt.Errorf("credentials were read: %w", err)
				}
				return err
			},
			call:   "POST /api/v1/integration",
			body:   `{"data_source":101,"display_name":"n","interval_mins":5,"credentials":{"client_id":"c","password":"p"},"validate_credentials":true}`,
			answer: `{"uuid":"i","display_name":"n","credentials":{"password":"p"}}`,
		},
		"Integrations.Update": { // which takes nothing else, and clears nothing
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Integrations.Update(ctx, id, edge.Integration{
					DisplayName: "n", FilterDomains: []string{"d"}, Credentials: &edge.IntegrationCredentials{PrivateKey: "k"},
				}, toClear)
				return err
			},
			call: "PATCH /api/v1/integrations/" + escaped, body: `{"uuid":"` + id + `","filter_domains":["d"],"credentials":{"private_key":"k"}}`, answer: object,
		},
		"Integrations.Validate": {
			do:   func(ctx context.Context, c *edge.Client) error { return c.Integrations.Validate(ctx, id) },
			call: "POST /api/v1/integrations/validate", body: `{"uuid":"` + id + `"}`, answer: `{"status":"anything"}`,
		},
		"NotificationChannels.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.NotificationChannels.Create(ctx, edge.NotificationChannel{Name: "n"}, edge.ChannelAuthorization{OAuthCode: "code"})
				return err
			},
			call: "POST /api/v1/channels", body: `{"name":"n","oauth_code":"code"}`, answer: object,
		},
		"NotificationChannels.Get": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.NotificationChannels.Get(ctx, id)
				return err
			},
			call: "GET /api/v1/channels/" + escaped + "?resolveDisplayNames=true", answer: object,
		},
		"NotificationChannels.List": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.NotificationChannels.List(ctx)
				return err
			},
			call: "GET /api/v1/channels?resolveDisplayNames=true",
		},
		"NotificationChannels.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.NotificationChannels.Update(ctx, id, edge.NotificationChannel{Name: "n"}, toClear)
				return err
			},
			call: "PATCH /api/v1/channels/" + escaped, body: `{"uuid":"` + id + `","name":"n","attributes_to_delete":["description","port"]}`, answer: object,
			further: []string{"GET /api/v1/channels/" + escaped + "?resolveDisplayNames=true"},
		},
		"Tokens.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Tokens.Create(ctx, edge.NewToken{Name: "t", Role: 2, TTLSec: 60})
				return err
			},
			call: "POST /api/v1/tokens", body: `{"name":"t","role":2,"ttl_sec":60}`, answer: object,
		},
		"Tokens.CreateTemporary": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Tokens.CreateTemporary(ctx, "user:a", 60)
				return err
			},
			call: "POST /api/v1/temporary_access_tokens", body: `{"user_uuid":"user:a","ttl_sec":60}`, answer: object,
		},
		"Tokens.List": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.Tokens.List(ctx); return err },
			call: "GET /api/v1/tokens?get_all=true",
		},
		"Tokens.Update": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Tokens.Update(ctx, id, edge.TokenUpdate{UUID: "other", Name: "t", AttributesToDelete: toClear})
				return err
			},
			call: "PATCH /api/v1/tokens/" + escaped, body: `{"uuid":"` + id + `","name":"t","attributes_to_delete":["description","port"]}`, answer: object,
		},
		"Tokens.Revoke": {
			do:   func(ctx context.Context, c *edge.Client) error { return c.Tokens.Revoke(ctx, id) },
			call: "PATCH /api/v1/tokens/" + escaped, body: `{"uuid":"` + id + `","status":3}`, answer: `{"uuid":"` + id + `","status":3}`,
		},
		"DataExports.Create": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.DataExports.Create(ctx, edge.DataExport{S3BucketName: "b", DataExportTypes: []api.Int64{1}})
				return err
			},
			call: "POST /api/v1/data_export_configs", body: `{"s3_bucket_name":"b","data_export_types":[1]}`, answer: object,
		},
		"DataExports.Update": { // nothing else can be changed
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.DataExports.Update(ctx, id, edge.DataExport{S3BucketName: "b", DataExportTypes: []api.Int64{1, 2}}, toClear)
				return err
			},
			call: "PATCH /api/v1/data_export_configs/" + escaped, body: `{"uuid":"` + id + `","data_export_types":[1,2]}`, answer: object,
		},
		"DataExports.Validate": {
			do:   func(ctx context.Context, c *edge.Client) error { return c.DataExports.Validate(ctx, id) },
			call: "POST /api/v1/data_export_configs/validate", body: `{"uuid":"` + id + `"}`,
		},
		"DataExports.BucketPolicy": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.DataExports.BucketPolicy(ctx, "b")
				return err
			},
			call: "POST /api/v1/data_export_configs/bucket_policy", body: `{"s3_bucket_name":"b"}`,
		},
		"Workflows.Find": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.Workflows.Find(ctx, "Approve")
				return err
			},
			call: "GET /api/v1/workflows", answer: `{"workflows":[{"uuid":"w","name":"Approve"},{"uuid":"x","name":"Approve","status":4}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{
				pathOf(c.call):                    {{body: c.answer}},
				"GET /api/v1/apps/" + escaped:     {{body: `{"uuid":"` + id + `","name":"git"}`}},
				"GET /api/v1/channels/" + escaped: {{body: `{"uuid":"` + id + `","name":"n"}`}},

				"GET /api/v1/ca_certificates/" + escaped: {{body: `{"uuid":"` + id + `","public_key_pem":"p","purpose":1,"chain":["b","a"]}`}},
				"GET /api/v1/cards/" + escaped:           {{body: `{"uuid":"` + id + `","name":"git"}`}},
				"GET /api/v1/dashboards/" + escaped:      {{body: `{"uuid":"` + id + `","name":"git"}`}},
			})
			if err := c.do(t.Context(), s.client(allowUndocumented)); err != nil {
				t.Fatal(err)
			}
			wantCalls(t, s, append([]string{c.call}, c.further...)...)
			first := s.exchanges()[0]
			if c.body == "" && first.body != "" || c.body != "" && !sameJSON(t, first.body, c.body) {
				t.Errorf("the body is %s, want %s", first.body, c.body)
			}
			if first.token != "Bearer session-jwt" {
				t.Errorf("the credential is %q", first.token)
			}
		})
	}
}

func pathOf(call string) string {
	for i, c := range call {
		if c == '?' {
			return call[:i]
		}
	}
	return call
}

// TestMethods_zeroValuesAreLeftOut: for this service, zero is an absent field.
func TestMethods_zeroValuesAreLeftOut(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{
		"POST /api/v1/apps":     {{body: object}},
		"POST /api/v1/accesses": {{body: object}},
		"POST /api/v1/policies": {{body: object}},
	})
	c := s.client()
	_, appErr := c.Apps.Create(t.Context(), edge.App{Tags: []string{}, TCPPortRanges: []edge.PortRange{}})
	_, accessErr := c.Accesses.Create(t.Context(), edge.Access{AppList: []string{}})
	_, policyErr := c.Policies.Create(t.Context(), edge.Policy{Constraints: map[string]string{}}, "")
	for i, err := range []error{appErr, accessErr, policyErr} {
		want := []string{`{"app":{}}`, `{}`, `{}`}[i]
		if got := s.exchanges()[i].body; err != nil || got != want {
			t.Errorf("the body is %s, want %s (%v)", got, want, err)
		}
	}
}

// TestMethods_repetition: a create that got no clear answer is not sent a second time before the service was asked for the
// object, an update is.
func TestMethods_repetition(t *testing.T) {
	t.Parallel()
	unclear := []reply{{status: 502}, {body: object}}
	s := start(t, map[string][]reply{
		"POST /api/v1/apps": unclear, "POST /api/v1/accesses": unclear, "POST /api/v1/policies": unclear,
		"PATCH /api/v1/access/" + escaped: unclear, "PATCH /api/v1/policies/" + escaped: unclear, "GET /api/v1/apps": {{status: 403}},
		"GET /api/v1/access": {{status: 403}}, "GET /api/v1/policies": {{status: 403}},
	})
	c := s.client()
	for name, create := range map[string]func() error{
		"Apps.Create":     func() error { _, err := c.Apps.Create(t.Context(), edge.App{}); return err },
		"Accesses.Create": func() error { _, err := c.Accesses.Create(t.Context(), edge.Access{}); return err },
		"Policies.Create": func() error { _, err := c.Policies.Create(t.Context(), edge.Policy{}, ""); return err },
	} {
		unclear, ok := errors.AsType[*api.UnclearError](create())
		if !ok || unclear.Reason != api.ReasonLookup || !api.IsForbidden(unclear.Lookup) {
			t.Errorf("%s: %v, want to hear that looking failed", name, unclear)
		}
	}
	for name, repeated := range map[string]func() error{
		"Accesses.Update": func() error { _, err := c.Accesses.Update(t.Context(), id, edge.Access{}, nil); return err },
		"Policies.Update": func() error { _, err := c.Policies.Update(t.Context(), id, edge.Policy{}, nil, 1); return err },
	} {
		if err := repeated(); err != nil {
			t.Errorf("%s was not repeated: %v", name, err)
		}
	}
}

// TestCreatePolicy_workflowName: errors of this service name no field, so a refusal is looked into.
func TestCreatePolicy_workflowName(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		workflows reply
		nameErr   bool
	}{
		"no workflow has it":     {reply{body: `{}`}, true},
		"two workflows have it":  {reply{body: `{"workflows":[{"uuid":"a","name":"w"},{"uuid":"b","name":"w"}]}`}, true},
		"it is something else":   {reply{body: `{"workflows":[{"uuid":"a","name":"w"}]}`}, false},
		"the list is not for us": {reply{status: 403}, false},
	} {
		s := start(t, map[string][]reply{
			"POST /api/v1/policies": {{status: 400, body: `{"message":"bad policy"}`}}, "GET /api/v1/workflows": {c.workflows},
		})
		_, err := s.client().Policies.Create(t.Context(), edge.Policy{Name: "p"}, "w")
		var nameErr *edge.WorkflowNameError
		if got := errors.As(err, &nameErr); got != c.nameErr || !got && !strings.Contains(err.Error(), "bad policy") {
			t.Errorf("%s: %v", name, err)
		}
		s = start(t, map[string][]reply{"POST /api/v1/policies": {{status: 400}}})
		if _, err := s.client().Policies.Create(t.Context(), edge.Policy{Name: "p"}, ""); api.StatusOf(err) != 400 || len(s.calls()) != 1 {
			t.Errorf("without a name: %v, %q", err, s.calls())
		}
	}
}
