resource "zerotrust_app_control_policy" "no_downloads" {
  name        = "No downloads to unmanaged devices"
  description = "Customer data stays in the app"

  app_filter = {
    include_any = [{ all = ["appgroup:crm"] }]
  }
  session_filter = {
    include_any = [{ all = ["posture_le:low"] }]
  }

  # The vendor publishes no meaning of these numbers: use those of an equal policy in your console.
  policy_event_actions = [
    { event_type = 1, action = 2 },
    { event_type = 4, action = 2 },
  ]

  # Taking an argument away replaces the policy: the new one is there before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}
