package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A CLI prints the line of the configuration that a diagnostic is about. One about a secret must not have it print that.
func TestAccSecretLines(t *testing.T) {
	t.Parallel()
	const secret = "canary-literal-4711"
	for name, test := range map[string]struct{ config, says string }{
		"write-only, failed create": {`
resource "zerotrust_notification_channel" "one" {
  name          = "Slack"
  oauth_code_wo = "` + secret + `"
}
`, "New Authorization Code Needed"},
		"write-only, refused": {`
resource "zerotrust_app_integrity_config" "one" {
  name              = "wallet"
  version           = "staging"
  platform          = "ios"
  decryption_key_wo = "` + secret + `"
}
`, "decryption_key_wo"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.Inject(mockapi.Fault{Operation: "createNotificationChannel", Status: http.StatusForbidden})
			cli := acctest.NewCLI(t)
			cli.Write("main.tf", acctest.RequiredProviders()+s.Provider()+test.config)
			output, code := cli.Run("apply", "-no-color", "-auto-approve")
			if code == 0 || !strings.Contains(output, test.says) || strings.Contains(output, secret) {
				t.Errorf("exit code %d, want %q and no secret:\n%s", code, test.says, output)
			}
		})
	}
}
