data "zerotrust_alert_configs" "suspended" {
  status = ["SUSPENDED"]
}

output "silent_alert_rules" {
  value = data.zerotrust_alert_configs.suspended.alert_configs[*].name
}
