data "zerotrust_apptego_audit_logs" "failed_changes" {
  from        = "2024-01-15T00:00:00Z"
  to          = "2024-01-16T00:00:00Z"
  query       = "api_call CONTAINS 'config' AND successful = false"
  max_results = 200
}

output "who_failed" {
  value = toset(data.zerotrust_apptego_audit_logs.failed_changes.results[*].user_id)
}

# The next rows with the same filter, which are older, if there are more than were read.
data "zerotrust_apptego_audit_logs" "earlier" {
  count      = data.zerotrust_apptego_audit_logs.failed_changes.truncated ? 1 : 0
  from       = "2024-01-15T00:00:00Z"
  to         = "2024-01-16T00:00:00Z"
  query      = "api_call CONTAINS 'config' AND successful = false"
  last_event = data.zerotrust_apptego_audit_logs.failed_changes.next_last_event
}
