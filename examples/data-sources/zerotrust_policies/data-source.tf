data "zerotrust_policies" "all" {}

output "suspended_policies" {
  description = "Policies that are out of force."
  value       = [for policy in data.zerotrust_policies.all.policies : policy.name if policy.status == "SUSPENDED"]
}
