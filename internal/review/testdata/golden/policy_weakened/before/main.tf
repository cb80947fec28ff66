locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, run_workflow = 201 }
}

resource "zerotrust_policy" "inspect" {
  name   = "Inspect traffic to payment apps"
  type   = local.policy_type.security
  action = local.policy_action.inspect

  app_filter     = { include_any = [{ all = ["appgroup:pci"] }] }
  session_filter = { include_any = [{ all = ["group:finance", "posture_ge:high"] }, { all = ["group:sre", "posture_ge:high", "os:macos"] }] }
  mitm_settings  = { fail_close = true }
}

resource "zerotrust_policy" "block" {
  name           = "Block databases from unmanaged devices"
  type           = local.policy_type.security
  action         = local.policy_action.block
  app_filter     = { include_any = [{ all = ["appgroup:production"] }] }
  session_filter = { include_any = [{ all = ["posture_le:low"] }, { all = ["anonymous_user:true"] }] }
}

resource "zerotrust_policy" "route_a" {
  name     = "Voice directly"
  type     = local.policy_type.routing
  priority = 100
}

resource "zerotrust_policy" "route_b" {
  name     = "Everything over Edge"
  type     = local.policy_type.routing
  priority = 200
}

resource "zerotrust_workflow" "production" {
  name             = "Access to production"
  recipients       = ["group:security", "group:sre-leads"]
  approval_ttl_sec = 8 * 60 * 60
}

resource "zerotrust_posture_profile" "laptop" {
  name              = "Healthy laptop"
  platform          = 1
  posture_tag_value = "high"
  attribute_uuids   = ["check-disk", "check-edr"]
}

resource "zerotrust_app_integrity_config" "wallet" {
  version   = "production"
  platform  = "ios"
  name      = "Wallet"
  enabled   = true
  action    = "die"
  team_id   = "ABCDE12345"
  bundle_id = "example.acme.wallet"
}
