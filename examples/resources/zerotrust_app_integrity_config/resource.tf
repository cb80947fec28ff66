variable "decryption_key" {
  description = "Google Play Integrity decryption key."
  type        = string
  ephemeral   = true
}

variable "verification_key" {
  description = "Google Play Integrity verification key."
  type        = string
  ephemeral   = true
}

resource "zerotrust_app_integrity_config" "android" {
  version                 = "production"
  platform                = "android"
  name                    = "Wallet Android"
  enabled                 = true
  action                  = "die"
  package_name            = "com.example.wallet"
  required_device_verdict = "MEETS_STRONG_INTEGRITY"
  require_play_recognized = true

  # Write-only: kept in no plan and no state. Raise the version to have a new key sent.
  decryption_key_wo           = var.decryption_key
  decryption_key_wo_version   = 1
  verification_key_wo         = var.verification_key
  verification_key_wo_version = 1
}

resource "zerotrust_app_integrity_config" "ios" {
  version   = "production"
  platform  = "ios"
  name      = "Wallet iOS"
  enabled   = true
  action    = "message"
  team_id   = "ABCDE12345"
  bundle_id = "com.example.wallet"
  title     = "Please update"
  message   = "This build of the app is not trusted. Install it from the App Store."
  buttons   = ["Open App Store"]
  actions   = ["redirect"]
  redirects = ["https://apps.apple.com/app/example"]
}
