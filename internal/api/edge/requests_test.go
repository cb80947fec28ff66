package edge_test

import (
	"context"
	"errors"
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
		"CreateApp": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.CreateApp(ctx, edge.App{
					Name: "git", Port: 22, TCPPorts: nil, Tags: []string{"a"}, TCPPortRanges: []edge.PortRange{{Start: 1, End: 2}}, Status: edge.StatusActive,
				})
				return err
			},
			call:   "POST /api/v1/apps",
			body:   `{"app":{"name":"git","port":22,"tags":["a"],"tcp_port_ranges":[{"start":1,"end":2}],"status":2}}`,
			answer: object,
		},
		"GetApp": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.GetApp(ctx, id); return err },
			call: "GET /api/v1/apps/" + escaped, answer: object,
		},
		"ListApps": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.ListApps(ctx, edge.AppFilter{})
				return err
			},
			call: "GET /api/v1/apps",
		},
		"ListApps filtered": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.ListApps(ctx, edge.AppFilter{Tag: "a&b", Statuses: []string{"INIT", "ACTIVE"}, DataSources: []string{"LOCAL"}})
				return err
			},
			call: "GET /api/v1/apps?datasource=LOCAL&status=INIT%2CACTIVE&tag=a%26b",
		},
		"UpdateApp": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.UpdateApp(ctx, id, edge.App{Name: "git"}, toClear)
				return err
			},
			call: "PATCH /api/v1/apps/" + escaped, body: `{"uuid":"` + id + `","app":{"name":"git"},"attributes_to_delete":["description","port"]}`,
			further: []string{"GET /api/v1/apps/" + escaped}, answer: object,
		},
		"CreateAccess": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.CreateAccess(ctx, edge.Access{UserList: []string{"group:a"}, AllowGuestAccess: true})
				return err
			},
			call: "POST /api/v1/accesses", body: `{"user_list":["group:a"],"allow_guest_access":true}`, answer: object,
		},
		"GetAccess": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.GetAccess(ctx, id); return err },
			call: "GET /api/v1/accesses/" + escaped, answer: object,
		},
		"ListAccesses": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.ListAccesses(ctx); return err },
			call: "GET /api/v1/access?appid=&userid=",
		},
		"UpdateAccess": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.UpdateAccess(ctx, id, edge.Access{EndTime: 5, RevokedUserList: []string{"user:b"}}, toClear)
				return err
			},
			call: "PATCH /api/v1/access/" + escaped, answer: object,
			body: `{"uuid":"` + id + `","access":{"end_time":5,"revoked_user_list":["user:b"]},"attributes_to_delete":["description","port"]}`,
		},
		"CreatePolicy": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.CreatePolicy(ctx, edge.Policy{
					Name: "p", Type: 1, AppFilter: &edge.Filter{IncludeAny: []edge.SelectorGroup{{All: []string{"app:a", "os:b"}}}},
					Constraints: map[string]string{"k": "v"}, MitmSettings: &edge.MitmSettings{FailClose: true},
				}, "")
				return err
			},
			call: "POST /api/v1/policies", answer: object,
			body: `{"name":"p","type":1,"app_filter":{"include_any":[{"all":["app:a","os:b"]}]},"constraints":{"k":"v"},"mitm_settings":{"fail_close":true}}`,
		},
		"CreatePolicy with the name of a workflow": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.CreatePolicy(ctx, edge.Policy{Name: "p"}, "Approve")
				return err
			},
			call: "POST /api/v1/policies", body: `{"name":"p","workflow_name":"Approve"}`, answer: object,
		},
		"GetPolicy": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.GetPolicy(ctx, id); return err },
			call: "GET /api/v1/policies/" + escaped, answer: object,
		},
		"ListPolicies": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.ListPolicies(ctx); return err },
			call: "GET /api/v1/policies?appid=&resolveDisplayNames=false&userid=",
		},
		"UpdatePolicy": {
			do: func(ctx context.Context, c *edge.Client) error {
				_, err := c.UpdatePolicy(ctx, id, edge.Policy{Priority: 7}, toClear, 1795299621367)
				return err
			},
			call: "PATCH /api/v1/policies/" + escaped, answer: object,
			body: `{"uuid":"` + id + `","policy":{"priority":7},"attributes_to_delete":["description","port"],"expected_update_time":1795299621367}`,
		},
		"FindWorkflow": {
			do:   func(ctx context.Context, c *edge.Client) error { _, err := c.FindWorkflow(ctx, "Approve"); return err },
			call: "GET /api/v1/workflows", answer: `{"workflows":[{"uuid":"w","name":"Approve"},{"uuid":"x","name":"Approve","status":4}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{
				pathOf(c.call):                {{body: c.answer}},
				"GET /api/v1/apps/" + escaped: {{body: object}},
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
	_, appErr := c.CreateApp(t.Context(), edge.App{Tags: []string{}, TCPPortRanges: []edge.PortRange{}})
	_, accessErr := c.CreateAccess(t.Context(), edge.Access{AppList: []string{}})
	_, policyErr := c.CreatePolicy(t.Context(), edge.Policy{Constraints: map[string]string{}}, "")
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
		"CreateApp":    func() error { _, err := c.CreateApp(t.Context(), edge.App{}); return err },
		"CreateAccess": func() error { _, err := c.CreateAccess(t.Context(), edge.Access{}); return err },
		"CreatePolicy": func() error { _, err := c.CreatePolicy(t.Context(), edge.Policy{}, ""); return err },
	} {
		unclear, ok := errors.AsType[*api.UnclearError](create())
		if !ok || unclear.Reason != api.ReasonLookup || !api.IsForbidden(unclear.Lookup) {
			t.Errorf("%s: %v, want to hear that looking failed", name, unclear)
		}
	}
	for name, repeated := range map[string]func() error{
		"UpdateAccess": func() error { _, err := c.UpdateAccess(t.Context(), id, edge.Access{}, nil); return err },
		"UpdatePolicy": func() error { _, err := c.UpdatePolicy(t.Context(), id, edge.Policy{}, nil, 1); return err },
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
		_, err := s.client().CreatePolicy(t.Context(), edge.Policy{Name: "p"}, "w")
		var nameErr *edge.WorkflowNameError
		if got := errors.As(err, &nameErr); got != c.nameErr || !got && !strings.Contains(err.Error(), "bad policy") {
			t.Errorf("%s: %v", name, err)
		}
		s = start(t, map[string][]reply{"POST /api/v1/policies": {{status: 400}}})
		if _, err := s.client().CreatePolicy(t.Context(), edge.Policy{Name: "p"}, ""); api.StatusOf(err) != 400 || len(s.calls()) != 1 {
			t.Errorf("without a name: %v, %q", err, s.calls())
		}
	}
}
