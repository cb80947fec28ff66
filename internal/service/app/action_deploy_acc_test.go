package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const deployed = `{"name":"Git","host":"git.example.com","port":443,"tags":["b","a"],"tcp_port_ranges":[{"start":1,"end":2}],
	"ref_matches":[{"ref":"r","tags":["t"]}],"status":"ACTIVE","description":""}`

func TestAppDeployAction_deploys(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	progress, diagnostics := s.Protocol(t, "").Invoke(t.Context(), "zerotrust_app_deploy", deployed)
	acctest.Quiet(t, diagnostics)
	app, policy := s.Only(t, mockapi.KindApp), s.Only(t, mockapi.KindPolicy)
	want := []string{
		`Deploying the app "Git".`,
		fmt.Sprintf(`The app "Git" is deployed as %s, with 1 new policies.`, app["uuid"]),
		fmt.Sprintf(`New policy "Deploy Git" (%s).`, policy["uuid"]),
	}
	if !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
	body := `{"app":{"name":"Git","host":"git.example.com","port":443,"tcp_port_ranges":[{"start":1,"end":2}],"tags":["a","b"],"ref_matches":[{"ref":"r","tags":["t"]}],"status":2}}`
	if got := s.Bodies("deployApp")[0]; got != body {
		t.Errorf("the request is %s, want %s", got, body)
	}
}

func TestAppDeployAction_fails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault mockapi.Fault
		says  []string
	}{
		"400":   {mockapi.Fault{Status: 400}, []string{"error: Unable to Deploy App", `"Git"`, "400"}},
		"405":   {mockapi.Fault{Status: 405}, []string{"error: Unable to Deploy App", "routes = { deployApp ="}},
		"500":   {mockapi.Fault{Status: 500, CommitFirst: true}, []string{"error: Unable to Deploy App", "warning: App May Be Deployed"}},
		"no id": {mockapi.Fault{ContentType: "application/json", Body: `{}`}, []string{"holds no uuid", "warning: App May Be Deployed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			c.fault.Operation = "deployApp"
			s.Inject(c.fault)
			_, diagnostics := s.Protocol(t, "").Invoke(t.Context(), "zerotrust_app_deploy", deployed)
			lines := acctest.DiagnosticLines(diagnostics)
			for _, text := range c.says {
				if !strings.Contains(lines, text) {
					t.Errorf("want %q in\n%s", text, lines)
				}
			}
			if got := s.Count("deployApp"); got != 1 {
				t.Errorf("%d requests, want 1: a deployment is not repeated", got)
			}
		})
	}
}

func TestAppDeployAction_validators(t *testing.T) {
	t.Parallel()
	p := acctest.Start(t, mockapi.Options{}).Protocol(t, "")
	for config, want := range map[string]string{
		`{"name":""}`:                      `at AttributeName("name")`,
		`{"name":"x","port":0}`:            `at AttributeName("port")`,
		`{"name":"x","status":"DELETED"}`:  `at AttributeName("status")`,
		`{"name":"x","tcp_ports":[70000]}`: `AttributeName("tcp_ports")`,
	} {
		_, diagnostics := p.Invoke(t.Context(), "zerotrust_app_deploy", config)
		acctest.Says(t, diagnostics, want)
	}
}

func TestAccAppDeployAction_deploys(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_app_deploy" "test" {
				  config {
				    name = "Git"
				    tags = ["engineering"]
				  }
				}
				resource "terraform_data" "release" {
				  input = "1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_app_deploy.test]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
			PostApplyFunc: func() {
				s.Only(t, mockapi.KindApp)
				s.Only(t, mockapi.KindPolicy)
			},
		}},
	})
}
