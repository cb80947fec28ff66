data "zerotrust_account" "current" {}

output "session_hours" {
  description = "How long a session lasts."
  value       = data.zerotrust_account.current.session_ttl_sec / 3600
}
