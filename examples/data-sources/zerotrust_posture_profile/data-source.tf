# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, route_direct = 101, run_workflow = 201 }
}

data "zerotrust_posture_profile" "managed_mac" {
  name = "Managed Mac"
}

# Payment data only from devices that meet the profile or are better.
resource "zerotrust_policy" "payments_from_managed_macs" {
  name   = "Payments from managed Macs"
  type   = local.policy_type.security
  action = local.policy_action.allow

  app_filter = {
    include_any = [{ all = ["appgroup:pci"] }]
  }
  session_filter = {
    include_any = [{ all = ["os:macos", "posture_ge:${data.zerotrust_posture_profile.managed_mac.posture_tag_value}"] }]
  }
}
