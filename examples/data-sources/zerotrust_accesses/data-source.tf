data "zerotrust_accesses" "alice" {
  user_id = "user:alice"
}

output "apps_of_alice" {
  description = "Apps that the rules for Alice open."
  value       = distinct(flatten([for rule in data.zerotrust_accesses.alice.accesses : tolist(rule.app_list)]))
}
