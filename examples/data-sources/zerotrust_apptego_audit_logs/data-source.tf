data "zerotrust_apptego_audit_logs" "failed_changes" {
  from        = "2024-01-15T00:00:00Z"
  to          = "2024-01-16T00:00:00Z"
  query       = "api_call CONTAINS 'config' AND successful = false"
  max_results = 200
}

output "who_failed" {
  value = toset(data.zerotrust_apptego_audit_logs.failed_changes.results[*].user_id)
}
