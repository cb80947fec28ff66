data "zerotrust_apptego_device_logs" "rooted" {
  from       = "2024-01-15T00:00:00Z"
  event_type = "root_detection"
  query      = "country = 'US' AND event_data CONTAINS 'Pixel'"
}

output "rooted_devices" {
  value = toset(data.zerotrust_apptego_device_logs.rooted.results[*].device_id)
}
