data "zerotrust_access" "engineering" {
  id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
}

output "engineering_users" {
  description = "Who may use the rule."
  value       = data.zerotrust_access.engineering.user_list
}
