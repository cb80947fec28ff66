# Which builds of the mobile app are trusted: watched in staging, enforced in production.
locals {
  stages = {
    staging    = { action = "log", verdict = "MEETS_BASIC_INTEGRITY" }
    production = { action = "die", verdict = "MEETS_STRONG_INTEGRITY" }
  }
}

resource "zerotrust_app_integrity_config" "android" {
  for_each = local.stages

  version                     = each.key
  platform                    = "android"
  name                        = "Wallet Android ${each.key}"
  enabled                     = true
  action                      = each.value.action
  package_name                = var.mobile_package
  required_device_verdict     = each.value.verdict
  require_play_recognized     = each.key == "production"
  decryption_key_wo           = var.android_decryption_key
  decryption_key_wo_version   = var.android_keys_version
  verification_key_wo         = var.android_verification_key
  verification_key_wo_version = var.android_keys_version
}

resource "zerotrust_app_integrity_config" "ios" {
  for_each = local.stages

  version   = each.key
  platform  = "ios"
  name      = "Wallet iOS ${each.key}"
  enabled   = true
  action    = each.value.action
  team_id   = var.apple_team_id
  bundle_id = var.mobile_package
}
