package connectionlog_test

import (
	"fmt"
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
	acctest.Says(t, diagnostics, "neither a JSON object nor an array")
	_, diagnostics = p.Invoke(t.Context(), actionName, `{"raw":"[{},[]]"}`)
	acctest.Says(t, diagnostics, "element 1 of the array is no JSON object")
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

// TestConnectionLogAction_batch: each element of an array is an event of its own, and what became of each is told.
func TestConnectionLogAction_batch(t *testing.T) {
	t.Parallel()
	const events = `[{"device_id":"d1","app_id":"a","timestamp":"2024-01-15T14:30:25Z"},{"device_id":"d2","app_id":"a","timestamp":"2024-01-15T14:30:26Z"},{"device_id":"d3","app_id":"a","timestamp":"2024-01-15T14:30:27Z"}]`
	batch := func(more string) string { return fmt.Sprintf(`{"raw":%q,"form":"enveloped"%s}`, events, more) }
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	progress, diagnostics := p.Invoke(t.Context(), actionName, batch(""))
	acctest.Quiet(t, diagnostics)
	bodies := s.Bodies("createDeviceAppConnectionLog")
	if len(progress) != 3 || len(bodies) != 3 || !strings.Contains(bodies[0], "d1") || !strings.Contains(bodies[2], "d3") {
		t.Errorf("progress %q, requests %q", progress, bodies)
	}
	s.Inject(mockapi.Fault{Operation: "createDeviceAppConnectionLog", Skip: 1, Status: 502, CommitFirst: true, Times: 1})
	progress, diagnostics = p.Invoke(t.Context(), actionName, batch(""))
	if lines := acctest.DiagnosticLines(diagnostics); len(progress) != 1 || !strings.Contains(lines, "error: Unable to Send Connection Event") ||
		!strings.Contains(lines, "Element 1 of the array failed. The 1 before it are in the log, and the 1 after it were not sent.") {
		t.Errorf("progress %q\n%s", progress, lines)
	}
	s.ClearFaults()
	s.Inject(mockapi.Fault{Operation: "createDeviceAppConnectionLog", Skip: 1, Status: 502, CommitFirst: true, Times: 1})
	progress, diagnostics = p.Invoke(t.Context(), actionName, batch(`,"at_least_once":true`))
	if lines := acctest.DiagnosticLines(diagnostics); len(progress) != 3 || strings.Contains(lines, "error") || !strings.Contains(lines, "the repetition made log_") {
		t.Errorf("progress %q\n%s", progress, lines)
	}
	if got := len(s.Objects(mockapi.KindConnectionLog)); got != 3+2+4 {
		t.Errorf("%d entries, want 9", got)
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
