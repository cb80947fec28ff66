package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccPolicy_failures(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{UniqueNames: true})
	inject := func(f mockapi.Fault) func() {
		return func() {
			s.ClearFaults()
			s.ResetJournal()
			s.Inject(f)
		}
	}
	config := s.Provider() + policy(`name = "test"`)
	second := s.Provider() + policy(`name = "test"`, `priority = 1`)
	taken := s.Put(mockapi.KindPolicy, mockapi.Object{"name": "taken"})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy: func(*terraform.State) error {
			if left := s.Only(t, mockapi.KindPolicy)["uuid"]; left != taken {
				return fmt.Errorf("policy %v is left", left)
			}
			return nil
		},
		Steps: []resource.TestStep{
			{
				PreConfig:   inject(mockapi.Fault{Operation: "createPolicy", Status: 400}),
				Config:      config,
				ExpectError: says("Unable to Create Policy", `Object: "test"`, "400 Bad Request", "injected fault", "Request id: req-"),
			},
			{
				PreConfig:   inject(mockapi.Fault{Operation: "createPolicy", Status: 403}),
				Config:      config,
				ExpectError: says("Unable to Create Policy", "403 Forbidden", "The role of the API token edge.api_token does not allow this", "Nothing was changed"),
			},
			{
				PreConfig:   s.ClearFaults,
				Config:      s.Provider() + policy(`name = "taken"`),
				ExpectError: says("Unable to Create Policy", "409 Conflict", `policy with name "taken" already exists`),
			},
			{ // a create is never repeated when it may have been carried out
				PreConfig:   inject(mockapi.Fault{Operation: "createPolicy", Status: 500}),
				Config:      config,
				ExpectError: says("Unable to Create Policy", "500 Internal Server Error"),
			},
			{ // what was refused before it was looked at is repeated, and so are reads
				PreConfig: func() {
					if n := s.Count("createPolicy"); n != 1 {
						t.Errorf("the create was sent %d times, want once", n)
					}
					inject(mockapi.Fault{Operation: "createPolicy", Status: 429, Times: 1})()
					s.Inject(mockapi.Fault{Operation: "getPolicy", Status: 500, Times: 1})
				},
				Config:           config,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
				Check:            written(s, "createPolicy", "createPolicy"),
			},
			{
				PreConfig: inject(mockapi.Fault{Operation: "updatePolicy", Status: 404}),
				Config:    second,
				ExpectError: says("Unable to Update Policy", "404 Not Found", "The route PATCH /api/v1/policies/{uuid} is inferred",
					`routes = { updatePolicy = "PATCH /the/correct/path/{uuid}" }`),
			},
			{
				PreConfig:        inject(mockapi.Fault{Operation: "updatePolicy", Status: 503, Times: 1}),
				Config:           second,
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            written(s, "updatePolicy", "updatePolicy"),
			},
		},
	})
}

// A service that has the route of the update elsewhere.
func TestAccPolicy_movedRoute(t *testing.T) {
	t.Parallel()
	const route = "PUT /api/v2/policy/{uuid}"
	s := acctest.Start(t, mockapi.Options{Routes: map[string]string{"updatePolicy": route}})
	provider := s.Provider(`routes = { updatePolicy = "` + route + `" }`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: provider + policy(`name = "test"`), ConfigPlanChecks: acctest.Empty()},
			{Config: provider + policy(`name = "test"`, `priority = 1`), ConfigPlanChecks: acctest.Empty()},
		},
	})
}

// No failure of a read makes the policy look deleted, and none touches the state.
func TestRead_failures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		faults []mockapi.Fault
		says   []string
	}{
		"401":      {[]mockapi.Fault{{Operation: "getPolicy", Status: 401}}, []string{"Unable to Read Policy", "401 Unauthorized", "edge.api_token (ZEROTRUST_EDGE_API_TOKEN)"}},
		"403":      {[]mockapi.Fault{{Operation: "getPolicy", Status: 403}}, []string{"Unable to Read Policy", "403 Forbidden", "Nothing was changed"}},
		"500":      {[]mockapi.Fault{{Operation: "getPolicy", Status: 500}}, []string{"Unable to Read Policy", "500 Internal Server Error, after 2 attempts"}},
		"web page": {[]mockapi.Fault{{Operation: "getPolicy", Body: "<html>Sign in</html>"}}, []string{"Unable to Read Policy", "web page", "<html>Sign in</html>"}},
		"another policy": {[]mockapi.Fault{{Operation: "getPolicy", Tamper: func(o mockapi.Object) mockapi.Object {
			o["uuid"] = "another"
			return o
		}}}, []string{"Unable to Read Policy", `about "another"`}},
		"wrong route": {[]mockapi.Fault{{Operation: "getPolicy", Status: 404}}, []string{"Unable to Read Policy", "Nothing was changed, neither in the service nor in state", `getPolicy = "GET /the/correct/path/{uuid}"`}},
		"both routes wrong": {
			[]mockapi.Fault{{Operation: "getPolicy", Status: 404}, {Operation: "queryPolicies", Status: 404}},
			[]string{"Unable to Read Policy", "Nothing was changed, neither in the service nor in state", `queryPolicies = "GET /the/correct/path"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			p := s.Lifecycle(t, typeName, `"max_retries": 1`)
			if d := p.Apply(t.Context(), `{"name": "test", "priority": 1}`); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			prior := p.Attributes()
			for _, f := range test.faults {
				s.Inject(f)
			}
			d := p.Refresh(t.Context())
			said := acctest.DiagnosticLines(d)
			if !acctest.ErrorAmong(d) {
				t.Errorf("no error, but %q", said)
			}
			for _, part := range test.says {
				if !strings.Contains(said, part) {
					t.Errorf("the read says %q, which lacks %q", said, part)
				}
			}
			now := p.Attributes()
			for attribute, v := range prior {
				if now == nil || !v.Equal(now[attribute]) {
					t.Fatalf("the state changed: %v", now)
				}
			}
		})
	}
}

// A policy that is gone leaves the state with a warning that says so.
func TestRead_gone(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Lifecycle(t, typeName, "")
	p.Apply(t.Context(), `{"name": "test"}`)
	id := s.Only(t, mockapi.KindPolicy)["uuid"].(string)
	if err := s.Remove(mockapi.KindPolicy, id); err != nil {
		t.Fatal(err)
	}
	if said := acctest.DiagnosticLines(p.Refresh(t.Context())); !strings.HasPrefix(said, "warning: Policy Not Found: "+id+": Policy "+id+" is no longer in the service") {
		t.Errorf("the read says %q", said)
	}
	if p.Attributes() != nil {
		t.Error("the policy is still in state")
	}
}

// A service that stores something else than it was told: a create keeps the object and warns, an update fails.
func TestWrite_anotherValueStored(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Lifecycle(t, typeName, "")
	other := func(o mockapi.Object) mockapi.Object {
		o["description"] = "normalised"
		return o
	}
	s.Inject(mockapi.Fault{Operation: "createPolicy", Tamper: other})
	s.Inject(mockapi.Fault{Operation: "updatePolicy", Tamper: other})
	if said := acctest.DiagnosticLines(p.Apply(t.Context(), `{"name": "test", "description": "Mine"}`)); !strings.HasPrefix(said, `warning at AttributeName("description"): Service Stored Another Value`) {
		t.Errorf("the create says %q", said)
	}
	if said := acctest.DiagnosticLines(p.Apply(t.Context(), `{"name": "test", "description": "Mine too"}`)); !strings.HasPrefix(said, `error at AttributeName("description"): Service Stored Another Value`) {
		t.Errorf("the update says %q", said)
	}
	if p.Attributes() == nil {
		t.Error("the policy is not in state")
	}
}
