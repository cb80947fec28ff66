# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, route_direct = 101, run_workflow = 201 }
}

resource "zerotrust_policy" "block_databases" {
  name        = "Block databases from unmanaged devices"
  description = "Production data is reached from healthy devices only"
  type        = local.policy_type.security
  action      = local.policy_action.block

  # Both filters must match. Each matches when all tags of one group do.
  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
  session_filter = {
    include_any = [{ all = ["posture_le:low"] }, { all = ["anonymous_user:true"] }]
    exclude_any = [{ all = ["group:break-glass", "os:macos"] }]
  }
}
