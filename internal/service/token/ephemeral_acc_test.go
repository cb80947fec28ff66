package token_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func withEcho() map[string]func() (tfprotov6.ProviderServer, error) {
	factories := acctest.Factories()
	factories["echo"] = echoprovider.NewProviderServer()
	return factories
}

func echoed(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("echo.test", tfjsonpath.New("data").AtMapKey(name), value)
}

// openedAreRevoked checks that every token that was opened is suspended.
func openedAreRevoked(t *testing.T, s *acctest.Services) {
	t.Helper()
	tokens := s.Objects(mockapi.KindToken)
	if len(tokens) < 2 {
		t.Errorf("%d tokens were created, want one at plan and another at apply at least", len(tokens))
	}
	for _, token := range tokens {
		if token["status"] != int64(3) {
			t.Errorf("the token %v was not revoked: %v", token["uuid"], token["status"])
		}
	}
}

const minimalEphemeral = `{"name":"pipeline"}`

func TestAccEphemeralToken_opensAndCloses(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: withEcho(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				ephemeral "zerotrust_token" "test" {
				  name        = "pipeline"
				  description = "for one run"
				  role        = 2
				  user_uuid   = "user-1"
				  ttl_sec     = 600
				}
				provider "echo" { data = ephemeral.zerotrust_token.test }
				resource "echo" "test" {}`,
			ConfigStateChecks: []statecheck.StateCheck{
				echoed("id", knownvalue.NotNull()), echoed("secret", knownvalue.StringRegexp(regexp.MustCompile(`^.{8,}$`))),
				echoed("name", knownvalue.StringExact("pipeline")), echoed("ttl_sec", knownvalue.Int64Exact(600)), echoed("expire_time_sec", knownvalue.NotNull()),
			},
		}},
	})
	for _, body := range s.Bodies("createToken") {
		if want := `{"name":"pipeline","description":"for one run","role":2,"user_uuid":"user-1","ttl_sec":600}`; body != want {
			t.Errorf("the request is %s, want %s", body, want)
		}
	}
	openedAreRevoked(t, s)
}

func TestAccEphemeralTemporaryAccessToken_opensAndCloses(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: withEcho(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				ephemeral "zerotrust_temporary_access_token" "test" { user_uuid = "user-1" }
				provider "echo" { data = ephemeral.zerotrust_temporary_access_token.test }
				resource "echo" "test" {}`,
			ConfigStateChecks: []statecheck.StateCheck{
				echoed("id", knownvalue.NotNull()), echoed("secret", knownvalue.StringRegexp(regexp.MustCompile(`^.{8,}$`))), echoed("user_uuid", knownvalue.StringExact("user-1")),
			},
		}},
	})
	for _, body := range s.Bodies("createTemporaryAccessToken") {
		if want := `{"user_uuid":"user-1","ttl_sec":3600}`; body != want {
			t.Errorf("the request is %s, want %s", body, want)
		}
	}
	openedAreRevoked(t, s)
}

func TestEphemeralToken_privateHoldsTheIdOnly(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	opened, diagnostics := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	acctest.Quiet(t, diagnostics)
	id, secret := acctest.TextOf(t, opened.Result["id"]), acctest.TextOf(t, opened.Result["secret"])
	if stored := s.Only(t, mockapi.KindToken); stored["uuid"] != id || stored["secret"] != secret {
		t.Errorf("opened %s, the service has %v", id, stored["uuid"])
	}
	if private := string(opened.Private); !strings.Contains(private, "token_id") || strings.Contains(private, secret) {
		t.Errorf("the private data is wrong; it holds the secret: %t", strings.Contains(private, secret))
	}
	if body := s.Bodies("createToken")[0]; body != `{"name":"pipeline","ttl_sec":3600}` {
		t.Errorf("the request is %s", body)
	}
	acctest.Quiet(t, p.Close(t.Context(), "zerotrust_token", opened))
	if stored := s.Only(t, mockapi.KindToken); stored["status"] != int64(3) {
		t.Errorf("the status is %v after closing", stored["status"])
	}
	acctest.Quiet(t, p.Close(t.Context(), "zerotrust_token", opened)) // revoked already
}

func TestEphemeralToken_eachOpeningIsOneOfItsOwn(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	first, _ := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	second, _ := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	acctest.Quiet(t, p.Close(t.Context(), "zerotrust_token", first))
	for _, stored := range s.Objects(mockapi.KindToken) {
		want := int64(2)
		if stored["uuid"] == acctest.TextOf(t, first.Result["id"]) {
			want = 3
		}
		if stored["status"] != want {
			t.Errorf("the token %v has the status %v, want %d", stored["uuid"], stored["status"], want)
		}
	}
	if second.Result["id"].Equal(first.Result["id"]) {
		t.Error("both openings are one token")
	}
}

func TestEphemeralToken_closesWhatIsGone(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	opened, _ := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	if err := s.Remove(mockapi.KindToken, acctest.TextOf(t, opened.Result["id"])); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, p.Close(t.Context(), "zerotrust_token", opened))
}

// TestEphemeralToken_closeFails: what needed the token is done, and the token ends by itself, so it is a warning.
func TestEphemeralToken_closeFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, `"max_retries": 0`)
	opened, _ := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	s.Inject(mockapi.Fault{Operation: "updateToken", Status: 403})
	id := acctest.TextOf(t, opened.Result["id"])
	diagnostics := p.Close(t.Context(), "zerotrust_token", opened)
	acctest.Says(t, diagnostics, "warning: Token Not Revoked: ", id, "ends by itself", "403")
	if lines := acctest.DiagnosticLines(diagnostics); strings.Contains(lines, acctest.TextOf(t, opened.Result["secret"])) {
		t.Error("the warning holds the secret")
	}
}

func TestEphemeralToken_openFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault    mockapi.Fault
		requests int
		says     []string
	}{
		"400":        {mockapi.Fault{Operation: "createToken", Status: 400}, 1, []string{"error: Unable to Open Token", `"pipeline"`, "400"}},
		"500":        {mockapi.Fault{Operation: "createToken", Status: 500, CommitFirst: true}, 1, []string{"error: Unable to Open Token", "500"}},
		"route":      {mockapi.Fault{Operation: "createToken", Status: 405}, 1, []string{"error: Unable to Open Token", "routes = { createToken ="}},
		"login":      {mockapi.Fault{Operation: "tokenLogin", Status: 403}, 0, []string{"error: Unable to Open Token", "logging in"}},
		"wrong JSON": {mockapi.Fault{Operation: "createToken", ContentType: "application/json", Body: `{"uuid": 7, "secret": "canary-secret"}`}, 1, []string{"error: Unable to Open Token"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			p := s.Protocol(t, `"max_retries": 0`)
			s.Inject(c.fault)
			_, diagnostics := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
			errorsAlone := slices.DeleteFunc(slices.Clone(diagnostics), func(d *tfprotov6.Diagnostic) bool {
				return c.fault.CommitFirst && d.Summary == "Token Secret Lost" // what was made is told
			})
			acctest.Says(t, errorsAlone, c.says...)
			if told := len(diagnostics) > len(errorsAlone); told != c.fault.CommitFirst {
				t.Errorf("that a token was made is told: %v", told)
			}
			if got := s.Count("createToken"); got != c.requests {
				t.Errorf("%d requests, want %d: a create is not repeated", got, c.requests)
			}
			lines := acctest.DiagnosticLines(diagnostics)
			for _, stored := range s.Objects(mockapi.KindToken) {
				if secret, _ := stored["secret"].(string); strings.Contains(lines, secret) {
					t.Error("the error holds the secret")
				}
			}
			if strings.Contains(lines, "canary") {
				t.Error("the error holds the answer")
			}
		})
	}
}

// TestEphemeralToken_withoutSecret: a token that nobody can use is revoked at once.
func TestEphemeralToken_withoutSecret(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	s.Inject(mockapi.Fault{Operation: "createToken", Tamper: func(answer mockapi.Object) mockapi.Object {
		delete(answer, "secret")
		return answer
	}})
	_, diagnostics := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	acctest.Says(t, diagnostics, "error: Unable to Open Token", "no secret")
	if stored := s.Only(t, mockapi.KindToken); stored["status"] != int64(3) {
		t.Errorf("the status is %v, want 3", stored["status"])
	}
}

func TestEphemeralToken_validators(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	for config, want := range map[string]string{
		`{"name":""}`:                  `at AttributeName("name")`,
		`{"name":"x","ttl_sec":0}`:     `at AttributeName("ttl_sec")`,
		`{"name":"x","ttl_sec":86401}`: `at AttributeName("ttl_sec")`,
		`{"name":"x","role":6}`:        `at AttributeName("role")`,
		`{"name":"x","user_uuid":""}`:  `at AttributeName("user_uuid")`,
	} {
		_, diagnostics := p.Open(t.Context(), "zerotrust_token", config)
		acctest.Says(t, diagnostics, "error "+want)
	}
	_, diagnostics := p.Open(t.Context(), "zerotrust_temporary_access_token", `{"user_uuid":""}`)
	acctest.Says(t, diagnostics, `at AttributeName("user_uuid")`)
	if got := s.Operations(); len(got) != 0 {
		t.Errorf("the requests %v were made", got)
	}
}

// TestEphemeralToken_deferred waits for a provider configuration that is not known yet.
func TestEphemeralToken_deferred(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t)
	acctest.Quiet(t, p.Configure(t.Context(), `{"edge":{"endpoint":"${unknown}","account":"acme","api_token":"x"}}`, true))
	opened, diagnostics := p.Open(t.Context(), "zerotrust_token", minimalEphemeral)
	acctest.Quiet(t, diagnostics)
	if opened != nil {
		t.Error("it was opened")
	}
}
