package provider_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccProvider_unknownEndpoint: a service whose endpoint another resource makes can be planned, applied, and later
// refreshed while its endpoint is being replaced.
func TestAccProvider_unknownEndpoint(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t, "TF_VAR_generation=1")
	configuration := func(generation int, further string) string {
		return acctest.RequiredProviders() + fmt.Sprintf(`
resource "terraform_data" "gateway" {
  input            = %q
  triggers_replace = %d
}

provider "zerotrust" {
  edge = {
    endpoint  = terraform_data.gateway.output
    account   = "acme"
    api_token = "edge-api-token"
  }
}

resource "zerotrust_app" "git" {
  name = "git"
  port = 443
}

resource "zerotrust_access" "git" {
  app_list = [zerotrust_app.git.id]
}
%s`, s.Endpoints(s.URL).Edge, generation, further)
	}
	cli.Write("main.tf", configuration(1, ""))
	output := cli.MustRun("plan", "-no-color")
	if !strings.Contains(output, "Plan: 3 to add, 0 to change, 0 to destroy.") || len(s.Journal()) > 0 {
		t.Errorf("the plan with an unknown endpoint, after %d requests:\n%s", len(s.Journal()), output)
	}
	cli.MustRun("apply", "-no-color", "-auto-approve")
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 || strings.Contains(output, "Warning:") {
		t.Errorf("the plan after the apply ends with %d:\n%s", code, output)
	}

	// From here on the endpoint is unknown again, and everything exists.
	s.ResetJournal()
	cli.Write("main.tf", configuration(2, ""))
	output = cli.MustRun("plan", "-no-color")
	for _, want := range []string{
		"Plan: 1 to add, 0 to change, 1 to destroy.", "Warning: Object Not Refreshed",
		"An argument of the Lacework Edge configuration is not known before apply", "This plan relies on the last known state.",
	} {
		if !strings.Contains(strings.Join(strings.Fields(output), " "), want) {
			t.Errorf("want %q in\n%s", want, output)
		}
	}
	if len(s.Journal()) > 0 {
		t.Errorf("%d requests to a service whose endpoint is not known", len(s.Journal()))
	}
	cli.Write("main.tf", configuration(2, `data "zerotrust_apps" "all" {}`))
	output, code := cli.Run("plan", "-no-color")
	if code != 1 || !strings.Contains(output, "Error: Provider Configuration Not Known") || !strings.Contains(output, `with data.zerotrust_apps.all`) {
		t.Errorf("a data source that cannot be read ends with %d:\n%s", code, output)
	}
	cli.Write("main.tf", configuration(2, ""))
	cli.MustRun("apply", "-no-color", "-auto-approve")
	if output, code := cli.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan in the end is not empty:\n%s", output)
	}
	s.Only(t, mockapi.KindApp)
	s.Only(t, mockapi.KindAccess)
}

// TestAccProvider_userAgent names the version of the CLI, as the CLI gives it: OpenTofu gives another than its own.
func TestAccProvider_userAgent(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	cli := acctest.NewCLI(t)
	cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+`data "zerotrust_apps" "all" {}`)
	cli.MustRun("plan", "-no-color")
	if len(s.Journal()) == 0 {
		t.Error("nothing was read")
	}
	want := regexp.MustCompile(`^terraform-provider-zerotrust/test Terraform/\d+\.\d+\.\d+(-\w+)?$`)
	for _, e := range s.Journal() {
		if got := e.Header.Get("User-Agent"); !want.MatchString(got) {
			t.Errorf("%s: the User-Agent is %q", e.Operation, got)
		}
	}
}
