package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func deviceAppConnectionLog() lifetest.Noun {
	const event = `{"device_id":"D","application_id":"A","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z"}`
	return lifetest.Noun{
		TypeName: "zerotrust_device_app_connection_log", Kind: mockapi.KindConnectionLog, Ends: lifetest.Forgotten,
		Title: "Device App Connection Log", Titles: "Device App Connection Logs",
		Minimal: event, Creates: "createDeviceAppConnectionLog",
		Kills: []lifetest.Kill{{First: event, Told: "the service has no way to look whether it was"}},
		Canary: `
resource "zerotrust_device_app_connection_log" "l" {
  device_id       = "DEV-001-XR7H9"
  application_id  = "APP-MOBILE-001"
  connection_type = "established"
  status          = "success"
  timestamp       = "2024-01-15T14:30:25Z"
  triggers        = { stage = var.stage }
}
`,
	}
}
