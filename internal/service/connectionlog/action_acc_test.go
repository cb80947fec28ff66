package connectionlog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const actionName = "zerotrust_device_app_connection_log"

func TestConnectionLogAction_sends(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	withoutForm := strings.Replace(body, `,"form":"flat"`, "", 1)
	progress, diagnostics := p.Invoke(t.Context(), actionName, withoutForm)
	acctest.Quiet(t, diagnostics)
	if want := []string{"The connection event is in the log as 10000."}; !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
	_, diagnostics = p.Invoke(t.Context(), actionName, `{"form":"enveloped","device_id":"d","application_id":"a","timestamp":"2024-01-15T14:30:25Z","data_transferred":0}`)
	acctest.Quiet(t, diagnostics)
	if got := len(s.Objects(mockapi.KindConnectionLog)); got != 2 {
		t.Errorf("%d entries, want 2", got)
	}
}

func TestConnectionLogAction_refusesAndFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	_, diagnostics := p.Invoke(t.Context(), actionName, strings.Replace(body, `"form"`, `"data_transferred":1,"form"`, 1))
	acctest.Says(t, diagnostics, "Argument of the Other Form", `at AttributeName("data_transferred")`)
	_, diagnostics = p.Invoke(t.Context(), actionName, `{"raw":"[]"}`)
	acctest.Says(t, diagnostics, "no JSON object")
	if got := s.Operations(); len(got) != 0 {
		t.Errorf("the requests %v were made", got)
	}
	s.Inject(mockapi.Fault{Operation: "createDeviceAppConnectionLog", Status: 500})
	progress, diagnostics := p.Invoke(t.Context(), actionName, body)
	if lines := acctest.DiagnosticLines(diagnostics); !strings.Contains(lines, "error: Unable to Send Connection Event") || !strings.Contains(lines, "May Be in the Log") || len(progress) != 0 {
		t.Errorf("progress %q\n%s", progress, lines)
	}
	if got := s.Count("createDeviceAppConnectionLog"); got != 1 {
		t.Errorf("%d requests, want 1", got)
	}
}

func TestAccConnectionLogAction_sends(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_device_app_connection_log" "test" {
				  config {` + minimal + `
				  }
				}
				resource "terraform_data" "deploy" {
				  input = "1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_device_app_connection_log.test]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
			PostApplyFunc: func() {
				if got := s.Count("createDeviceAppConnectionLog"); got != 1 {
					t.Errorf("%d requests, want 1", got)
				}
			},
			Check: func(*terraform.State) error { return nil },
		}},
	})
}
