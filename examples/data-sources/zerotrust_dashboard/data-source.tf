data "zerotrust_dashboard" "security" {
  name = "Security"
}

output "cards" {
  description = "What the dashboard shows."
  value       = data.zerotrust_dashboard.security.data
}
