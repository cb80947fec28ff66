# Under which conditions. The vendor publishes no meaning for the numbers of types, actions and platforms: take yours from
# existing objects, as the guide "Notes" shows. Keeping them in one place makes the rest readable.
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, route_direct = 101, run_workflow = 201 }

  platform       = { macos = 1, windows = 2 }
  attribute_type = { process = 4 }
  channel_type   = { users = 1, slack = 2 }
}

# Security policy: payment data is inspected, and reached only from healthy devices.
resource "zerotrust_policy" "inspect_pci" {
  name        = "Inspect traffic to payment apps"
  description = "PCI scope: decrypt, inspect, and fail closed"
  type        = local.policy_type.security
  action      = local.policy_action.inspect

  app_filter = {
    include_any = [{ all = ["appgroup:pci"] }]
  }
  session_filter = {
    include_any = [
      { all = ["group:finance", "posture_ge:medium"] },
      { all = ["group:sre", "posture_ge:high"] },
    ]
  }
  mitm_settings = { fail_close = true }
}

# Routing policy: media takes the short way. The smaller priority wins.
resource "zerotrust_policy" "voice_direct" {
  name     = "Route voice directly"
  type     = local.policy_type.routing
  action   = local.policy_action.route_direct
  priority = 100

  app_filter = {
    include_any = [{ all = ["host:voice.${var.domain}"] }]
  }
}

# Block: production databases from anywhere but managed desktops.
resource "zerotrust_policy" "block_databases" {
  name   = "Block databases from unmanaged devices"
  type   = local.policy_type.security
  action = local.policy_action.block

  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
  session_filter = {
    include_any = [{ all = ["posture_le:low"] }, { all = ["anonymous_user:true"] }]
    exclude_any = [{ all = ["group:break-glass", "os:macos"] }]
  }
}
