package nouns

import (
	"fmt"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func appIntegrityConfig() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_app_integrity_config", Kind: mockapi.KindAppIntegrityConfig, List: "app_integrity_configs", Key: "name",
		Title: "App Integrity Config", Titles: "App Integrity Configs",
		Minimal:    `{"version":"staging","platform":"ios","name":"n","title":"t"}`, // a title is sent after the create,
		Changed:    `{"version":"staging","platform":"ios","name":"m","title":"u","team_id":"T"}`,
		ListConfig: `{"version":"staging"}`,
		Creates:    "createAppIntegrityConfig", Lists: "listAppIntegrityConfigs", Updates: "updateAppIntegrityConfig", Deletes: "deleteAppIntegrityConfig",
		Kills: []lifetest.Kill{{
			First:  `{"version":"staging","platform":"ios","name":"n","team_id":"T","bundle_id":"b","enabled":true}`,
			Second: `{"version":"staging","platform":"ios","name":"n","team_id":"T","bundle_id":"c","enabled":true}`,
		}},
		Generate: generateAppIntegrityConfig,
		Canary: `
resource "zerotrust_app_integrity_config" "android" {
  version                     = "production"
  platform                    = "android"
  name                        = "stage ${var.stage}"
  enabled                     = true
  package_name                = "com.example.wallet"
  decryption_key_wo           = var.decryption_key
  decryption_key_wo_version   = var.stage
  verification_key_wo         = var.verification_key
  verification_key_wo_version = var.stage
}

resource "zerotrust_app_integrity_config" "fed" {
  version                     = "staging"
  platform                    = "android"
  name                        = "fed by an ephemeral resource"
  decryption_key_wo           = base64encode(ephemeral.zerotrust_token.t.secret)
  decryption_key_wo_version   = var.stage
  verification_key_wo         = base64encode(ephemeral.zerotrust_apptego_ws_ticket.t.ticket)
  verification_key_wo_version = var.stage
}

resource "zerotrust_app_integrity_config" "ios" {
  version   = "production"
  platform  = "ios"
  name      = "iOS"
  team_id   = "ABCDE12345"
  bundle_id = "com.example.wallet"
  title     = "stage ${var.stage}"
}
`,
	}
}

func generateAppIntegrityConfig(b *lifetest.Block) {
	b.Set("name", lifetest.Quote(fmt.Sprintf("Name_%d. -", b.Index)))
	b.Set("version", b.OneOf("development", "staging", "production")())
	b.Optional("action", b.OneOf("log", "die", "redirect", "message"))
	b.Optional("title", b.Text)
	b.Optional("message", b.Text)
	generateMessage(b)
	if b.IntN(2) == 0 {
		b.Set("platform", `"android"`)
		b.Unset("enabled", "false")
		b.Optional("package_name", b.Text)
		b.Optional("cloud_project_number", b.OneOf("0", "007", "123456789012", "99999999999999999999"))
		b.Optional("required_device_verdict", b.OneOf("MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY", "MEETS_STRONG_INTEGRITY"))
		b.Bools("require_play_recognized")
		b.Unset("team_id")
		b.Unset("bundle_id")
		return
	}
	b.Set("platform", `"ios"`)
	if b.IntN(2) == 0 { // what is enabled needs its credentials
		b.Set("team_id", b.Text())
		b.Set("bundle_id", b.Text())
		b.Bools("enabled")
	} else {
		b.Optional("team_id", b.Text)
		b.Optional("bundle_id", b.Text)
		b.Unset("enabled", "false")
	}
	for _, android := range []string{"package_name", "cloud_project_number", "required_device_verdict", "require_play_recognized"} {
		b.Unset(android)
	}
}

// generateMessage sets the lists of a message, which are as long as each other.
func generateMessage(b *lifetest.Block) {
	n := b.IntN(4)
	list := func(element func() string) func() string {
		return func() string {
			elements := make([]string, n)
			for i := range elements {
				elements[i] = element()
			}
			return "[" + strings.Join(elements, ", ") + "]"
		}
	}
	if n == 0 {
		b.Unset("buttons")
		b.Unset("actions")
		b.Unset("redirects")
		return
	}
	b.Set("buttons", list(b.Text)())
	b.Optional("actions", list(b.Text))
	b.Optional("redirects", list(func() string {
		if b.IntN(2) == 0 {
			return `""`
		}
		return b.Text()
	}))
}
