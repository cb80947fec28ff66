# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  event_type   = { copy = 1, download = 4 }
  event_action = { block = 2 }
}

resource "zerotrust_app_control_policy" "no_downloads" {
  name        = "No downloads to unmanaged devices"
  description = "Customer data stays in the app"

  app_filter = {
    include_any = [{ all = ["appgroup:crm"] }]
  }
  session_filter = {
    include_any = [{ all = ["posture_le:low"] }]
  }

  policy_event_actions = [
    { event_type = local.event_type.copy, action = local.event_action.block },
    { event_type = local.event_type.download, action = local.event_action.block },
  ]

  # Taking an argument away replaces the policy: the new one is there before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}
