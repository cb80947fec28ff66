# Shows which numbers the console uses for an equal policy.
data "zerotrust_policy" "block_databases" {
  name = "Block databases from unmanaged devices"
}

output "blocking_action" {
  description = "Number of the action that blocks."
  value       = data.zerotrust_policy.block_databases.action
}
