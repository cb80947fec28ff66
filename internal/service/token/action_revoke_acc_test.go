package token_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

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
