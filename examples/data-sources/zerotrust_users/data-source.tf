data "zerotrust_users" "suspended" {
  status = ["SUSPENDED"]
}

output "suspended_users" {
  value = data.zerotrust_users.suspended.users[*].display_name
}
