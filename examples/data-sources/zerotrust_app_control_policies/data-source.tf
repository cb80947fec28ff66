data "zerotrust_app_control_policies" "closed" {
  status = ["SUSPENDED", "INIT"]
}

output "app_control_policies_out_of_force" {
  value = [for policy in data.zerotrust_app_control_policies.closed.app_control_policies : policy.name]
}
