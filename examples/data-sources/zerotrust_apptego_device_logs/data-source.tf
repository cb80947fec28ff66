data "zerotrust_apptego_device_logs" "rooted" {
  from       = "2024-01-15T00:00:00Z"
  event_type = "root_detection"
  query      = "country = 'US' AND event_data CONTAINS 'Pixel'"
}

output "rooted_devices" {
  value = toset(data.zerotrust_apptego_device_logs.rooted.results[*].device_id)
}

# The next events with the same filters, which are older, if there are more than were read.
data "zerotrust_apptego_device_logs" "rooted_earlier" {
  count              = data.zerotrust_apptego_device_logs.rooted.truncated ? 1 : 0
  from               = "2024-01-15T00:00:00Z"
  event_type         = "root_detection"
  query              = "country = 'US' AND event_data CONTAINS 'Pixel'"
  last_evaluated_key = data.zerotrust_apptego_device_logs.rooted.next_last_evaluated_key
}
