data "zerotrust_alerts" "january" {
  start_time = "2024-01-01T00:00:00Z"
  end_time   = "2024-02-01T00:00:00Z"
}

output "alerts_without_owner" {
  value = [for alert in data.zerotrust_alerts.january.alerts : alert.id if alert.owner_uuid == null]
}
