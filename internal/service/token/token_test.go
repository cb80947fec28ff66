package token_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_token"
	address  = "zerotrust_token.test"
)

// token is a resource block with arguments that are written as "name = value".
func token(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_token\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// statuses returns the states of all tokens that the service has, in order of creation: revoked tokens stay.
func statuses(s *acctest.Services) string {
	var all []string
	for _, o := range s.Objects(mockapi.KindToken) {
		all = append(all, fmt.Sprint(o["status"]))
	}
	return strings.Join(all, " ")
}

// allRevoked checks that tokens are left, and that none of them works.
func allRevoked(s *acctest.Services, want int) func(*terraform.State) error {
	return func(*terraform.State) error {
		if got, revoked := statuses(s), strings.TrimSuffix(strings.Repeat("3 ", want), " "); got != revoked {
			return fmt.Errorf("the tokens have the states %q, want %q", got, revoked)
		}
		return nil
	}
}

// stored compares the newest token of the service with JSON, without what the service fills in and its secrets.
func stored(t *testing.T, s *acctest.Services, want string) {
	t.Helper()
	tokens := s.Objects(mockapi.KindToken)
	if len(tokens) == 0 {
		t.Fatal("the service has no token")
	}
	newest := tokens[len(tokens)-1]
	for _, name := range []string{
		"secret", "login_url", "algo", "creator_role", "account_location", "account_shard", "backend_shard", "account_uuid", "expire_time_sec",
	} {
		delete(newest, name)
	}
	fields, _ := acctest.DecodeJSON(t, want).(map[string]any)
	acctest.SameStored(t, newest, fields)
}

// tokens puts three tokens into the services, two of one name, of which one is suspended.
func tokens(t *testing.T) (s *acctest.Services, ids []string) {
	t.Helper()
	s = acctest.Start(t, mockapi.Options{})
	for _, o := range []mockapi.Object{
		{"uuid": "t-1", "name": "deploy", "description": "Pipelines", "account_location": "eu", "view_pii_log_only": true, "secret": "canary-secret", "login_url": "canary-url"},
		{"uuid": "t-2", "name": "backup", "status": 3},
		{"uuid": "t-3", "name": "backup"},
	} {
		ids = append(ids, s.Put(mockapi.KindToken, o))
	}
	return s, ids
}

func TestTokenRevokeAction_revokes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "leaked"})
	other := s.Put(mockapi.KindToken, mockapi.Object{"name": "other"})
	p := s.Protocol(t, "")
	for _, want := range []string{`The token "leaked" (` + id + `) is revoked.`, `The token "leaked" (` + id + `) is revoked already.`} {
		progress, diagnostics := p.Invoke(t.Context(), "zerotrust_token_revoke", `{"token_id":"`+id+`"}`)
		acctest.Quiet(t, diagnostics)
		if !slices.Equal(progress, []string{want}) {
			t.Errorf("progress %q, want %q", progress, want)
		}
	}
	if got := s.Count("updateToken"); got != 1 {
		t.Errorf("%d updates, want 1", got)
	}
	if stored, _ := s.Object(mockapi.KindToken, id); stored["status"] != int64(3) {
		t.Errorf("the status is %v", stored["status"])
	}
	if stored, _ := s.Object(mockapi.KindToken, other); stored["status"] != int64(2) {
		t.Errorf("the status of the other token is %v", stored["status"])
	}
}

func TestTokenRevokeAction_fails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "leaked"})
	p := s.Protocol(t, `"max_retries": 0`)
	_, diagnostics := p.Invoke(t.Context(), "zerotrust_token_revoke", `{"token_id":"nobody"}`)
	acctest.Says(t, diagnostics, "error: Unable to Revoke Token", "nobody")
	_, diagnostics = p.Invoke(t.Context(), "zerotrust_token_revoke", `{"token_id":""}`)
	acctest.Says(t, diagnostics, `at AttributeName("token_id")`)
	s.Inject(mockapi.Fault{Operation: "updateToken", Status: 403})
	progress, diagnostics := p.Invoke(t.Context(), "zerotrust_token_revoke", `{"token_id":"`+id+`"}`)
	acctest.Says(t, diagnostics, "error: Unable to Revoke Token", id, "403")
	if len(progress) != 0 {
		t.Errorf("progress %q", progress)
	}
}

func TestAccTokenRevokeAction_revokes(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindToken, mockapi.Object{"name": "leaked"})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_token_revoke" "test" {
				  config { token_id = "` + id + `" }
				}
				resource "terraform_data" "incident" {
				  input = "1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_token_revoke.test]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
			PostApplyFunc: func() {
				if stored, _ := s.Object(mockapi.KindToken, id); stored["status"] != int64(3) {
					t.Errorf("the status is %v", stored["status"])
				}
			},
		}},
	})
}

// Whatever the list answers, no data source shows a secret.
func TestToken_dataSourcesHoldNoSecret(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	s.Inject(mockapi.Fault{Operation: "queryTokens", Tamper: func(o mockapi.Object) mockapi.Object {
		for _, one := range o["tokens"].([]any) {
			one.(mockapi.Object)["secret"], one.(mockapi.Object)["login_url"] = "canary-secret", "canary-url"
		}
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	for typeName, config := range map[string]string{"zerotrust_token": `{"id": "t-1"}`, "zerotrust_tokens": `{"get_all": true}`} {
		found, diagnostics := l.ReadData(t.Context(), typeName, config)
		acctest.Quiet(t, diagnostics)
		for name, value := range found {
			if strings.Contains(value.String(), "canary") {
				t.Errorf("%s shows a secret in %s", typeName, name)
			}
		}
		if len(found) == 0 {
			t.Errorf("%s shows nothing", typeName)
		}
	}
	listed, diagnostics := l.List(t.Context(), typeName, `{"get_all": true}`, 0, true)
	acctest.Quiet(t, diagnostics)
	for _, one := range listed {
		if !one.Resource["secret"].IsNull() || !one.Resource["login_url"].IsNull() {
			t.Errorf("the list shows a secret of %s", one.DisplayName)
		}
	}
}

// A secret that the service answers later, masked, is not taken.
func TestToken_secretIsKept(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	mask := func(o mockapi.Object) mockapi.Object {
		list, ok := o["tokens"].([]any)
		if !ok {
			list = []any{o}
		}
		for _, one := range list {
			switch token := one.(type) {
			case mockapi.Object:
				token["secret"], token["login_url"] = "****", ""
			}
		}
		return o
	}
	s.Inject(mockapi.Fault{Operation: "queryTokens", Tamper: mask})
	s.Inject(mockapi.Fault{Operation: "updateToken", Tamper: mask})
	l := s.Lifecycle(t, typeName, "")
	made, url := "", ""
	for _, config := range []string{`{"name": "ci"}`, `{"name": "deploy"}`, `{"name": "deploy"}`} {
		acctest.Quiet(t, l.Apply(t.Context(), config))
		for range 2 {
			l.NothingToDo(t, config)
			if made == "" {
				stored := s.Only(t, mockapi.KindToken)
				made, url = stored["secret"].(string), stored["login_url"].(string)
			}
			if attribute(t, l, "secret") != made || attribute(t, l, "login_url") != url {
				t.Errorf("after %s the secret or its URL is another one", config)
			}
			acctest.Quiet(t, l.Refresh(t.Context()))
		}
	}
	acctest.Quiet(t, l.Apply(t.Context(), ""))
	if got := statuses(s); got != "3" {
		t.Errorf("the token has the state %s", got)
	}
}
