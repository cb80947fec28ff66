data "zerotrust_app_integrity_config" "android" {
  version = "production"
  name    = "Wallet Android"
}

output "android_action" {
  description = "What the app does when a check fails."
  value       = data.zerotrust_app_integrity_config.android.action
}
