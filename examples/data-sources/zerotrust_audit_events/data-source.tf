data "zerotrust_audit_events" "night" {
  start_time = "2024-01-15T22:00:00Z"
  end_time   = "2024-01-16T06:00:00Z"
}

output "refused_calls" {
  value = [for event in data.zerotrust_audit_events.night.audit_events : event.path if event.response_status == 403]
}
