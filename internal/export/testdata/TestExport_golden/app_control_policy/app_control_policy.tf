# Written by terraform-provider-zerotrust export.

resource "zerotrust_app_control_policy" "minimal" {
  name = "Minimal"
}

resource "zerotrust_app_control_policy" "full" {
  name        = "Full"
  description = "after"
  app_filter = {
    include_any = [{ all = ["app:wiki", "os:linux"] }, { all = ["appgroup:pci"] }]
    exclude_any = [{ all = ["host:x"] }]
  }
  policy_event_actions = [
    { event_type = 1, action = 3 },
    { event_type = 2, action = 2 },
    { event_type = 4, action = 2 },
  ]
  session_filter = {
    include_any = [{ all = ["group:eng", "os:macos"] }]
    exclude_any = [{ all = ["country:CH"] }]
  }
  status = "SUSPENDED"
}
