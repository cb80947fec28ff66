# Written by terraform-provider-zerotrust export.

resource "zerotrust_policy" "minimal" {
  name = "Minimal"
}

resource "zerotrust_policy" "full" {
  name               = "Full"
  description        = "after"
  action             = 301
  allow_guest_access = true
  app_filter = {
    include_any = [
      { all = ["a:b", "appgroup:pci", "domain:example.com"] },
      { all = ["app:wiki"] },
      { all = ["group:c", "os:linux"] },
    ]
    exclude_any = [{ all = ["host:x"] }, { all = ["host:y"] }]
  }
  constraints    = { max_sessions = "5", note = "" }
  integration_id = "after"
  metadata       = "after"
  mitm_settings  = { fail_close = true }
  priority       = 100
  session_filter = {
    include_any = [{ all = ["group:eng", "os:macos", "posture_ge:high"] }]
    exclude_any = [{ all = ["country:CH", "country:DE"] }]
  }
  status        = "SUSPENDED"
  type          = 1
  workflow_uuid = "after"
}
