data "zerotrust_user" "alice" {
  display_name = "Alice Example"
}

data "zerotrust_accesses" "alice" {
  user_id = data.zerotrust_user.alice.id
}

output "apps_of_alice" {
  description = "Apps that the rules for Alice open."
  value       = distinct(flatten([for rule in data.zerotrust_accesses.alice.accesses : tolist(rule.app_list)]))
}
